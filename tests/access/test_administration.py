"""What the offices of administration open, and the addresses of the Django admin, for every role."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from tests.access.addresses import ADMIN, addresses, parameters
from tests.access.asking import Asked, Cell, all_roles
from tests.access.parts import ANY
from zsa_portal.people.administration.offices import RIGHTS, Office

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("account", ["security", "audit", "superuser"])
def test_no_office_and_no_flag_opens_more_than_the_admins_row(asked: list[Asked], account: str):
    user = asked[0].world.apart[account]
    wrong = [
        f"{cell.name} ({cell.phase}) {cell.path}: {got}, an admin gets {wanted}"
        for one in asked
        for cell in one.cells()
        if (got := one.answer_to(user, cell)) != (wanted := one.expected(cell, "admin"))
    ]
    assert wrong == []


def admin_paths() -> list[str]:
    """Every address of the Django admin but those of signing in and out, without an object."""
    fixed = {"app_label": "zsa_people", "url": "nowhere", "content_type_id": 1}
    apart = {f"{ADMIN}login", f"{ADMIN}logout", f"{ADMIN}None"}
    return [
        reverse(name, kwargs={key: fixed.get(key, 999_999) for key in parameters(pattern)})
        for name, pattern in sorted(addresses().items())
        if name.startswith(ADMIN) and name not in apart
    ]


def tables_path(right: str) -> str:
    """The list that a right opens: ``people.view_user`` is /admin/people/user/."""
    return "/admin/" + re.sub(r"\.[a-z]+_", "/", right) + "/"


@pytest.mark.parametrize("role", all_roles())
def test_the_admin_is_for_admins(asked: list[Asked], role: str):
    kernel = asked[0]
    answers = {path: kernel.answer(role, Cell(ADMIN, ANY, path)) for path in admin_paths()}
    assert len(answers) > 200
    if role == "admin":
        lists = {
            p: answers[p] for p in answers if re.fullmatch(r"/admin/(?!password_change)\w+/\w+/", p)
        }
        opened = {p for p, status in lists.items() if status == "200"}
        assert opened == {tables_path(right) for right in RIGHTS[Office.SYSTEM]}
        assert {lists[p] for p in lists.keys() - opened} == {"403"}
        assert [p for p, status in answers.items() if int(status) >= 500] == []
    else:
        assert [p for p, status in answers.items() if status != "302"] == []
