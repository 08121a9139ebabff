"""Acts of drafting that record more than a step."""

from __future__ import annotations

from typing import Any

from standards.drafting.papers import AGREEMENT
from standards.models import Project
from zsa_portal.ballots.actions import deciding
from zsa_portal.ballots.decisions import APPROVED
from zsa_portal.people.models import User
from zsa_portal.workflow.perform import perform


def draft_agree(*, project: Project, decision: dict[str, Any], by: User, seen: str = "") -> Project:
    """Record the committee's agreement on the draft and let the group prepare the consultation (F20a).

    ``decision`` are the keyword arguments of ``decision_record`` besides kind, matters, outcome
    and by. Raises Changed when the matter is no more as the page saw it.
    """
    with deciding(
        AGREEMENT, APPROVED, matters=[project], decision=decision, by=by, seen=seen
    ) as made:
        done: Project = perform(project.agree_draft, by=by, decision=made)
        return done
