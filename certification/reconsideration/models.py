"""Reconsideration of a review that was not passed (认定 第十八条)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from certification import roles
from certification.assessment.issuing import header
from certification.facts import RecognitionSteps
from certification.papers import REVIEW_IN_VIEW
from certification.parties import acts_for_applicant
from certification.reconsideration import rules
from certification.reconsideration.papers import DAYS, DECISION_LETTER
from certification.reconsideration.records import Reconsideration
from certification.states import S
from zsa_portal.documents import forms
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import REASON, nobody_by_hand, step

if TYPE_CHECKING:
    from zsa_portal.documents.models import Version

__all__ = ["Reconsideration", "ReconsiderationSteps"]

FOUNDED, UNFOUNDED = Reconsideration.Decision.FOUNDED, Reconsideration.Decision.UNFOUNDED
TOLD = (roles.APPLICANT, roles.PANEL)


class ReconsiderationSteps(RecognitionSteps):
    """The steps from the failed review to its reconsideration."""

    class Meta:
        abstract = True

    def reconsideration_days(self) -> int:
        """How many natural days a body has to ask for reconsideration."""
        return int(DAYS.value())

    def turn_refusal(self, user: Any) -> str:
        """Whoever had a part in the review reads who examines the request instead."""
        return rules.why_not_examining(self, user)

    @step(
        S.FAILED,
        S.RECONSIDERATION,
        may=acts_for_applicant,
        label=_("Ask for reconsideration"),
        uses=[rules.request_is_complete, rules.time_ends],
        form="certification.reconsideration.forms.RequestForm",
        tells=(roles.SECRETARIAT, roles.PANEL),
        explanation=_(
            "Somebody of the association who had no part in the review examines the request; the "
            "panel is told of it."
        ),
    )
    def ask_for_reconsideration(
        self, *, by: Any, grounds: Sequence[str], breach: str, effect: str, evidence: Version | None
    ) -> None:
        """The body says where the review broke openness, fairness or independence (第十八条)."""
        request = rules.Request(grounds, breach, effect, evidence is not None)
        rules.request_is_complete.require(request)
        Reconsideration.objects.create(
            recognition_id=self.pk,
            grounds=list(grounds),
            breach=breach.strip(),
            effect=effect.strip(),
            asked_by=by,
            asked_at=clock.now(),
        )

    @step(
        S.FAILED,
        S.NOT_RECOGNISED,
        may=nobody_by_hand,
        label=_("The time to ask for reconsideration is over"),
        uses=[rules.time_ends],
        due=rules.time_ends,
        tells=(roles.APPLICANT, roles.SECRETARIAT),
    )
    def end_reconsideration_time(self) -> None:
        """The calendar lets the result of the review stand."""

    @step(
        S.FAILED,
        S.NOT_RECOGNISED,
        may=acts_for_applicant,
        label=_("Accept the result"),
        tone="secondary",
        tells=(roles.SECRETARIAT,),
        explanation=_("The matter is closed; no reconsideration can be asked for any more."),
    )
    def accept_result(self) -> None:
        """The body accepts that its standard is not recognised."""

    @step(
        S.RECONSIDERATION,
        S.PANEL_READY,
        may=rules.examines,
        label=_("Founded: the panel reviews anew"),
        beside=REVIEW_IN_VIEW,
        cites=["R18b"],
        form=REASON,
        tells=TOLD,
        explanation=_(
            "Earlier judgements do not count. The decision goes to body and panel as a letter."
        ),
    )
    def grant_reconsideration(self, *, by: Any, reason: str) -> None:
        """The panel reviews anew (第十八条)."""
        self._decide_request(FOUNDED, by=by, reason=reason)

    @step(
        S.RECONSIDERATION,
        S.PANEL_FORMING,
        may=rules.examines,
        label=_("Founded: another panel reviews"),
        beside=REVIEW_IN_VIEW,
        tone="secondary",
        cites=["R18b"],
        form=REASON,
        tells=TOLD,
        explanation=_("The panel is formed anew. The decision goes to body and panel as a letter."),
    )
    def grant_with_another_panel(self, *, by: Any, reason: str) -> None:
        """The review is done anew by a panel that is formed anew (第十八条)."""
        self._decide_request(FOUNDED, by=by, reason=reason)

    @step(
        S.RECONSIDERATION,
        S.NOT_RECOGNISED,
        may=rules.examines,
        label=_("Unfounded: the result stands"),
        beside=REVIEW_IN_VIEW,
        tone="danger",
        cites=["R18b"],
        form=REASON,
        tells=TOLD,
        explanation=_("The decision goes to body and panel as a letter; the matter is closed."),
    )
    def refuse_reconsideration(self, *, by: Any, reason: str) -> None:
        """The body is told and the result stands (第十八条)."""
        self._decide_request(UNFOUNDED, by=by, reason=reason)

    def _decide_request(self, decision: str, *, by: Any, reason: str) -> None:
        request = self.reconsiderations.get(decision="")
        request.decision, request.reason = decision, reason
        request.decided_by, request.decided_at = by, clock.now()
        request.save()
        with translation.override("zh-hans"):
            grounds = request.ground_labels
        data = header(self) | {
            "founded": decision == FOUNDED,
            "grounds": grounds,
            "breach": request.breach,
            "effect": request.effect,
            "asked": str(clock.day_of(request.asked_at)),
            "reason": reason,
        }
        forms.issue(DECISION_LETTER, about=self, data=data, by=by)
