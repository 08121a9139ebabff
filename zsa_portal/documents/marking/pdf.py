"""Marking PDFs: one object that all pages share, drawn over what each page draws.

What a page draws becomes an object of its own, its bytes as they are: nothing that it leaves open
moves, clips or hides the mark.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from django.utils.translation import gettext as _
from pikepdf import Array, Dictionary, Name, Stream

from zsa_portal.documents.contents.refusing import damaged, locked, refuse
from zsa_portal.documents.marking.layout import squares
from zsa_portal.documents.marking.stamp import SIDE, as_object
from zsa_portal.workflow.refusals import BadValue

Progress = Callable[[int, int], None]
MARK = "/ZsaMark"
PAGE = "/ZsaPage"
STEP = 20
"""After how many pages progress is told."""
PRIVATE = ("/PieceInfo", "/Thumb")
"""What programs keep beside a page: also a whole unmarked copy of it, or its small picture."""
BROKEN = (pikepdf.PdfError, ValueError, RuntimeError, TypeError, AttributeError, KeyError)
DEEPEST = 60
SMALLEST, LARGEST = 1, 1_000_000


@dataclass(frozen=True)
class Shape:
    """What of a page is seen: its box in the page's own coordinates, and how far it is turned."""

    left: float
    bottom: float
    right: float
    top: float
    turned: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as they are seen."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turned in (90, 270) else (width, height)

    @property
    def upright(self) -> str:
        """The transformation from what is seen, lower left first, to the page's coordinates."""
        turns = {
            0: (1, 0, 0, 1, self.left, self.bottom),
            90: (0, 1, -1, 0, self.right, self.bottom),
            180: (-1, 0, 0, -1, self.right, self.top),
            270: (0, -1, 1, 0, self.left, self.top),
        }
        return " ".join(f"{number:.4f}" for number in turns[self.turned])


def mark(source: Path, target: Path, stamped: bytes, name: str, tell: Progress) -> int:
    """Write a PDF with the mark on every page to ``target``; returns how many pages it has.

    Raises BadValue("file", …) for a PDF that is damaged or locked, or a page without a size.
    """
    try:
        with pikepdf.open(source, attempt_recovery=False) as book:
            if book.is_encrypted:
                locked(name)
            flatten(book)
            count = _Marker(book, stamped, name).mark_all(tell)
            book.save(target)
            return count
    except BadValue:
        raise
    except pikepdf.PasswordError:
        locked(name)
    except BROKEN:
        damaged(name, "pdf")


def flatten(book: pikepdf.Pdf) -> None:
    """Draw what annotations and form fields show into their pages, and take them off.

    A reader draws annotations over all that a page draws: over the mark too. What cannot be drawn
    is left out.
    """
    noted = [page for page in book.pages if "/Annots" in page.obj]
    if not noted:
        return
    with suppress(*BROKEN):
        book.generate_appearance_streams()
        book.flatten_annotations("all")
    for page in noted:
        if "/Annots" in page.obj:
            del page.obj["/Annots"]
    if "/AcroForm" in book.Root:
        del book.Root["/AcroForm"]


def mark_own(made: bytes, stamped: bytes) -> bytes:
    """A PDF of our own making with the mark on every page."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as book:
        _Marker(book, stamped, "PDF").mark_all(lambda _done, _total: None)
        book.save(out)
    return out.getvalue()


class _Marker:
    """Marks the pages of one PDF, with what they share made once."""

    def __init__(self, book: pikepdf.Pdf, stamped: bytes, name: str) -> None:
        self.book, self.name = book, name
        self.drawn = as_object(stamped, book)
        self.sheets: dict[tuple[str, ...], Any] = {}
        self.above: dict[Any, Any] = {}
        self.used: set[tuple[int, int]] = set()

    def mark_all(self, tell: Progress) -> int:
        pages = self.book.pages
        count = len(pages)
        if not count:
            damaged(self.name, "pdf")
        for number, page in enumerate(pages, start=1):
            self._mark(page)
            if number % STEP == 0 or number == count:
                tell(number, count)
        return count

    def _mark(self, page: pikepdf.Page) -> None:
        node = page.obj
        media = self._of(node, "/MediaBox")
        if not isinstance(media, Array):
            damaged(self.name, "pdf")
        whole = self._whole(page, media)
        sheet = self._sheet(media, self._of(node, "/CropBox"), self._of(node, "/Rotate"))
        drawn = {MARK: self.drawn} if whole is None else {MARK: self.drawn, PAGE: whole}
        node["/Resources"] = Dictionary({"/XObject": Dictionary(drawn)})
        node["/Contents"] = sheet
        for key in PRIVATE:
            if key in node:
                del node[key]

    def _of(self, node: Any, key: str) -> Any:
        """What a page has under a key, or those above it in the tree, looked up once each."""
        if key in node:
            return node[key]
        above = node.get("/Parent")
        place = (above.objgen if above is not None else None, key)
        if place not in self.above:
            self.above[place] = _inherited(above, key)
        return self.above[place]

    def _whole(self, page: pikepdf.Page, media: Any) -> Any:
        """All that a page draws, as one object; its bytes stay as they are. None for an empty page."""
        stream = page.obj.get("/Contents")
        if isinstance(stream, Array):
            if not len(stream):
                return None
            page.contents_coalesce()
            stream = page.obj.Contents
        if not isinstance(stream, Stream):
            return None
        if stream.objgen in self.used:
            stream = self.book.make_stream(stream.read_bytes())
        self.used.add(stream.objgen)
        stream["/Subtype"], stream["/BBox"] = Name.Form, media
        stream["/Resources"] = self._of(page.obj, "/Resources") or Dictionary()
        return stream

    def _sheet(self, media: Any, crop: Any, turned: Any) -> Any:
        """What pages of one shape draw: all that was theirs, and the mark in each square."""
        key = (media.unparse(), crop.unparse() if crop is not None else "", str(turned))
        found = self.sheets.get(key)
        if found is None:
            found = self.book.make_stream(_drawing(_shape(media, crop, turned, self.name)))
            self.sheets[key] = found
        return found


def _drawing(shape: Shape) -> bytes:
    lines = [f"q {PAGE} Do Q", f"q {shape.upright} cm"]
    for one in squares(*shape.size):
        scale = f"{one.side / SIDE:.5f}"
        lines.append(f"q {scale} 0 0 {scale} {one.x:.3f} {one.y:.3f} cm {MARK} Do Q")
    return "\n".join([*lines, "Q\n"]).encode()


def _inherited(node: Any, key: str) -> Any:
    """What a node of the tree of pages has under a key, or those above it."""
    for _step in range(DEEPEST):
        if node is None or key in node:
            break
        node = node.get("/Parent")
    return node[key] if node is not None and key in node else None


def _shape(media: Any, crop: Any, turned: Any, name: str) -> Shape:
    """What of a page is seen. Raises BadValue for boxes that no reader shows."""
    outer = _box(media)
    inner = outer if crop is None else _box(crop)
    left, bottom = max(outer[0], inner[0]), max(outer[1], inner[1])
    right, top = min(outer[2], inner[2]), min(outer[3], inner[3])
    if left >= right or bottom >= top:
        left, bottom, right, top = outer
    sides = (right - left, top - bottom)
    if not all(math.isfinite(side) and SMALLEST <= side <= LARGEST for side in sides):
        refuse(_("“%(name)s” has a page without a usable size; it cannot be marked."), name=name)
    degrees = int(turned) % 360 if turned is not None else 0
    return Shape(left, bottom, right, top, degrees if degrees % 90 == 0 else 0)


def _box(box: Any) -> tuple[float, float, float, float]:
    first, second, third, fourth = (float(number) for number in box)
    return min(first, third), min(second, fourth), max(first, third), max(second, fourth)
