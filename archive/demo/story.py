"""The archive's walkers on the days, and with the words, of the demonstration's data."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from archive.checking.actions import checks_finish
from archive.demo.material import collect
from archive.demo.walk import filing as filings
from archive.demo.walk import inspecting, loans
from archive.demo.walk.filing import FILING_LINE, FilingWalker
from archive.demo.walk.inspecting import InspectionWalker
from archive.demo.walk.loans import Lender
from archive.filing.actions import filing_open, row_return, rows_accept_rest
from archive.filing.models import Filing
from archive.filing.states import F
from archive.filing.times import following
from archive.inspections.actions import finding_add, finding_answer
from archive.inspections.models import Inspection
from archive.inspections.states import I
from archive.loans.actions import loan_add
from archive.loans.models import Loan
from archive.loans.states import L
from archive.records import Item
from zsa_portal.home.demo.records import Record
from zsa_portal.home.demo.walking import Moments
from zsa_portal.people.models import User
from zsa_portal.people.queries import department
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import months_after
from zsa_portal.workflow.perform import perform

FILED_SINCE = "该月资料已在部门整理完毕，随下次归档一并移交。"


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
        return str(self.matter.state) if self.pk else ""

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


@dataclass
class FilingStory(Told, FilingWalker):
    """A department's filing of a month, ``back`` months before today's."""

    cast: Any = None
    collect: Callable[[Filing], Any] = lambda _filing: None
    model: Any = Filing

    def life(self) -> Moments:
        """From its opening by the calendar to the state of the data."""
        month = months_after(self.today.replace(day=1), -self.record["back"])
        yield clock.start_of(following(month))
        self.pk = filing_open(department=self.cast.department, month=month, by=None).pk
        if self.end == F.COLLECTING:
            yield self.later(8)
            self.put(self.matter)
            return
        if "submitted" in self.record:
            self.now = self.on(self.today + dt.timedelta(days=self.record["submitted"] - 5))
        self.collect = self.put
        returned = self.end == F.RETURNED
        last = F.CUSTODY if returned else self.end
        for state in FILING_LINE[1 : FILING_LINE.index(last) + 1]:
            yield from filings.STATIONS[state](self, self.matter)
        if returned:
            yield self.later(2)
            self.give_back()

    def put(self, filing: Filing) -> None:
        """The archivist puts the data's rows onto the list."""
        collect(filing, self.record["rows"], self.cast.archivist)

    def give_back(self) -> None:
        """The custodian returns the rows of which the data says why, and takes the others in."""
        custodian = self.cast.custodian
        for row in self.record["rows"]:
            if "return" in row:
                name = row["path"].rpartition("/")[2]
                item = self.matter.items.get(name__endswith=name)
                row_return(filing=self.matter, item=item.pk, reason=row["return"], by=custodian)
        checks_finish(self.matter)
        rows_accept_rest(filing=self.matter, by=custodian)
        perform(self.matter.return_rows, by=custodian)


@dataclass
class InspectionStory(Told, InspectionWalker):
    """The last inspection that is over."""

    cast: Any = None
    model: Any = Inspection

    @property
    def end(self) -> str:
        """Its report is released."""
        return str(I.RELEASED)

    def life(self) -> Moments:
        """From its opening over the findings to the report."""
        yield clock.start_of(last_inspected(self.today))
        self.pk = self.start().pk
        yield self.later(2)
        gap = self.record["incomplete"]
        finding_add(
            inspection=self.matter,
            home=department(gap["department"]),
            text=gap["text"],
            incomplete=True,
            by=self.cast.quality,
        )
        yield from inspecting.STATIONS[I.ANSWERS](self, self.matter)
        yield self.later(2)
        for finding in self.matter.findings.filter(department=self.cast.department):
            answer = inspecting.ANSWER if finding.made_by else FILED_SINCE
            finding_answer(finding=finding, answer=answer, by=self.cast.head)
        yield self.later(6)
        perform(self.matter.release_report, by=self.cast.quality_head)


@dataclass
class LoanStory(Told, Lender):
    """A loan of one record that was filed before."""

    cast: Any = None
    line: list[str] = field(default_factory=list)
    model: Any = Loan

    def life(self) -> Moments:
        """From the request to the state of the data."""
        yield self.on(self.today + dt.timedelta(days=self.record["begins"]))
        items = Item.objects.filter(name__contains=self.record["record"], state=Item.State.ACCEPTED)
        loan = self.written(loan_add(items=[items.earliest("pk")], by=self.cast.borrower))
        self.pk = loan.pk
        last = L.HEAD if self.end == L.REFUSED else self.end
        for state in self.line[1 : self.line.index(last) + 1]:
            yield from loans.STATIONS[state](self, self.matter)
            self.now = self.now + dt.timedelta(minutes=25)
        if self.end == L.REFUSED:
            yield self.later(1)
            perform(self.matter.refuse_as_head, by=self.cast.head, reason=self.record["refused"])


def last_inspected(today: dt.date) -> dt.date:
    """The first day of the last June or December whose inspection was over three weeks on."""
    begun = today - dt.timedelta(days=21)
    firsts = [dt.date(begun.year, 12, 1), dt.date(begun.year, 6, 1), dt.date(begun.year - 1, 12, 1)]
    return next(first for first in firsts if first <= begun)


def cast_of(record: Record, users: dict[str, User], *roles: str) -> SimpleNamespace:
    """The people of a record by role, its department, and those who hold the archive's posts."""
    return SimpleNamespace(
        department=department(record["department"]),
        custodian=users["yao.jinghao"],
        secretary_general=users["lu.zhiyuan"],
        vice_chair=users["shen.huaijin"],
        **{role: users[record[role]] for role in roles},
    )
