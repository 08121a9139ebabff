"""The parts of a state diagram: what is drawn, and where it was put."""

import unicodedata
from dataclasses import dataclass, field
from typing import Literal

FONT, SMALL = 14, 12
NODE_HEIGHT = 38

Direction = Literal["forward", "level", "back"]
Point = tuple[float, float]
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Node:
    """A state; nodes of one group stand together, groups in order of first appearance."""

    key: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A step from one state to another; both are keys of nodes."""

    source: str
    target: str
    label: str = ""


@dataclass(slots=True)
class Box:
    node: Node
    row: int
    x: float = 0
    y: float = 0
    width: float = 0

    @property
    def center(self) -> float:
        return self.x + self.width / 2


@dataclass(slots=True)
class Route:
    """The line of one edge; `label_at` is the middle of its label's foot."""

    edge: Edge
    direction: Direction
    points: list[Point] = field(default_factory=list)
    label_at: Point = (0, 0)


@dataclass(frozen=True, slots=True)
class Band:
    label: str
    y: float
    height: float


@dataclass(slots=True)
class Layout:
    boxes: dict[str, Box]
    routes: list[Route]
    bands: list[Band]
    width: float
    height: float


def text_width(text: str, size: float) -> float:
    """Return the width of a text in pixels: wide characters a full em, others somewhat over half."""
    ems = sum(1.0 if unicodedata.east_asian_width(c) in "WF" else 0.58 for c in text)
    return ems * size


@dataclass(slots=True)
class Run:
    """A horizontal stretch in a channel, waiting for its track."""

    channel: int
    start: float
    end: float
    label: str
    track: int = 0

    def span(self) -> Span:
        low, high = sorted((self.start, self.end))
        missing = max(0.0, self.need - (high - low)) / 2
        return low - missing - 5, high + missing + 5

    @property
    def need(self) -> float:
        return text_width(self.label, SMALL) + 12 if self.label else 0

    def label_middle(self) -> float:
        """Near the start where there is room, so that one sees whose step it is."""
        if abs(self.end - self.start) <= self.need:
            return (self.start + self.end) / 2
        half = self.need / 2 + 2
        return self.start + (half if self.end > self.start else -half)
