"""No record is taken over whose bytes, log, metadata or file are not as they should be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.checking.kinds import UNOPENED, Check, Flaw
from archive.filing.collecting.rules import shown, some, unopened
from archive.filing.levels import IS_PUBLIC
from archive.kinds import Medium
from archive.records import Item
from zsa_portal.regulations.rule import condition, rule
from zsa_portal.workflow.machine import Text
from zsa_portal.workflow.memo import remembered
from zsa_portal.workflow.models import Level

BINDING = (Check.AUTHENTICITY, Check.COMPLETENESS)
"""The checks without which nothing is taken over; the others are told to who judges the row."""
NAMED = 3
ROW_BACK = gettext_lazy("Return this row with the reason.")
LIST_BACK = gettext_lazy(
    "Return the list to the archivist with the reason: the row is mended or taken off there."
)
"""What is done about a row that fails: the custodian returns rows, the head the whole list."""


def judged_in(filing: Any, *states: str) -> list[Item]:
    """The rows above public of this turn in these states, each with its newest binding results."""
    rows = Item.objects.filter(filing=filing.pk, state__in=states)
    rows = rows.exclude(document__level=Level.PUBLIC)
    rows = rows.filter(Q(accepted_at=None) | Q(accepted_at__gte=filing.entered_at))
    return _with_results(rows, filing)


def stored_next(filing: Any) -> list[Item]:
    """The rows that the head's signature stores, each with its newest binding results; one query."""
    rows = Item.objects.filter(IS_PUBLIC, filing=filing.pk, state=Item.State.LISTED)
    return remembered(filing, "archive.stored_next", lambda: _with_results(rows, filing))


def read_next(filing: Any) -> list[Item]:
    """The files held above public that the head's signature files, each with whether it opens; one query."""
    rows = Item.objects.filter(filing=filing.pk, state=Item.State.LISTED, medium=Medium.ELECTRONIC)
    rows = rows.exclude(document__level=Level.PUBLIC).select_related("document")
    opens = (Check.USABILITY,)
    return remembered(filing, "archive.read_next", lambda: _with_results(rows, filing, opens))


def _with_results(
    rows: QuerySet[Item], filing: Any, kinds: Iterable[Check] = BINDING
) -> list[Item]:
    for kind in kinds:
        newest = Item.objects.filter(
            pk=OuterRef("pk"), checks__kind=kind, checks__at__gte=filing.entered_at
        ).order_by("-checks__at", "-checks__pk")
        rows = rows.annotate(**{f"{kind}_found": Subquery(newest.values("checks__flaw")[:1])})
    return list(rows.order_by("pk"))


@condition
def rows_are_whole(rows: Iterable[Any]) -> Iterable[str]:
    """Every row was checked since the list came to who judges it; none fails the binding checks.

    Asked of rows as ``judged_in`` and ``stored_next`` read them: a missing check refuses like one
    that failed.
    """
    yield from _lacking(rows, ROW_BACK)


def _lacking(rows: Iterable[Any], instead: Text) -> Iterator[str]:
    """What the checks of rows lack, or found; ``instead`` says what is done with a row that fails."""
    found = list(rows)
    open_rows = [one for one in found if any(flaw is None for flaw in _flaws(one))]
    if open_rows:
        yield _(
            "%(rows)d rows are not checked for authenticity and completeness yet. Wait until the "
            "checks are made, or begin them anew under “Four checks”."
        ) % {"rows": len(open_rows)}
    failed = [one for one in found if any(_flaws(one))]
    for one in failed[:NAMED]:
        what = next(flaw for flaw in _flaws(one) if flaw)
        yield _("“%(name)s” fails its checks: %(flaw)s. %(instead)s") % {
            "name": one.name,
            "flaw": Flaw(what).label,
            "instead": instead,
        }
    if len(failed) > NAMED:
        yield _("%(rows)d more rows fail their checks.") % {"rows": len(failed) - NAMED}


@condition
def taken_rows_are_whole(filing: Any) -> Iterable[str]:
    """What the custodian takes in was checked in this turn and is whole."""
    yield from rows_are_whole.missing(judged_in(filing, Item.State.ACCEPTED))


@condition
def public_rows_are_whole(filing: Any) -> Iterable[str]:
    """What the head stores was checked since the list was submitted and is whole, as all else."""
    yield from _lacking(stored_next(filing), LIST_BACK)


@rule("A14a")
def files_were_opened(filing: Any) -> Iterable[str]:
    """Above 公开 a record is read by marked pages alone: they were made since it was submitted (第十四条)."""
    rows: list[Any] = read_next(filing)
    waiting = [one for one in rows if one.usability_found is None]
    if waiting:
        yield ngettext(
            "%(count)d file above public is still being opened. Wait until the checks are made, or "
            "begin them anew under “Four checks”.",
            "%(count)d files above public are still being opened. Wait until the checks are made, or "
            "begin them anew under “Four checks”.",
            len(waiting),
        ) % {"count": len(waiting)}
    unknown = [shown(one) for one in rows if one.usability_found == Flaw.NOT_EXAMINED]
    if unknown:
        yield _(
            "Could not be examined: %(names)s. Begin the checks anew under “Four checks”; if it stays "
            "so, return the list: such a file is saved in parts or as a PDF."
        ) % {"names": some(unknown)}
    failed = [shown(one) for one in rows if one.usability_found in UNOPENED]
    if failed:
        yield unopened(failed, LIST_BACK)


def _flaws(row: Any) -> list[str | None]:
    return [getattr(row, f"{kind}_found") for kind in BINDING]
