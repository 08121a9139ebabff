"""The approval's tab of a project's page: dossier, patents, audit, number and texts."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from standards.parties import acts_for_applicant, has_a_part
from standards.publication import queries
from zsa_portal.workflow.machine import Phase
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.tabs import Tab, register


def content(matter: Matter, user: Any) -> dict[str, Any]:
    """The approval dossier's checklist, patents, audits, the edition, and what the user may do."""
    return queries.approval(matter, user)


def visible(matter: Matter, user: Any) -> bool:
    """Staff and those with a part, also early: patents are recorded as soon as they are known."""
    if matter.state_info.phase == Phase.DRAFT:
        return acts_for_applicant(matter, user)
    return has_a_part(matter, user)


register(
    Tab(
        "approval",
        _("Patents and approval"),
        "standards/publication/tab.html",
        content,
        45,
        ("project",),
        "patch-check",
        visible,
    )
)
