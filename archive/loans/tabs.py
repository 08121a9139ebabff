"""The tab of a loan's page: what is borrowed, for what and until when."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from archive.loans.parties import borrows, lends
from archive.loans.queries import lent_items
from archive.loans.rights import is_live
from archive.loans.states import COPYING, L
from archive.loans.terms import Form
from zsa_portal.regulations import clock
from zsa_portal.ui.templatetags.ui import when
from zsa_portal.workflow.tabs import Tab, register


def overview(matter: Any, user: Any) -> dict[str, Any]:
    """The facts of a loan and its records, each with what the reader may do with it."""
    live = type(matter).objects.filter(is_live(clock.now()), pk=matter.pk)
    own = borrows(matter, user)
    return {
        "facts": facts_of(matter),
        "rows": lent_items(matter, user),
        "may_edit": own and matter.state == L.DRAFT,
        "makes_copies": makes_copies(matter, user),
        "is_open": own and matter.state == L.OPEN and live.exists(),
    }


def makes_copies(loan: Any, user: Any) -> bool:
    """Whether a user makes the copies of a loan's files now and hands them over."""
    return loan.form == Form.COPY and loan.state in COPYING and lends(loan, user)


def facts_of(loan: Any) -> list[tuple[str, Any]]:
    """What a loan says, as (label, value)."""
    copies = _("Yes") if loan.copies_allowed else _("No")
    found = [
        (_("Borrower"), loan.borrower),
        (_("Department"), loan.owner),
        (_("Purpose"), loan.purpose),
        (pgettext("loan", "Form"), loan.get_form_display()),
        (_("From"), when(loan.starts_on)),
        (_("To (last day)"), when(loan.ends_on)),
        (_("Marked copies may be saved"), copies if loan.opens_at else ""),
        (_("Extension asked until"), when(loan.extend_to) if loan.extend_to else ""),
        (_("Remark on the copies"), loan.remark),
        (_("Condition on return"), loan.return_note),
    ]
    return [(label, value) for label, value in found if value not in ("", None)]


register(
    Tab(
        "overview",
        gettext_lazy("Records on loan"),
        "archive/loan_tab.html",
        overview,
        10,
        ("loan",),
        "folder2-open",
    )
)
