"""The order of a document's clauses: 5.10 after 5.9, annexes after the numbers (GB/T 1.1—2020)."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 60
KEY_LENGTH = 240

GENERAL, FRONT, NUMBERED, FIGURE, ANNEX, BACK, OTHER = range(7)

WHOLE = ("", "全文", "总体", "整体", "general", "whole document", "all")
FRONT_PARTS = (
    ("封面", "cover"),
    ("目次", "目录", "contents"),
    ("前言", "foreword"),
    ("引言", "introduction"),
)
BACK_PARTS = (("参考文献", "bibliography"), ("索引", "index"))

ANNEX_CLAUSE = re.compile(r"(?:附录|annex\s*)?\s*([a-z])(?![a-z])\s*((?:\.\s*\d+)*)(.*)", re.DOTALL)
NUMBERED_CLAUSE = re.compile(
    r"(?:第|clause\b|section\b|chapter\b)?\s*(\d+(?:\s*\.\s*\d+)*)\s*[章节条款]?(.*)", re.DOTALL
)
FIGURE_ALONE = re.compile(r"(表|图|式|table|figure|formula)\s*([a-z]?)\.?(\d+)(.*)", re.DOTALL)


def clean(clause: str) -> str:
    """The clause as written, in half-width figures and without space around it."""
    return " ".join(unicodedata.normalize("NFKC", clause).split())


def sort_key(clause: str) -> str:
    """A text that orders clauses by code point: general, front matter, numbers, annexes, rest.

    ``5 a)`` comes after ``5`` and before ``5.1``; a table or figure named alone comes after the
    numbered clauses.
    """
    words = clean(clause).casefold().rstrip("。.")
    if words in WHOLE:
        return _key(GENERAL)
    for rank, parts in ((FRONT, FRONT_PARTS), (BACK, BACK_PARTS)):
        for place, names in enumerate(parts):
            if words.startswith(names):
                return _key(rank, place)
    return _numbered(words)


def _numbered(words: str) -> str:
    if found := FIGURE_ALONE.match(words):
        annex = ord(found[2]) if found[2] else 0
        return _key(FIGURE, annex, int(found[3]), rest=found[1] + found[4])
    if found := NUMBERED_CLAUSE.match(words):
        return _key(NUMBERED, *_integers(found[1]), rest=found[2])
    if found := ANNEX_CLAUSE.match(words):
        return _key(ANNEX, ord(found[1]), *_integers(found[2]), rest=found[3])
    return _key(OTHER, rest=words)


def _integers(dotted: str) -> list[int]:
    return [int(figure[-6:]) for figure in re.findall(r"\d+", dotted)]


def _key(rank: int, *numbers: int, rest: str = "") -> str:
    """Rank and padded numbers, then what stands beside them after a blank."""
    counted = "".join(f".{number:06d}" for number in numbers)
    rest = " ".join(rest.split())
    return f"{rank}{counted}{' ' + rest if rest else ''}"[:KEY_LENGTH]
