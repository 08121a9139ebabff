"""Drawings of the house, made on the server: one SVG for page and paper, a table beside each."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from zsa_portal.ui.diagram_layout import lay_out
from zsa_portal.ui.diagram_parts import (
    FONT,
    NODE_HEIGHT,
    Band,
    Box,
    Edge,
    Layout,
    Node,
    Point,
    Route,
)
from zsa_portal.ui.elements import Tone

__all__ = ["Bar", "ChartWords", "Edge", "Node", "bar_chart", "state_diagram"]

ROUND = 9


def state_diagram(
    nodes: Sequence[Node],
    edges: Iterable[Edge],
    current: str | None = None,
    *,
    title: str = "",
    table: bool = True,
) -> SafeString:
    """Return the machine of states as SVG in a scrolling frame, with a table of the steps beside.

    Groups stand as bands from top to bottom in their first order. The node with key `current` and
    the steps leaving it are marked. Edges to unknown nodes are left out.
    """
    layout = lay_out(nodes, edges)
    names = {node.key: node for node in nodes}
    heading = title or _("States and steps")
    identity = _identity("diagram", heading, current, nodes)
    context = {
        "svg": _diagram(layout, current, heading, identity),
        "title": heading,
        "rows": _table_rows(layout, names, current) if table else (),
        "current": names.get(current or ""),
    }
    return render_to_string("partials/state_diagram.html", context)


def _table_rows(
    layout: Layout, names: dict[str, Node], current: str | None
) -> list[dict[str, object]]:
    return [
        {
            "step": route.edge.label,
            "source": names[route.edge.source],
            "target": names[route.edge.target],
            "current": route.edge.source == current,
        }
        for route in layout.routes
    ]


def _diagram(layout: Layout, current: str | None, title: str, name: str) -> SafeString:
    summary = _("%(states)d states and %(steps)d steps between them.") % {
        "states": len(layout.boxes),
        "steps": len(layout.routes),
    }
    ordered = sorted(layout.routes, key=lambda route: route.edge.source == current)
    parts = [
        *(_band(band, layout.width, number) for number, band in enumerate(layout.bands)),
        *(_line(route, current, name) for route in ordered),
        *(_words(route, current) for route in ordered if route.edge.label),
        *(_node(box, current) for box in layout.boxes.values()),
    ]
    return format_html(
        '<svg class="diagram" xmlns="http://www.w3.org/2000/svg" role="img" '
        'aria-labelledby="{0}-title {0}-desc" viewBox="0 0 {1} {2}" width="{1}" height="{2}">'
        '<title id="{0}-title">{3}</title><desc id="{0}-desc">{4}</desc>{5}{6}</svg>',
        name,
        _n(layout.width),
        _n(layout.height),
        title,
        summary,
        _arrow_heads(name),
        format_html_join("", "{}", ((part,) for part in parts)),
    )


def _arrow_heads(name: str) -> SafeString:
    return format_html_join(
        "",
        '<marker id="{}-{}" class="arrow-{}" viewBox="0 0 8 8" refX="7" refY="4" '
        'markerWidth="7" markerHeight="7" orient="auto-start-reverse">'
        '<path d="M0 0.5 7.5 4 0 7.5z"/></marker>',
        ((name, kind, kind) for kind in ("plain", "back", "next")),
    )


def _band(band: Band, width: float, number: int) -> SafeString:
    return format_html(
        '<g class="band band-{}"><rect x="0" y="{}" width="{}" height="{}"/>'
        '<text x="14" y="{}">{}</text></g>',
        number % 2,
        _n(band.y),
        _n(width),
        _n(band.height),
        _n(band.y + FONT + NODE_HEIGHT / 2),
        band.label,
    )


def _kind(route: Route, current: str | None) -> str:
    if route.edge.source == current:
        return "next"
    return "back" if route.direction == "back" else "plain"


def _line(route: Route, current: str | None, name: str) -> SafeString:
    kind = _kind(route, current)
    return format_html(
        '<path class="edge edge-{0}" d="{1}" marker-end="url(#{2}-{0})"/>',
        kind,
        _rounded(route.points),
        name,
    )


def _words(route: Route, current: str | None) -> SafeString:
    x, y = route.label_at
    return format_html(
        '<text class="edge-label edge-label-{}" x="{}" y="{}" text-anchor="middle">{}</text>',
        _kind(route, current),
        _n(x),
        _n(y),
        route.edge.label,
    )


def _node(box: Box, current: str | None) -> SafeString:
    is_current = box.node.key == current
    return format_html(
        '<g class="node{}"><rect x="{}" y="{}" width="{}" height="{}" rx="7"/>'
        '<text x="{}" y="{}" text-anchor="middle">{}</text>{}</g>',
        " node-current" if is_current else "",
        _n(box.x),
        _n(box.y),
        _n(box.width),
        NODE_HEIGHT,
        _n(box.center),
        _n(box.y + NODE_HEIGHT / 2 + FONT * 0.36),
        box.node.label,
        format_html("<title>{}</title>", _("now")) if is_current else "",
    )


def _rounded(points: Sequence[Point]) -> str:
    """Return a path through the points whose corners are arcs of at most ROUND."""
    (x, y), *_rest = points
    parts = [f"M{_n(x)} {_n(y)}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        into, out = _toward(here, before), _toward(here, after)
        parts.append(f"L{_n(into[0])} {_n(into[1])}")
        parts.append(f"Q{_n(here[0])} {_n(here[1])} {_n(out[0])} {_n(out[1])}")
    parts.append(f"L{_n(points[-1][0])} {_n(points[-1][1])}")
    return "".join(parts)


def _toward(here: Point, there: Point) -> Point:
    dx, dy = there[0] - here[0], there[1] - here[1]
    length = abs(dx) + abs(dy)
    share = min(ROUND, length / 2) / length if length else 0
    return here[0] + dx * share, here[1] + dy * share


def _identity(kind: str, *parts: object) -> str:
    """A name for the drawing's own ids, the same for the same content."""
    return f"{kind}-{zlib.crc32(repr(parts).encode()):x}"


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    count: int
    tone: Tone = "neutral"


@dataclass(frozen=True, slots=True)
class ChartWords:
    """What the table beside a chart calls a row, its number, and the base; the defaults are a ballot's."""

    row: str = ""
    count: str = ""
    total: str = ""


CHART_WIDTH, BAR, BAR_GAP, LABEL_WIDTH, COUNT_WIDTH, HEAD = 400, 24, 12, 76, 40, 26
WIDE = 0x2E7F
"""From the character after this on, a character is as wide as the font is high; before it about half."""


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

    Labels longer than a choice widen the drawing; `words` are those of another thing than votes.
    """
    heading = title or _("Votes")
    left = max([LABEL_WIDTH, *(_length(row.label) + 10 for row in rows)])
    scale = (CHART_WIDTH - LABEL_WIDTH - COUNT_WIDTH) / max(1, total)
    top = HEAD if needed is not None else 4
    height = top + len(rows) * (BAR + BAR_GAP)
    name = _identity("chart", heading, rows)
    says = needed_label or _("needed: %(count)d") % {"count": needed or 0}
    bars = [
        _bar(row, (left, top + n * (BAR + BAR_GAP)), scale, total) for n, row in enumerate(rows)
    ]
    line = _threshold(left + needed * scale, height, says) if needed is not None else ""
    svg = format_html(
        '<svg class="bars" xmlns="http://www.w3.org/2000/svg" role="img" '
        'aria-labelledby="{0}-title" viewBox="0 0 {1} {2}" width="{1}" height="{2}">'
        '<title id="{0}-title">{3}</title>{4}{5}</svg>',
        name,
        _n(CHART_WIDTH - LABEL_WIDTH + left),
        height,
        heading,
        format_html_join("", "{}", ((bar,) for bar in bars)),
        line,
    )
    context = {"svg": svg, "title": heading, "rows": rows, "total": total, "needed": needed}
    context["words"] = words or ChartWords()
    return render_to_string("partials/bar_chart.html", context)


def _length(label: str) -> float:
    """About how long a label is drawn."""
    return sum(FONT if ord(sign) > WIDE else FONT * 0.56 for sign in label)


def _bar(row: Bar, at: Point, scale: float, total: int) -> SafeString:
    left, y = at
    middle = y + BAR / 2 + FONT * 0.36
    length = max(0, min(row.count, total)) * scale
    return format_html(
        '<g class="bar tone-{}"><text class="bar-label" x="{}" y="{}" text-anchor="end">{}</text>'
        '<rect class="bar-base" x="{}" y="{}" width="{}" height="{}" rx="4"/>'
        '<rect class="bar-value" x="{}" y="{}" width="{}" height="{}" rx="4"/>'
        '<text class="bar-count" x="{}" y="{}">{}</text></g>',
        row.tone,
        _n(left - 10),
        _n(middle),
        row.label,
        _n(left),
        _n(y),
        _n(total * scale),
        BAR,
        _n(left),
        _n(y),
        _n(length),
        BAR,
        _n(left + total * scale + 10),
        _n(middle),
        row.count,
    )


def _threshold(x: float, height: float, words: str) -> SafeString:
    return format_html(
        '<g class="threshold"><path d="M{0} 20V{1}"/>'
        '<text x="{0}" y="14" text-anchor="middle">{2}</text></g>',
        _n(x),
        _n(height - BAR_GAP / 2),
        words,
    )
