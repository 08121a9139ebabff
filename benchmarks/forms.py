"""A form of three pages: the worker's whole job against bare WeasyPrint, cold and warm.

Bare means: the same page, style sheet and fonts, at hand as ours are, laid out and written and
nothing else. The naive call, which reads style sheet and fonts each time, stands beside it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import transaction

from benchmarks.timing import Times, table, times_of
from standards.models import Project
from standards.proposals.papers import PROPOSAL_FORM, proposal_data
from zsa_portal.documents import forms, render
from zsa_portal.documents.models import IssuedForm
from zsa_portal.documents.tasks import render_form

ROUNDS = 20
PAGES = 3
COLD_STARTS = 3
SENTENCE = "本标准规定了术语、总体要求、技术要求、试验方法和检验规则，已在多个项目中验证。"


def show() -> None:
    """Print both times and their ratio; the issue's goal is at most 1.2 warm."""
    form = issued()
    html = render.html_of(form)
    job, bare = _alternately(lambda: _job(form), lambda: _bare(html))
    naive = times_of(lambda: _naive(html), rounds=5, before=1)
    drawn = times_of(lambda: render.pdf(html), rounds=5, before=1)
    cold, cold_bare = _cold("ours", html), _cold("bare", html)
    rows = [
        ("warm: the worker's job", f"{job.median:.0f}", f"{job.median / bare.median:.2f}"),
        ("warm: its PDF alone", f"{drawn.median:.0f}", f"{drawn.median / bare.median:.2f}"),
        ("warm: bare WeasyPrint", f"{bare.median:.0f}", "1"),
        ("warm: bare, fonts and styles read anew", f"{naive.median:.0f}", f"{naive.median / bare.median:.2f}"),
        ("cold: ours", f"{cold:.0f}", f"{cold / cold_bare:.2f}"),
        ("cold: bare WeasyPrint", f"{cold_bare:.0f}", "1"),
    ]  # fmt: skip
    table(f"A form of {PAGES} pages", ("", "median ms", "to bare"), rows)


def issued() -> IssuedForm:
    """A proposal form, lengthened to three pages."""
    project = Project.objects.order_by("pk")[0]
    data: dict[str, Any] = proposal_data(project)
    while len(render.document(render.html_of_preview(PROPOSAL_FORM, data)).pages) < PAGES:
        longest = max(
            (name for name in data if isinstance(data[name], str)), key=lambda name: len(data[name])
        )
        data[longest] += SENTENCE * 3
    with transaction.atomic():
        return forms.issue(PROPOSAL_FORM, about=project, data=data, by=None)


def _job(form: IssuedForm) -> None:
    """What the worker does for a pending form, taken back afterwards so that it can be done again."""
    with transaction.atomic():
        if not render_form(form.pk):
            raise RuntimeError(f"form {form.pk} was not made")
        transaction.set_rollback(True)


def _bare(html: str) -> None:
    from weasyprint import HTML

    page = HTML(string=html, url_fetcher=render.fetcher())
    with plain_letters():
        page.write_pdf(stylesheets=[render.style_sheet()], font_config=render.fonts())


def _naive(html: str) -> None:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts, fetcher = FontConfiguration(), render.fetcher()
    style = CSS(string=render._style_sheet_text(), font_config=fonts, url_fetcher=fetcher)  # noqa: SLF001 - the same styles, read anew
    with plain_letters():
        HTML(string=html, url_fetcher=fetcher).write_pdf(stylesheets=[style], font_config=fonts)


@contextmanager
def plain_letters() -> Iterator[None]:
    """WeasyPrint as it comes, without our bold Chinese."""
    from weasyprint import draw

    from zsa_portal.documents import bold

    ours, draw.draw_text = draw.draw_text, bold._plain  # noqa: SLF001 - what bold wraps
    try:
        yield
    finally:
        draw.draw_text = ours


def _alternately(one: Callable[[], Any], other: Callable[[], Any]) -> tuple[Times, Times]:
    """Times of two acts taken in turn, so that what else the machine does hits both."""
    found: tuple[list[float], list[float]] = ([], [])
    for turn in range(2 * ROUNDS + 4):
        begun = time.perf_counter()
        (one, other)[turn % 2]()
        if turn >= 4:
            found[turn % 2].append((time.perf_counter() - begun) * 1000)
    return Times.of(found[0]), Times.of(found[1])


def _cold(who: str, html: str) -> float:
    """The median of first times in new processes, loading WeasyPrint included, Django's start not."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html, encoding="utf-8")
        command = [sys.executable, "-m", "benchmarks.cold", who, str(page)]
        took = [
            float(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1])
            for _start in range(COLD_STARTS)
        ]  # fmt: skip
    return sorted(took)[len(took) // 2]
