"""Marking 500 pages: one object shared by all pages, beside plain pikepdf's ``add_overlay``.

Both open the same book, lay the same mark over every page and save it; the plain way is what the
library's manual shows: the mark's page laid over each page. `make bench-archive` runs it.
"""

from __future__ import annotations

import io
import os
import resource
import sys
import tempfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zsa_portal.settings.development")
django.setup()

import pikepdf  # noqa: E402 - the settings come first

from benchmarks.timing import Verdicts, table, times_in_turn, verdict  # noqa: E402
from zsa_portal.documents import render  # noqa: E402
from zsa_portal.documents.marking import pdf  # noqa: E402
from zsa_portal.documents.marking.layout import squares  # noqa: E402
from zsa_portal.documents.marking.stamp import SIDE, as_object, stamp  # noqa: E402

PAGES = 500
ROUNDS = 7
FEWEST_TIMES = 3
MOST_MEGABYTES = 200
A4 = (595.28, 841.89)
LINES = ("借阅人：张三", "2026-03-01 至 2026-03-08", "用途：编写年度报告", "JY-2026-001")
SENTENCE = "本标准规定了术语、总体要求、技术要求、试验方法和检验规则，已在多个项目中验证。"


def show() -> Verdicts:
    """Print pages per second of both ways; returns what is slower, larger or unmarked."""
    with tempfile.TemporaryDirectory() as folder:
        source, ours, plain = (Path(folder) / name for name in ("book", "ours", "plain"))
        _book(source)
        stamped = stamp("机密", LINES)
        sheet = _sheet(stamped)
        before = _peak()
        told: list[tuple[int, int]] = []
        took = times_in_turn(
            (
                lambda: pdf.mark(source, ours, stamped, "book", lambda *far: told.append(far)),
                lambda: _plain(source, plain, sheet),
            ),
            rounds=ROUNDS,
            before=1,
        )
        grown, unmarked = _peak() - before, _unmarked(ours)
    return _report(took[0], took[1], grown, unmarked, told)


def _report(ours: object, plain: object, grown: float, unmarked: int, told: list) -> Verdicts:
    times = plain.beside(ours)  # type: ignore[attr-defined]
    checks = {
        f"{times:.1f} times plain add_overlay": (times >= FEWEST_TIMES, f">= {FEWEST_TIMES}"),
        f"{grown:.0f} MB more memory": (grown <= MOST_MEGABYTES, f"<= {MOST_MEGABYTES}"),
        f"{unmarked} pages without the mark": (unmarked == 0, "0"),
        f"progress told {len(set(told))} times": (told[-1] == (PAGES, PAGES), "to the end"),
    }
    rows = [
        (name, f"{PAGES / one.median * 1000:.0f}", f"{one.median:.0f}", "", "")  # type: ignore[attr-defined]
        for name, one in (("ours: one shared object", ours), ("plain add_overlay", plain))
    ]
    rows += [(name, "", "", limit, verdict(good)) for name, (good, limit) in checks.items()]
    heads = ("", "pages/s", "median ms", "limit", "")
    table(f"Marking a book of {PAGES} pages, {ROUNDS} times in turn", heads, rows)
    return [f"watermark: {name}" for name, (good, _limit) in checks.items() if not good]


def _book(target: Path) -> None:
    """A book of text, with the fonts of the official forms."""
    text = "".join(f"<p>{number} {SENTENCE * 2}</p>" for number in range(130))
    made = render.pdf(f"<html><body>{text}</body></html>")
    with pikepdf.open(io.BytesIO(made)) as chapter, pikepdf.new() as book:
        pages = list(chapter.pages)
        for number in range(PAGES):
            book.pages.append(pages[number % len(pages)])
        for number, page in enumerate(book.pages):
            page.obj.Contents = book.make_stream(page.obj.Contents.read_bytes() + b"%% %d" % number)
        book.save(target)


def _sheet(stamped: bytes) -> bytes:
    """A page with what our mark puts on an A4 page, for the plain way to lay over each page."""
    with pikepdf.new() as sheet:
        page = sheet.add_blank_page(page_size=A4)
        drawn = as_object(stamped, sheet)
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Mark=drawn))
        lines = [
            f"q {one.side / SIDE:.5f} 0 0 {one.side / SIDE:.5f} {one.x:.3f} {one.y:.3f} cm /Mark Do Q"
            for one in squares(*A4)
        ]
        page.obj.Contents = sheet.make_stream("\n".join(lines).encode())
        out = io.BytesIO()
        sheet.save(out)
        return out.getvalue()


def _plain(source: Path, target: Path, sheet: bytes) -> None:
    with pikepdf.open(source) as book, pikepdf.open(io.BytesIO(sheet)) as above:
        for page in book.pages:
            page.add_overlay(above.pages[0])  # type: ignore[call-arg]  # rect may be left out
        book.save(target)


def _unmarked(marked: Path) -> int:
    """How many pages lack the mark."""
    with pikepdf.open(marked) as book:
        return sum(pdf.MARK not in page.obj.Resources.XObject for page in book.pages)


def _peak() -> float:
    """The most memory this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    over = show()
    print("\n".join(["", "Over the limit:" if over else "Everything is within its limit.", *over]))
    sys.exit(bool(over))
