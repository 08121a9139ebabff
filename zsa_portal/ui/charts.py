"""Shares and votes, drawn on the server as a radar and as bars, with a table beside."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from zsa_portal.ui.bars import FILL, INK, Spoke, Threshold, bars_drawn, framed
from zsa_portal.ui.diagram_parts import FONT
from zsa_portal.ui.drawing import number
from zsa_portal.ui.elements import Tone

WIDTH, RADIUS, MARGIN = 560, 130, 36
RINGS = (0.25, 0.5, 0.75, 1.0)
FEWEST_SPOKES = 3
GRID = "#b8c2cc"


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
    svg = bars_drawn(spokes, title=heading, threshold=line)
    context = {"svg": svg, "title": heading, "rows": rows, "total": total, "needed": needed}
    context["words"] = words or ChartWords()
    return render_to_string("partials/bar_chart.html", context)


def share_charts(spokes: Sequence[Spoke], *, title: str = "") -> SafeString:
    """Return radar, bars and the table of the same shares; the radar needs three items."""
    heading = title or _("Items")
    context = {
        "title": heading,
        "radar": radar_svg(spokes, title=heading),
        "bars": bars_drawn(spokes, title=heading),
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
    return framed("radar", parts, title, (WIDTH, height), spokes)


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
