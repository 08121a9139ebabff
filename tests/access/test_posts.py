"""Every address POSTed with nonsense, by insiders and outsiders.

No answer is a server error, and whoever the table of GETs refuses is refused here too and has
written nothing.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from tests.access.asking import NONSENSE, Asked, Cell, client_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import LogEntry

pytestmark = pytest.mark.django_db

ROLES = ("anonymous", "applicant", "other_member", "committee_member", "secretariat")
REFUSED = (403, 404, 405, 409)


def posted(one: Asked, role: str, cell: Cell) -> tuple[Any, int]:
    """The answer to a POST of nonsense, and how many log entries it wrote; it is rolled back."""
    client = client_of(one.world.users[role])
    with clock.moved_to(one.world.now[cell.phase]), transaction.atomic():
        before = LogEntry.objects.count()
        response = client.post(cell.path, NONSENSE)
        written = LogEntry.objects.count() - before
        transaction.set_rollback(True)
    return response, written


@pytest.mark.parametrize("role", ROLES)
def test_no_address_breaks_or_lets_in_by_post(asked: list[Asked], role: str):
    wrong = []
    cells = [(one, cell) for one in asked for cell in one.cells() if not cell.posts]
    for one, cell in cells:
        if cell.name == "account_logout":
            continue
        look = one.expected(cell, role)
        response, written = posted(one, role, cell)
        status, where = response.status_code, response.headers.get("Location", "")
        let_in = look in ("403", "404") and (status not in REFUSED or written)
        if status >= 500 or let_in or "elsewhere" in where:
            wrong.append(
                f"{cell.name} ({cell.phase}) {cell.path}: GET {look}, POST {status} {where}"
            )
    assert wrong == []
