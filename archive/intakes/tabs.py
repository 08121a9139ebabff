"""The tabs of an intake."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from archive.intakes.queries import checks_tab, intake_tab
from zsa_portal.workflow.tabs import Tab, register

register(
    Tab(
        "intake",
        _("What the bag holds"),
        "archive/intakes/tab.html",
        intake_tab,
        5,
        ("intake",),
        "box-arrow-in-right",
    )
)
register(
    Tab(
        "checks",
        _("Four checks"),
        "archive/checking/tab.html",
        checks_tab,
        14,
        ("intake",),
        "shield-check",
    )
)
