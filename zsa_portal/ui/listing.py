"""Several words in one line, with the sign between them that the reader's language has."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language


def between() -> str:
    """The sign between listed words: 、 in Chinese, a comma elsewhere."""
    return "、" if (get_language() or "").startswith("zh") else ", "


def listed(words: Iterable[object]) -> str:
    """The words in one line."""
    return between().join(str(word) for word in words)
