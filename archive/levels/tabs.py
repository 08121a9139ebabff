"""The tab of a version of the table of levels."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from archive.levels.queries import draft_of
from zsa_portal.workflow.tabs import Tab, register

register(
    Tab(
        "levels",
        _("Table of levels"),
        "archive/levels/tab.html",
        draft_of,  # type: ignore[arg-type]  # the tab is of this kind alone
        10,
        ("level_table",),
        "shield-lock",
    )
)
