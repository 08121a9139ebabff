"""Every address × every role × every phase, against one table; an address without a row fails.

The tables are ``matrix.yaml`` here and in tests/<app>/access: address → phase → answer → roles.
``rest`` stands for all roles that no other answer names, ``sign-in`` for a redirect to the page of
signing in. An address that takes only a POST has a second row, of a POST with nonsense. After a
change on purpose, ``pytest tests/access --write-access-matrix`` writes what the portal answers now;
read the difference before you commit, and what test_policy says of it.
"""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.urls import reverse

from tests.access.addresses import ADMIN, addresses, parameters
from tests.access.asking import ONLY_POST, POST, Asked, Cell, all_roles, read, written
from tests.access.parts import ANY, parts_of_apps
from zsa_portal.people.administration.offices import RIGHTS, Office

pytestmark = pytest.mark.django_db


def test_every_address_has_a_row(asked: list[Asked]):
    rows = {name.removesuffix(POST) for one in asked for name in read(one.part.matrix)}
    assert {name for name in addresses() if not name.startswith(ADMIN)} - rows == set()


def test_the_rows_are_those_that_are_asked(asked: list[Asked]):
    for one in asked:
        rows = {(name, phase) for name, row in read(one.part.matrix).items() for phase in row}
        assert {(cell.name, cell.phase) for cell in one.cells()} == rows


def test_what_takes_only_a_post_is_asked_by_post(asked: list[Asked]):
    for one in asked:
        table = read(one.part.matrix)
        only = {name for name, row in table.items() if any(ONLY_POST in a for a in row.values())}
        assert {f"{name}{POST}" for name in only} == {name for name in table if POST in name}


def test_no_row_allows_a_server_error(asked: list[Asked]):
    tables = [read(one.part.matrix) for one in asked]
    answers = {
        a for table in tables for row in table.values() for cell in row.values() for a in cell
    }
    assert max(int(answer) for answer in answers if answer.isdecimal()) < 500


def test_of_an_app_that_is_not_installed_nothing_is_asked(monkeypatch: pytest.MonkeyPatch):
    assert "standards" in {part.namespace for part in parts_of_apps()}
    installed = [config for config in apps.get_app_configs() if config.name != "standards"]
    monkeypatch.setattr(apps, "get_app_configs", lambda: installed)
    assert "standards" not in {part.namespace for part in parts_of_apps()}


@pytest.mark.parametrize("role", all_roles())
def test_every_address_answers_a_role_as_the_table_says(asked: list[Asked], role: str):
    wrong = []
    cells = [(one, cell) for one in asked if role in one.roles for cell in one.cells()]
    for one, cell in cells:
        got, wanted = one.answer(role, cell), one.expected(cell, role)
        if got != wanted:
            wrong.append(f"{cell.name} ({cell.phase}) {cell.path}: {got}, the table says {wanted}")
    assert wrong == []


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


def test_write_the_matrix(request: pytest.FixtureRequest, asked: list[Asked]):
    if request.config.getoption("--write-access-matrix"):
        for one in asked:
            text = written(one.observed(), one.own_roles)
            one.part.matrix.write_text(text, encoding="utf-8")
    assert [one.part.matrix for one in asked if not one.part.matrix.exists()] == []


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
