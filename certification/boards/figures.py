"""The figures of a year as tables with their charts: the same for page, spreadsheet and paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from certification.boards import counting
from certification.boards.counting import EVENTS, MARK_EVENTS, Happened
from zsa_portal.complaints import figures as complaints
from zsa_portal.people.models import Organisation, TechnicalField
from zsa_portal.regulations import clock

Cell = str | int | float | None
NARROW = 3


@dataclass(frozen=True)
class Table:
    """A table of numbers; the first cell of a row names it.

    ``bars`` are what its chart draws: the column ``drawing``, where there are several.
    """

    title: str
    headings: list[str]
    rows: list[list[Cell]]
    bars: list[tuple[str, float]]
    drawing: str = ""

    @property
    def labelled(self) -> list[list[tuple[str, Cell]]]:
        """The rows, each cell with the heading of its column."""
        return [list(zip(self.headings, row, strict=True)) for row in self.rows]

    @property
    def is_narrow(self) -> bool:
        """Whether it stays a table on a phone."""
        return len(self.headings) <= NARROW

    @property
    def drawn(self) -> bool:
        """Whether there is anything to draw."""
        return any(number for _label, number in self.bars)


def tables_of(year: int) -> list[Table]:
    """The tables of a year in the reader's language; five queries."""
    rows = counting.happened(year)
    return [
        _events(rows),
        _by(_("By technical field"), _("Technical field"), rows, "field", _fields()),
        _by(_("By kind of body"), _("Kind of body"), rows, "body_kind", _kinds()),
        _stages(year),
        _marks(year),
        _complaints(year),
    ]


def _fields() -> list[tuple[str, str]]:
    return [
        *((code, str(label)) for code, label in TechnicalField.choices),
        ("", _("No field given")),
    ]


def _kinds() -> list[tuple[str, str]]:
    return [(code, str(label)) for code, label in Organisation.Kind.choices]


def _events(rows: Sequence[Happened]) -> Table:
    numbers = counting.summed(rows).get("", Counter())
    found = [(str(label), numbers[event]) for event, label in EVENTS.items()]
    return Table(
        _("Recognition"), [_("Event"), _("Standards")], [list(one) for one in found], list(found)
    )


def _by(
    title: str, heading: str, rows: Sequence[Happened], name: str, groups: list[tuple[str, str]]
) -> Table:
    numbers = counting.summed(rows, name)
    found = [(label, numbers.get(code, Counter())) for code, label in groups]
    shown = [(label, n) for label, n in found if n or label != _("No field given")]
    return Table(
        title,
        [heading, *map(str, EVENTS.values())],
        [[label, *(n[event] for event in EVENTS)] for label, n in shown],
        [(label, n[counting.APPLIED]) for label, n in shown],
        str(EVENTS[counting.APPLIED]),
    )


def _stages(year: int) -> Table:
    found = counting.stage_days(year)
    return Table(
        _("Median days in each stage"),
        [_("Stage"), _("Times it was left"), _("Median days")],
        [[str(one.label), one.left, one.median_days] for one in found],
        [(str(one.label), one.median_days or 0) for one in found],
        _("Median days"),
    )


def _marks(year: int) -> Table:
    numbers = counting.marks(year)
    found = [(str(label), numbers[event]) for event, label in MARK_EVENTS.items()]
    return Table(_("1字标"), [_("Event"), _("Marks")], [list(one) for one in found], list(found))


def _complaints(year: int) -> Table:
    whole = complaints.of_year(year)[-1]
    named = list(zip(complaints.headings(), complaints.cells(whole), strict=True))[1:]
    bars = [(one.label, one.count) for one in complaints.bars(whole)]
    return Table(
        _("Complaints"), [_("Figure"), _("How many")], [list(one) for one in named], list(bars)
    )


def long_rows(tables: Sequence[Table]) -> list[list[Cell]]:
    """The numbers one below the other, each with its table, row and column: for a spreadsheet."""
    return [
        [table.title, row[0], heading, cell]
        for table in tables
        for row in table.rows
        for heading, cell in zip(table.headings[1:], row[1:], strict=True)
    ]


def paper_data(year: int) -> dict[str, Any]:
    """What the paper of a year prints, in Chinese, as the figures stand today."""
    with translation.override("zh-hans"):
        tables = [asdict(table) | {"drawn": table.drawn} for table in tables_of(year)]
    return {"year": year, "date": clock.today().isoformat(), "tables": tables}
