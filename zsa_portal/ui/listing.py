"""Several words in one line, with the sign between that the reader's language has; numbers as written."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language


def between() -> str:
    """The sign between listed words: 、 in Chinese, a comma elsewhere."""
    return "、" if (get_language() or "").startswith("zh") else ", "


def listed(words: Iterable[object]) -> str:
    """The words in one line."""
    return between().join(str(word) for word in words)


def plain(number: float, digits: int = 1) -> float:
    """The number rounded to so many digits, without any where it is whole."""
    rounded = round(number, digits)
    return int(rounded) if rounded == int(rounded) else rounded
