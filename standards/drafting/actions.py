"""Acts of drafting that record more than a step."""

from __future__ import annotations

from typing import Any, cast

from standards.drafting.rules import AGREEMENT
from standards.models import Project
from zsa_portal.ballots.actions import decision_record
from zsa_portal.people.models import Body, User
from zsa_portal.workflow.perform import held, perform, require_seen


def draft_agree(*, project: Project, decision: dict[str, Any], by: User, seen: str = "") -> Project:
    """Record the committee's agreement on the draft and let the group prepare the consultation (F20a).

    ``decision`` are the keyword arguments of ``decision_record`` besides body, purpose, matters,
    outcome and by. Raises Changed when the matter is no more as the page saw it.
    """
    with held(project) as fresh:
        require_seen(fresh, seen)
        made = decision_record(
            body=cast("Body", project.committee),
            purpose=AGREEMENT,
            matters=[project],
            outcome="approved",
            by=by,
            **decision,
        )
        done: Project = perform(project.agree_draft, by=by, decision=made)
        return done
