"""What a person sees of a number in a cell, by the cell's number format (ECMA-376 part 1, 18.8.31)."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

GENERAL = ("general", "@", "")
DECORATION = re.compile(
    r"\[(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|\$-[\da-f]+)\]", re.IGNORECASE
)
TOKEN = re.compile(r'"([^"]*)"|\\(.)|_(.)|\*(.)|([^"\\_*]+)', re.DOTALL)
CORE = re.compile(r"([#0,]*[#0])(?:\.([0]*)(#*))?")
PLAIN = re.compile(r"[-+() %¥￥$€£]*")
SECTION = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
THOUSANDS = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")
HOLE = "\0"


def seen(value: float, number_format: str) -> str | None:
    """The number as Excel shows it; None where the format does not settle how it is written.

    A whole number is known under any format we read; a decimal under "General" is not: whether
    5.1 or 5.10 was typed is lost.
    """
    section, size = _section(number_format, Decimal(repr(value)))
    if section.strip().casefold() in GENERAL:
        return str(int(size)) if size == size.to_integral_value() else None
    return _written(size, section)


def _section(number_format: str, value: Decimal) -> tuple[str, Decimal]:
    """The part of a format that counts for a value, and the value it is to write."""
    sections = SECTION.split(DECORATION.sub("", number_format))
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _written(value: Decimal, section: str) -> str | None:
    words: list[str] = []
    bare = TOKEN.sub(lambda token: _token(token, words), section)
    found = CORE.search(bare)
    if found is None:
        return None
    before, after = bare[: found.start()], bare[found.end() :]
    if not PLAIN.fullmatch(before.replace(HOLE, "")) or not PLAIN.fullmatch(
        after.replace(HOLE, "")
    ):
        return None
    value *= 100 ** (before + after).count("%")
    text = f"{before}{_digits(abs(value), *found.groups(default=''))}{after}"
    for word in words:
        text = text.replace(HOLE, word, 1)
    return f"{'-' if value < 0 else ''}{text.strip()}"


def _token(token: re.Match[str], words: list[str]) -> str:
    quoted, escaped, space, _fill, plain = token.groups()
    if plain is not None:
        return plain
    if space is not None or _fill is not None:
        return ""
    words.append(quoted if quoted is not None else escaped)
    return HOLE


def _digits(value: Decimal, whole: str, zeros: str, optional: str) -> str:
    places = len(zeros) + len(optional)
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    head, _dot, tail = f"{rounded:f}".partition(".")
    tail = tail.rstrip("0").ljust(len(zeros), "0") if optional else tail
    least = whole.count("0")
    head = head.lstrip("0").rjust(least, "0") if least or head != "0" else ""
    if "," in whole:
        head = THOUSANDS.sub(",", head)
    return f"{head}.{tail}" if tail else head
