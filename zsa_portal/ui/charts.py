"""Shares, numbers and votes, drawn on the server as a radar and as bars, with a table beside.

Colours and type stand as attributes, since the papers' printer reads no stylesheet for drawings;
the pages' stylesheet may say otherwise.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from zsa_portal.ui.diagram_parts import FONT
from zsa_portal.ui.drawing import identity_of, length_of, number
from zsa_portal.ui.elements import Tone

WIDTH, RADIUS, MARGIN = 560, 130, 36
RINGS = (0.25, 0.5, 0.75, 1.0)
FEWEST_SPOKES = 3
LINE, GAP, BARS, LABELS, TAIL, LABEL_GAP, HEAD = 18, 12, 354, 76, 56, 10, 26
INK, GRID, FILL = "#1d2733", "#b8c2cc", "#1f5f99"
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
class Bar:
    """A number of votes, or of other things, out of a base."""

    label: str
    count: int
    tone: Tone = "neutral"


@dataclass(frozen=True, slots=True)
class ChartWords:
    """What the table beside a chart calls a row, its number, and the base; the defaults are a ballot's."""

    row: str = ""
    count: str = ""
    total: str = ""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A line across the bars at a ``share`` from 0 to 1, with its words."""

    share: float
    words: str


def bar_chart(
    rows: Sequence[Bar],
    *,
    total: int,
    needed: int | None = None,
    title: str = "",
    needed_label: str = "",
    words: ChartWords | None = None,
) -> SafeString:
    """Return votes as bars over `total` (the base), a line at `needed` votes, and their table.

    `words` are those of another thing than votes.
    """
    heading, base = title or _("Votes"), max(1, total)
    says = needed_label or _("needed: %(count)d") % {"count": needed or 0}
    line = None if needed is None else Threshold(needed / base, says)
    spokes = [
        Spoke(row.label, max(0, min(row.count, total)) / base, figure=str(row.count), tone=row.tone)
        for row in rows
    ]
    svg = bars_svg(spokes, title=heading, threshold=line)
    context = {"svg": svg, "title": heading, "rows": rows, "total": total, "needed": needed}
    context["words"] = words or ChartWords()
    return render_to_string("partials/bar_chart.html", context)


def share_charts(spokes: Sequence[Spoke], *, title: str = "") -> SafeString:
    """Return radar, bars and the table of the same shares; the radar needs three items."""
    heading = title or _("Items")
    context = {
        "title": heading,
        "radar": radar_svg(spokes, title=heading),
        "bars": bars_svg(spokes, title=heading),
        "rows": spokes,
        "with_words": any(spoke.words for spoke in spokes),
    }
    return render_to_string("partials/share_charts.html", context)


def radar_svg(spokes: Sequence[Spoke], *, title: str) -> SafeString:
    """Return the shares as a polygon over equal axes, the first upwards; empty below three items."""
    if len(spokes) < FEWEST_SPOKES:
        return SafeString("")
    height = 2 * (RADIUS + MARGIN)
    parts = [
        *(_ring(share, len(spokes)) for share in RINGS),
        *(_axis(n, spoke, len(spokes)) for n, spoke in enumerate(spokes)),
        _polygon(spokes),
    ]
    return _svg("radar", parts, title, (WIDTH, height), spokes)


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
    return _svg("bars", parts, title, (left + BARS + TAIL, height), spokes)


def count_bars(rows: Sequence[tuple[str, float]], *, title: str) -> SafeString:
    """Return numbers, 0 or more, as bars in proportion to the largest, each with its number.

    The drawing alone: the caller puts the table of the same numbers beside it.
    """
    most = max((count for _label, count in rows), default=0) or 1
    spokes = [Spoke(str(label), count / most, figure=f"{count:g}") for label, count in rows]
    return bars_svg(spokes, title=title)


def _svg(
    kind: str, parts: Sequence[str], title: str, size: tuple[int, int], spokes: Sequence[Spoke]
) -> SafeString:
    return format_html(
        '<svg class="{0}" xmlns="http://www.w3.org/2000/svg" role="{8}" '
        'aria-labelledby="{1}-title" viewBox="0 0 {2} {3}" width="{2}" height="{3}" '
        'font-family="{6}" font-size="{7}"><title id="{1}-title">{4}</title>{5}</svg>',
        kind,
        identity_of(kind, title, spokes),
        *size,
        title,
        format_html_join("", "{}", ((part,) for part in parts)),
        TYPE,
        FONT,
        "group" if any(spoke.url for spoke in spokes) else "img",
    )


def _at(place: int, of: int, share: float) -> tuple[float, float]:
    angle = 2 * math.pi * place / of - math.pi / 2
    middle = RADIUS + MARGIN
    return WIDTH / 2 + RADIUS * share * math.cos(angle), middle + RADIUS * share * math.sin(angle)


def _points(shares: Sequence[float]) -> str:
    places = [_at(n, len(shares), share) for n, share in enumerate(shares)]
    return " ".join(f"{number(x)},{number(y)}" for x, y in places)


def _ring(share: float, of: int) -> SafeString:
    return format_html(
        '<polygon class="ring" points="{}" fill="none" stroke="{}"/>', _points([share] * of), GRID
    )


def _axis(place: int, spoke: Spoke, of: int) -> SafeString:
    (x, y), (from_x, from_y) = _at(place, of, 1), _at(place, of, 0)
    label_x, label_y = _at(place, of, 1.1)
    side = label_x - WIDTH / 2
    anchor = "middle" if abs(side) < FONT else "start" if side > 0 else "end"
    return format_html(
        '<path class="axis" d="M{} {}L{} {}" stroke="{}"/>'
        '<text x="{}" y="{}" text-anchor="{}" fill="{}">{}</text>',
        *map(number, (from_x, from_y, x, y)),
        GRID,
        number(label_x),
        number(label_y + FONT * 0.36),
        anchor,
        INK,
        spoke.label,
    )


def _polygon(spokes: Sequence[Spoke]) -> SafeString:
    shares = [spoke.share or 0 for spoke in spokes]
    return format_html(
        '<polygon class="area" points="{0}" fill="{1}" fill-opacity="0.22" stroke="{1}" '
        'stroke-width="2"/>',
        _points(shares),
        FILL,
    )


def _bar(y: int, spoke: Spoke, left: int) -> SafeString:
    drawn = _drawn_bar(y, spoke, left)
    return format_html('<a href="{}">{}</a>', spoke.url, drawn) if spoke.url else drawn


def _drawn_bar(y: int, spoke: Spoke, left: int) -> SafeString:
    middle = number(y + LINE / 2 + FONT * 0.36)
    return format_html(
        '<g class="bar tone-{}"><text x="{}" y="{}" text-anchor="end" fill="{}">{}</text>'
        '<rect class="bar-base" x="{}" y="{}" width="{}" height="{}" rx="3" fill="#e8edf2"/>'
        '<rect class="bar-value" x="{}" y="{}" width="{}" height="{}" rx="3" fill="{}"/>'
        '<text class="bar-count" x="{}" y="{}" fill="{}">{}</text></g>',
        spoke.tone,
        left - LABEL_GAP,
        middle,
        INK,
        spoke.label,
        left,
        y,
        BARS,
        LINE,
        left,
        y,
        number(BARS * (spoke.share or 0)),
        LINE,
        FILL,
        left + BARS + 8,
        middle,
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
