"""The archive's walkers on the days, and with the words, of the demonstration's data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from archive.appraisal.actions import opinions_give_rest, records_add
from archive.appraisal.models import Appraisal
from archive.appraisal.states import A
from archive.checking.actions import checks_finish
from archive.demo.material import collect, take_papers, taken_in_before
from archive.demo.told import Told
from archive.demo.walk import appraising, inspecting, loans
from archive.demo.walk import filing as filings
from archive.demo.walk.appraising import Appraiser
from archive.demo.walk.filing import FILING_LINE, FilingWalker
from archive.demo.walk.inspecting import InspectionWalker
from archive.demo.walk.loans import Lender
from archive.demo.year import LATE
from archive.exceptions.actions import exception_approve, exception_give
from archive.filing.actions import filings_open, row_return, rows_accept_rest
from archive.filing.models import Filing
from archive.filing.states import F
from archive.filing.times import following
from archive.inspections.actions import finding_add, finding_answer
from archive.inspections.models import Inspection
from archive.inspections.states import I
from archive.loans.actions import loan_add, spot_check_close, spot_check_draw, spot_check_note
from archive.loans.models import Loan
from archive.loans.states import L
from archive.records import Item
from archive.storage.actions import storage_check_add
from zsa_portal.home.demo.walking import Moments
from zsa_portal.people.queries import department
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import months_after
from zsa_portal.workflow.kept.actions import view_keep
from zsa_portal.workflow.perform import perform

FILED_SINCE = "该月资料已在部门整理完毕，随下次归档一并移交。"
LEAVES: dict[str, str] = {L.REFUSED: L.HEAD, L.WITHDRAWN: L.HEAD, L.REVOKED: L.OPEN}
"""The states off a loan's line, each with the state from which a loan of the data goes there."""


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
        filings_open(month=month)
        self.pk = Filing.objects.get(department=self.cast.department, month=month).pk
        if "nothing" in self.record:
            yield from self.nothing()
            return
        if self.end == F.COLLECTING:
            yield self.later(8)
            self.put(self.matter)
            return
        if "submitted" in self.record:
            self.now = self.on(self.today + dt.timedelta(days=self.record["submitted"] - 5))
        if self.record.get("late"):
            self.now = self.later(LATE - 5)
        self.collect = self.put
        returned = self.end == F.RETURNED
        last = F.CUSTODY if returned else self.end
        for state in FILING_LINE[1 : FILING_LINE.index(last) + 1]:
            yield from filings.STATIONS[state](self, self.matter)
        checks_finish(self.matter)
        if returned:
            yield self.later(2)
            self.give_back()
        if self.end == F.FILED:
            taken_in_before(self.matter, self.record["rows"])

    def nothing(self) -> Moments:
        """The archivist reports that there is nothing to file, the head confirms it."""
        yield self.later(5)
        reason = self.record["nothing"]
        perform(self.matter.report_nothing, by=self.cast.archivist, nothing_reason=reason)
        yield self.later(2)
        perform(self.matter.confirm_nothing, by=self.cast.head)

    def put(self, filing: Filing) -> None:
        """The archivist puts the data's rows onto the list."""
        if self.record.get("projects"):
            take_papers(filing, self.cast.archivist)
        collect(filing, self.record["rows"], self.cast.archivist)

    def give_back(self) -> None:
        """The custodian returns the rows of which the data says why, and takes the others in."""
        custodian = self.cast.custodian
        for row in self.record["rows"]:
            if "return" in row:
                name = row["path"].rpartition("/")[2]
                item = self.matter.items.get(name__endswith=name)
                row_return(filing=self.matter, item=item.pk, reason=row["return"], by=custodian)
        rows_accept_rest(filing=self.matter, by=custodian)
        perform(self.matter.return_rows, by=custodian)


@dataclass
class InspectionStory(Told, InspectionWalker):
    """An inspection that is over."""

    cast: Any = None
    model: Any = Inspection

    @property
    def end(self) -> str:
        """Its report is released."""
        return str(I.RELEASED)

    def life(self) -> Moments:
        """From its opening over the findings to the report."""
        yield clock.start_of(self.record["month"])
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
        yield self.later(1)
        for row in self.record["evaluations"]:
            inspecting.evaluate(self.matter, **row)
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
        last = LEAVES.get(self.end, self.end)
        for state in self.line[1 : self.line.index(last) + 1]:
            yield from loans.STATIONS[state](self, self.matter)
            self.now = self.now + dt.timedelta(minutes=25)
        if self.end in LEAVES:
            yield self.later(1)
            self.leave()
        if "exception" in self.record:
            yield self.later(1)
            self.make_exception(**self.record["exception"])
        if "spot_check" in self.record:
            yield self.later(2)
            self.look_into_loans()

    def make_exception(
        self, *, user: str, record: str, days: int, reason: str, approved: bool = False
    ) -> None:
        """The custodian opens a record to a person by name, for some time; a leader may approve it."""
        item = Item.objects.filter(name__contains=record, state=Item.State.ACCEPTED).earliest("pk")
        given = exception_give(
            on=item.document,
            user=next(one for one in self.everybody if one.username == user),
            until=clock.today() + dt.timedelta(days=days),
            reason=reason,
            copies=False,
            by=self.cast.custodian,
        )
        if approved:
            exception_approve(exception=given, by=self.cast.secretary_general)

    def look_into_loans(self) -> None:
        """The custodian draws a sample of loans and writes down what was found."""
        custodian = self.cast.custodian
        check = spot_check_draw(by=custodian)
        for row in check.rows.order_by("pk"):
            found = self.record["spot_check"]
            spot_check_note(row=row, conforms=True, finding=found, by=custodian)
        spot_check_close(check=check, by=custodian)

    def leave(self) -> None:
        """It is refused, withdrawn or revoked."""
        loan, cast = self.matter, self.cast
        if self.end == L.REFUSED:
            perform(loan.refuse_as_head, by=cast.head, reason=self.record["refused"])
        elif self.end == L.WITHDRAWN:
            perform(loan.withdraw_loan, by=cast.borrower)
        else:
            perform(loan.revoke_loan, by=cast.custodian, reason=self.record["revoked"])


@dataclass
class AppraisalStory(Told, Appraiser):
    """An appraisal of old records; before it the custodian looked into the storage."""

    cast: Any = None
    line: list[str] = field(default_factory=lambda: appraising.RESTRICTED_LINE)
    model: Any = Appraisal

    def life(self) -> Moments:
        """From the records chosen to the state of the data."""
        yield self.on(self.today + dt.timedelta(days=self.record["begins"]))
        self.look()
        named = [Item.objects.get(name__contains=name) for name in self.record["items"]]
        self.pk = records_add(items=named, by=self.cast.custodian).pk
        for state in self.line[1 : self.line.index(self.end) + 1]:
            yield from appraising.STATIONS[state](self, self.matter)
        if self.end == A.PANEL:
            yield self.later(2)
            opinions_give_rest(appraisal=self.matter, by=self.cast.custodian)

    def look(self) -> None:
        """The custodian writes a check of the storage down, and keeps a search for next time."""
        custodian = self.cast.custodian
        storage_check_add(
            backed_up_on=clock.today() - dt.timedelta(days=2),
            proved_on=clock.today() - dt.timedelta(days=20),
            by=custodian,
            **self.record["storage"],
        )
        if "search" in self.record:
            search = self.record["search"]
            view_keep(
                user=custodian,
                place="archive:items",
                name=search["name"],
                asked=urlencode({"q": search["words"]}),
            )
