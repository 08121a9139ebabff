"""Where the parts of a state diagram stand: rows by group, edges in tracks and lanes of their own.

Rows of nodes lie one under another. Below each row is a channel of horizontal tracks; left of all
rows are lanes for edges that go back, right of them lanes for edges that skip rows. No edge runs
through a node, and no two labels share a place: each has its interval of a track to itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from zsa_portal.ui.diagram_parts import (
    FONT,
    NODE_HEIGHT,
    Band,
    Box,
    Direction,
    Edge,
    Layout,
    Node,
    Point,
    Route,
    Run,
    Span,
    text_width,
)

NODE_PADDING, NODE_MIN = 14, 92
GAP, TRACK, LANE, PORT = 30, 24, 14, 8
CHANNEL_PADDING, MARGIN = 16, 16
PER_ROW = 6


def lay_out(nodes: Sequence[Node], edges: Iterable[Edge]) -> Layout:
    """Return places for all nodes and for the edges between known nodes."""
    known = {node.key for node in nodes}
    kept = [edge for edge in edges if edge.source in known and edge.target in known]
    return _Plan(nodes, kept).layout()


class _Plan:
    def __init__(self, nodes: Sequence[Node], edges: list[Edge]) -> None:
        self.nodes, self.edges = nodes, edges
        self.rows: list[list[Box]] = []
        self.row_groups: list[str] = []
        self.boxes: dict[str, Box] = {}
        self.runs: list[Run] = []
        self.left = self.right = 0
        widest = max((text_width(node.group, FONT) for node in nodes), default=0.0)
        self.band = widest * 1.1 + 3 * MARGIN

    def layout(self) -> Layout:
        self._make_rows()
        directions = [self._direction(edge) for edge in self.edges]
        lanes = self._assign_lanes(directions)
        self._place_across()
        ports = self._ports(directions)
        plans = [
            self._runs_of(edge, direction, lane, port)
            for edge, direction, lane, port in zip(
                self.edges, directions, lanes, ports, strict=True
            )
        ]
        tracks = self._assign_tracks()
        tops = self._place_down(tracks)
        routes = [
            self._route(edge, direction, runs, tops)
            for edge, direction, runs in zip(self.edges, directions, plans, strict=True)
        ]
        self._shift_right(routes)
        return Layout(self.boxes, routes, self._bands(), *self._size())

    def _make_rows(self) -> None:
        groups: dict[str, list[Node]] = defaultdict(list)
        for node in self.nodes:
            groups[node.group].append(node)
        for group, members in groups.items():
            ordered = _by_longest_path(members, self.edges)
            count = -(-len(ordered) // PER_ROW)
            size = -(-len(ordered) // count)
            for start in range(0, len(ordered), size):
                row = len(self.rows)
                boxes = [Box(node, row) for node in ordered[start : start + size]]
                self.rows.append(boxes)
                self.row_groups.append(group)
                self.boxes |= {box.node.key: box for box in boxes}

    def _direction(self, edge: Edge) -> Direction:
        source, target = self.boxes[edge.source].row, self.boxes[edge.target].row
        return "level" if source == target else "forward" if source < target else "back"

    def _lane_span(self, edge: Edge, direction: Direction) -> tuple[float, float] | None:
        """The channels that a lane of this edge joins, a little more so that lanes never touch."""
        source, target = self.boxes[edge.source].row, self.boxes[edge.target].row
        if direction == "forward" and target > source + 1:
            return source - 0.4, target - 0.6
        if direction == "back" and target < source - 1:
            return target - 0.4, source - 0.6
        return None

    def _assign_lanes(self, directions: list[Direction]) -> list[int | None]:
        used: dict[str, list[list[Span]]] = {"forward": [], "back": []}
        lanes: list[int | None] = [None] * len(self.edges)
        wanted = []
        for number, (edge, direction) in enumerate(zip(self.edges, directions, strict=True)):
            span = self._lane_span(edge, direction)
            if span:
                wanted.append((span[1] - span[0], number, span))
        for _length, number, span in sorted(wanted):
            lanes[number] = _first_free(used[directions[number]], span)
        self.left, self.right = len(used["back"]), len(used["forward"])
        return lanes

    def _place_across(self) -> None:
        degree: dict[str, int] = defaultdict(int)
        for edge in self.edges:
            degree[edge.source] += 1
            degree[edge.target] += 1
        start = self.band + self.left * LANE + GAP
        widest = 0.0
        for row in self.rows:
            x = float(start)
            for box in row:
                words = text_width(box.node.label, FONT) + 2 * NODE_PADDING
                box.x = x
                box.width = max(NODE_MIN, words, (degree[box.node.key] + 1) * PORT * 1.5)
                x += box.width + GAP
            widest = max(widest, x - GAP)
        self.inner_right = widest
        for row in self.rows:
            spare = (widest - row[-1].x - row[-1].width) / (len(row) + 1)
            for number, box in enumerate(row):
                box.x += spare * (number + 1) if len(row) < PER_ROW else 0

    def _ports(self, directions: list[Direction]) -> list[tuple[float, float]]:
        """Give each edge end its own place on the node's side, ordered by where the edge goes."""
        sides: dict[tuple[str, str], list[tuple[float, int, int]]] = defaultdict(list)
        for number, (edge, direction) in enumerate(zip(self.edges, directions, strict=True)):
            out, into = {
                "forward": ("bottom", "top"),
                "level": ("bottom", "bottom"),
                "back": ("top", "bottom"),
            }[direction]
            source, target = self.boxes[edge.source], self.boxes[edge.target]
            sides[edge.source, out].append((self._aim(source, target, direction), number, 0))
            sides[edge.target, into].append((self._aim(target, source, direction), number, 1))
        places: dict[tuple[int, int], float] = {}
        for (key, side), ends in sides.items():
            for x, (_aim, number, end) in zip(
                _spread(self.boxes[key], len(ends), side), sorted(ends), strict=True
            ):
                places[number, end] = x
        return [(places[n, 0], places[n, 1]) for n in range(len(self.edges))]

    def _aim(self, here: Box, there: Box, direction: Direction) -> float:
        if abs(here.row - there.row) > 1:
            return 1e6 if direction == "forward" else -1e6
        return there.center

    def _lane_x(self, direction: Direction, lane: int) -> float:
        if direction == "forward":
            return self.inner_right + GAP + lane * LANE
        return self.band + (self.left - lane) * LANE

    def _runs_of(
        self, edge: Edge, direction: Direction, lane: int | None, port: tuple[float, float]
    ) -> list[Run]:
        source, target = self.boxes[edge.source].row, self.boxes[edge.target].row
        out = source - 1 if direction == "back" else source
        into = target - 1 if direction == "forward" else target
        if lane is None:
            runs = [Run(out, port[0], port[1], edge.label)]
        else:
            x = self._lane_x(direction, lane)
            runs = [Run(out, port[0], x, edge.label), Run(into, x, port[1], "")]
        self.runs.extend(runs)
        return runs

    def _assign_tracks(self) -> dict[int, int]:
        used: dict[int, list[list[Span]]] = defaultdict(list)
        for run in sorted(self.runs, key=lambda run: run.span()[1] - run.span()[0]):
            run.track = _first_free(used[run.channel], run.span())
        return {channel: len(tracks) for channel, tracks in used.items()}

    def _place_down(self, tracks: dict[int, int]) -> list[float]:
        """Set the nodes' y and return the y of each channel's first track."""
        y, tops = float(MARGIN), []
        for number, row in enumerate(self.rows):
            for box in row:
                box.y = y
            y += NODE_HEIGHT + CHANNEL_PADDING + TRACK
            tops.append(y)
            y += max(0, tracks.get(number, 0) - 1) * TRACK + CHANNEL_PADDING
        self.bottom = y
        return tops

    def _route(self, edge: Edge, direction: Direction, runs: list[Run], tops: list[float]) -> Route:
        source, target = self.boxes[edge.source], self.boxes[edge.target]
        leave = source.y if direction == "back" else source.y + NODE_HEIGHT
        arrive = target.y if direction == "forward" else target.y + NODE_HEIGHT
        points: list[Point] = [(runs[0].start, leave)]
        for run in runs:
            y = tops[run.channel] + run.track * TRACK
            points += [(run.start, y), (run.end, y)]
        points.append((runs[-1].end, arrive))
        label_at = (runs[0].label_middle(), points[1][1] - 5)
        return Route(edge, direction, _without_repeats(points), label_at)

    def _shift_right(self, routes: list[Route]) -> None:
        """Nothing may reach left of the band labels' column."""
        lowest = min((run.span()[0] for run in self.runs), default=0.0)
        by = max(0.0, self.band - lowest)
        for box in self.boxes.values():
            box.x += by
        for route in routes:
            route.points = [(x + by, y) for x, y in route.points]
            route.label_at = (route.label_at[0] + by, route.label_at[1])
        self.shifted = by

    def _bands(self) -> list[Band]:
        bands: list[Band] = []
        ends = [row[0].y for row in self.rows[1:]] + [self.bottom]
        for group, row, end in zip(self.row_groups, self.rows, ends, strict=False):
            start = row[0].y - MARGIN / 2
            if bands and bands[-1].label == group:
                start = bands.pop().y
            bands.append(Band(group, start, end - MARGIN / 2 - start))
        return bands

    def _size(self) -> tuple[float, float]:
        runs = max((run.span()[1] for run in self.runs), default=0.0)
        lanes = self.inner_right + GAP + self.right * LANE
        return max(runs, lanes, self.inner_right) + self.shifted + MARGIN, self.bottom


def _by_longest_path(members: list[Node], edges: list[Edge]) -> list[Node]:
    """Order a group's nodes by the longest path to them inside it; edges back are not followed."""
    place = {node.key: number for number, node in enumerate(members)}
    rank = dict.fromkeys(place, 0)
    inside = [
        (edge.source, edge.target)
        for edge in edges
        if edge.source in place and edge.target in place and place[edge.source] < place[edge.target]
    ]
    for source, target in sorted(inside, key=lambda pair: place[pair[0]]):
        rank[target] = max(rank[target], rank[source] + 1)
    return sorted(members, key=lambda node: (rank[node.key], place[node.key]))


def _first_free(used: list[list[Span]], span: Span) -> int:
    """Put `span` into the first of the lists where it touches nothing; return that list's number."""
    for number, taken in enumerate(used):
        if all(span[1] <= low or span[0] >= high for low, high in taken):
            taken.append(span)
            return number
    used.append([span])
    return len(used) - 1


def _spread(box: Box, count: int, side: str) -> list[float]:
    """Return `count` places along a side; tops and bottoms of the page never share an x."""
    step = box.width / (count + 1)
    half = 0.0 if side == "bottom" else PORT / 2
    return [round((box.x + step * (n + 1)) / PORT) * PORT + half for n in range(count)]


def _without_repeats(points: list[Point]) -> list[Point]:
    kept = points[:1]
    for point in points[1:]:
        if point != kept[-1]:
            kept.append(point)
    return kept
