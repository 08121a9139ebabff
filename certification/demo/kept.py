"""Two recognised standards of the demonstration: one due for its re-check, one revoked after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from certification.approval.papers import RECOGNISED
from certification.demo.walk import keeping
from certification.demo.walk.keeping import KeepCast, Keeper
from certification.upkeep.calendar import open_upkeep
from certification.upkeep.models import Recheck
from certification.upkeep.states import U
from zsa_portal.catalogue.models import Edition, Standard
from zsa_portal.catalogue.numbering import COUNTER, standard_number
from zsa_portal.documents import numbers
from zsa_portal.home.demo.association import Association
from zsa_portal.home.demo.walking import Moments
from zsa_portal.people.models import Background, Body, Expert, Organisation, User
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import months_after

FIELD = "next_it"
BODY, CLERK = "yunxiu", "ling.xiaolan"
SECRETARIAT, COUNCIL_SECRETARY, COMMITTEE = "ye.qinghe", "gu.yanqi", "tc-next-it"
EXPERTS = ("yan.shouzheng", "guan.heng", "zhong.xiaming")
GROUNDS = "核心指标已低于新发布的国家标准，标准技术不再先进；团体表示不再修订。"


@dataclass
class KeptStory(Keeper):
    """A standard recognised ``age`` days ago, and its yearly re-check up to ``end``."""

    key: str = ""
    title: str = ""
    source_number: str = ""
    today: dt.date = dt.date.min
    age: int = 0
    end: str = U.MATERIAL
    pk: int | None = None
    everybody: list[User] = field(default_factory=list)

    @property
    def matter(self) -> Any:
        """The re-check as it is now."""
        return Recheck.objects.get(pk=self.pk)

    @property
    def state(self) -> str:
        """Its state; empty before it begins."""
        return str(self.matter.state) if self.pk else ""

    def people(self) -> Iterator[User]:
        """Everybody: the same objects play in all lives."""
        yield from self.everybody

    def later(self, days: int, moment: str = "") -> dt.datetime:
        """Ten o'clock so many days from now."""
        day = clock.day_of(self.now) + dt.timedelta(days=days)
        return clock.start_of(day) + dt.timedelta(hours=10)

    def life(self) -> Moments:
        """From its recognition over the day on which the calendar opens the re-check."""
        day = self.today - dt.timedelta(days=self.age)
        yield clock.start_of(day) + dt.timedelta(hours=10)
        edition = self.recognised(day)
        opens = months_after(day, 12) - dt.timedelta(days=60)
        yield clock.start_of(opens) + dt.timedelta(hours=1)
        open_upkeep()
        self.pk = Recheck.objects.get(edition=edition).pk
        line = keeping.LINES["recheck"]
        for state in line[1 : line.index(self.end) + 1]:
            yield from keeping.STATIONS["recheck"][state](self, self.matter)

    def recognised(self, day: dt.date) -> Edition:
        """The edition, recognised on a day before the portal."""
        running = numbers.next(COUNTER)
        standard = Standard.objects.create(
            running=running, field=FIELD, committee=self.cast.committee
        )
        return Edition.objects.create(
            kind=RECOGNISED.key,
            standard=standard,
            number=standard_number(running, day.year),
            title=self.title,
            year=day.year,
            status=Edition.Status.CURRENT,
            published_on=day,
            implemented_on=day,
            source_body=self.cast.organisation,
            source_number=self.source_number,
        )


def kept(association: Association, today: dt.date) -> list[KeptStory]:
    """The two standards of one body."""
    cast = cast_of(association)
    story: Callable[..., KeptStory] = lambda **told: KeptStory(  # noqa: E731 - what the two share
        cast=cast,
        now=clock.start_of(today),
        today=today,
        everybody=list(association.users.values()),
        **told,
    )
    return [
        story(
            key="recheck-due",
            title="工业现场边缘网关接入技术要求",
            source_number="T/YXII 6-2024",
            age=320,
        ),
        story(
            key="recheck-revoked",
            title="工业数据采集终端通用规范",
            source_number="T/YXII 2-2023",
            age=370,
            end=U.DONE,
            conclusion="revoke",
            grounds=GROUNDS,
        ),
    ]


def cast_of(association: Association) -> KeepCast:
    """Who acts for the body, the secretariat and the council, and the experts of the field."""
    users = association.users
    for username in EXPERTS:
        expert = Expert.objects.get(user=users[username])
        Background.objects.get_or_create(expert=expert, field=FIELD, kind="professional")
    body: Organisation = association.organisations[BODY]
    return KeepCast(
        applicant=users[CLERK],
        organisation=body,
        secretariat=users[SECRETARIAT],
        council_secretary=users[COUNCIL_SECRETARY],
        committee=Body.objects.get(code=COMMITTEE),
        members=[],
        experts=[users[username] for username in EXPERTS],
    )
