"""What a file says, block by block, with the clauses that begin there; told by the parsing workers."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pypdfium2
from django.utils.translation import gettext as _

from zsa_portal.documents.contents.refusing import damaged, refuse
from zsa_portal.documents.finding.texts import MEMORY, SECONDS, has_text, pages_said
from zsa_portal.documents.marking.blocks import blocks
from zsa_portal.documents.marking.blocks.pictures import Pictures
from zsa_portal.documents.marking.clauses import Clauses, heading_of
from zsa_portal.documents.marking.work import PDF
from zsa_portal.parsing import parser
from zsa_portal.workflow.refusals import BadValue

MOST_BLOCKS = 4000
FULL_LINE = 25
"""A line of a PDF with so many characters goes on in the next, unless it ends a sentence."""
ENDS = tuple("。；：！？.;:!?")


@parser(memory=MEMORY, seconds=SECONDS, throws=(BadValue,))
def tell(source: str, target: str, media_type: str, name: str) -> int:
    """Write the blocks of a file as JSON; returns how many there are.

    A block has ``text`` with ``heading``, ``clause`` and, at the top of a page, ``page``; or the
    ``rows`` of a table; or a ``picture`` as an address, "" where it cannot be shown. Raises
    BadValue("file", …) for what does not open or is too long.
    """
    if not has_text(media_type):
        refuse(
            _("“%(name)s” is of a kind whose text the portal cannot show. Download it to read it."),
            name=name,
        )
    found = _pdf if media_type == PDF else _office
    try:
        told = list(islice(found(Path(source), media_type), MOST_BLOCKS + 1))
    except pypdfium2.PdfiumError:
        damaged(name, "pdf")
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError, AttributeError):
        damaged(name, name.rpartition(".")[2].lower())
    if len(told) > MOST_BLOCKS:
        refuse(
            _("“%(name)s” is too long to be shown in the page. Download it to read it."), name=name
        )
    Path(target).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return len(told)


def _office(source: Path, media_type: str) -> Iterator[dict[str, Any]]:
    clauses, small = Clauses(), Pictures()
    for block in blocks(source, media_type):
        if "text" in block:
            begun = clauses.begun_by(block["text"], heading=block["heading"] > 0)
            heading = block["heading"] or heading_of(block["text"], begun)
            yield {**block, "clause": begun, "heading": heading}
        elif "picture" in block:
            made = small.made(block["picture"])
            yield {"picture": made.address if made else ""}
        else:
            yield block


def _pdf(source: Path, _media_type: str) -> Iterator[dict[str, Any]]:
    clauses = Clauses()
    for page, said in enumerate(pages_said(source), start=1):
        open_block: dict[str, Any] = {}
        goes_on = False
        for line in filter(None, map(str.strip, said.splitlines())):
            begun = clauses.begun_by(line)
            if goes_on and not begun:
                open_block["text"] += _joined(open_block["text"], line)
            else:
                if open_block:
                    yield open_block
                number = 0 if open_block else page
                heading = heading_of(line, begun)
                open_block = {"text": line, "heading": heading, "clause": begun, "page": number}
            goes_on = len(line) >= FULL_LINE and not line.endswith(ENDS)
        if open_block:
            yield open_block


def _joined(before: str, line: str) -> str:
    """The next line of a paragraph: behind a blank between Latin words, else at once."""
    return f" {line}" if before[-1].isascii() and line[0].isascii() else line
