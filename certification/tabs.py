"""The recognition's own tabs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from certification.panels.models import REVIEW_PANEL
from certification.panels.queries import sees_panel, tab_of
from certification.upkeep import tabs as upkeep
from zsa_portal.workflow.tabs import Tab, register

__all__ = ["upkeep"]

register(
    Tab(
        "panel",
        _("Panel"),
        "certification/panels/tab.html",
        tab_of(REVIEW_PANEL),
        40,
        ("recognition",),
        "people",
        sees_panel,
    )
)
