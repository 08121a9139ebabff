"""The machine of states as a drawing, made on the server, with a table beside."""

from collections.abc import Iterable, Sequence

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
from zsa_portal.ui.drawing import identity_of, number

__all__ = ["Edge", "Node", "state_diagram"]

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
    identity = identity_of("diagram", heading, current, nodes)
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
        *(_band(band, layout.width, place) for place, band in enumerate(layout.bands)),
        *(_line(route, current, name) for route in ordered),
        *(_words(route, current) for route in ordered if route.edge.label),
        *(_node(box, current) for box in layout.boxes.values()),
    ]
    return format_html(
        '<svg class="diagram" xmlns="http://www.w3.org/2000/svg" role="img" '
        'aria-labelledby="{0}-title {0}-desc" viewBox="0 0 {1} {2}" width="{1}" height="{2}">'
        '<title id="{0}-title">{3}</title><desc id="{0}-desc">{4}</desc>{5}{6}</svg>',
        name,
        number(layout.width),
        number(layout.height),
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


def _band(band: Band, width: float, place: int) -> SafeString:
    return format_html(
        '<g class="band band-{}"><rect x="0" y="{}" width="{}" height="{}"/>'
        '<text x="14" y="{}">{}</text></g>',
        place % 2,
        number(band.y),
        number(width),
        number(band.height),
        number(band.y + FONT + NODE_HEIGHT / 2),
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
        number(x),
        number(y),
        route.edge.label,
    )


def _node(box: Box, current: str | None) -> SafeString:
    is_current = box.node.key == current
    return format_html(
        '<g class="node{}"><rect x="{}" y="{}" width="{}" height="{}" rx="7"/>'
        '<text x="{}" y="{}" text-anchor="middle">{}</text>{}</g>',
        " node-current" if is_current else "",
        number(box.x),
        number(box.y),
        number(box.width),
        NODE_HEIGHT,
        number(box.center),
        number(box.y + NODE_HEIGHT / 2 + FONT * 0.36),
        box.node.label,
        format_html("<title>{}</title>", _("now")) if is_current else "",
    )


def _rounded(points: Sequence[Point]) -> str:
    """Return a path through the points whose corners are arcs of at most ROUND."""
    (x, y), *_rest = points
    parts = [f"M{number(x)} {number(y)}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        into, out = _toward(here, before), _toward(here, after)
        parts.append(f"L{number(into[0])} {number(into[1])}")
        parts.append(f"Q{number(here[0])} {number(here[1])} {number(out[0])} {number(out[1])}")
    parts.append(f"L{number(points[-1][0])} {number(points[-1][1])}")
    return "".join(parts)


def _toward(here: Point, there: Point) -> Point:
    dx, dy = there[0] - here[0], there[1] - here[1]
    length = abs(dx) + abs(dy)
    share = min(ROUND, length / 2) / length if length else 0
    return here[0] + dx * share, here[1] + dy * share
