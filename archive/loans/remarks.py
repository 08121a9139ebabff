"""The remark of a loan as its copies bear it: who, when, for what, in lines that stand whole (第十二条)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from archive.kinds import Medium
from archive.loans.rules import items_of, remark_lines
from zsa_portal.documents.marking.lines import COLUMNS, MOST_LINES, parted
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import condition, provision

Loan = Any


def proposed_remark(loan: Loan) -> str:
    """The remark that is proposed for copies handed out today, a line each; its days are fixed."""
    lines = remark_lines(
        number=loan.number,
        borrower=str(loan.borrower),
        purpose=loan.purpose,
        first=clock.today(),
        last=loan.ends_on,
    )
    return "\n".join(lines)


@provision("A12a", otherwise=[])
def lines_on_copies(loan: Loan) -> list[str]:
    """What stands on each page of a copy that is handed out: the remark written, else the proposed."""
    return parted(loan.remark or proposed_remark(loan))


@condition
def remark_fits_the_pages(loan: Loan) -> Iterable[str]:
    """The pages of a file bear the whole remark: nothing of it is cut off."""
    lines = len(lines_on_copies(loan))
    files = any(item.medium == Medium.ELECTRONIC for item in items_of(loan))
    if files and lines > MOST_LINES:
        yield _(
            "The remark takes %(lines)d lines, and a page bears %(most)d of %(signs)d Chinese "
            "characters: write a shorter one when you hand out the copies."
        ) % {"lines": lines, "most": MOST_LINES, "signs": COLUMNS // 2}
