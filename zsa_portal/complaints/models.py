"""The complaint and its steps (认定 第九章)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zsa_portal.catalogue.models import Edition
from zsa_portal.complaints import rules, times
from zsa_portal.complaints.discovery import known_to
from zsa_portal.complaints.meeting import COORDINATION_MEETING
from zsa_portal.complaints.papers import (
    MINUTES,
    RECEIPT,
    RESULT,
    RESULT_TO_BODY,
    TRANSFER,
    minutes_data,
    receipt_data,
    result_data,
    transfer_data,
)
from zsa_portal.complaints.procedures import RECOGNITION, choices
from zsa_portal.complaints.records import Complainant, Evidence, Note
from zsa_portal.complaints.states import (
    ACCEPTED,
    BODY,
    CLOSED,
    COORDINATION,
    DECIDING,
    DESK,
    OPEN,
    RECEIVED,
    REFERRED,
    REJECTED,
    RETURNED,
    ROLES,
    STAGES,
    STATES,
    WITH_BODY,
    WITHDRAWN,
    BodyOutcome,
    Outcome,
    Satisfaction,
)
from zsa_portal.complaints.telling import tell_complainant
from zsa_portal.documents import forms
from zsa_portal.meetings import actions as meetings
from zsa_portal.people.models import Organisation, Party
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import REASON, nobody_by_hand, register, step
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.triggers import begins_as

if TYPE_CHECKING:
    from zsa_portal.people.models import User

__all__ = ["Complainant", "Complaint", "Evidence", "Note"]

WRITTEN_IN = (("tab:coordination", _("Attendance and minutes")),)


@register
class Complaint(Matter):
    """Somebody complains about a standard, in the catalogue (``about``) or only named.

    ``applicant`` is the body complained about, whose matter it is: its people carry none of it
    (R05b) and know of it only once it was passed on. ``statement`` is for the association,
    ``statement_for_body`` what was passed on of it. ``close_by`` is the exclusive end of the time
    to close it. Nothing here names the complainant.
    """

    kind_code = "complaint"
    kind_label = _("Complaint")
    ROLES = ROLES
    STATES = STATES
    STAGES = STAGES
    DISCOVERY = staticmethod(known_to)
    page_related: ClassVar[tuple[str, ...]] = ("complainant", "about__standard")
    CORRECTABLE: ClassVar[tuple[str, ...]] = ("standard_number", "standard_title")

    standard_number = models.CharField(_("number of the standard"), max_length=80)
    standard_title = models.CharField(_("title of the standard"), max_length=240)
    about = models.ForeignKey(
        Edition,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name=_("edition in the catalogue"),
    )
    procedure = models.CharField(
        _("clause it is handled by"), max_length=60, default=RECOGNITION.key, choices=choices
    )
    statement = models.TextField(_("what is complained about"))
    demand = models.TextField(_("what is asked for"), blank=True)
    statement_for_body = models.TextField(_("as passed to the body"), blank=True)
    close_by = models.DateTimeField(_("to be closed by"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    passed_at = models.DateTimeField(_("passed to the body"), null=True, blank=True)
    reported_at = models.DateTimeField(_("reported back"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, db_index=True)
    body_outcome = models.CharField(
        _("outcome the body reports"), max_length=20, choices=BodyOutcome, blank=True
    )
    body_report = models.TextField(_("what the body reports"), blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    conclusion = models.TextField(_("conclusion of the association"), blank=True)
    law = models.TextField(_("law that applies"), blank=True)
    referred_to = models.CharField(_("where it went"), max_length=300, blank=True)
    satisfaction = models.CharField(
        _("satisfaction"), max_length=20, choices=Satisfaction, blank=True
    )
    satisfaction_words = models.TextField(_("why"), blank=True)

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        indexes = [models.Index(fields=["outcome"])]
        triggers = [begins_as(RECEIVED)]

    @classmethod
    def list_url(cls) -> str:
        return reverse("complaints:list")

    @property
    def body(self) -> Organisation | None:
        """The body complained about; None while nobody has chosen it."""
        return self.applicant

    @property
    def report_by(self) -> dt.datetime:
        """The exclusive end of the body's time, counted from the passing on."""
        return times.ends(self.passed_at or clock.now(), times.REPORT_DAYS)

    @property
    def is_open(self) -> bool:
        """Whether it is still worked on."""
        return self.state in OPEN

    @property
    def is_late(self) -> bool:
        """Whether it took, or takes, longer than the time to close it."""
        return (self.ended_at or clock.now()) > self.close_by

    def corrected(self, before: dict[str, str], *, by: Any) -> None:
        """Name the matter after the standard's right number and title."""
        self.title = title_of(self.standard_number, self.standard_title)
        self.save(update_fields=["title"])

    @step(
        RECEIVED,
        RETURNED,
        may=rules.handles,
        label=_("Return for completion"),
        tone="secondary",
        form=REASON,
        explanation=_("The complainant reads the reason, and has a limited time to add to it."),
    )
    def ask_more(self, *, reason: str) -> None:
        """Say what is lacking before the complaint can be taken up."""
        tell_complainant(self, _("Please complete your complaint."), reason)

    @step(
        RETURNED,
        RECEIVED,
        may=rules.by_complainant,
        label=_("Completed by the complainant"),
        cites=["R27"],
    )
    def complete(self) -> None:
        """The complainant added what was lacking."""

    @step(
        RETURNED,
        REJECTED,
        may=nobody_by_hand,
        label=_("The time to complete it is over"),
        due=times.completion_ends,
    )
    def lapse(self, *, by: Any) -> None:
        """Nothing came: the complaint is not taken up."""
        self._end(Outcome.INCOMPLETE, by=by)

    @step(
        RECEIVED,
        ACCEPTED,
        may=rules.handles,
        label=_("Accept the complaint"),
        cites=["R27", "S7.2.4a"],
        form="zsa_portal.complaints.step_forms.AcceptForm",
        explanation=_("The complainant gets the acknowledgement 投诉受理回执 as a PDF."),
    )
    def accept(self, *, by: Any, procedure: str) -> None:
        """Take the complaint up, by the clause that the standard's app declares."""
        self.procedure, self.accepted_at = procedure, clock.now()
        forms.issue(RECEIPT, about=self, data=receipt_data(self), by=by)
        tell_complainant(self, _("Your complaint is accepted."))

    @step(
        RECEIVED,
        REJECTED,
        may=rules.handles,
        label=_("Do not take it up"),
        tone="danger",
        form=REASON,
        explanation=_("The complainant gets a letter with the reason. This is final."),
    )
    def reject(self, *, by: Any, reason: str) -> None:
        """It is no complaint about a standard, or evidence is lacking."""
        self.conclusion = reason
        self._end(Outcome.REJECTED, by=by)

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
    )
    def report_back(self, *, body_outcome: str, body_report: str) -> None:
        """The body tells the association what came of the coordination (第九章)."""
        self._reported(body_outcome, body_report)

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
    )
    def record_report(self, *, body_outcome: str, body_report: str) -> None:
        """The body reported outside of the portal."""
        self._reported(body_outcome, body_report)

    @step(
        WITH_BODY,
        DECIDING,
        may=rules.handles,
        label=_("Go on without a report"),
        tone="secondary",
        needs=[rules.report_is_overdue],
        tells=(BODY,),
        form=REASON,
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
        cites=["R27", "S7.2.4a"],
        tells=(BODY,),
        form="zsa_portal.complaints.step_forms.CloseForm",
        explanation=_("Both sides get the letter 投诉处理结果告知书. This is final."),
    )
    def close(self, *, by: Any, outcome: str, conclusion: str) -> None:
        """Tell both sides how it was concluded."""
        self.conclusion = conclusion
        self._end(outcome, by=by)

    @step(
        DECIDING,
        REFERRED,
        may=rules.handles,
        label=_("Close with a reference to state law"),
        tone="danger",
        uses=[rules.says_where_it_went],
        tells=(BODY,),
        form="zsa_portal.complaints.step_forms.ReferForm",
        explanation=_("Both sides are told which law applies and where it went. This is final."),
    )
    def refer(self, *, by: Any, conclusion: str, law: str, referred_to: str) -> None:
        """It could not be settled here: state law applies (制定 第三十三条)."""
        rules.says_where_it_went.require(rules.Reference(law.strip(), referred_to.strip()))
        self.conclusion, self.law, self.referred_to = conclusion, law, referred_to
        self._end(Outcome.REFERRED, by=by)

    @step(
        OPEN,
        WITHDRAWN,
        may=rules.by_complainant,
        label=_("Withdrawn by the complainant"),
        tells=(DESK, BODY),
    )
    def withdraw(self, *, by: Any) -> None:
        """The complainant takes it back, on the private page."""
        self._end(Outcome.WITHDRAWN, by=by)

    def _reported(self, outcome: str, words: str) -> None:
        self.body_outcome, self.body_report, self.reported_at = outcome, words, clock.now()
        tell_complainant(self, _("The body reported to the association."))

    def _end(self, outcome: str, *, by: Any) -> None:
        """Note the outcome and send each side that took part its letter."""
        self.outcome, self.ended_at = outcome, clock.now()
        data = result_data(self, to=self.complainant.name)
        forms.issue(RESULT, about=self, data=data, by=by)
        if self.body and self.passed_at:
            data = result_data(self, to=self.body.name)
            forms.issue(RESULT_TO_BODY, about=self, data=data, by=by)
        tell_complainant(self, _("Your complaint has ended."), Outcome(outcome).label)


def title_of(number: str, title: str) -> str:
    """What a complaint is called: after its standard, in the language of official papers."""
    return f"关于{number}《{title}》的投诉"[:240]
