"""A form of three pages: the worker's whole job against bare WeasyPrint, cold and warm.

Bare means: the same page, style sheet and fonts, at hand as ours are, laid out and written and
nothing else. The ordinary call, which reads style sheet and fonts each time, stands beside it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import transaction

from benchmarks.timing import Times, Verdicts, summary, table, times_in_turn, verdict
from standards.models import Project
from standards.proposals.papers import PROPOSAL_FORM, proposal_data
from zsa_portal.documents import forms, render
from zsa_portal.documents.models import IssuedForm
from zsa_portal.documents.tasks import render_form

ROUNDS = 20
MOST = 1.2
PAGES = 3
COLD_STARTS = 3
WARM = (
    "warm: the worker's whole job",
    "warm: its PDF alone",
    "warm: bare WeasyPrint, styles and fonts at hand",
    "warm: bare WeasyPrint, styles and fonts read anew",
)
COLD = ("cold: ours, in a new process", "cold: bare WeasyPrint, in a new process")
SENTENCE = "本标准规定了术语、总体要求、技术要求、试验方法和检验规则，已在多个项目中验证。"


def show() -> Verdicts:
    """Print all times beside bare WeasyPrint's; returns the worker's job if it is over the limit."""
    form = issued()
    html = render.html_of(form)
    acts = (
        lambda: _job(form),
        lambda: render.pdf(html),
        lambda: _bare(html),
        lambda: _ordinary(html),
    )
    warm = times_in_turn(acts, rounds=ROUNDS, before=1)
    cold = _cold(html)
    ratio = warm[0].beside(warm[2])
    good = ratio <= MOST
    rows = [_row(name, took, warm[2]) for name, took in zip(WARM, warm, strict=True)]
    rows += [_row(name, took, cold[1]) for name, took in zip(COLD, cold, strict=True)]
    rows[0] = (*rows[0][:3], str(MOST), verdict(good))
    title = f"A form of {PAGES} pages, {ROUNDS} times warm in turn, {COLD_STARTS} times cold"
    table(title, ("", "median ms", "to bare", "limit", ""), rows)
    return [] if good else [f"form: {ratio:.2f} times bare WeasyPrint"]


def _row(name: str, took: Times, bare: Times) -> tuple[str, ...]:
    return name, f"{took.median:.0f}", f"{took.beside(bare):.2f}", "", ""


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


def _ordinary(html: str) -> None:
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


def _cold(html: str) -> list[Times]:
    """First times in new processes, ours and bare: with WeasyPrint's import, without Django's start."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html, encoding="utf-8")
        rounds = [[_first(who, page) for who in ("ours", "bare")] for _start in range(COLD_STARTS)]
    return [summary([(took, took) for took in each]) for each in zip(*rounds, strict=True)]


def _first(who: str, page: Path) -> float:
    command = [sys.executable, "-m", "benchmarks.cold", who, str(page)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])
