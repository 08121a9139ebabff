"""The steps from the body to the end: passed on, reported, coordinated, closed (认定 第九章)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from zsa_portal.complaints import rules
from zsa_portal.complaints.facts import Facts
from zsa_portal.complaints.meeting import COORDINATION_MEETING
from zsa_portal.complaints.papers import (
    COMPLAINT_IN_VIEW,
    MINUTES,
    TRANSFER,
    minutes_data,
    transfer_data,
)
from zsa_portal.complaints.records import Evidence
from zsa_portal.complaints.states import (
    ACCEPTED,
    BODY,
    CLOSED,
    COORDINATION,
    DECIDING,
    DESK,
    REFERRED,
    WITH_BODY,
    Outcome,
)
from zsa_portal.complaints.telling import tell_complainant
from zsa_portal.documents import forms
from zsa_portal.meetings import actions as meetings
from zsa_portal.people.models import Organisation, Party
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import REASON, step

if TYPE_CHECKING:
    from zsa_portal.people.models import User

WRITTEN_IN = (("tab:coordination", _("Attendance and minutes")),)


class HandlingSteps(Facts):
    """The steps of the body, and those of the desk from passing on to the end."""

    class Meta:
        abstract = True

    @step(
        ACCEPTED,
        WITH_BODY,
        may=rules.handles,
        label=_("Pass it to the body"),
        uses=[rules.has_no_interest],
        cites=["R27"],
        tells=(BODY,),
        form="zsa_portal.complaints.step_forms.PassOnForm",
        explanation=_(
            "The body gets the letter 投诉转办函 and may read the files chosen. Name and contact of "
            "the complainant go along only where the complainant allowed it."
        ),
        beside=COMPLAINT_IN_VIEW,
    )
    def pass_on(
        self, *, by: Any, body: Organisation, statement_for_body: str, evidence: Sequence[Evidence]
    ) -> None:
        """Hand the material to the body, which coordinates with the complainant (第九章)."""
        rules.has_no_interest.require(rules.Choice(body, by))
        self.applicant, self.statement_for_body = body, statement_for_body
        self.passed_at = clock.now()
        self.involve(BODY, Party.of(body))
        self.evidence.filter(note=None).update(for_body=False)
        self.evidence.filter(note=None, pk__in=[one.pk for one in evidence]).update(for_body=True)
        forms.issue(TRANSFER, about=self, data=transfer_data(self), by=by)
        tell_complainant(self, _("Your complaint was passed to the body."), str(body))

    @step(
        WITH_BODY,
        DECIDING,
        may=rules.coordinates,
        label=_("Report back"),
        cites=["R27"],
        tells=(DESK,),
        form="zsa_portal.complaints.step_forms.ReportForm",
        beside=COMPLAINT_IN_VIEW,
    )
    def report_back(self, *, body_outcome: str, body_report: str) -> None:
        """The body tells the association what came of the coordination (第九章)."""
        self.note_report(body_outcome, body_report)

    @step(
        WITH_BODY,
        DECIDING,
        may=rules.handles,
        label=_("Record the body's report"),
        tone="secondary",
        cites=["R27"],
        tells=(BODY,),
        form="zsa_portal.complaints.step_forms.ReportForm",
        explanation=_("For a report that came on paper or by mail; add it as a file."),
        beside=COMPLAINT_IN_VIEW,
    )
    def record_report(self, *, body_outcome: str, body_report: str) -> None:
        """The body reported outside of the portal."""
        self.note_report(body_outcome, body_report)

    @step(
        WITH_BODY,
        DECIDING,
        may=rules.handles,
        label=_("Go on without a report"),
        tone="secondary",
        needs=[rules.report_is_overdue],
        tells=(BODY,),
        form=REASON,
        beside=COMPLAINT_IN_VIEW,
    )
    def go_on(self, *, reason: str) -> None:
        """The body's time is over and it has not reported."""

    @step(
        DECIDING,
        WITH_BODY,
        may=rules.handles,
        label=_("Ask the body for more"),
        tone="secondary",
        tells=(BODY,),
        form=REASON,
        beside=COMPLAINT_IN_VIEW,
    )
    def pass_back(self, *, reason: str) -> None:
        """The report does not answer the complaint."""

    @step(
        DECIDING,
        COORDINATION,
        may=rules.handles,
        label=_("Call a coordination meeting"),
        tone="secondary",
        cites=["R27"],
        tells=(BODY,),
        form="zsa_portal.complaints.step_forms.ConveneForm",
        explanation=_(
            "The people of the body and of the desk are invited. A complainant with an e-mail "
            "address gets a mail; call one who left a telephone number."
        ),
        beside=COMPLAINT_IN_VIEW,
    )
    def call_meeting(
        self, *, by: Any, starts_at: dt.datetime, place: str, chair: User, agenda: str
    ) -> None:
        """Bring both sides together, where it is needed (第九章)."""
        meeting = meetings.meeting_convene(
            matter=self,
            kind=COORDINATION_MEETING,
            starts_at=starts_at,
            place=place,
            chair=chair,
            agenda=agenda,
            by=by,
        )
        at = f"{meeting.starts_at.astimezone(clock.SHANGHAI):%F %H:%M}"
        tell_complainant(self, _("You are invited to a coordination meeting."), f"{at} {place}")

    @step(
        COORDINATION,
        DECIDING,
        may=rules.handles,
        label=_("End the coordination meeting"),
        needs=[rules.attendance_is_recorded, rules.minutes_are_written],
        mends=WRITTEN_IN,
        tells=(BODY,),
        form="zsa_portal.complaints.step_forms.ConcludeForm",
        explanation=_("The minutes are issued as a PDF."),
        beside=COMPLAINT_IN_VIEW,
    )
    def conclude_meeting(self, *, by: Any, conclusion: str, reason: str) -> None:
        """Write down whether the sides agreed."""
        meeting = meetings.meeting_conclude(
            matter=self, kind=COORDINATION_MEETING, conclusion=conclusion, reason=reason
        )
        forms.issue(MINUTES, about=self, data=minutes_data(self, meeting), by=by)

    @step(
        DECIDING,
        CLOSED,
        may=rules.handles,
        label=_("Close the complaint"),
        uses=[rules.is_answered],
        cites=["R27"],
        tells=(BODY,),
        form="zsa_portal.complaints.step_forms.CloseForm",
        explanation=_("Both sides get the letter 投诉处理结果告知书. This is final."),
        beside=COMPLAINT_IN_VIEW,
    )
    def close(self, *, by: Any, outcome: str, conclusion: str) -> None:
        """Tell both sides how it was concluded."""
        rules.is_answered.require(conclusion)
        self.conclusion = conclusion
        self.end(outcome, by=by)

    @step(
        DECIDING,
        REFERRED,
        may=rules.handles,
        label=_("Close with a reference to state law"),
        tone="danger",
        uses=[rules.says_where_it_went, rules.is_answered],
        tells=(BODY,),
        form="zsa_portal.complaints.step_forms.ReferForm",
        explanation=_("Both sides are told which law applies and where it went. This is final."),
        beside=COMPLAINT_IN_VIEW,
    )
    def refer(self, *, by: Any, conclusion: str, law: str, referred_to: str) -> None:
        """It could not be settled here: state law applies (制定 第三十三条)."""
        rules.is_answered.require(conclusion)
        rules.says_where_it_went.require(rules.Reference(law.strip(), referred_to.strip()))
        self.conclusion, self.law, self.referred_to = conclusion, law, referred_to
        self.end(Outcome.REFERRED, by=by)
