"""What differs between two texts, marked in both: right on Chinese, which has no blanks between words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diff_match_patch import diff_match_patch
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WHOLE = re.compile(r"[A-Za-z0-9.,%°μΩ/—-]+|\s+|.", re.DOTALL)
"""What is never marked in part: a number, a Latin word, a single Chinese character."""
FIRST_SIGN = 0xE000
WENT, CAME = {-1: "<del>{}</del>", 0: "{}"}, {1: "<ins>{}</ins>", 0: "{}"}
SECONDS = 2.0
"""How long a comparison may look for the smallest difference; then it takes what it has."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two texts as HTML, escaped: ``old`` with what went in ``del``, ``new`` with what came in ``ins``."""

    old: SafeString
    new: SafeString

    @property
    def is_none(self) -> bool:
        """Whether the texts are the same."""
        return "<del>" not in self.old and "<ins>" not in self.new


def difference(old: str, new: str) -> Difference:
    """Compare two texts; numbers and Latin words are compared whole, Chinese sign by sign."""
    pieces = _pieces(old, new)
    return Difference(_marked(pieces, WENT), _marked(pieces, CAME))


def _pieces(old: str, new: str) -> list[tuple[int, str]]:
    before, after = WHOLE.findall(old), WHOLE.findall(new)
    signs: dict[str, int] = {}
    words: list[str] = []
    for word in (*before, *after):
        if word not in signs:
            signs[word] = len(words)
            words.append(word)
    engine = diff_match_patch()
    engine.Diff_Timeout = SECONDS
    found = engine.diff_main(_signed(before, signs), _signed(after, signs), checklines=False)
    engine.diff_cleanupSemantic(found)
    return [(kind, "".join(words[ord(sign) - FIRST_SIGN] for sign in text)) for kind, text in found]


def _signed(found: list[str], signs: dict[str, int]) -> str:
    return "".join(chr(FIRST_SIGN + signs[word]) for word in found)


def _marked(pieces: list[tuple[int, str]], marks: dict[int, str]) -> SafeString:
    kept = [(marks[kind], text) for kind, text in pieces if kind in marks]
    return format_html_join("", "{}", ((format_html(mark, text),) for mark, text in kept))
