"""The stations of a project: one of the small association, walked to every state by its steps."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation

from standards.demo.walk import MAIN_LINE, Cast, Walker
from standards.models import Project
from standards.planning.actions import project_refuse
from standards.review.meeting import TECHNICAL_LEVEL, TECHNICAL_REVIEW
from standards.states import S
from tests import stations
from tests.made_forms import forms_made_at_once
from tests.standards.association import START, TITLE, small_association
from tests.walked import Side, cast_at_hand, told_of, walked
from tests.walked import at_station as walked_at
from zsa_portal.meetings.actions import attendance_record, minutes_save
from zsa_portal.workflow.perform import perform

REASON = "材料不足。"


def walk() -> Iterator[tuple[str, stations.Told]]:
    """Every state of a project, those off the main line from the one before them."""
    with translation.override("en"), forms_made_at_once():
        walker = Walker(small_association(), START)
        yield stations.PEOPLE, told_of(walker.cast)
        yield from walked(walker, walker.start(TITLE), MAIN_LINE, SIDE)


def _meet(walker: Walker, project: Project) -> Project:
    secretary = walker.cast.committee_secretary
    meeting = project.review_meetings.first()
    rows = {key: {"present": True} for key in meeting.attendance.values_list("pk", flat=True)}
    attendance_record(matter=project, kind=TECHNICAL_REVIEW, rows=rows, guests="", by=secretary)
    minutes_save(
        matter=project,
        kind=TECHNICAL_REVIEW,
        minutes="未达成一致。",
        sections={TECHNICAL_LEVEL: "—"},
        points=[],
        by=secretary,
    )
    return Project.objects.get(pk=project.pk)


SIDE: dict[str, dict[str, Side]] = {
    S.DRAFT_PROPOSAL: {
        S.DISCARDED: lambda walker, project: perform(
            project.discard_draft, by=walker.cast.applicant
        ),
    },
    S.POLICY_REVIEW: {
        S.POLICY_RETURNED: lambda walker, project: perform(
            project.return_from_policy_review,
            by=walker.cast.secretariat,
            reason=REASON,
            checks=[],
        ),
        S.ABANDONED: lambda walker, project: perform(
            project.abandon, by=walker.cast.applicant, reason=REASON
        ),
    },
    S.SECRETARIAT_EVALUATION: {
        S.PROPOSAL_RETURNED: lambda walker, project: perform(
            project.fail_evaluation, by=walker.cast.secretariat, reason=REASON
        ),
    },
    S.BEFORE_COUNCIL: {
        S.PROPOSAL_REJECTED: lambda walker, project: project_refuse(
            project=project,
            decision=walker.decision("R1", yes=0, no=9),
            reason=REASON,
            by=walker.cast.council_secretary,
        ),
    },
    S.TECHNICAL_REVIEW: {
        S.REVIEW_BALLOT: lambda walker, project: perform(
            _meet(walker, project).open_review_ballot,
            by=walker.cast.committee_secretary,
            question=TITLE,
        ),
        S.REVIEW_FAILED: lambda walker, project: perform(
            _meet(walker, project).fail_review,
            by=walker.cast.committee_secretary,
            reason=REASON,
        ),
    },
    S.APPROVAL_DRAFT_READY: {
        S.APPROVAL_RETURNED: lambda walker, project: perform(
            project.return_approval_dossier, by=walker.cast.secretariat, reason=REASON
        ),
    },
}


def people_at_hand() -> Cast | None:
    """The small association from its station; None where no stations were walked."""
    return cast_at_hand("standards", Cast)


def at_station(walker: Walker, state: str) -> Project | None:
    """The project that was walked to a state; see ``walked.at_station``."""
    return walked_at(walker, "standards", Project, state)
