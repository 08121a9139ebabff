"""Rows beside those of the archive: what a page lists once is listed three times.

The rows are copies, made past the triggers: no step leads to three inspections of one month.
"""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pgtrigger

from archive.appraisal.models import Appraisal
from archive.bags.records import Bag
from archive.checking.records import CheckResult, CheckRun
from archive.exceptions.records import DocumentException, FolderException
from archive.filing.models import Filing, Signature
from archive.inspections.models import Finding, Inspection
from archive.intakes.models import Intake
from archive.levels.models import TableEdit
from archive.loans.models import Loan
from archive.loans.records import LoanItem, SpotCheck, SpotCheckRow
from archive.records import Folder, Item
from archive.storage.records import StorageCheck
from tests.pages.growing import copies, more_of, somebody, word
from zsa_portal.documents.models import Document
from zsa_portal.people.models import DepartmentMembership
from zsa_portal.workflow.kept.records import KeptView
from zsa_portal.workflow.models import Duty, Involvement, LogEntry

places = itertools.count(40)
months = itertools.count(1)


def grow() -> None:
    """Three of everything that the pages of the archive list."""
    with pgtrigger.ignore():
        copies(Folder.objects.all(), number=lambda _row: str(next(places)), name=word)
        _records()
        for machine in (Filing, Inspection):
            _matters(machine, month=_month)
        for machine in (Loan, Appraisal, Intake, TableEdit):
            _matters(machine)
        _beside()
        copies(DepartmentMembership.objects.all(), user=somebody)


def _month(_row: Any) -> dt.date:
    return dt.date(2040 + next(months) // 12, next(months) % 12 + 1, 1)


def _records() -> None:
    """Each record twice more, on the same lists, loans and appraisals."""
    for row in list(Item.objects.all()):
        for _pair in range(2):
            document = _document(row.document)
            made = Item.objects.get(pk=row.pk)
            made.pk, made.document, made.version = None, document, document.versions.first()
            made.label = word() if row.label else None
            made._state.adding = True
            made.save(force_insert=True)
            for lent in row.loan_rows.all():
                lent.pk, lent.item, lent._state.adding = None, made, True
                lent.save(force_insert=True)
            _appraised(row, made)


def _document(row: Document) -> Document:
    versions = list(row.versions.all())
    made = Document.objects.get(pk=row.pk)
    made.pk, made.title, made._state.adding = None, word(), True
    made.save(force_insert=True)
    for version in versions:
        version.pk, version.document, version._state.adding = None, made, True
        version.save(force_insert=True)
    return made


def _appraised(row: Item, made: Item) -> None:
    for one in row.appraisals.all():
        opinions = list(one.opinions.all())
        one.pk, one.item, one._state.adding = None, made, True
        one.save(force_insert=True)
        for opinion in opinions:
            opinion.pk, opinion.row, opinion._state.adding = None, one, True
            opinion.save(force_insert=True)


def _matters(machine: Any, **changes: Any) -> None:
    """Each matter twice more, with its parties, duties and log."""
    for row in list(machine.objects.all()):
        for _pair in range(2):
            made = machine.objects.get(pk=row.pk)
            made.pk = made.id = None
            made._state.adding = True
            made.number = word() if row.number else row.number
            for name, change in changes.items():
                setattr(made, name, change(row))
            made.save(force_insert=True)
            for model in (Involvement, Duty, LogEntry):
                for one in model.objects.filter(matter=row.pk):
                    one.pk, one.matter_id, one._state.adding = None, made.pk, True
                    one.save(force_insert=True)
    if machine is Loan:
        _lent()


def _lent() -> None:
    """Every loan that has no record yet has one, and is looked into."""
    item = Item.objects.order_by("pk")[0]
    check = SpotCheck.objects.order_by("pk")[0]
    for loan in Loan.objects.filter(rows=None):
        LoanItem.objects.create(loan=loan, item=item)
        SpotCheckRow.objects.create(check_of=check, loan=loan)


def _beside() -> None:
    copies(Finding.objects.all(), filing=lambda _row: None)
    copies(Signature.objects.all())
    for row, made in more_of(CheckRun.objects.all(), state=lambda _row: CheckRun.State.DONE):
        for one in CheckResult.objects.filter(run=row.pk):
            one.pk, one.run, one._state.adding = None, made, True
            one.save(force_insert=True)
    for model in (Bag, SpotCheck, StorageCheck):
        copies(model.objects.all())
    copies(KeptView.objects.all(), name=word)
    for exceptions in (DocumentException, FolderException):
        copies(exceptions.objects.all(), user=somebody)
