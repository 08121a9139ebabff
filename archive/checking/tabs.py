"""The tab of the four checks of a filing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from archive.checking.queries import checks_tab
from archive.filing.papers import FILING
from archive.filing.queries import takes_part
from zsa_portal.people.models import DepartmentCode
from zsa_portal.people.places import places_of
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.tabs import Tab, register


def sees_checks(matter: Matter, user: Any) -> bool:
    """Who prepares, checks, keeps or signs the list, and the quality department, which inspects."""
    who = places_of(user)
    return takes_part(matter, user) or DepartmentCode.QUALITY in who.departments  # type: ignore[arg-type]


register(
    Tab(
        "checks",
        _("Four checks"),
        "archive/checking/tab.html",
        checks_tab,
        14,
        (FILING,),
        "shield-check",
        sees_checks,
    )
)
