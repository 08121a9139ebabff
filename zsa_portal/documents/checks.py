"""System checks: what the making of PDFs needs of the machine."""

from __future__ import annotations

import ctypes
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register  # noqa: A004 - Django's name for it

LIBRARY = ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll")


@register()
def subsetting_library_is_there(**_kwargs: Any) -> list[CheckMessage]:
    """libharfbuzz-subset cuts the Chinese fonts down; without it a form takes 14 times as long."""
    if any(_loads(name) for name in LIBRARY):
        return []
    return [
        Warning(
            "The library libharfbuzz-subset is missing: PDFs with Chinese take over a second each.",
            hint="Install the Debian package libharfbuzz-subset0.",
            id="zsa_documents.W001",
        )
    ]


@register()
def fonts_are_there(**_kwargs: Any) -> list[CheckMessage]:
    """The fonts of official forms, ours and the association's own."""
    from zsa_portal.documents import glyphs, render

    missing = [str(path) for path in render.font_files().values() if not path.is_file()]
    missing += [
        f"{path} (rare names; Debian's fonts-hanazono and fonts-babelstone-han bring it)"
        for path in glyphs.RARE.values()
        if not path.is_file()
    ]
    if settings.FORM_FONTS_DIR and not set(render.OWN.values()) & set(render.font_files()):
        missing.append(f"{settings.FORM_FONTS_DIR} (none of {', '.join(render.OWN)})")
    return [
        Warning(f"A font of the official forms is missing: {one}", id="zsa_documents.W002")
        for one in missing
    ]


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
