"""How official forms write dates and standard numbers."""

import re

import rjieba
import segno
from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from zsa_portal.ui.numbers import STANDARD_NUMBER, unbroken_numbers

register = template.Library()
register.filter("unbroken_numbers", unbroken_numbers)

ISO_DATE = re.compile(r"^(\d{4})-(\d\d)-(\d\d)")


@register.filter
def chinese_date(value: str) -> str:
    """``2026-03-02`` as 2026年3月2日, never parted at a line's end; a time of day after it stays."""
    year_month_day = ISO_DATE.match(str(value))
    if year_month_day is None:
        return value
    year, month, day = map(int, year_month_day.groups())
    rest = str(value)[year_month_day.end() :]
    return format_html('<span class="unbroken">{}年{}月{}日</span>{}', year, month, day, rest)


@register.filter
def whole_words(title: str) -> SafeString:
    """A title, escaped, of which no word and no number of a standard is parted at a line's end."""
    pieces, last = [], 0
    for found in STANDARD_NUMBER.finditer(title):
        pieces += [*rjieba.cut(title[last : found.start()]), found[0]]
        last = found.end()
    pieces += rjieba.cut(title[last:])
    kept = ((piece,) for piece in pieces)
    return format_html_join("", '<span class="unbroken">{}</span>', kept)


@register.filter
def qr(path: str) -> SafeString:
    """A QR code that leads to a path of the portal, as an inline SVG element."""
    code = segno.make(f"{settings.SITE_URL}{path}", error="m")
    return mark_safe(code.svg_inline(omitsize=True, border=0))  # noqa: S308 - drawn by segno
