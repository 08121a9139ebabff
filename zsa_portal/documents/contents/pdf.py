"""PDF files: opened, without scripts and launches."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
from django.utils.translation import gettext as _

from zsa_portal.documents.contents.refusing import damaged, locked, refuse

MEDIA_TYPE = "application/pdf"
TAIL = 4096
ACTIVE_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/RichMediaExecute", "/Rendition"}
)
ACTIVE_ANNOTATIONS = frozenset({"/RichMedia"})
DEEPEST = 40


def check(path: Path, name: str) -> str:
    """A PDF that opens without a password and does nothing by itself."""
    _check_frame(path, name)
    try:
        with pikepdf.open(path, attempt_recovery=False) as document:
            if len(document.pages) == 0:
                damaged(name, "pdf")
            active = any(_is_active(one) for one in document.objects)
    except pikepdf.PasswordError:
        locked(name)
    except (pikepdf.PdfError, ValueError, RuntimeError, MemoryError):
        damaged(name, "pdf")
    if active:
        refuse(
            _(
                "“%(name)s” contains scripts or starts other programs. Print it to a "
                "plain PDF and upload that."
            ),
            name=name,
        )
    return MEDIA_TYPE


def _check_frame(path: Path, name: str) -> None:
    with path.open("rb") as stream:
        head = stream.read(16)
        stream.seek(max(0, path.stat().st_size - TAIL))
        tail = stream.read()
    if not head.removeprefix(b"\xef\xbb\xbf").startswith(b"%PDF-") or b"%%EOF" not in tail:
        damaged(name, "pdf")


def _is_active(one: Any, depth: int = 0) -> bool:
    """Whether an object, or one written within it, is an action that runs something."""
    if depth > DEEPEST:
        return False
    if isinstance(one, pikepdf.Array):
        return any(_is_active(inner, depth + 1) for inner in one if _written_within(inner))
    if not isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        return False
    if (
        str(one.get("/S", "")) in ACTIVE_ACTIONS
        or str(one.get("/Subtype", "")) in ACTIVE_ANNOTATIONS
    ):
        return True
    return any(
        _is_active(inner, depth + 1) for _key, inner in one.items() if _written_within(inner)
    )


def _written_within(inner: Any) -> bool:
    return isinstance(inner, pikepdf.Array | pikepdf.Dictionary) and not inner.is_indirect
