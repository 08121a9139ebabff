"""Which clause of a standard a line begins, where its number says so; nothing is guessed."""

from __future__ import annotations

import re
import unicodedata

LONGEST_TITLE = 40
DEEPEST = 3
FRONT = ("前言", "引言", "参考文献")
CONTENTS = re.compile(r"(?:\t|[.…·]{3,})\s*[\divx]+\s*$", re.IGNORECASE)
"""How a line of the table of contents ends: a page number behind a tab or dots."""
SENTENCE = ("。", ";", ":", ",", "、", ".")
NUMBER = re.compile(
    r"(\d{1,2}(?:\.\d{1,3}){0,5}|[A-Z](?:\.\d{1,3}){1,5})(?:(?P<gap>\s+)|$|(?=[\u4e00-\u9fff]))"
)
ANNEX = re.compile(r"(?:附\s*录|annex)\s*([A-Z])(?![A-Za-z.])", re.IGNORECASE)

Place = tuple[str, ...]


class Clauses:
    """Follows the numbers of a text from its beginning: 1, 1.1, 1.2, 2, … A, A.1.

    A number that does not follow on is no clause: it is a figure, a list or a quotation. In a
    heading it only has to come later.
    """

    def __init__(self) -> None:
        self.at: Place = ()

    def begun_by(self, text: str, *, heading: bool = False) -> str:
        """The clause that a paragraph begins, such as ``5.1`` or ``A.2``; empty for none."""
        line = unicodedata.normalize("NFKC", text.strip().partition("\n")[0])
        if not line or CONTENTS.search(text.strip()):
            return ""
        words = "".join(line.split())
        if words in FRONT:
            return words
        place = _place_of(line, heading=heading)
        if not place or not (self._follows(place) or (heading and self._is_later(place))):
            return ""
        self.at = place
        return ".".join(place)

    def _follows(self, place: Place) -> bool:
        if not self.at:
            return place in {("0",), ("1",), ("A",)}
        if place == ("A",) and self.at[0].isdigit():
            return True
        nexts = [(*self.at, "1")]
        nexts += [(*self.at[:depth], _after(self.at[depth])) for depth in range(len(self.at))]
        return place in nexts

    def _is_later(self, place: Place) -> bool:
        return _order(place) > _order(self.at)


def heading_of(text: str, clause: str) -> int:
    """How deep a heading (1 to 3) the line is that begins a clause; 0 for a sentence and for none."""
    line = unicodedata.normalize("NFKC", text.strip())
    if not clause or len(line) > LONGEST_TITLE or line.endswith(SENTENCE):
        return 0
    return min(clause.count(".") + 1, DEEPEST)


def _place_of(line: str, *, heading: bool) -> Place:
    is_title = heading or (len(line) <= LONGEST_TITLE and not line.endswith(SENTENCE))
    if annex := ANNEX.match(line):
        return (annex[1].upper(),) if is_title else ()
    found = NUMBER.match(line)
    if found is None:
        return ()
    place = tuple(found[1].split("."))
    stands_alone = len(place) > 1 or heading or (is_title and bool(found["gap"]))
    return place if stands_alone else ()


def _after(part: str) -> str:
    return str(int(part) + 1) if part.isdigit() else chr(ord(part) + 1)


def _order(place: Place) -> tuple[tuple[int, int], ...]:
    return tuple((0, int(part)) if part.isdigit() else (1, ord(part)) for part in place)
