"""Whether the fonts of official forms have every character: names are printed, or the form stops.

The fonts that come by wheel have the characters of daily use. Two families of Debian's (Hanazono,
BabelStone Han) follow in every stack: together they have the CJK extensions A to F whole and of G
and H more than half. What none has, an association brings in a font of its own ("rare").
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn as noto
from django.conf import settings
from django.db.models import CharField, TextField
from django.utils.translation import gettext as _

from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.refusals import BadValue, Refusal

BASE = {"Noto Serif SC": noto.serif_path, "Noto Sans SC": noto.sans_path}
TRUETYPE = Path("/usr/share/fonts/truetype")
RARE = {
    "HanaMinB": TRUETYPE / "hanazono" / "HanaMinB.ttf",
    "BabelStone Han": TRUETYPE / "babelstone" / "BabelStoneHan.ttf",
    "HanaMinA": TRUETYPE / "hanazono" / "HanaMinA.ttf",
}
"""Families of the system, where Debian's packages fonts-hanazono and fonts-babelstone-han put them."""

OWN_RARE, OWN_RARE_FAMILY = "rare", "ZSA Rare"
DRAWN = frozenset("☑☒☐")
"""Boxes that are drawn, not set."""

PRIVATE, NO_INK = "Co", frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
SELECTORS = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
AROUND = 8
MOST_NAMED = 5


@dataclass(frozen=True)
class Lack:
    """A character that no font has, and the words around it."""

    sign: str
    words: str

    @property
    def point(self) -> str:
        """Its place in Unicode: ``U+2EBF0``."""
        return f"U+{ord(self.sign):04X}"


def lacking(*texts: Any) -> list[Lack]:
    """The characters of texts, or of the texts within lists and mappings, that no font has."""
    found: dict[str, Lack] = {}
    for text in _texts(texts):
        plain = unicodedata.normalize("NFC", text)
        for sign in set(plain) - found.keys():
            if not _has_glyph(sign):
                at = plain.index(sign)
                found[sign] = Lack(sign, plain[max(0, at - AROUND) : at + AROUND])
    return [found[sign] for sign in sorted(found)]


def require(form: str, matters: Sequence[Matter], *texts: Any) -> None:
    """Raise Refusal, naming each character with its code point and field, where one has no glyph."""
    lacks = lacking(*texts)
    if not lacks:
        return
    reasons = [_sentence(lack, form, matters) for lack in lacks[:MOST_NAMED]]
    reasons.append(
        _(
            "Write it otherwise where it is typed, or have a font that has it put into the folder "
            "of the association's own fonts."
        )
    )
    raise Refusal(reasons, matter=matters[0] if len(matters) == 1 else None)


def require_value(field: str, text: str) -> None:
    """Raise BadValue for a field whose text will be printed and has a character without a glyph."""
    for lack in lacking(text)[:1]:
        raise BadValue(
            field,
            _(
                "No font of the official forms has the character “%(sign)s” (%(point)s). Write it "
                "otherwise."
            )
            % {"sign": lack.sign, "point": lack.point},
        )


def _sentence(lack: Lack, form: str, matters: Iterable[Matter]) -> str:
    words = {"sign": lack.sign, "point": lack.point, "words": lack.words, "form": form}
    field = _field_of(lack.sign, matters)
    if field:
        return _(
            "No font has the character “%(sign)s” (%(point)s) of “%(words)s” in the field "
            "“%(field)s”, so “%(form)s” is not issued."
        ) % {**words, "field": field}
    return (
        _(
            "No font has the character “%(sign)s” (%(point)s) of “%(words)s”, so “%(form)s” is "
            "not issued."
        )
        % words
    )


def _field_of(sign: str, matters: Iterable[Matter]) -> str:
    """The name of the matter's own field in which a character stands, if there is one."""
    for matter in matters:
        for field in matter._meta.concrete_fields:
            is_text = isinstance(field, CharField | TextField)
            if is_text and sign in (getattr(matter, field.attname, "") or ""):
                return str(field.verbose_name)
    return ""


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def _has_glyph(sign: str) -> bool:
    code, category = ord(sign), unicodedata.category(sign)
    if sign in DRAWN or category in NO_INK or any(low <= code <= high for low, high in SELECTORS):
        return True
    own = own_rare()
    if own is not None and code in _codes(own):
        return True
    if category == PRIVATE:
        return False
    if code in _codes_of_base():
        return True
    return any(path.is_file() and code in _codes(path) for path in RARE.values())


def own_rare() -> Path | None:
    """The association's own font for what no other has: ``rare.ttf`` or ``rare.otf``."""
    folder = Path(settings.FORM_FONTS_DIR) if settings.FORM_FONTS_DIR else None
    for suffix in (".ttf", ".otf"):
        if folder is not None and (folder / f"{OWN_RARE}{suffix}").is_file():
            return folder / f"{OWN_RARE}{suffix}"
    return None


@functools.cache
def _codes_of_base() -> frozenset[int]:
    """The code points that all fonts of the base have."""
    return frozenset.intersection(*(_codes(Path(where())) for where in BASE.values()))


@functools.cache
def _codes(path: Path) -> frozenset[int]:
    """The code points that a font has."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
