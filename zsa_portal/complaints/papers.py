"""The papers of a complaint: the body's report, and the letters that the association issues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from zsa_portal.complaints.meeting import Conclusion
from zsa_portal.complaints.procedures import PROCEDURES
from zsa_portal.complaints.states import BODY, DESK, OPEN, WITH_BODY, Outcome
from zsa_portal.documents.access import paper, share, withhold
from zsa_portal.documents.kinds import FormKind, chinese
from zsa_portal.regulations import clock
from zsa_portal.ui.due import last_day
from zsa_portal.workflow.models import Level

if TYPE_CHECKING:
    from zsa_portal.meetings.models import Meeting

REPORT = "complaints.body_report"
DESK_PAPER = "complaints.desk_paper"
COMPLAINT_IN_VIEW = ("later:complaint", "later:coordination", "papers")
"""What stands beside the forms of those who handle a complaint."""

paper(
    REPORT,
    _("Report of the body"),
    of="complaint",
    by=(BODY, DESK),
    readers=(BODY,),
    states=(WITH_BODY,),
)
paper(
    DESK_PAPER,
    _("Paper of the complaints desk"),
    of="complaint",
    by=(DESK,),
    readers=(),
    states=OPEN,
    many=True,
)

RECEIPT = FormKind(
    key="complaints.receipt",
    title=_("Acknowledgement of a complaint"),
    template="forms/complaint_receipt.html",
    prefix="TSHZ",
    level=Level.RESTRICTED,
)
TRANSFER = FormKind(
    key="complaints.transfer",
    title=_("Letter passing a complaint on"),
    template="forms/complaint_transfer.html",
    prefix="TSZB",
    level=Level.RESTRICTED,
)
MINUTES = FormKind(
    key="complaints.minutes",
    title=_("Minutes of a coordination meeting"),
    template="forms/complaint_minutes.html",
    prefix="TSJY",
    level=Level.RESTRICTED,
)
RESULT = FormKind(
    key="complaints.result",
    title=_("Letter on the outcome of a complaint"),
    template="forms/complaint_result.html",
    prefix="TSJG",
    level=Level.RESTRICTED,
)
RESULT_TO_BODY = FormKind(
    key="complaints.result_to_body",
    title=_("Letter on the outcome of a complaint, to the body"),
    template="forms/complaint_result.html",
    prefix="TSJG",
    level=Level.RESTRICTED,
)
TO_COMPLAINANT = (RECEIPT.key, RESULT.key)
"""What the complainant reads on the private page, and the body's people never do."""

for kept in TO_COMPLAINANT:
    withhold(kept)
for told in (TRANSFER, MINUTES, RESULT_TO_BODY):
    share(told.key, (BODY,))


def base_data(complaint: Any) -> dict[str, Any]:
    """What every letter says: the complaint's number, its standard, the clause, today's date."""
    return {
        "complaint": complaint.number,
        "standard_number": complaint.standard_number,
        "standard_title": complaint.standard_title,
        "received_on": clock.day_of(complaint.created_at).isoformat(),
        "basis": PROCEDURES[complaint.procedure].basis(),
        "department": complaint.owner.name,
        "date": clock.today().isoformat(),
    }


def receipt_data(complaint: Any) -> dict[str, Any]:
    """The 投诉受理回执 to the complainant: what came in, and until when it is to be closed."""
    person = complaint.complainant
    return base_data(complaint) | {
        "to": person.name,
        "organisation": person.organisation,
        "evidence": list(complaint.evidence.values_list("name", flat=True)),
        "shares_contact": person.shares_contact,
        "close_by": last_day(complaint.close_by).isoformat(),
    }


def transfer_data(complaint: Any) -> dict[str, Any]:
    """The 投诉转办函 to the body: what is complained about, and the complainant only where allowed."""
    person, due = complaint.complainant, complaint.report_by
    return base_data(complaint) | {
        "to": complaint.body.name,
        "statement": complaint.statement_for_body,
        "demand": complaint.demand,
        "evidence": list(complaint.evidence.filter(for_body=True).values_list("name", flat=True)),
        "person": {
            "name": person.name,
            "organisation": person.organisation,
            "contact": person.contact,
        }
        if person.shares_contact
        else None,
        "report_by": last_day(due).isoformat(),
    }


def minutes_data(complaint: Any, meeting: Meeting) -> dict[str, Any]:
    """The minutes of a coordination meeting: when, where, who came, what was agreed."""
    here = [row for row in meeting.attendance.all() if row.present]
    return base_data(complaint) | {
        "round": meeting.round,
        "starts": f"{meeting.starts_at.astimezone(clock.SHANGHAI):%F %H:%M}",
        "place": meeting.place,
        "chair": meeting.chair.name,
        "body": complaint.body.name,
        "agenda": meeting.agenda,
        "guests": meeting.guests,
        "minutes": meeting.minutes,
        "points": [
            {"number": row.number, "text": row.text, "by": row.raised_by, "handling": row.handling}
            for row in meeting.points.all()
        ],
        "conclusion": chinese(Conclusion(meeting.conclusion).label),
        "reason": meeting.reason,
        "recorder": meeting.recorder.name if meeting.recorder else "",
        "attendance": [
            {
                "name": row.name,
                "post": row.post,
                "title": row.title,
                "organisation": row.organisation,
            }
            for row in here
        ],
    }


def result_data(complaint: Any, *, to: str) -> dict[str, Any]:
    """The 投诉处理结果告知书 to one side: the outcome, the conclusion, and where it went if it did."""
    return base_data(complaint) | {
        "to": to,
        "outcome": chinese(Outcome(complaint.outcome).label),
        "conclusion": complaint.conclusion,
        "body": complaint.body.name if complaint.body else "",
        "body_report": complaint.body_report,
        "law": complaint.law,
        "referred_to": complaint.referred_to,
    }
