"""What changed between two texts, paragraph by paragraph; found in the parsing workers."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zsa_portal.documents.finding import texts
from zsa_portal.documents.marking.work import PDF
from zsa_portal.parsing import parser
from zsa_portal.workflow.refusals import BadValue

Piece = list[str]
"""``["same" | "ins" | "del", text]``."""
MEMORY = 768 * 1024 * 1024
SECONDS = 60
CONTEXT = 1
WORD = re.compile(r"[A-Za-z0-9.]+|\s+|.", re.DOTALL)
ENDS = re.compile(r"[。；：！？.;:!?]$")
CLAUSE = re.compile(r"^(\d+(\.\d+)*|[A-Z]\.\d+|第.{1,5}[条章节]|附录)")


@parser(memory=MEMORY, seconds=SECONDS, throws=(BadValue,))
def differ(old: Sequence[str], new: Sequence[str]) -> list[list[Piece]] | None:
    """The paragraphs of two files with what was taken out and put in; None where one has no text.

    ``old`` and ``new`` are (place, media type, name). Where nothing changed for long, one paragraph
    stands for many: ``[["skip", their number]]``. Raises BadValue("file", …) for a file that does
    not open.
    """
    before, after = (paragraphs(texts.said(*file), file[1]) for file in (old, new))
    return list(changes(before, after)) if before and after else None


def paragraphs(pieces: Sequence[str], media_type: str) -> list[str]:
    """The paragraphs of a text; the lines of a PDF's pages are joined to them."""
    lines = [" ".join(line.split()) for piece in pieces for line in piece.splitlines()]
    lines = [line for line in lines if line]
    if media_type != PDF or not lines:
        return lines
    found = [lines[0]]
    for before, line in pairwise(lines):
        if ENDS.search(before) or CLAUSE.match(line):
            found.append(line)
        else:
            joint = " " if before[-1].isascii() and line[0].isascii() else ""
            found[-1] += joint + line
    return found


def changes(before: Sequence[str], after: Sequence[str]) -> Iterator[list[Piece]]:
    """What stays, with a paragraph on both sides of each change, and what changed."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, j, m, n in matcher.get_opcodes():
        if tag == "equal":
            yield from _kept(before[i:j])
            continue
        shared = min(j - i, n - m)
        for old, new in zip(before[i : i + shared], after[m : m + shared], strict=True):
            yield list(words(old, new))
        yield from ([["del", text]] for text in before[i + shared : j])
        yield from ([["ins", text]] for text in after[m + shared : n])


def _kept(same: Sequence[str]) -> Iterator[list[Piece]]:
    skipped = len(same) - 2 * CONTEXT
    if skipped < 2:
        yield from ([["same", text]] for text in same)
        return
    yield from ([["same", text]] for text in same[:CONTEXT])
    yield [["skip", str(skipped)]]
    yield from ([["same", text]] for text in same[-CONTEXT:])


def words(old: str, new: str) -> Iterator[Piece]:
    """One paragraph that changed: its characters and words that stay, go and come."""
    before, after = WORD.findall(old), WORD.findall(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < 0.3:
        yield from (["del", old], ["ins", new])
        return
    for tag, i, j, m, n in matcher.get_opcodes():
        if tag == "equal":
            yield ["same", "".join(before[i:j])]
            continue
        if i < j:
            yield ["del", "".join(before[i:j])]
        if m < n:
            yield ["ins", "".join(after[m:n])]
