"""The first form of a new process: ``python -m benchmarks.cold ours|bare page.html`` prints its ms."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import django


def main(who: str, page: str) -> None:
    """Make the page's PDF once and print how long it took."""
    html = Path(page).read_text(encoding="utf-8")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zsa_portal.settings.development")
    django.setup()
    from zsa_portal.documents import render

    styles = render._style_sheet_text()  # noqa: SLF001 - the same styles for both
    begun = time.perf_counter()
    if who == "ours":
        render.pdf(html)
    else:
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration

        fonts, fetcher = FontConfiguration(), render.fetcher()
        style = CSS(string=styles, font_config=fonts, url_fetcher=fetcher)
        HTML(string=html, url_fetcher=fetcher).write_pdf(stylesheets=[style], font_config=fonts)
    print((time.perf_counter() - begun) * 1000)


main(*sys.argv[1:])
