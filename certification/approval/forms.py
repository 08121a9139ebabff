"""Screens' forms of the approval."""

from __future__ import annotations

from typing import Any

from certification.approval import actions
from zsa_portal.ballots.forms import DecisionFields
from zsa_portal.workflow.batches import BatchForm
from zsa_portal.workflow.forms import StepReasonForm
from zsa_portal.workflow.models import Matter


class ApprovalBatchForm(DecisionFields, BatchForm):
    """The council's approval of one or many standards (第十九条)."""

    def act(self) -> Matter:
        """Record the decision."""
        found = list(self.cleaned_data["matters"])
        actions.recognition_approve(recognitions=found, decision=self.decision(), by=self.user)
        return found[0]


class RefusalForm(DecisionFields, StepReasonForm):
    """The council's refusal of a standard."""

    def take(self, bound: Any, *, seen: str) -> Matter:
        """Record the decision and close the matter."""
        return actions.recognition_refuse(
            recognition=self.matter,
            decision=self.decision(),
            reason=self.cleaned_data["reason"],
            by=self.user,
            seen=seen,
        )
