"""Every address × every role × every phase, against one table; an address without a row fails.

The tables are ``matrix.yaml`` here and in tests/<app>/access: address → phase → answer → roles.
``rest`` stands for all roles that no other answer names, ``sign-in`` for a redirect to the page of
signing in. An address that takes only a POST has a second row, of a POST with nonsense. After a
change on purpose, ``pytest tests/access --write-access-matrix`` writes what the portal answers now;
read the difference before you commit, and what test_policy says of it. The roles that apps bring, and
the Django admin, are asked in files of their own, so that several processes share them.
"""

from __future__ import annotations

import pytest
from django.apps import apps

from tests.access.addresses import ADMIN, addresses
from tests.access.asking import ONLY_POST, POST, Asked, otherwise, read, written
from tests.access.parts import parts_of_apps
from tests.access.world import ROLES

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


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_a_role_as_the_table_says(asked: list[Asked], role: str):
    assert otherwise(asked, role) == []


def test_write_the_matrix(request: pytest.FixtureRequest, asked: list[Asked]):
    if request.config.getoption("--write-access-matrix"):
        for one in asked:
            text = written(one.observed(), one.own_roles)
            one.part.matrix.write_text(text, encoding="utf-8")
    assert [one.part.matrix for one in asked if not one.part.matrix.exists()] == []
