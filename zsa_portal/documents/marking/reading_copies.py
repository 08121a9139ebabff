"""What an office file says, as a PDF to read: its text, tables and pictures, not its layout.

Drawings and comments are left out, and the first page says so.
"""

from __future__ import annotations

import zipfile
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from zsa_portal.documents import render
from zsa_portal.documents.contents.refusing import damaged, refuse
from zsa_portal.documents.marking.blocks import blocks, converts
from zsa_portal.documents.marking.blocks.pictures import Pictures

MOST_BLOCKS = 4000


def as_pdf(source: Path, media_type: str, name: str) -> bytes:
    """The PDF of what an office file says.

    Raises BadValue("file", …) for kinds that are not converted, files that do not open, and texts
    too long to be made into pages.
    """
    found = _blocks(source, media_type, name)
    if len(found) > MOST_BLOCKS:
        _too_long(name)
    shown, pictures = _apart(found)
    page = render_to_string("forms/reading_copy.html", {"blocks": shown, "name": name})
    try:
        return render.pdf(page, pictures)
    except render.RenderError:
        _too_long(name)


def _apart(found: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    """The blocks with their pictures under short addresses, "" for none, and what lies there."""
    pictures, small, shown = {}, Pictures(), []
    for number, block in enumerate(found):
        if "picture" not in block:
            shown.append(block)
        elif made := small.made(block["picture"]):
            pictures[f"picture:{number}"] = made.data
            shown.append({"picture": f"picture:{number}"})
        else:
            shown.append({"picture": ""})
    return shown, pictures


def count_blocks(source: Path, media_type: str, name: str) -> int:
    """How many headings, paragraphs and tables an office file says, at most some thousands.

    Raises as ``as_pdf`` where it does not open.
    """
    return len(_blocks(source, media_type, name))


def _blocks(source: Path, media_type: str, name: str) -> list[dict[str, Any]]:
    if not converts(media_type):
        refuse(
            _(
                "“%(name)s” is of a kind that the portal cannot turn into pages, so no marked copy "
                "of it is made. Ask the custodian to file a PDF of it beside it."
            ),
            name=name,
        )
    try:
        return list(islice(blocks(source, media_type), MOST_BLOCKS + 1))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError, AttributeError):
        damaged(name, name.rpartition(".")[2].lower())


def _too_long(name: str) -> NoReturn:
    refuse(
        _(
            "“%(name)s” is too long to be turned into pages here. Ask the custodian to file a PDF "
            "of it beside it."
        ),
        name=name,
    )
