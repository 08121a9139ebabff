"""Standards that existed before the portal."""

from __future__ import annotations

import datetime as dt

import pytest

from standards.models import Edition, Standard
from standards.publication.actions import announcement_issue
from standards.states import S
from tests import sheets
from zsa_portal.people.imports import actions
from zsa_portal.people.models import Department, DepartmentMembership, User
from zsa_portal.regulations import clock

HEAD = [
    "standard number",
    "title",
    "technical field",
    "status",
    "publication date",
    "implementation date",
    "replaces",
]


def row(number, *, title="规范", status="In force", published="2022-03-01", replaces=None):
    return [number, title, "bio", status, published, published, replaces]


def check(walker, *rows):
    return sheets.check("standards", HEAD, *rows, by=walker.cast.secretariat)


def take_over(walker, *rows):
    run = check(walker, *rows)
    assert run.errors == []
    actions.import_submit(run=run, by=walker.cast.secretariat)
    done, errors = actions.import_apply(run=run, by=another(walker))
    assert errors == []
    return done


def another(walker):
    """Somebody else of the secretariat."""
    home = Department.objects.get(code="standards")
    found, is_new = User.objects.get_or_create(
        username="second", defaults={"name": "Second", "email": "second@example.org"}
    )
    if is_new:
        DepartmentMembership.objects.create(user=found, department=home, starts="2020-01-01")
    return found


def test_existing_standards_are_taken_over_and_the_next_number_follows(walker, project_at):
    take_over(walker, row("T/ZSA 7—2022"), row("T/ZSA 12-2022", title="另一规范"))
    assert set(Edition.objects.values_list("number", "status")) == {
        ("T/ZSA 7-2022", "current"),
        ("T/ZSA 12-2022", "current"),
    }
    project = project_at(S.APPROVED)
    with clock.moved_to(walker.now):
        day = clock.today()
        made = announcement_issue(
            projects=[project],
            title="公告",
            body="",
            published_on=day,
            implemented_on=day,
            by=walker.cast.secretariat,
        )
    assert made.editions.get().number == "T/ZSA 13-2026"


def test_a_second_edition_replaces_the_first(walker):
    take_over(
        walker,
        row("T/ZSA 7-2018", status="Replaced", published="2018-05-01"),
        row("T/ZSA 7-2022", replaces="T/ZSA 7-2018"),
    )
    new = Edition.objects.get(year=2022)
    assert (new.replaces.number, Standard.objects.count()) == ("T/ZSA 7-2018", 1)


def test_the_same_sheet_again_changes_nothing(walker):
    take_over(walker, row("T/ZSA 7-2022"))
    assert sheets.count(check(walker, row("T/ZSA 7-2022")), "unchanged") == 1


@pytest.mark.parametrize(
    "line",
    [
        row("T/ZSA 7"),
        row("GB/T 1-2020"),
        row(""),
        row("T/ZSA 7-2021"),
        row("T/ZSA 7-2022", status="x"),
        row("T/ZSA 7-2022", replaces="T/ZSA 3-2019"),
        row("T/ZSA 7-2022", published="2022-13-01"),
        row("T/ZSA 7-2022", status="Under publication"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_stored(walker, line):
    run = check(walker, row("T/ZSA 6-2022"), line)
    assert {error["row"] for error in run.errors} == {3}
    assert (Standard.objects.count(), Edition.objects.count()) == (0, 0)


def test_the_portals_own_standards_stay_and_nothing_is_imported_beyond_them(walker, project_at):
    project = project_at(S.NUMBERING_PUBLISHING)
    day = project.edition.published_on
    assert project.edition.number == "T/ZSA 1-2026"
    for number in ("T/ZSA 1-2026", "T/ZSA 2-2026", "T/ZSA 40-2026"):
        assert len(check(walker, row(number, published=str(day))).errors) == 1
    assert Edition.objects.count() == 1
    assert project.edition.published_on - day == dt.timedelta()
