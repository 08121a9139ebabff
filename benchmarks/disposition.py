"""The comment table of 5,000 rows: made in parts by several processes, beside one WeasyPrint call.

Each is made in a new process, ``python -m benchmarks.disposition ours|bare ROWS``, so that its memory
is its own: the most that one of its processes held.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import django

from benchmarks.timing import Verdicts, table, verdict

ROWS, FEW = 5_000, 500
TURNS = 3
"""So often the short table is made, which is over quickly; the long ones once each."""
SHARE, MOST_MIB, PER_ROW = 0.6, 350, 1.1
SAID = "本条的限值与 GB/T 1.1—2020 不一致，建议核对试验方法后改为推荐，并说明依据。"


class Made(NamedTuple):
    """A table: the seconds it took, its pages, and MiB of memory."""

    seconds: float
    pages: int
    mib: float


def show() -> Verdicts:
    """Print time, time a row and memory; returns what is over its limit."""
    long, whole = _made("ours", ROWS), _made("bare", ROWS)
    short = statistics.median(_made("ours", FEW).seconds for _turn in range(TURNS))
    share = long.seconds / whole.seconds
    a_row = long.seconds / ROWS / (short / FEW)
    rows = [
        (f"time beside one WeasyPrint call ({whole.seconds:.0f} s)", f"{share:.2f}", SHARE),
        (f"a row, beside one of {FEW} rows ({short / FEW * 1000:.1f} ms)", f"{a_row:.2f}", PER_ROW),
        (f"memory, MiB (one call: {whole.mib:.0f})", f"{long.mib:.0f}", MOST_MIB),
    ]
    title = f"A comment table of {ROWS:,} rows, {long.pages} pages, in {long.seconds:.1f} s"
    told = [(what, found, str(most), verdict(float(found) <= most)) for what, found, most in rows]
    table(title, ("", "", "limit", ""), told)
    return [f"{what}: {found}, not {most}" for what, found, most in rows if float(found) > most]


def _made(who: str, rows: int) -> Made:
    words = [sys.executable, "-m", "benchmarks.disposition", who, str(rows)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return Made(**json.loads(done.stdout.splitlines()[-1]))


def data_of(rows: int) -> dict[str, Any]:
    """What the table prints, with so many comments."""
    row = {
        "type": "te",
        "proposed_change": "",
        "organisation": "示例研究院",
        "disposition": "rejected",
        "answer": "限值不改。",
    }
    names = ("sent", "replied", "commenting", "silent", "persons")
    figures = dict.fromkeys(names, 1) | {"comments": rows}
    return {
        "title": "示例标准",
        "unit": "示例研究院",
        "handler": "",
        "phone": "",
        "date": "2026-11-30",
        "figures": figures | {"accepted": 0, "partially_accepted": 0, "rejected": rows},
        "rows": [
            row
            | {
                "clause": f"{1 + n % 9}.{1 + n % 17}",
                "text": f"{SAID}（第 {n} 条）",
                "reference": f"R{n}",
            }
            for n in range(rows)
        ],
    }


def make(who: str, rows: int) -> Made:
    """Make a table here: ``ours`` in parts, ``bare`` by one call with styles and fonts at hand."""
    from weasyprint import HTML

    from zsa_portal.documents import parts, render
    from zsa_portal.notices.papers import COMMENT_TABLE

    data = data_of(rows)
    draw = partial(render.html_of_preview, COMMENT_TABLE, data)
    styles, fonts = render.style_sheet(), render.fonts()
    begun = time.perf_counter()
    if who == "ours":
        book = render._made(COMMENT_TABLE, data, draw)  # noqa: SLF001 - past the cache
    else:
        page = HTML(string=draw(parts.WHOLE), url_fetcher=render.fetcher())
        book = page.write_pdf(stylesheets=[styles], font_config=fonts)
    took = time.perf_counter() - begun
    held = max(_most_held(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    return Made(took, parts.count_pages(book), held / 1024)


def _most_held() -> int:
    """The most KiB that this process held; Linux's ``ru_maxrss`` counts what its parent held, too."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zsa_portal.settings.development")
    django.setup()
    print(json.dumps(make(sys.argv[1], int(sys.argv[2]))._asdict()))
