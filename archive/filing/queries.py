"""What the screens of filings read: lists, who sees their names, the months of all departments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from archive.filing.issuing import signature_rows
from archive.filing.listing import Line, checksum_of, grouped, lines_of
from archive.filing.models import Filing
from archive.filing.papers import SIGNERS
from archive.filing.projects import Missing, missing_projects
from archive.filing.rules import public_keeper
from archive.filing.signing import Place
from archive.filing.states import HANDED_OVER, F
from archive.filing.times import is_late
from archive.parties import keeps_archive, prepares
from archive.records import Item
from zsa_portal.documents.models import Document
from zsa_portal.people.departments.queries import departments_by_pinyin
from zsa_portal.people.models import Department
from zsa_portal.people.places import places_of
from zsa_portal.ui.elements import Tone
from zsa_portal.workflow.interests import plays
from zsa_portal.workflow.machine import Text
from zsa_portal.workflow.models import Level

MONTHS = 12
ON_TAB = 100
"""The rows of a list on one page of its tab."""


@dataclass(frozen=True)
class Cell:
    """A department's filing of a month on the board: how it stands, and whether it was in time."""

    label: Text
    tone: Tone = "neutral"
    url: str = ""


NOTHING = Cell("")
STANDINGS: dict[str, Text] = {
    Item.State.ACCEPTED: gettext_lazy("In the archive"),
    Item.State.LISTED: gettext_lazy("On the list"),
    Item.State.RETURNED: pgettext_lazy("row of a list", "Returned"),
    Item.State.DISPOSED: gettext_lazy("Disposed of"),
}


def takes_part(filing: Filing, user: Any) -> bool:
    """Whether a user prepares, checks, keeps or signs the list: those read every name on it."""
    return plays(filing, user, SIGNERS)


def reads_list(filing: Filing, user: Any) -> bool:
    """Whether a user reads the rows: who takes part, and the department's own people."""
    return takes_part(filing, user) or filing.department.code in places_of(user).departments


def shown_lines(filing: Filing, user: Any, lines: Sequence[Line]) -> list[Line]:
    """The rows as a user may know them: those of 机密 files without words for who takes no part.

    A folder that holds nothing but 机密 files is not named either: it is named by their matter.
    """
    if takes_part(filing, user):
        return list(lines)
    named = {line.group for line in lines if not line.is_confidential}
    return [_masked(line, named) if line.is_confidential else line for line in lines]


def _masked(line: Line, named: Collection[str]) -> Line:
    group = line.group if line.group in named else _("Confidential folder")
    return replace(
        line, group=group, path=(), name=_("Confidential file"), remark="", returned_for=""
    )


def reads_names(filing: Filing, user: Any) -> bool:
    """Whether a user reads every name on the list, and may have it as a file."""
    if takes_part(filing, user):
        return True
    secret = any(line.is_confidential for line in lines_of(filing))
    return reads_list(filing, user) and not secret


def list_tab(filing: Filing, user: Any) -> dict[str, Any]:
    """The content of the tab “Filing list”."""
    lines = lines_of(filing)
    shown = shown_lines(filing, user, lines)[:ON_TAB]
    return {
        "groups": list(grouped(shown)),
        "rows_count": len(lines),
        "rows_left": len(lines) - len(shown),
        "counts": counts_of(lines),
        "signatures": list(zip(Place, signature_rows(filing), strict=True)),
        "checksum": checksum_of(filing),
        "reads_names": reads_names(filing, user),
        "may_set_columns": filing.state in (F.COLLECTING, F.RETURNED) and prepares(filing, user),
        "may_judge": filing.state == F.CUSTODY and keeps_archive(filing, user),
        "late": is_late(filing.month, handed_over(filing)),
    }


def counts_of(lines: Sequence[Line]) -> list[tuple[Text, int]]:
    """How many rows are in the archive, on the list only, returned."""
    found = [line.state for line in lines]
    return [(label, found.count(state)) for state, label in STANDINGS.items() if state in found]


def handed_over(filing: Filing) -> dt.datetime | None:
    """When the department filed a month; None while its head has not approved the list."""
    return filing.handed_over_at if filing.state in HANDED_OVER else None


def custody_rows(filing: Filing) -> list[Line]:
    """The rows above public that the custodian judges now: those of this turn, not judged ones first."""
    rows = [
        line
        for line in lines_of(filing)
        if line.level != Level.PUBLIC
        and line.state != Item.State.DISPOSED
        and not (line.state == Item.State.ACCEPTED and line.accepted_at < filing.entered_at)
    ]
    return sorted(rows, key=lambda line: line.state != Item.State.LISTED)


def readable_of(documents: Collection[int], user: Any) -> set[int]:
    """Which of these documents (keys) a user may read; one query."""
    rows = Document.objects.filter(pk__in=documents).readable_by(user)
    return set(rows.values_list("pk", flat=True))


def months_of(year: int) -> list[dt.date]:
    """The months whose material is filed in a year: December of the year before to November."""
    return [dt.date(year - 1, 12, 1), *(dt.date(year, month, 1) for month in range(1, MONTHS))]


def filing_years(today: dt.date) -> list[int]:
    """The years in which something was filed, and this one, newest first; one query."""
    months = Filing.objects.dates("month", "month")
    return sorted(
        {(month.year + month.month // MONTHS) for month in months} | {today.year}, reverse=True
    )


def board(year: int, user: Any) -> list[tuple[Department, list[Cell]]]:
    """How each department filed each month of a year; two queries."""
    months = months_of(year)
    rows = Filing.objects.visible_to(user).filter(month__in=months)
    found = {
        (filing.department_id, filing.month): filing for filing in rows.prefetch_related("findings")
    }
    return [
        (home, [_cell(found.get((home.pk, month))) for month in months])
        for home in departments_by_pinyin()
    ]


def _cell(filing: Filing | None) -> Cell:
    if filing is None:
        return NOTHING
    label, tone = _standing(filing)
    return Cell(label, tone, filing.get_absolute_url())


def _standing(filing: Filing) -> tuple[Text, Tone]:
    """A filing's standing in a word, and its tone."""
    filed_at = handed_over(filing)
    late = is_late(filing.month, filed_at)
    if any(finding.stands for finding in filing.findings.all()):
        return gettext_lazy("Incomplete"), "bad"
    if filed_at is None:
        return (gettext_lazy("Overdue"), "bad") if late else (gettext_lazy("Open"), "info")
    if late:
        return gettext_lazy("Late"), "warn"
    return (
        gettext_lazy("Nothing to file")
        if filing.nothing_reason
        else pgettext_lazy("filing", "In time")
    ), "ok"


def overdue() -> QuerySet[Filing]:
    """The filings whose last day has passed and that are not handed over, the oldest first."""
    rows = Filing.objects.exclude(state__in=HANDED_OVER).order_by("month", "department")
    late = [
        month
        for month in rows.order_by().values_list("month", flat=True).distinct()
        if is_late(month, None)
    ]
    return rows.filter(month__in=late)


def missing_for(user: Any) -> Sequence[Missing]:
    """The projects at their end that some department has not filed, as far as a user may know of them."""
    return missing_projects(visible_to=user)


def public_items() -> QuerySet[Item]:
    """The public records in the archive, newest first."""
    rows = Item.objects.filter(state=Item.State.ACCEPTED, document__level=Level.PUBLIC)
    return rows.select_related("department", "folder", "document", "filing").order_by(
        "-accepted_at", "-pk"
    )


def keeper_of_public_files() -> Department | None:
    """The department in charge of public files today."""
    return public_keeper()
