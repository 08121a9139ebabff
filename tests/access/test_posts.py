"""Every address POSTed with nonsense, by insiders and outsiders.

No answer is a server error, and whoever the table of GETs refuses is refused here too and has
written nothing.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from tests.access.test_matrix import cases, client_of, expected, table, world
from tests.access.world import World
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import LogEntry

__all__ = ["world"]
pytestmark = pytest.mark.django_db

ROLES = ("anonymous", "applicant", "other_member", "committee_member", "secretariat")
REFUSED = (403, 404, 405, 409)
NONSENSE = {
    "applicant": "999999",
    "organisation": "x",
    "user": "999999",
    "reason": "a\x00b",
    "text": "长" * 5000,
    "day": "2026-02-30",
    "starts_at": "0001-01-01T00:00",
    "ends": "99999-01-01",
    "until": "1900-01-01",
    "choice": "maybe",
    "days": "9" * 30,
    "number": "-1",
    "matters": ["x", "9" * 30],
    "seen": "x",
    "next": "//elsewhere.example.org/",
}


def posted(world: World, role: str, path: str, phase: str) -> tuple[Any, int]:
    """The answer to a POST of nonsense, and how many log entries it wrote; it is rolled back."""
    client = client_of(world.users[role])
    with clock.moved_to(world.now[phase]), transaction.atomic():
        before = LogEntry.objects.count()
        response = client.post(path, NONSENSE)
        written = LogEntry.objects.count() - before
        transaction.set_rollback(True)
    return response, written


@pytest.mark.parametrize("role", ROLES)
def test_no_address_breaks_or_lets_in_by_post(world: World, role: str):
    rows, wrong = table(), []
    for name, phase, path in cases(world):
        if name == "account_logout":
            continue
        look = expected(rows[name][phase], role)
        response, written = posted(world, role, path, phase)
        status, where = response.status_code, response.headers.get("Location", "")
        let_in = look in (403, 404) and (status not in REFUSED or written)
        if status >= 500 or let_in or "elsewhere" in where:
            wrong.append(f"{name} ({phase}) {path}: GET {look}, POST {status} {where}")
    assert wrong == []
