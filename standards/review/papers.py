"""The ballot and the minutes of the review meeting (制定 第二十三、二十四条)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from standards import roles
from standards.consultation.papers import REVIEW_DRAFT
from standards.papers import PARTIES
from standards.states import S
from zsa_portal.ballots.kinds import BallotKind
from zsa_portal.ballots.papers import BALLOT_RESULT
from zsa_portal.ballots.queries import current, electors_placed, recusals_of, tally
from zsa_portal.documents.access import share
from zsa_portal.documents.dossiers import papers_of
from zsa_portal.documents.forms import FormKind
from zsa_portal.documents.levels import classify
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import Base, Threshold
from zsa_portal.workflow.models import Level

if TYPE_CHECKING:
    from standards.facts import Project
    from zsa_portal.ballots.models import Ballot
    from zsa_portal.meetings.models import Meeting

REVIEW_MAJORITY = Threshold(3, 4, of=Base.VALID_VOTES, rule="F24")

REVIEW_BALLOT = BallotKind(
    "standards.technical_review",
    _("Ballot of the review meeting"),
    threshold=REVIEW_MAJORITY,
    form=BALLOT_RESULT,
)

REVIEW_MINUTES = FormKind(
    key="standards.review_minutes",
    title=_("Minutes of the review meeting (annex 8)"),
    template="forms/minutes.html",
    prefix="SC",
    level=Level.RESTRICTED,
)

share(REVIEW_MINUTES.key, PARTIES)
classify({REVIEW_MINUTES.key: "standards.review_agenda_and_minutes"})
share(REVIEW_MINUTES.key, (roles.EXPERT,), (S.EXPERT_CHECK,))


def minutes_data(project: Project, meeting: Meeting) -> dict[str, Any]:
    """What the 审查会会议纪要 shows: the meeting, who came, each opinion, the votes, the conclusion.

    ``vote`` is None where the meeting found consensus; otherwise its figures are counts of people
    and ``silent`` names who did not vote. ``draft`` is the version of the 送审稿 that was reviewed.
    """
    attendance = list(meeting.attendance.all())
    ballot = None if meeting.by_consensus else current(project, REVIEW_BALLOT.code)
    return {
        "title": project.title,
        "project_number": project.plan_number,
        "committee": project.committee.name,
        "round": meeting.round,
        "starts": f"{meeting.starts_at.astimezone(clock.SHANGHAI):%F %H:%M}",
        "place": meeting.place,
        "chair": meeting.chair.name,
        "recorder": meeting.recorder.name if meeting.recorder else "",
        "draft": _draft(project),
        "recused": [str(one.user) for one in recusals_of(project)],
        "agenda": meeting.agenda,
        "guests": meeting.guests,
        "expected": len(attendance),
        "present": sum(row.present for row in attendance),
        "attendance": [
            {
                "name": row.name,
                "post": row.post,
                "title": row.title,
                "organisation": row.organisation,
                "present": row.present,
            }
            for row in attendance
        ],
        "opinions": [
            {
                "number": row.number,
                "clause": row.clause,
                "raised_by": row.raised_by,
                "text": row.text,
                "handling": row.handling,
                "is_change": row.is_change,
            }
            for row in meeting.points.all()
        ],
        "minutes": meeting.minutes,
        "technical_level": meeting.sections.get("technical_level", ""),
        "vote": _vote(ballot) if ballot else None,
        "conclusion": meeting.conclusion,
        "reason": meeting.reason,
        "date": str(clock.today()),
    }


def _draft(project: Project) -> dict[str, Any] | None:
    found = papers_of(project, [REVIEW_DRAFT])
    if not found:
        return None
    newest = found[-1]
    return {
        "version": newest.version,
        "name": newest.name,
        "date": str(clock.day_of(newest.at)),
    }


def _vote(ballot: Ballot) -> dict[str, Any]:
    counted = tally(ballot)
    return {
        "valid": counted.base,
        "yes": counted.yes,
        "no": counted.no,
        "abstain": counted.abstain,
        "needed": counted.needed,
        "silent": [one.voter_name for one in electors_placed(ballot) if one.position == "silent"],
        "abstention_is_valid": ballot.abstention_is_valid,
    }
