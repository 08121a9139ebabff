"""The project's own tabs: what was proposed, its review, its approval, and who takes part."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from standards.parties import acts_for_applicant, has_a_part
from standards.proposals.papers import PROPOSING
from standards.publication.engagement import EXPERT_AUDIT
from standards.publication.queries import approval, laid_before_experts
from standards.queries import facts_of, takes_part
from standards.review.queries import reviews
from standards.states import STATES, S
from zsa_portal.engagements.kinds import READINGS, Reading
from zsa_portal.workflow.machine import Phase
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.tabs import Tab, register

ORDER = list(STATES)
REVIEW_BEGINS = ORDER.index(S.REVIEW_DRAFT_READY)


def overview(matter: Matter, user: Any) -> dict[str, Any]:
    """The proposal's fields, and the address to edit them while it is the applicant's."""
    return {
        "groups": facts_of(matter, user),
        "may_edit": matter.state in PROPOSING and acts_for_applicant(matter, user),
    }


def people(matter: Matter, user: Any) -> dict[str, Any]:
    """The parties of the project with the seats of its drafting group."""
    return takes_part(matter)


def sees_review(matter: Matter, user: Any) -> bool:
    """Staff and those with a part, from the review draft on."""
    return ORDER.index(matter.state) >= REVIEW_BEGINS and has_a_part(matter, user)


def sees_approval(matter: Matter, user: Any) -> bool:
    """Staff and those with a part, also early: patents are recorded as soon as they are known."""
    if matter.state_info.phase == Phase.DRAFT:
        return acts_for_applicant(matter, user)
    return has_a_part(matter, user)


register(
    Tab(
        "overview",
        _("Project"),
        "standards/overview_tab.html",
        overview,
        10,
        ("project",),
        "file-earmark-text",
    )
)
register(
    Tab(
        "review",
        _("Review"),
        "standards/review/tab.html",
        reviews,
        40,
        ("project",),
        "people",
        sees_review,
    )
)
register(
    Tab(
        "approval",
        _("Patents and approval"),
        "standards/publication/tab.html",
        approval,
        45,
        ("project",),
        "patch-check",
        sees_approval,
    )
)
register(
    Tab(
        "people",
        _("Who takes part"),
        "standards/people_tab.html",
        people,
        70,
        ("project",),
        "people",
        has_a_part,
    )
)
READINGS.add(EXPERT_AUDIT.key, Reading("standards/publication/reading.html", laid_before_experts))
