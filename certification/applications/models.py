"""The application of a body for one of its standards (认定 第十四条)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from certification import roles
from certification.facts import RecognitionSteps
from certification.parties import acts_for_applicant
from certification.states import S
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import REASON, step


class ApplicationSteps(RecognitionSteps):
    """Fields of the application and its steps up to the acceptance."""

    source_number = models.CharField(_("number of the group standard"), max_length=60, blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @step(
        [S.DRAFT, S.RETURNED],
        S.ACCEPTANCE,
        may=acts_for_applicant,
        label=_("Submit the application"),
        tells=(roles.APPLICANT,),
    )
    def submit_application(self, *, by: Any) -> None:
        """Submit the application with its material (第十四条)."""
        self.submitted_at = clock.now()

    @step(
        S.DRAFT,
        S.DISCARDED,
        may=acts_for_applicant,
        label=_("Discard the draft"),
        tone="danger",
        explanation=_(
            "The draft is closed and cannot be opened again; nobody outside your "
            "organisation is told."
        ),
    )
    def discard_application(self) -> None:
        """Give up an application that was never submitted."""

    @step(
        [S.RETURNED, S.ACCEPTANCE],
        S.WITHDRAWN,
        may=acts_for_applicant,
        label=_("Withdraw for good"),
        tone="danger",
        form=REASON,
        tells=(roles.SECRETARIAT,),
        explanation=_("The matter is closed and cannot be opened again."),
    )
    def withdraw_application(self, *, reason: str) -> None:
        """Withdraw the application: recognition is voluntary (第五条)."""
