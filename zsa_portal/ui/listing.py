"""Several words in one line, with the sign between that the reader's language has; numbers as written."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language, gettext


def between() -> str:
    """The sign between listed words: 、 in Chinese, a comma elsewhere."""
    return "、" if (get_language() or "").startswith("zh") else ", "


def listed(words: Iterable[object]) -> str:
    """The words in one line."""
    return between().join(str(word) for word in words)


def labelled(label: object, said: object) -> str:
    """A label and what is said of it, with the colon of the reader's language between."""
    return gettext("%(field)s: %(sentence)s") % {"field": label, "sentence": said}


def plain(number: float, digits: int = 1) -> float:
    """The number rounded to so many digits, without any where it is whole."""
    rounded = round(number, digits)
    return int(rounded) if rounded == int(rounded) else rounded
