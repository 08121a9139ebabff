"""The tabs of what an inspection found, and of what departments say of each other."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from archive.inspections.evaluating.queries import evaluations_tab, sees_evaluations
from archive.inspections.papers import INSPECTION
from archive.inspections.queries import findings_tab
from zsa_portal.people.places import places_of
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.tabs import Tab, register


def of_the_house(matter: Matter, user: Any) -> bool:
    """Staff have the tab; what each reads on it is narrower."""
    return places_of(user).staff


register(
    Tab(
        "findings",
        _("Findings"),
        "archive/inspections/findings_tab.html",
        findings_tab,
        10,
        (INSPECTION,),
        "clipboard-check",
        of_the_house,
    )
)
register(
    Tab(
        "evaluations",
        _("Evaluation by departments"),
        "archive/inspections/evaluations_tab.html",
        evaluations_tab,
        12,
        (INSPECTION,),
        "people",
        sees_evaluations,
    )
)
