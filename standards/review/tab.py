"""The review's tab of a project's page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from standards.parties import has_a_part
from standards.review import queries
from standards.states import STATES, S
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.tabs import Tab, register

ORDER = list(STATES)
FROM = ORDER.index(S.REVIEW_DRAFT_READY)


def content(matter: Matter, user: Any) -> dict[str, Any]:
    """The meetings with attendance and opinions, the minutes, and what the user may write."""
    return {
        "meetings": queries.meetings_shown(matter),
        "minutes_forms": queries.minutes_forms(matter),
        "may": queries.may_write(matter, user),
    }


def visible(matter: Matter, user: Any) -> bool:
    """Staff and those with a part, from the review draft on."""
    return ORDER.index(matter.state) >= FROM and has_a_part(matter, user)


register(
    Tab(
        "review",
        _("Review"),
        "standards/review/tab.html",
        content,
        40,
        ("project",),
        "people",
        visible,
    )
)
