"""PDF files: opened, alone in their bytes, without other files, scripts and launches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from django.utils.translation import gettext as _

from zsa_portal.documents.contents import layout, links
from zsa_portal.documents.contents.refusing import (
    appended,
    carrying,
    damaged,
    launching,
    locked,
    reaching,
    refuse,
)
from zsa_portal.workflow.refusals import BadValue

MEDIA_TYPE = "application/pdf"
TAIL = 4096
END = re.compile(rb"startxref\s+\d+\s+%%EOF[\s\x00]*\Z")
ACTIVE_ACTIONS = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/ImportData",
        "/SubmitForm",
        "/RichMediaExecute",
        "/Rendition",
        "/Movie",
        "/Sound",
        "/GoTo3DView",
    }
)
ACTIVE_ANNOTATIONS = frozenset({"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"})
ACTIVE_KEYS = ("/JS", "/XFA", "/JavaScript", "/RichMediaContent")
OTHER_FILES = frozenset({"/GoToR", "/GoToE", "/Thread"})
CARRYING_KEYS = ("/EmbeddedFiles", "/EmbeddedFile", "/Collection", "/EF", "/RF")
DEEPEST = 40


def check(path: Path, name: str) -> str:
    """A PDF that opens without a password, carries no other file and does nothing by itself."""
    tail = _tail(path, name)
    try:
        with pikepdf.open(path, attempt_recovery=False) as document:
            if len(document.pages) == 0:
                damaged(name, "pdf")
            for one in document.objects:
                _check_object(one, name)
    except BadValue:
        raise
    except pikepdf.PasswordError:
        locked(name)
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, AttributeError):
        damaged(name, "pdf")
    if not END.search(tail) or layout.hides_archive(path):
        appended(name)
    return MEDIA_TYPE


def _tail(path: Path, name: str) -> bytes:
    """The last bytes of what at least begins and ends as a PDF."""
    with path.open("rb") as stream:
        head = stream.read(16)
        stream.seek(max(0, path.stat().st_size - TAIL))
        tail = stream.read()
    if not head.removeprefix(b"\xef\xbb\xbf").startswith(b"%PDF-") or b"%%EOF" not in tail:
        damaged(name, "pdf")
    return tail


def _check_object(one: Any, name: str) -> None:
    """Refuse what an object, or one written within it, starts, carries or fetches."""
    for inner in _dictionaries(one, name):
        kind = _name(inner, "/S")
        if kind in ACTIVE_ACTIONS or _name(inner, "/Subtype") in ACTIVE_ANNOTATIONS:
            _active(name)
        if any(key in inner for key in ACTIVE_KEYS):
            _active(name)
        if any(key in inner for key in CARRYING_KEYS):
            carrying(name, _file_name(inner))
        if (
            _name(inner, "/Type") == "/EmbeddedFile"
            or _name(inner, "/Subtype") == "/FileAttachment"
        ):
            carrying(name, _file_name(inner))
        if kind in OTHER_FILES and "/F" in inner:
            launching(name, _file_name(inner))
        _check_fetched(inner, name)
        if "/URI" in inner and links.is_dangerous(_text(inner["/URI"])):
            launching(name, _text(inner["/URI"]))


def _check_fetched(inner: Any, name: str) -> None:
    """Refuse streams whose data, and pages whose picture, lie in another file."""
    if isinstance(inner, pikepdf.Stream) and ("/F" in inner or "/Ref" in inner):
        reaching(name, _file_name(inner))


def _dictionaries(one: Any, name: str, depth: int = 0) -> Iterator[Any]:
    """The dictionary or stream that an object is, and those written within it."""
    if depth > DEEPEST:
        damaged(name, "pdf")
    if isinstance(one, pikepdf.Array):
        inside = list(one)
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        yield one
        inside = [inner for _key, inner in one.items()]
    else:
        return
    for inner in inside:
        if _written_within(inner):
            yield from _dictionaries(inner, name, depth + 1)


def _written_within(inner: Any) -> bool:
    return isinstance(inner, pikepdf.Array | pikepdf.Dictionary) and not inner.is_indirect


def _name(inner: Any, key: str) -> str:
    return str(inner[key]) if key in inner and isinstance(inner[key], pikepdf.Name) else ""


def _text(value: Any) -> str:
    return str(value) if isinstance(value, pikepdf.String) else ""


def _file_name(inner: Any) -> str:
    """The name of the file that a specification, or the one under ``/F``, speaks of."""
    for key in ("/UF", "/F"):
        value = inner.get(key)
        if isinstance(value, pikepdf.Dictionary):
            return _file_name(value)
        if isinstance(value, pikepdf.String):
            return str(value)
    return "PDF"


def _active(name: str) -> None:
    refuse(
        _(
            "“%(name)s” contains scripts or starts other programs. Print it to a "
            "plain PDF and upload that."
        ),
        name=name,
    )
