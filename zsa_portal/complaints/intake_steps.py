"""The steps until a complaint is taken up, or is not."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zsa_portal.complaints import rules, times
from zsa_portal.complaints.facts import Facts
from zsa_portal.complaints.papers import COMPLAINT_IN_VIEW, RECEIPT, receipt_data
from zsa_portal.complaints.states import (
    ACCEPTED,
    BODY,
    DESK,
    OPEN,
    RECEIVED,
    REJECTED,
    RETURNED,
    WITHDRAWN,
    Outcome,
)
from zsa_portal.complaints.telling import tell_complainant
from zsa_portal.documents import forms
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import REASON, nobody_by_hand, step


class IntakeSteps(Facts):
    """The steps of the desk before it accepts, and those of the complainant."""

    class Meta:
        abstract = True

    @step(
        RECEIVED,
        RETURNED,
        may=rules.handles,
        label=_("Return for completion"),
        tone="secondary",
        form=REASON,
        explanation=_("The complainant reads the reason, and has a limited time to add to it."),
        beside=COMPLAINT_IN_VIEW,
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
        self.end(Outcome.INCOMPLETE, by=by)

    @step(
        RECEIVED,
        ACCEPTED,
        may=rules.handles,
        label=_("Accept the complaint"),
        cites=["R27", "S7.2.4a"],
        form="zsa_portal.complaints.step_forms.AcceptForm",
        explanation=_("The complainant gets the acknowledgement 投诉受理回执 as a PDF."),
        beside=COMPLAINT_IN_VIEW,
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
        uses=[rules.is_answered],
        form=REASON,
        explanation=_("The complainant gets a letter with the reason. This is final."),
        beside=COMPLAINT_IN_VIEW,
    )
    def reject(self, *, by: Any, reason: str) -> None:
        """It is no complaint about a standard, or evidence is lacking."""
        rules.is_answered.require(reason)
        self.conclusion = reason
        self.end(Outcome.REJECTED, by=by)

    @step(
        OPEN,
        WITHDRAWN,
        may=rules.by_complainant,
        label=_("Withdrawn by the complainant"),
        tells=(DESK, BODY),
    )
    def withdraw(self, *, by: Any) -> None:
        """The complainant takes it back, on the private page."""
        self.end(Outcome.WITHDRAWN, by=by)
