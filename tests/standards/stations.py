"""The stations of a project: one of the small association, walked to every state by its steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction
from django.utils import translation

from standards.demo.walk import MAIN_LINE, Cast, Walker
from standards.models import Project
from standards.planning.actions import project_refuse
from standards.review.meeting import TECHNICAL_LEVEL, TECHNICAL_REVIEW
from standards.states import S
from tests import stations
from tests.made_forms import forms_made_at_once
from tests.standards.association import START, TITLE, small_association
from zsa_portal.meetings.actions import attendance_record, minutes_save
from zsa_portal.people.models import Organisation, User
from zsa_portal.workflow.perform import perform

REASON = "材料不足。"
Side = Callable[[Walker, Project], Any]


def walk() -> Iterator[tuple[str, stations.Told]]:
    """Every state of a project, those off the main line from the one before them."""
    with translation.override("en"), forms_made_at_once():
        walker = Walker(small_association(), START)
        yield stations.PEOPLE, _told(walker.cast)
        project = walker.start(TITLE)
        for state in MAIN_LINE:
            project = walker.to(project, state)
            yield state, _stood(walker, project)
            yield from _beside(walker, project)


def _beside(walker: Walker, project: Project) -> Iterator[tuple[str, stations.Told]]:
    """The states off the main line that a step leads to from here; each is then taken back."""
    now = walker.now
    for state, step in SIDE.get(project.state, {}).items():
        with transaction.atomic():
            with walker.at(now + dt.timedelta(days=7)):
                step(walker, Project.objects.get(pk=project.pk))
            yield state, _stood(walker, project)
            transaction.set_rollback(True)
        walker.now = now


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


def _told(cast: Cast) -> stations.Told:
    return {
        name: [one.pk for one in who] if isinstance(who, list) else who.pk
        for name, who in vars(cast).items()
    }


def _stood(walker: Walker, project: Project) -> stations.Told:
    return {"project": project.pk, "now": walker.now.isoformat()}


def people_at_hand() -> Cast | None:
    """The small association from its station; None where no stations were walked."""
    if not stations.known():
        return None
    told = stations.load(f"standards.{stations.PEOPLE}")
    organisation = Organisation.objects.get(pk=told.pop("organisation"))
    keys = [pk for who in told.values() for pk in (who if isinstance(who, list) else [who])]
    users = User.objects.in_bulk(keys)
    people: dict[str, Any] = {
        name: [users[pk] for pk in who] if isinstance(who, list) else users[who]
        for name, who in told.items()
    }
    return Cast(organisation=organisation, **people)


def at_station(walker: Walker, state: str) -> Project | None:
    """The project that was walked to a state, with the walker's clock set to its arrival there.

    None where no stations were walked, or the walker is told to write something else.
    """
    if walker != Walker(walker.cast, START) or not stations.known():
        return None
    told = stations.load(f"standards.{state}")
    walker.now = dt.datetime.fromisoformat(told["now"]).astimezone(START.tzinfo)
    return Project.objects.get(pk=told["project"])
