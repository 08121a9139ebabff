"""Several numberings at once on real connections."""

from __future__ import annotations

from typing import Any

import pytest

from standards.models import Project
from standards.publication import actions
from standards.states import S
from tests.standards.association import START
from tests.standards.test_races import at, together
from zsa_portal.catalogue.models import Announcement, Edition, Standard
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.rule("F30")
def test_two_numbered_at_once_get_two_numbers(walker, project_at):
    numbered_at_once(2, walker, project_at)


def test_twenty_numberings_at_once_leave_no_gap_and_no_double(walker, project_at):
    numbered_at_once(20, walker, project_at)


def numbered_at_once(many: int, walker: Any, project_at: Any) -> None:
    """So many projects, each numbered on a connection of its own, get the numbers from 1 on."""
    projects = []
    for number in range(many):
        walker.now = START
        projects.append(project_at(S.APPROVED, f"规范{number}"))

    def numbering(project: Project):
        def act() -> Announcement:
            day = clock.today()
            return actions.announcement_issue(
                projects=[project],
                title="公告",
                body="",
                published_on=day,
                implemented_on=day,
                by=walker.cast.secretariat,
            )

        return at(walker, act)

    made = together(*(numbering(project) for project in projects))
    assert {type(one) for one in made} == {Announcement}
    running = list(range(1, many + 1))
    assert sorted(Standard.objects.values_list("running", flat=True)) == running
    assert {edition.number for edition in Edition.objects.all()} == {
        f"T/ZSA {number}-2026" for number in running
    }
    assert {one.number for one in Announcement.objects.all()} == {
        f"ZSA公告〔2026〕{number}号" for number in running
    }
    assert set(Project.objects.values_list("state", flat=True)) == {S.NUMBERING_PUBLISHING}
