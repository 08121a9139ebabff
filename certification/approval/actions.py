"""The council's decision over several standards at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from certification.approval.papers import RECOGNITION
from certification.models import Recognition
from zsa_portal.ballots.actions import deciding
from zsa_portal.ballots.decisions import APPROVED, REJECTED
from zsa_portal.people.models import User
from zsa_portal.workflow.perform import perform, perform_all


def recognition_approve(
    *, recognitions: Sequence[Recognition], decision: dict[str, Any], by: User
) -> None:
    """Record the council's approval of these standards, all or none (R19).

    ``decision`` are the keyword arguments of ``decision_record`` besides kind, matters, outcome
    and by.
    """
    with deciding(RECOGNITION, APPROVED, matters=recognitions, decision=decision, by=by):
        perform_all([one.approve for one in recognitions], by=by)


def recognition_refuse(
    *, recognition: Recognition, decision: dict[str, Any], reason: str, by: User, seen: str = ""
) -> Recognition:
    """Record the council's refusal and close the matter."""
    with deciding(
        RECOGNITION, REJECTED, matters=[recognition], decision=decision, by=by, seen=seen
    ):
        done: Recognition = perform(recognition.close_after_refusal, by=by, reason=reason)
    return done
