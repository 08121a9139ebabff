"""From the application for a mark to its authorisation (R28a)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from certification.one_mark import roles
from certification.one_mark.marks import rules
from certification.one_mark.marks.facts import MENDS, PROVED, MarkSteps, authorise, examines, grants
from certification.one_mark.marks.papers import MARK_IN_VIEW
from certification.one_mark.marks.records import mark_number
from certification.one_mark.marks.states import APPLYING, S
from certification.one_mark.parties import acts_for_applicant
from zsa_portal.workflow.machine import REASON, step


class ApplyingSteps(MarkSteps):
    """The steps up to the authorisation."""

    class Meta:
        abstract = True

    @step(
        APPLYING,
        S.EXAMINATION,
        may=acts_for_applicant,
        needs=[rules.applicant_may_apply, *PROVED],
        label=_("Submit the application"),
        mends=MENDS,
        explanation=_("The mark is voluntary: you may withdraw or give it up at any time."),
        tells=(roles.APPLICANT,),
    )
    def submit_mark(self) -> None:
        """Apply for the mark (手册 5.2: 自愿认证)."""

    @step(
        S.DRAFT,
        S.DISCARDED,
        may=acts_for_applicant,
        label=_("Discard the draft"),
        tone="danger",
        explanation=_("The draft is closed and cannot be opened again."),
    )
    def discard_mark(self) -> None:
        """Give up an application that was never submitted."""

    @step(
        [S.RETURNED, S.EXAMINATION, S.BEFORE_HEAD],
        S.WITHDRAWN,
        may=acts_for_applicant,
        label=_("Withdraw the application"),
        tone="danger",
        explanation=_("The matter is closed; a new application may be made at any time."),
        tells=(roles.DEPARTMENT,),
    )
    def withdraw_mark_application(self) -> None:
        """Withdraw the application; no reason is asked, the mark is voluntary."""

    @step(
        S.EXAMINATION,
        S.RETURNED,
        may=examines,
        label=_("Have the application completed"),
        tone="secondary",
        form=REASON,
        tells=(roles.APPLICANT,),
        beside=MARK_IN_VIEW,
    )
    def return_mark(self, *, reason: str) -> None:
        """Let the enterprise complete its application."""

    @step(
        S.EXAMINATION,
        S.BEFORE_HEAD,
        may=examines,
        needs=PROVED,
        label=_("Lay the examination before the head"),
        form="certification.one_mark.marks.forms.ExaminationForm",
        beside=MARK_IN_VIEW,
    )
    def examine_mark(self, *, reason: str) -> None:
        """Examine standard, report and certificate; the opinion stays in the log."""

    @step(
        S.BEFORE_HEAD,
        S.EXAMINATION,
        may=grants,
        label=_("Have it examined again"),
        tone="secondary",
        form=REASON,
        beside=MARK_IN_VIEW,
    )
    def send_mark_back(self, *, reason: str) -> None:
        """Ask the department for a better examination."""

    @step(
        S.BEFORE_HEAD,
        S.REFUSED,
        may=grants,
        label=_("Refuse the mark"),
        tone="danger",
        form=REASON,
        tells=(roles.APPLICANT, roles.DEPARTMENT),
        beside=MARK_IN_VIEW,
    )
    def refuse_mark(self, *, reason: str) -> None:
        """Do not authorise the mark."""

    @step(
        S.BEFORE_HEAD,
        S.AUTHORISED,
        may=grants,
        needs=PROVED,
        uses=[mark_number],
        label=_("Authorise the mark"),
        explanation=_(
            "The mark gets its number, the certificate is issued with its QR code, and the product "
            "stands in the public register."
        ),
        tells=(roles.APPLICANT, roles.DEPARTMENT),
        beside=MARK_IN_VIEW,
    )
    def authorise_mark(self, *, by: Any) -> None:
        """Authorise the product to carry the mark (R28a)."""
        self.number = mark_number()
        authorise(self, by)
