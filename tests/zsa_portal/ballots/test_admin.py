"""The admin looks at ballots and changes nothing, and never tells how anybody voted."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.zsa_portal.ballots.conftest import cast, members
from zsa_portal.ballots.actions import vote_cast
from zsa_portal.ballots.models import Vote


@pytest.fixture
def admin(client, make_user):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    client.cookies["django_language"] = "en"
    return client


@pytest.mark.parametrize("name", ["ballot", "elector", "vote", "decision"])
def test_lists_are_shown_and_nothing_is_added(admin, make_ballot, name):
    cast(make_ballot(3), "yyn")
    assert admin.get(reverse(f"admin:zsa_ballots_{name}_changelist")).status_code == 200
    assert admin.get(reverse(f"admin:zsa_ballots_{name}_add")).status_code == 403


def test_a_vote_can_be_looked_at_but_not_its_choice_and_not_changed(admin, make_ballot):
    ballot = make_ballot(3)
    vote = vote_cast(ballot=ballot, by=members(ballot)[0], choice="disapprove", reason="HEARTFELT")
    address = reverse("admin:zsa_ballots_vote_change", args=[vote.pk])
    shown = admin.get(address).content.decode()
    listed = admin.get(reverse("admin:zsa_ballots_vote_changelist")).content.decode()
    for page in (shown, listed):
        assert "HEARTFELT" not in page
        assert "Against" not in page
    assert admin.post(address, {"choice": "approve"}).status_code == 403
    assert admin.post(reverse("admin:zsa_ballots_vote_delete", args=[vote.pk])).status_code == 403
    assert Vote.objects.get().choice == "disapprove"
