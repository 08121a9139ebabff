"""Forms with what one may not use, batches with one forbidden row: refused, nothing written."""

from __future__ import annotations

import pytest
from django.core import serializers
from django.test import Client
from django.urls import reverse

from archive.exceptions.records import DocumentException, FolderException
from archive.filing.actions import filing_open
from archive.filing.models import Filing
from archive.filing.states import F
from archive.inspections.actions import finding_add, inspection_open
from archive.inspections.models import Finding, Inspection
from archive.loans.actions import loan_add
from archive.loans.models import Loan
from archive.loans.records import LoanItem
from archive.records import Folder, Item
from tests.archive.chains import filing_at
from tests.archive.holdings import folder, record
from tests.archive.rows import add_row
from tests.standards.association import START, person
from zsa_portal.documents.models import Document, Version
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level

REFUSED = (403, 404, 409, 422)
TABLES = (
    Filing, Folder, Item, Document, Version, Loan, LoanItem, Finding, Inspection, DocumentException,
    FolderException,
)  # fmt: skip
EXTRA = {
    "state": "accepted",
    "accepted_at": "2026-01-01",
    "uploaded_by": "1",
    "document": "1",
    "filing": "1",
    "borrower": "1",
    "copies_allowed": "on",
    "opens_at": "2026-01-01T00:00",
    "closes_at": "2027-01-01T00:00",
    "is_staff": "on",
}
"""Fields that no form has."""


@pytest.fixture(autouse=True)
def at_the_beginning():
    with clock.moved_to(START):
        yield


@pytest.fixture
def both(cast):
    """A filing with three rows of the home department, and one of another with a row and folder."""
    home = filing_open(department=cast.department, month=START.date().replace(day=1), by=None)
    away = filing_open(department=cast.other_department, month=START.date().replace(day=1), by=None)
    rows = [add_row(home, f"{n}.docx", by=cast.archivist, folder="甲") for n in range(3)]
    other = add_row(away, "别家.docx", by=cast.other_clerk, folder="乙", level=Level.CONFIDENTIAL)
    return home, rows, other


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def stored():
    """Every row of the archive's tables, as it stands."""
    return [serializers.serialize("json", table.objects.order_by("pk")) for table in TABLES]


def refused(user, path, data):
    """Whether a POST is refused and writes nothing."""
    before = stored()
    response = signed_in(user).post(path, {**EXTRA, **data})
    return response.status_code in REFUSED and stored() == before


@pytest.mark.parametrize("act", ["move", "keep", "explain", "name", "remove", "label"])
def test_a_batch_with_a_row_of_another_department_is_refused_whole(both, cast, act):
    home, rows, other = both
    own = folder(cast.department, cast.archivist, "09")
    keys = [*(row.pk for row in rows), other.pk]
    data = {"act": act, "row": keys, "folder": own.pk, "reason": "x"}
    assert refused(cast.archivist, reverse("archive:rows", args=[home.pk]), data)


def test_a_request_for_fifty_records_with_a_forbidden_one_is_refused_whole(cast):
    kept = [record(cast.other_department, cast.other_clerk, f"{n}") for n in range(49)]
    listed = record(cast.other_department, cast.other_clerk, "未收", state="listed")
    keys = [*(one.pk for one in kept), listed.pk]
    assert refused(cast.clerk, reverse("archive:borrow_several"), {"items": keys})
    gone = [*(one.pk for one in kept), 999_999]
    assert refused(cast.clerk, reverse("archive:borrow_several"), {"items": gone})


def test_folders_of_another_department_are_no_place(both, cast):
    home, rows, other = both
    foreign = other.folder_id
    asked = [
        ("rows", [], {"act": "move", "row": [rows[0].pk], "folder": foreign}),
        ("folder_new", [], {"name": "新", "parent": foreign}),
        ("folder_move", [rows[0].folder_id], {"parent": foreign}),
        ("folder_rename", [foreign], {"name": "新"}),
        ("folder_delete", [foreign], {}),
        ("original_new", [], {"name": "合同", "folder": foreign, "box": "1", "shelf": "1"}),
        ("row", [other.pk], {"name": "新.docx"}),
    ]
    for name, more, data in asked:
        path = reverse(f"archive:{name}", args=[home.pk, *more])
        assert (name, refused(cast.archivist, path, data)) == (name, True)


def test_a_project_that_one_may_not_know_of_is_no_folders_project(both, cast):
    home, _rows, _other = both
    loan = loan_add(items=[record(cast.other_department, cast.other_clerk, "x")], by=cast.clerk)
    for project in (loan.pk, home.pk, 999_999):
        data = {"name": "新", "project": project}
        assert refused(cast.archivist, reverse("archive:folder_new", args=[home.pk]), data)


def test_papers_that_were_not_proposed_are_not_taken(both, cast):
    home, _rows, other = both
    path = reverse("archive:proposals", args=[home.pk])
    for key in (f"d{other.document_id}", "d999999", "f1", f"x{other.document_id}"):
        assert (key, refused(cast.archivist, path, {"paper": [key]})) == (key, True)


def test_the_custodian_judges_no_row_of_another_list(db):
    walker, filing = filing_at(F.CUSTODY)
    cast = walker.cast
    with clock.moved_to(walker.now):
        month = clock.today().replace(day=1)
        away = filing_open(department=cast.other_department, month=month, by=None)
        other = add_row(away, "别家.docx", by=cast.other_clerk, folder="乙")
        path = reverse("archive:filing_custody", args=[filing.pk])
        for verdict in ("accept", "return"):
            data = {"verdict": verdict, "row": other.pk, "reason": "x"}
            assert (verdict, refused(cast.custodian, path, data)) == (verdict, True)


def test_an_exception_is_given_to_nobody_who_is_gone_and_to_no_office(cast):
    item = record(cast.other_department, cast.other_clerk, "合同")
    gone = person("gone")
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)
    for user in (gone.pk, 999_999, cast.custodian.pk):
        data = {"user": user, "until": "2026-01-20", "reason": "审计"}
        for name in ("exception_give", "exception_give_folder"):
            assert refused(cast.custodian, reverse(f"archive:{name}", args=[item.pk]), data)


def test_a_loan_is_asked_for_ones_own_department_and_changed_by_its_borrower(cast):
    item = record(cast.other_department, cast.other_clerk, "合同")
    loan = loan_add(items=[item], by=cast.clerk)
    path = reverse("archive:loan_edit", args=[loan.pk])
    foreign = {"owner": cast.other_department.pk, "form": "electronic", "purpose": "核对"}
    assert refused(cast.clerk, path, foreign)
    own = foreign | {"owner": cast.department.pk}
    assert refused(cast.other_clerk, path, own)
    removal = reverse("archive:loan_remove", args=[loan.pk, item.pk])
    assert refused(cast.archivist, removal, {})


def test_fields_that_a_form_does_not_have_are_not_written(cast):
    loan = loan_add(items=[record(cast.other_department, cast.other_clerk, "合同")], by=cast.clerk)
    path, client = reverse("archive:loan_edit", args=[loan.pk]), signed_in(cast.clerk)
    seen = client.get(path).context["seen"]
    data = {"owner": cast.department.pk, "form": "electronic", "purpose": "核对", "seen": seen}
    assert client.post(path, {**EXTRA, **data}).status_code == 302
    fresh = Loan.objects.get()
    assert (fresh.purpose, fresh.borrower, fresh.state) == ("核对", cast.clerk, loan.state)
    assert (fresh.copies_allowed, fresh.opens_at, fresh.closes_at) == (False, None, None)


def test_a_finding_of_another_inspection_is_not_there(cast):
    june = inspection_open(month=START.date().replace(month=6, day=1))
    december = inspection_open(month=START.date().replace(month=12, day=1))
    made = finding_add(
        inspection=june, home=cast.department, text="缺", incomplete=False, by=cast.quality
    )
    for name in ("finding_remove", "finding_answer", "finding_drop"):
        path = reverse(f"archive:{name}", args=[december.pk, made.pk])
        for user in (cast.quality, cast.quality_head, cast.head):
            assert refused(user, path, {"answer": "x", "reason": "x"})
    data = {"department": 999_999, "text": "缺"}
    assert refused(cast.quality, reverse("archive:finding_new", args=[june.pk]), data)


def test_running_numbers_and_options_open_no_record(cast):
    items = [
        record(cast.other_department, cast.other_clerk, f"金丝雀{level}", level=level, number=n)
        for n, level in (("01", Level.RESTRICTED), ("02", Level.CONFIDENTIAL))
    ]
    client = signed_in(cast.clerk)
    for item in items:
        version = item.document.versions.get().pk
        paths = [
            reverse("documents:page", args=[item.document_id, 1]),
            *(
                reverse(f"documents:{n}", args=[item.document_id])
                for n in ("read", "copy", "history")
            ),
            *(reverse(f"documents:{n}", args=[version]) for n in ("download", "view")),
        ]
        for path in paths:
            answer = client.get(path)
            assert (path, answer.status_code) == (path, 403)
            assert "金丝雀confidential" not in answer.content.decode()
            options = client.options(path)
            assert "金丝雀" not in options.content.decode() + str(options.headers)
            assert options.status_code in (200, 403, 404, 405)
            assert client.get(path, headers={"Range": "bytes=0-9"}).status_code == 403
    for name in ("page", "read", "copy", "history", "download", "view"):
        args = [999_999, 1] if name == "page" else [999_999]
        assert client.get(reverse(f"documents:{name}", args=args)).status_code == 404
