"""What people type, as a condition in SQL on words that the database made by ``zsa_words``.

``zsa_words`` (its SQL stands in the migration ``0007``) cuts a text into Latin words, numbers and,
of all other letters, every two that stand side by side: so Chinese words and fragments of two
characters are found by one entry of an index, longer ones by several and a look at the text itself.
Positions are not kept: PostgreSQL counts them no further than 16,383 and 255 times a word, so that
words side by side in a long paper would be missed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from zsa_portal.workflow.conditions import Condition

LETTERS = (
    r"\u00c0-\u1fff\u2c00-\u2dff\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3040-\u312f\u3131-\u318f"
    r"\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\ua4cf\uac00-\ud7af\uf900-\ufaff"
    r"\U00010000-\U0003ffff"
)
"""Letters that are no ASCII, as a class of regular expressions, in Python and PostgreSQL alike."""
LONGEST = 16
"""So many characters of a Latin word or number are kept, so that the words of any text fit."""
MOST_WORDS = 8
RUNS = re.compile(rf"[a-z]+|[0-9]+|[{LETTERS}]+")
PIECES = re.compile(rf"[a-z]+|[0-9]+|[{LETTERS}]+|\S")
BETWEEN = re.compile(rf"(?<=[{LETTERS}])\s+(?=[{LETTERS}])")
DASHES = re.compile(r"[‐‑‒–—―−]")
UNPRINTED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
SMALL = {capital: capital + 32 for capital in range(ord("A"), ord("Z") + 1)}
ANY_DASH = "[-‐‑‒–—―−]"


def plain(said: str) -> str:
    """A text in one line as it is kept: in half width, with hyphens, Chinese without gaps in it."""
    folded = DASHES.sub("-", unicodedata.normalize("NFKC", UNPRINTED.sub(" ", said)))
    return " ".join(BETWEEN.sub("", folded).split())


@dataclass(frozen=True)
class Word:
    """One word as typed: the entries of the index that it needs, and the look at the text, if any.

    ``pattern`` is a regular expression for PostgreSQL (``~*``), or a part of the text where
    ``is_part``; ``shown`` one for Python, by which the word is marked in what is shown.
    """

    entries: tuple[str, ...]
    pattern: str
    is_part: bool
    shown: str
    longest: str


@dataclass(frozen=True)
class Asked:
    """What somebody looks for: every word must be found."""

    words: tuple[Word, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.words)

    def found_in(self, words: str, text: str) -> Q:
        """The condition on rows: ``words`` leads to the column made by ``zsa_words`` of ``text``."""
        entries = " & ".join(entry for word in self.words for entry in word.entries)
        found = Q(Condition("{words} @@ %s::tsquery", [entries], words=words))
        for word in self.words:
            found &= _look(word, text)
        return found

    def pattern(self) -> re.Pattern[str] | None:
        """By which the words are marked in a text; None where nothing is asked."""
        if not self.words:
            return None
        return re.compile("|".join(word.shown for word in self.words), re.IGNORECASE)


def asked(typed: str) -> Asked:
    """What is typed, as words to be found; what has neither letters nor numbers counts for nothing."""
    folded = plain(typed).translate(SMALL)[:100]
    return Asked(tuple(word for one in folded.split()[:MOST_WORDS] if (word := _word(one))))


def _word(typed: str) -> Word | None:
    runs = RUNS.findall(typed)
    if not runs:
        return None
    pieces = PIECES.findall(typed)
    entries = tuple(dict.fromkeys(entry for run in runs for entry in _entries(run)))
    whole = len(entries) == len(pieces) == 1 and len(runs[0]) <= LONGEST
    is_part = not whole and len(pieces) == 1
    pattern = typed if is_part else r"\s?".join(map(_escaped, pieces))
    return Word(
        entries,
        "" if whole else pattern,
        is_part,
        r"\s?".join(map(_escaped, pieces)),
        max(runs, key=len),
    )


def _entries(run: str) -> list[str]:
    """The entries of the index that a run of letters needs, as a tsquery writes them."""
    if run.isascii():
        return [f"'{run[:LONGEST]}'" if run.isdigit() else f"'{run[:LONGEST]}':*"]
    if len(run) == 1:
        return [f"'{run}':*"]
    return [f"'{run[at : at + 2]}'" for at in range(len(run) - 1)]


def _escaped(piece: str) -> str:
    return ANY_DASH if piece == "-" else re.escape(piece)


def _look(word: Word, text: str) -> Q:
    if not word.pattern:
        return Q()
    if word.is_part:
        part: list[Any] = [word.pattern]
        return Q(Condition('strpos(lower({said} COLLATE "C"), %s) > 0', part, said=text))
    return Q(Condition("normalize({said}, NFKC) ~* %s", [word.pattern], said=text))
