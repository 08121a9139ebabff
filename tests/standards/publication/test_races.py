"""Several numberings at once on real connections."""

from __future__ import annotations

from typing import Any

import pgtrigger
import pytest

from standards.models import Project
from standards.publication import actions
from standards.states import S
from tests.standards.test_races import at, together
from zsa_portal.catalogue.models import Announcement, Edition, Standard
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.rule("F30")
def test_two_numbered_at_once_get_two_numbers(walker, project_at):
    numbered_at_once(walker, approved(project_at, 2))


def test_twenty_numberings_at_once_leave_no_gap_and_no_double(walker, project_at):
    numbered_at_once(walker, approved(project_at, 20))


def approved(project_at: Any, many: int) -> list[Project]:
    """So many approved projects: a walked one, and others with its row and its parties."""
    first = project_at(S.APPROVED)
    return [first, *(another(first, f"规范{number}") for number in range(2, many + 1))]


def another(project: Project, title: str) -> Project:
    made = Project.objects.get(pk=project.pk)
    made.pk, made.id, made._state.adding, made.title = None, None, True, title
    with pgtrigger.ignore():
        made.save()
    for one in project.involvements.all():
        one.pk, one.matter, one._state.adding = None, made, True
        one.save()
    return made


def numbered_at_once(walker: Any, projects: list[Project]) -> None:
    """Projects that are numbered on a connection of their own each get the numbers from 1 on."""

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
    running = list(range(1, len(projects) + 1))
    assert sorted(Standard.objects.values_list("running", flat=True)) == running
    assert {edition.number for edition in Edition.objects.all()} == {
        f"T/ZSA {number}-2026" for number in running
    }
    assert {one.number for one in Announcement.objects.all()} == {
        f"ZSA公告〔2026〕{number}号" for number in running
    }
    assert set(Project.objects.values_list("state", flat=True)) == {S.NUMBERING_PUBLISHING}
