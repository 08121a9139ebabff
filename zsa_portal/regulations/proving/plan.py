"""Which tests are to prove which declared thing, and what came of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from zsa_portal.regulations.proving.declared import Thing

LONG = 10.0
"""Seconds: a test that takes longer is tried when no other one is left; many take less than it."""


@dataclass
class Seen:
    """A test that passed: the articles it is marked with, its seconds, what it asked (see Watch)."""

    nodeid: str
    marks: list[str]
    seconds: float
    asked: dict[str, bool]


@dataclass
class Proof:
    """How a thing is proven: by the first of ``tests`` that fails as it should.

    ``tests`` are those still to be tried, the best first, of which ``long`` take longer than LONG;
    ``by`` the one that proved it; ``tried`` tells of each other one why it did not.
    """

    article: str
    tests: list[str]
    by: str = ""
    tried: dict[str, str] = field(default_factory=dict)
    long: list[str] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether no test proves the thing and none is left to try."""
        return not self.by and not self.tests

    def coming(self, most: int) -> list[str]:
        """The tests to be tried next: the best at first, then so many; long ones only by themselves."""
        if self.by:
            return []
        quick = [one for one in self.tests if one not in self.long]
        return (quick or self.tests)[: most if self.tried else 1]


Plan = dict[str, Proof]
Rank = tuple[bool, bool, int, float]
"""Whether a test is long, whether nothing was refused in it, its rivals, its seconds."""


def plan_of(things: Mapping[str, Thing], tests: Iterable[Seen]) -> Plan:
    """For each thing the tests that may prove it.

    The first are those in which it refused and few others of its article did: they are about it;
    among them the quickest. Those that take longer than ``LONG`` come last. A test asks on purpose
    what it is marked with; of a thing without an article any test will do in which it refused.
    """
    ranked: dict[str, list[tuple[Rank, str]]] = {name: [] for name in things}
    for test in tests:
        for name, refused in test.asked.items():
            thing = things.get(name)
            if thing is None or not (thing.article in test.marks if thing.article else refused):
                continue
            rivals = sum(
                other and other_name in things and things[other_name].article == thing.article
                for other_name, other in test.asked.items()
            )
            rank = (test.seconds > LONG, not refused, rivals, test.seconds)
            ranked[name].append((rank, test.nodeid))
    plan = {}
    for name, thing in things.items():
        rows = sorted(ranked[name])
        long = [nodeid for (is_long, *_rank), nodeid in rows if is_long]
        plan[name] = Proof(thing.article, [nodeid for _rank, nodeid in rows], long=long)
    return plan


def write(plan: Plan, file: Path) -> None:
    """Keep a plan."""
    rows = {name: asdict(proof) for name, proof in plan.items()}
    file.write_text(json.dumps(rows, indent=1, ensure_ascii=False), encoding="utf-8")


def read(file: Path) -> Plan:
    """A plan that was kept."""
    rows = json.loads(file.read_text(encoding="utf-8"))
    return {name: Proof(**row) for name, row in rows.items()}
