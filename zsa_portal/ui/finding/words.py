"""What people type, as a condition in SQL on words that the database made by ``zsa_found_by``.

``zsa_found_by`` cuts a folded text into Latin words, numbers and, of all other letters, every two
that stand side by side: so Chinese words and fragments of two characters are found by one entry of
an index, longer ones by several and a look at the text itself. Positions are not kept: PostgreSQL
counts them no further than 16,383 and 255 times a word, so that words side by side in a long paper
would be missed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, Func, Q, Value

from zsa_portal.ui.conditions import Condition
from zsa_portal.ui.finding.folding import LETTERS, Folded, FoundBy, Joined, fold

LONGEST = 16
"""So many characters of a Latin word or number are kept, so that the words of any text fit."""
MOST_WORDS = 8
MOST_TYPED = 100
PARTING = rf"[^a-z0-9{LETTERS}]*"
"""What may stand between the letters of a word where the text is not folded, for PostgreSQL."""
PARTING_SHOWN = rf"[^a-zA-Z0-9{LETTERS}]*"


class _Has(Func):
    """Whether an index's words hold all that is asked."""

    template = "%(expressions)s::tsquery"
    arg_joiner = " @@ "
    output_field: Any = BooleanField()


class _Stands(Func):
    """Whether a folded word stands in a folded text, a Latin one from a word's beginning."""

    template = "strpos(' ' || %(expressions)s) > 0"
    output_field: Any = BooleanField()


class _Holds(Func):
    """Whether a piece stands in a text, in this very spelling."""

    template = "strpos(%(expressions)s) > 0"
    output_field: Any = BooleanField()


@dataclass(frozen=True)
class Word:
    """One word as typed, folded: the entries of the index that it needs, and the look at the text.

    ``is_whole`` says that the entries alone decide; ``shown`` is a regular expression for Python by
    which the word is marked in what is shown, ``longest`` its longest run of letters.
    """

    folded: str
    entries: tuple[str, ...]
    is_whole: bool
    shown: str
    longest: str

    @property
    def stands(self) -> str:
        """The word as a part of a folded text that begins with a space."""
        return f" {self.folded}" if self.folded[0].isascii() else self.folded


@dataclass(frozen=True)
class Asked:
    """What somebody looks for: every word must be found."""

    words: tuple[Word, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def entries(self) -> str:
        """The entries of the index that all words need, as a tsquery writes them."""
        return " & ".join(entry for word in self.words for entry in word.entries)

    def found_in(self, words: str, text: str) -> Q:
        """The condition on rows: ``words`` leads to the column made by ``zsa_words`` of ``text``.

        ``text`` is long and kept as ``plain`` makes it: it is not folded for the look.
        """
        found = Q(Condition("{words} @@ %s::tsquery", [self.entries], words=words))
        for word in self.words:
            found &= _look(word, text)
        return found

    def named_in(self, words: str, *columns: str) -> Q:
        """The same of short texts, in whatever spelling they are kept."""
        return Q(_Has(words, Value(self.entries))) & self._stand_in(*columns)

    def among(self, *columns: str) -> Q:
        """The condition that every word stands in these columns (none of them null).

        An index on ``FoundBy`` of the same columns in the same order serves it.
        """
        found = Q(_Has(FoundBy(*columns), Value(self.entries)))
        return found & self._stand_in(*columns)

    def each(self) -> list[Asked]:
        """Every word by itself, for rows of which several sides are asked."""
        return [Asked((word,)) for word in self.words]

    def pattern(self) -> re.Pattern[str] | None:
        """By which the words are marked in a text; None where nothing is asked."""
        if not self.words:
            return None
        return re.compile("|".join(word.shown for word in self.words), re.IGNORECASE)

    def _stand_in(self, *columns: str) -> Q:
        found = Q()
        for word in self.words:
            if not word.is_whole:
                found &= _look_short(word, *columns)
        return found


def asked(typed: str) -> Asked:
    """What is typed, as words to be found; what has neither letters nor numbers counts for nothing."""
    words = (_word(fold(one)) for one in typed[:MOST_TYPED].split()[:MOST_WORDS])
    return Asked(tuple(word for word in words if word))


def begun(typed: str) -> Asked:
    """As ``asked``, with numbers that may go on: 20 finds 2026 too."""
    words = asked(typed).words
    open_ended = (
        Word(
            word.folded,
            (*word.entries[:-1], f"'{word.folded.split()[-1][:LONGEST]}':*"),
            word.is_whole,
            word.shown,
            word.longest,
        )
        if word.folded[-1].isdigit() and word.folded[-1].isascii()
        else word
        for word in words
    )
    return Asked(tuple(open_ended))


def _word(folded: str) -> Word | None:
    runs = folded.split()
    if not runs:
        return None
    known = (entry for run in runs[:-1] for entry in _entries(run, ends=True))
    entries = tuple(dict.fromkeys((*known, *_entries(runs[-1], ends=False))))
    whole = len(runs) == 1 and len(entries) == 1 and len(runs[0]) <= LONGEST
    shown = PARTING_SHOWN.join(map(re.escape, "".join(runs)))
    return Word(folded, entries, whole, shown, max(runs, key=len))


def _entries(run: str, *, ends: bool) -> list[str]:
    """The entries of the index that a run of letters needs, as a tsquery writes them.

    A Latin word may go on in the text, unless something of the word typed follows it and ``ends`` it:
    the beginning T/ of a number would else ask for all that begins with t.
    """
    if run.isascii():
        is_whole = ends or run.isdigit()
        return [f"'{run[:LONGEST]}'" if is_whole else f"'{run[:LONGEST]}':*"]
    if len(run) == 1:
        return [f"'{run}':*"]
    return [f"'{run[at : at + 2]}'" for at in range(len(run) - 1)]


def in_a_short_text(asked: Asked, column: str) -> Q:
    """The condition that every word stands in a short text without an index, from a word's beginning."""
    found = Q()
    for word in asked.words:
        found &= Q(_Stands(Folded(column), Value(word.stands)))
    return found


def in_a_long_text(asked: Asked, column: str) -> Q:
    """The same in a long text, which is not folded for it."""
    found = Q()
    for word in asked.words:
        found &= _parted(word, column)
    return found


def _look_short(word: Word, *columns: str) -> Q:
    """The look at short texts: as they are kept first, which spares most of them the fold."""
    folded = Q(_Stands(Folded(*columns), Value(word.stands)))
    if word.folded[0].isascii() or " " in word.folded:
        return folded
    return Q(_Holds(Joined(*columns), Value(word.folded))) | folded


def _look(word: Word, text: str) -> Q:
    """The look at a long text: a plain part of it first, which is quick, then with what parts it."""
    if word.is_whole:
        return Q()
    if " " in word.folded:
        return _parted(word, text)
    part: list[Any] = [word.folded]
    plainly = Q(Condition('strpos(lower({said} COLLATE "C"), %s) > 0', part, said=text))
    return plainly | _parted(word, text)


def _parted(word: Word, text: str) -> Q:
    pattern = PARTING.join(map(re.escape, word.folded.replace(" ", "")))
    if word.folded[0].isascii():
        pattern = rf"(^|[^{'0-9' if word.folded[0].isdigit() else 'a-z'}])" + pattern
    return Q(Condition("{said} ~* %s", [pattern], said=text))
