"""The regulation of the archive is 秘密 itself: what its states mean is for staff (A18b)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from archive.filing.models import Filing
from zsa_portal.workflow.machine import MACHINES

KINDS = sorted(kind for kind, one in MACHINES.items() if one.__module__.startswith("archive."))


def test_every_procedure_of_the_archive_is_meant():
    assert Filing.kind_code in KINDS
    assert len(KINDS) == 6


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_states_mean_is_read_by_staff_alone(client, cast, make_user, kind):
    url, pages = reverse("workflow:states", args=[kind]), reverse("workflow:states_main")
    assert client.get(url).status_code == 404
    assert url not in client.get(pages).content.decode()
    client.force_login(make_user())
    assert client.get(url).status_code == 404
    client.force_login(cast.clerk)
    assert client.get(url).status_code == 200
    assert url in client.get(pages).content.decode()
