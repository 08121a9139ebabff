"""The tab of a filing's list, and what stands beside its head's signature."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive.filing.levels import lowered
from archive.filing.papers import FILING
from archive.filing.queries import list_tab, reads_list
from zsa_portal.workflow.beside import SOURCES, Panel
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.tabs import Tab, register

TO_APPROVE = _(
    "You approve these levels with your signature; until then the level of the table holds."
)
STANDS = _(
    "These stand at this level already, as their matter or an earlier table of levels gave it. You "
    "approve it with your signature."
)
APPROVED_BEFORE = _("These were approved when the list was signed before, and hold.")


def lowered_beside(filing: Matter, _user: Any, _key: str, _clause: str) -> Iterable[Panel]:
    """The rows that are lower than the table of levels says: the head approves them, or did."""
    asked, standing, approved = lowered(filing)
    if rows := [*asked, *standing, *approved]:
        said = ngettext(
            "%(count)d row is lower than the table of levels says",
            "%(count)d rows are lower than the table of levels says",
            len(rows),
        )
        parts = [(TO_APPROVE, asked), (STANDS, standing), (APPROVED_BEFORE, approved)]
        html = render_to_string("archive/filing/lowered.html", {"parts": parts})
        yield Panel(said % {"count": len(rows)}, html)


SOURCES["lowered_levels"] = lowered_beside

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
