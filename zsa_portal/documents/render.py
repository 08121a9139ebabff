"""Official forms as PDF, by WeasyPrint: fonts and style sheet are read once a process.

Nothing is fetched but our own fonts; the work is bounded in time and size.
"""

from __future__ import annotations

import atexit
import functools
import hashlib
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import segno
from django.conf import settings
from django.core.cache import cache
from django.template.loader import get_template, render_to_string
from django.utils import timezone, translation
from django.utils.safestring import mark_safe

from zsa_portal.documents import glyphs
from zsa_portal.documents.kinds import FORMS, FormKind
from zsa_portal.documents.parts import WHOLE, Part, count_pages, framed, frames, merged, parts_of
from zsa_portal.documents.several import Undone, done_by_several
from zsa_portal.documents.zipping import tell

if TYPE_CHECKING:
    from weasyprint import CSS, Document
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    from zsa_portal.documents.models import IssuedForm

ASSOCIATION = "中关村标准化协会"
MOST_SECONDS = 45
AGAIN_SECONDS = 1
MOST_HTML = 8 * 1024 * 1024
KEPT_SECONDS = 600
KEPT_BYTES = 4 * 1024 * 1024
NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})
STYLE_SHEET = "forms/official.css"

BOXES = {"☑": '<span class="tick">√</span>', "☒": '<span class="tick">×</span>', "☐": "□"}
"""Boxes to tick, which the fonts lack, and how they are drawn."""

OWN = {
    "xiaobiaosong": "ZSA XiaoBiaoSong",
    "song": "ZSA Song",
    "fangsong": "ZSA FangSong",
    "kai": "ZSA Kai",
    "hei": "ZSA Hei",
    glyphs.OWN_RARE: glyphs.OWN_RARE_FAMILY,
}
"""File names, without suffix, of an association's own fonts in FORM_FONTS_DIR, and their families."""


class RenderError(Exception):
    """A form could not be made into a PDF; the message says why, for the log."""


def html_of(form: IssuedForm, part: Part = WHOLE) -> str:
    """The page of an issued form, or of a part, from its frozen data alone, in Chinese."""
    kind = FORMS.get(form.kind)
    if kind is None:
        raise RenderError(f"no form is declared as {form.kind!r}")
    path = kind.leads_to(form.data) if kind.leads_to else form.check_path
    address = f"{settings.SITE_URL}{path}"
    return _page(
        kind,
        form.data,
        part,
        title=form.title,
        number=form.number,
        check_url=address,
        qr=qr_svg(address),
        issued_on=timezone.localtime(form.issued_at).date(),
    )


def html_of_preview(kind: FormKind, data: dict[str, Any], part: Part = WHOLE) -> str:
    """The page of a form that is not issued, or of a part, marked as a preview."""
    return _page(kind, data, part, title=kind.chinese_title, is_preview=True)


def _page(kind: FormKind, data: dict[str, Any], part: Part, **more: Any) -> str:
    context = {
        "data": part.of(kind, data),
        "part": part,
        "landscape": kind.landscape,
        "association": ASSOCIATION,
        **more,
    }
    with translation.override("zh-hans"):
        page = str(render_to_string(kind.template, context))
    for sign, drawn in BOXES.items():
        page = page.replace(sign, drawn)
    return page


def qr_svg(text: str) -> str:
    """A QR code as an inline SVG element."""
    code = segno.make(text, error="m")
    return mark_safe(code.svg_inline(omitsize=True, border=0))  # noqa: S308 - drawn by segno from our own address


def pdf_of(form: IssuedForm) -> bytes:
    """The PDF of an issued form, a long one made in parts, which is told. Raises RenderError."""
    if lacks := glyphs.lacking(form.title, form.data):
        named = ", ".join(f"{lack.sign} ({lack.point})" for lack in lacks)
        raise RenderError(f"no font has {named}")
    kind, told = FORMS.get(form.kind), partial(tell, form.job)
    return _made(kind, form.data, partial(html_of, form), number=form.number, told=told)


def pdf_of_preview(kind: FormKind, data: dict[str, Any]) -> bytes:
    """The PDF of a form that is not issued, from the cache when made lately. Raises RenderError."""
    draw = partial(html_of_preview, kind, data)
    return cached_pdf(draw(), make=lambda: _made(kind, data, draw))


def _made(
    kind: FormKind | None,
    data: dict[str, Any],
    draw: Callable[[Part], str],
    *,
    number: str = "",
    told: Callable[[int, int], None] = lambda _done, _total: None,
) -> bytes:
    found = parts_of(kind, data)
    if kind is None or len(found) == 1:
        return pdf(draw(WHOLE))
    total = len(found) + 1
    drawn = _drawn([partial(draw, part) for part in found], lambda done: told(done, total))
    book = merged(drawn)
    pages = frames(count_pages(book), number=number, landscape=kind.landscape)
    return framed(book, merged(_drawn(pages, lambda _done: told(len(found), total))))


def _drawn(pages: Sequence[Callable[[], str]], tell: Callable[[int], None]) -> list[bytes]:
    """The PDFs of several pages, made by several processes that find our fonts at hand."""
    style_sheet()
    try:
        return done_by_several([partial(_pdf_of_page, page) for page in pages], tell)
    except Undone as error:
        raise RenderError(str(error)) from error


def _pdf_of_page(draw: Callable[[], str]) -> bytes:
    return pdf(draw())


def cached_pdf(html: str, *, make: Callable[[], bytes] | None = None) -> bytes:
    """The PDF of a page, from the cache when the same page was made lately."""
    key = f"pdf:{hashlib.sha256((_style_sheet_text() + html).encode()).hexdigest()}"
    found: bytes | None = cache.get(key)
    if found is None:
        found = make() if make else pdf(html)
        if len(found) <= KEPT_BYTES:
            cache.set(key, found, KEPT_SECONDS)
    return found


def pdf(html: str, pictures: Mapping[str, bytes] = NO_PICTURES) -> bytes:
    """The PDF of a page of ours, which may show ``pictures`` by their addresses.

    Raises RenderError when it is too large or takes too long.
    """
    if len(html) > MOST_HTML:
        raise RenderError(f"the page has {len(html)} characters, at most {MOST_HTML} are made")
    with within(MOST_SECONDS):
        made: bytes = document(html, pictures).write_pdf()
    return made


def document(html: str, pictures: Mapping[str, bytes] = NO_PICTURES) -> Document:
    """The laid-out pages of a page of ours, which may show ``pictures`` by their addresses."""
    from weasyprint import HTML

    page = HTML(string=html, url_fetcher=fetcher(pictures))
    return page.render(stylesheets=[style_sheet()], font_config=fonts())


@atexit.register
def forget_fonts() -> None:
    """Let go of the fonts while the library that frees them is still loaded."""
    style_sheet.cache_clear()
    fonts.cache_clear()


@functools.cache
def fonts() -> FontConfiguration:
    """This process's font configuration: a new one for each form would cost a third more."""
    from weasyprint.text.fonts import FontConfiguration

    from zsa_portal.documents import bold

    bold.install()
    return FontConfiguration()


@functools.cache
def style_sheet() -> CSS:
    """The style sheet of official forms, parsed once, its fonts loaded."""
    from weasyprint import CSS

    return CSS(string=_style_sheet_text(), font_config=fonts(), url_fetcher=fetcher())


def font_faces() -> str:
    """The fonts at hand, as a style sheet declares them."""
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; src: url("{path.as_uri()}"); }}'
        for family, path in font_files().items()
    )


@functools.cache
def _style_sheet_text() -> str:
    rare = [glyphs.OWN_RARE_FAMILY] if glyphs.OWN_RARE_FAMILY in font_files() else []
    context = {"rare": "".join(f'"{family}", ' for family in (*rare, *glyphs.RARE))}
    light = "h1 { font-weight: 400; }" if OWN["xiaobiaosong"] in font_files() else ""
    return "\n".join([font_faces(), get_template(STYLE_SHEET).render(context), light])


@functools.cache
def font_files() -> dict[str, Path]:
    """The font files by family: the association's own where there are some, and Noto."""
    found = {family: Path(where()) for family, where in glyphs.BASE.items()}
    folder = Path(settings.FORM_FONTS_DIR) if settings.FORM_FONTS_DIR else None
    for stem, family in OWN.items():
        for suffix in (".ttf", ".otf"):
            if folder is not None and (folder / f"{stem}{suffix}").is_file():
                found[family] = folder / f"{stem}{suffix}"
    return found


def fetcher(pictures: Mapping[str, bytes] = NO_PICTURES) -> URLFetcher:
    """A fetcher that knows our fonts and the pictures given, and refuses everything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    ours = {path.as_uri(): path for path in font_files().values()}

    class OnlyOurs(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            if url in pictures:
                return URLFetcherResponse(url, pictures[url])
            if url not in ours:
                raise ValueError(f"not fetched: {url[:200]}")
            return URLFetcherResponse(url, ours[url].read_bytes(), {"Content-Type": "font/otf"})

    return OnlyOurs(allow_redirects=False)


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Give up after so many seconds; only a process's main thread can be stopped so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: Any) -> None:
        raise RenderError(f"not made within {seconds} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    # Again and again: Python drops what is raised inside a finaliser or a callback of its collector.
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
