"""Numbers of standards and days in running words: never parted at a line's end."""

from __future__ import annotations

import re

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

STANDARD_NUMBER = re.compile(r"[A-Z]{1,5}(?:/[A-Z]{1,5})? \d[\d.]*(?:[—-]\d{4})?")
NUMBER_OR_DAY = re.compile(rf"{STANDARD_NUMBER.pattern}|\d{{4}}-\d\d-\d\d")


def unbroken_numbers(text: str, which: re.Pattern[str] = STANDARD_NUMBER) -> SafeString:
    """The text, escaped, with the numbers of standards (GB/T 1.1—2020) never parted at a line's end."""
    escaped = str(conditional_escape(text))
    kept = which.sub(lambda found: f'<span class="unbroken">{found[0]}</span>', escaped)
    return mark_safe(kept)  # noqa: S308 - escaped above
