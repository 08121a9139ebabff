"""Twenty numberings at once on real connections."""

from __future__ import annotations

import pytest

from standards.models import Announcement, Edition, Project, Standard
from standards.publication import actions
from standards.states import S
from tests.standards.conftest import START
from tests.standards.test_races import at, together
from zsa_portal.regulations import clock

AT_ONCE = 20


@pytest.mark.rule("F30")
@pytest.mark.django_db(transaction=True)
def test_twenty_numberings_at_once_leave_no_gap_and_no_double(walker, project_at):
    projects = []
    for number in range(AT_ONCE):
        walker.now = START
        projects.append(project_at(S.APPROVED, f"规范{number}"))

    def numbering(project: Project):
        def act() -> Announcement:
            day = clock.today()
            return actions.announcement_issue(
                projects=[project], title="公告", body="", published_on=day, implemented_on=day,
                by=walker.cast.secretariat,
            )  # fmt: skip

        return at(walker, act)

    made = together(*(numbering(project) for project in projects))
    assert {type(one) for one in made} == {Announcement}
    running = list(range(1, AT_ONCE + 1))
    assert sorted(Standard.objects.values_list("running", flat=True)) == running
    assert {edition.number for edition in Edition.objects.all()} == {
        f"T/ZSA {number}-2026" for number in running
    }
    assert {one.number for one in Announcement.objects.all()} == {
        f"ZSA公告〔2026〕{number}号" for number in running
    }
    assert set(Project.objects.values_list("state", flat=True)) == {S.NUMBERING_PUBLISHING}
