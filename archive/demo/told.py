"""What the archive's lives of the demonstration share: their data, their people, their hours."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from zsa_portal.home.demo.records import Record
from zsa_portal.people.models import User
from zsa_portal.people.queries import department
from zsa_portal.regulations import clock


@dataclass
class Told:
    """What the archive's lives share: the data's record, today, everybody, and the matter's key."""

    key: str = ""
    record: Record = field(default_factory=dict)
    today: dt.date = dt.date.min
    everybody: list[User] = field(default_factory=list)
    pk: int = 0
    now: dt.datetime = field(default_factory=clock.now)
    model: Any = None

    @property
    def matter(self) -> Any:
        """The matter as it is now."""
        return self.model.objects.get(pk=self.pk)

    @property
    def state(self) -> str:
        """Its state; empty before it begins."""
        found = self.model.objects.filter(pk=self.pk).values_list("state", flat=True)
        return str(found.first() or "")

    @property
    def end(self) -> str:
        """The state in which the data leaves it."""
        return str(self.record["state"])

    def people(self) -> Iterator[User]:
        """Everybody: the same objects play in all lives."""
        yield from self.everybody

    def later(self, days: int, moment: str = "") -> dt.datetime:
        """A minute of the matter's own in the morning so many days from now."""
        return self.on(clock.day_of(self.now) + dt.timedelta(days=days))

    def on(self, day: dt.date) -> dt.datetime:
        """That minute of a day."""
        minutes = zlib.crc32(self.key.encode()) % 170
        return clock.start_of(day) + dt.timedelta(hours=9, minutes=5 + minutes)


def cast_of(record: Record, users: dict[str, User], *roles: str) -> SimpleNamespace:
    """The people of a record by role, its department, and those who hold the archive's posts."""
    return SimpleNamespace(
        department=department(record["department"]),
        custodian=users["yao.jinghao"],
        secretary_general=users["lu.zhiyuan"],
        vice_chair=users["shen.huaijin"],
        **{role: users[record[role]] for role in roles},
    )
