"""Long tables: a form's PDF is made in parts and merged, and a frame of page numbers laid over it.

A table of 5,000 rows in one piece takes 38 s and 814 MiB; a part takes what its own rows take.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import pikepdf
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from zsa_portal.documents.kinds import FormKind

ROWS = 150
SHEETS = 100


@dataclass(frozen=True)
class Part:
    """Rows of a form's long table; one that ``continues`` has no heading, an ``unfinished`` one no end."""

    start: int = 0
    continues: bool = False
    unfinished: bool = False

    @property
    def is_whole(self) -> bool:
        return not (self.continues or self.unfinished)

    def of(self, kind: FormKind, data: dict[str, Any]) -> dict[str, Any]:
        """The form's data with this part's rows only."""
        if self.is_whole:
            return data
        return data | {kind.long_table: data[kind.long_table][self.start : self.start + ROWS]}


WHOLE = Part()


def parts_of(kind: FormKind | None, data: dict[str, Any]) -> list[Part]:
    """The parts in which a form is made: the whole, unless its table is long."""
    count = len(data.get(kind.long_table, ())) if kind is not None and kind.long_table else 0
    if count <= ROWS:
        return [WHOLE]
    starts = range(0, count, ROWS)
    return [Part(start, start > 0, start + ROWS < count) for start in starts]


def merged(pieces: Sequence[bytes]) -> bytes:
    """One PDF of several, in their order; title and author are those of the first."""
    with ExitStack() as opened:
        first, *others = [opened.enter_context(pikepdf.open(io.BytesIO(one))) for one in pieces]
        for other in others:
            first.pages.extend(other.pages)
        return _saved(first)


def framed(book: bytes, frame: bytes) -> bytes:
    """A PDF with the pages of another laid over its own, one over each."""
    with pikepdf.open(io.BytesIO(book)) as below, pikepdf.open(io.BytesIO(frame)) as above:
        for page, sheet in zip(below.pages, above.pages, strict=True):
            page.add_overlay(sheet)
        return _saved(below)


def count_pages(book: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(book)) as opened:
        return len(opened.pages)


def frames(total: int, *, number: str, landscape: bool) -> list[Callable[[], str]]:
    """The pages to lay over a form of so many, each drawn when called: its number and theirs."""
    found = []
    for start in range(1, total + 1, SHEETS):
        pages = range(start, min(start + SHEETS, total + 1))
        context = {"pages": pages, "total": total, "number": number, "landscape": landscape}
        found.append(partial(render_to_string, "forms/frame.html", context))
    return found


def _saved(book: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
