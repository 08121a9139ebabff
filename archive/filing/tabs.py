"""The tab of a filing's list."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from archive.filing.papers import FILING
from archive.filing.queries import list_tab, reads_list
from zsa_portal.workflow.tabs import Tab, register

register(
    Tab(
        "list",
        _("Filing list"),
        "archive/filing/list_tab.html",
        list_tab,  # type: ignore[arg-type]  # of filings alone
        12,
        (FILING,),
        "list-check",
        reads_list,  # type: ignore[arg-type]  # of filings alone
    )
)
