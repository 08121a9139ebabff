"""Shares and numbers as horizontal bars.

Colours and type stand as attributes, since the papers' printer reads no stylesheet for drawings;
the pages' stylesheet may say otherwise.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from zsa_portal.ui.diagram_parts import FONT
from zsa_portal.ui.drawing import identity_of, length_of, number
from zsa_portal.ui.elements import Tone

LINE, GAP, BARS, LABELS, TAIL, LABEL_GAP, HEAD = 18, 12, 354, 76, 56, 10, 26
BEFORE_COUNT, BOLD = 8, 1.15
NARROW, WORDS = 320, 20
"""A drawing for a phone: how wide it is, and how high a line of words above a bar."""
INK, FILL = "#1d2733", "#1f5f99"
TYPE = "ZSA Hei, Noto Sans SC, sans-serif"


@dataclass(frozen=True, slots=True)
class Spoke:
    """One item: ``share`` from 0 to 1, None where nobody judged it; ``words`` for the table.

    ``figure`` stands at the end of its bar where that is no share; ``url`` is where the bar leads, if
    anywhere.
    """

    label: str
    share: float | None
    words: str = ""
    figure: str = ""
    tone: Tone = "info"
    url: str = ""

    @property
    def percent(self) -> str:
        """What stands at its bar: the share in whole percent, a dash for none, or its figure."""
        if self.figure:
            return self.figure
        return "—" if self.share is None else f"{round(100 * self.share)}%"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A line across the bars at a ``share`` from 0 to 1, with its words."""

    share: float
    words: str


def bars_drawn(
    spokes: Sequence[Spoke], *, title: str, threshold: Threshold | None = None
) -> SafeString:
    """Return the bars for a page: the drawing, and for a phone another in which labels stand above."""
    return format_html(
        '<div class="bars-wide">{}</div><div class="bars-narrow">{}</div>',
        bars_svg(spokes, title=title, threshold=threshold),
        narrow_bars_svg(spokes, title=title, threshold=threshold),
    )


def count_bars(rows: Sequence[tuple[str, float]], *, title: str) -> SafeString:
    """Return numbers, 0 or more, as bars in proportion to the largest, each with its number.

    The drawings of a page alone: the caller puts the table of the same numbers beside them.
    """
    return bars_drawn(_counted(rows), title=title)


def count_bars_svg(rows: Sequence[tuple[str, float]], *, title: str) -> SafeString:
    """Return the same as one drawing, for a paper."""
    return bars_svg(_counted(rows), title=title)


def _counted(rows: Sequence[tuple[str, float]]) -> list[Spoke]:
    most = max((count for _label, count in rows), default=0) or 1
    return [Spoke(str(label), count / most, figure=f"{count:g}") for label, count in rows]


def bars_svg(
    spokes: Sequence[Spoke], *, title: str, threshold: Threshold | None = None
) -> SafeString:
    """Return the shares as horizontal bars, one below the other; long labels widen the drawing."""
    left = math.ceil(max([LABELS, *(length_of(spoke.label) + LABEL_GAP for spoke in spokes)]))
    top = HEAD if threshold else 0
    height = top + len(spokes) * (LINE + GAP)
    parts = [_bar(top + n * (LINE + GAP), spoke, left) for n, spoke in enumerate(spokes)]
    if threshold:
        parts.append(_threshold(left + BARS * threshold.share, height, threshold.words))
    return framed("bars", parts, title, (left + BARS + _tail(spokes), height), spokes)


def narrow_bars_svg(
    spokes: Sequence[Spoke], *, title: str, threshold: Threshold | None = None
) -> SafeString:
    """Return the shares as bars below their labels, no wider than a phone; see ``bars_svg``."""
    top, long, parts = HEAD if threshold else 0, NARROW - _tail(spokes), []
    for spoke in spokes:
        lines = list(_lines(spoke.label, NARROW))
        drawn = _drawn_bar(top + len(lines) * WORDS, spoke, 0, long, _said(top, lines))
        parts.append(_leading(spoke, drawn))
        top += len(lines) * WORDS
        if threshold:
            parts.append(_crossing(long * threshold.share, top))
        top += LINE + GAP
    if threshold:
        parts.append(_over(long * threshold.share, threshold.words))
    return framed("bars", parts, title, (NARROW, top), spokes)


def framed(
    kind: str, parts: Sequence[str], title: str, size: tuple[int, int], spokes: Sequence[Spoke]
) -> SafeString:
    """Parts in one drawing with a title of its own."""
    return format_html(
        '<svg class="{0}" xmlns="http://www.w3.org/2000/svg" role="{8}" '
        'aria-labelledby="{1}-title" viewBox="0 0 {2} {3}" width="{2}" height="{3}" '
        'font-family="{6}" font-size="{7}"><title id="{1}-title">{4}</title>{5}</svg>',
        kind,
        identity_of(kind, title, size, spokes),
        *size,
        title,
        format_html_join("", "{}", ((part,) for part in parts)),
        TYPE,
        FONT,
        "group" if any(spoke.url for spoke in spokes) else "img",
    )


def _tail(spokes: Sequence[Spoke]) -> int:
    """The room behind the bars for what stands at their ends, in bold."""
    longest = max((length_of(spoke.percent) for spoke in spokes), default=0)
    return max(TAIL, math.ceil(BEFORE_COUNT + longest * BOLD))


def _bar(y: int, spoke: Spoke, left: int) -> SafeString:
    label = format_html(
        '<text x="{}" y="{}" text-anchor="end" fill="{}">{}</text>',
        left - LABEL_GAP,
        _middle(y),
        INK,
        spoke.label,
    )
    return _leading(spoke, _drawn_bar(y, spoke, left, BARS, label))


def _middle(y: int) -> str:
    """Where words stand beside a bar."""
    return number(y + LINE / 2 + FONT * 0.36)


def _leading(spoke: Spoke, drawn: SafeString) -> SafeString:
    return format_html('<a href="{}">{}</a>', spoke.url, drawn) if spoke.url else drawn


def _drawn_bar(y: int, spoke: Spoke, left: int, long: int, label: SafeString) -> SafeString:
    return format_html(
        '<g class="bar tone-{}">{}'
        '<rect class="bar-base" x="{}" y="{}" width="{}" height="{}" rx="3" fill="#e8edf2"/>'
        '<rect class="bar-value" x="{}" y="{}" width="{}" height="{}" rx="3" fill="{}"/>'
        '<text class="bar-count" x="{}" y="{}" fill="{}">{}</text></g>',
        spoke.tone,
        label,
        left,
        y,
        long,
        LINE,
        left,
        y,
        number(long * (spoke.share or 0)),
        LINE,
        FILL,
        left + long + BEFORE_COUNT,
        _middle(y),
        INK,
        spoke.percent,
    )


def _threshold(x: float, height: int, words: str) -> SafeString:
    return format_html(
        '<g class="threshold"><path d="M{0} 20V{1}" stroke="{3}"/>'
        '<text x="{0}" y="14" text-anchor="middle" fill="{3}">{2}</text></g>',
        number(x),
        number(height - GAP / 2),
        words,
        INK,
    )


def _said(top: int, lines: Sequence[str]) -> SafeString:
    """The lines of a label above its bar."""
    placed = ((number(top + n * WORDS + FONT), INK, line) for n, line in enumerate(lines))
    return format_html_join("", '<text x="0" y="{}" fill="{}">{}</text>', placed)


def _lines(label: str, room: float) -> Iterator[str]:
    """A label in lines no longer than the room; Latin words stay whole where they fit."""
    line = ""
    for piece in re.findall(r"[!-\u2e7f]+|\s+|.", label):
        if line and length_of(line + piece) > room:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    yield line


def _crossing(x: float, y: int) -> SafeString:
    return format_html(
        '<g class="threshold"><path d="M{0} {1}V{2}" stroke="{3}"/></g>',
        number(x),
        y - 3,
        y + LINE + 3,
        INK,
    )


def _over(x: float, words: str) -> SafeString:
    """The words of a line, in the drawing also where it stands at a side."""
    half = length_of(words) / 2
    middle = min(max(x, half), NARROW - half)
    return format_html(
        '<g class="threshold"><text x="{}" y="14" text-anchor="middle" fill="{}">{}</text></g>',
        number(middle),
        INK,
        words,
    )
