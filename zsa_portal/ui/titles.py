"""A title that stands in two languages, as its reader sees it."""

from __future__ import annotations

from django.utils.translation import get_language


def readers_title(title: str, title_en: str) -> str:
    """The title in English for who reads the portal in English, if there is one."""
    return (title_en if get_language() == "en" else "") or title
