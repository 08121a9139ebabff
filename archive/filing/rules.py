"""What holds before a month's filing goes on (归档管理制度 第三、七、八、九条)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from archive.records import Item
from zsa_portal.regulations.rule import condition, rule
from zsa_portal.workflow.models import Level

Filing = Any


@rule("A03a")
def something_is_listed(filing: Filing) -> Iterable[str]:
    """The list has rows, or says why there is nothing to file (第三、九条)."""
    if not filing.nothing_reason and not filing.items.exists():
        yield _("The list is empty: add the month's material, or say why there is none.")


@condition
def rows_wait_for_custody(filing: Filing) -> Iterable[str]:
    """Some row above 公开 is not in the archive yet."""
    if not above_public(filing).exists():
        yield _("Every row is public: nothing goes to the custodian.")


@condition
def all_rows_are_public(filing: Filing) -> Iterable[str]:
    """No row above 公开 waits for the custodian."""
    if above_public(filing).exists():
        yield _("Rows above public go to the custodian.")


@rule("A03a")
def every_row_is_judged(filing: Filing) -> Iterable[str]:
    """The custodian checked every row against the list (第三条)."""
    open_rows = filing.items.filter(state=Item.State.LISTED).count()
    if open_rows:
        yield _("%(rows)d rows are not checked yet.") % {"rows": open_rows}


@condition
def a_row_is_returned(filing: Filing) -> Iterable[str]:
    """Some row was returned with a reason."""
    if not filing.items.filter(state=Item.State.RETURNED).exists():
        yield _("No row is returned.")


@rule("A03a")
def no_row_is_returned(filing: Filing) -> Iterable[str]:
    """What does not conform is returned before the list is taken in (第三条)."""
    if filing.items.filter(state=Item.State.RETURNED).exists():
        yield _("Some rows are returned: return the list to the archivist.")


def above_public(filing: Filing) -> Any:
    """The rows above 公开 that are not in the archive yet."""
    rows = filing.items.exclude(state=Item.State.ACCEPTED)
    return rows.exclude(document__level=Level.PUBLIC)
