"""Reconsideration of a review that was not passed (认定 第十八条)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from certification import roles
from certification.facts import RecognitionSteps
from certification.parties import acts_for_applicant, acts_for_secretariat
from certification.states import S
from zsa_portal.workflow.machine import REASON, step


class ReconsiderationSteps(RecognitionSteps):
    """The steps from the failed review to its reconsideration."""

    class Meta:
        abstract = True

    @step(
        S.FAILED,
        S.RECONSIDERATION,
        may=acts_for_applicant,
        label=_("Ask for reconsideration"),
        cites=["R18a"],
        form=REASON,
        tells=(roles.SECRETARIAT,),
    )
    def ask_for_reconsideration(self, *, by: Any, reason: str) -> None:
        """The body says where the review broke openness, fairness or independence (第十八条)."""

    @step(
        S.FAILED,
        S.NOT_RECOGNISED,
        may=acts_for_applicant,
        label=_("Accept the result"),
        tone="secondary",
        tells=(roles.SECRETARIAT,),
    )
    def accept_result(self) -> None:
        """The body accepts that its standard is not recognised."""

    @step(
        S.RECONSIDERATION,
        S.PANEL_READY,
        may=acts_for_secretariat,
        label=_("The request is founded"),
        cites=["R18b"],
        form=REASON,
        tells=(roles.APPLICANT, roles.PANEL),
    )
    def grant_reconsideration(self, *, by: Any, reason: str) -> None:
        """The panel reviews anew (第十八条)."""

    @step(
        S.RECONSIDERATION,
        S.NOT_RECOGNISED,
        may=acts_for_secretariat,
        label=_("The request is unfounded"),
        tone="danger",
        cites=["R18b"],
        form=REASON,
        tells=(roles.APPLICANT, roles.PANEL),
    )
    def refuse_reconsideration(self, *, by: Any, reason: str) -> None:
        """The body is told and the result stands (第十八条)."""
