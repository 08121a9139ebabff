"""The project's own tabs: what was proposed, and who takes part."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from standards.parties import acts_for_applicant, has_a_part
from standards.proposals.papers import PROPOSING
from standards.publication import tab as publication
from standards.queries import facts_of, takes_part
from standards.review import tab as review
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.tabs import Tab, register


def overview(matter: Matter, user: Any) -> dict[str, Any]:
    """The proposal's fields, and the address to edit them while it is the applicant's."""
    return {
        "groups": facts_of(matter, user),
        "may_edit": matter.state in PROPOSING and acts_for_applicant(matter, user),
    }


def people(matter: Matter, user: Any) -> dict[str, Any]:
    """The parties of the project with the seats of its drafting group."""
    return takes_part(matter)


__all__ = ["publication", "review"]

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
