"""Disposal: what is in use stays, approval by level, two signatures, nobody reads it, waste is shredded."""

from __future__ import annotations

import datetime as dt
import os
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from archive.appraisal import rules
from archive.appraisal.models import Appraisal
from archive.appraisal.register import register_data, register_rows
from archive.appraisal.rules import Destruction
from archive.appraisal.states import A
from archive.appraisal.verdicts import Place
from archive.demo.walk.loans import RESTRICTED_LINE as LOAN_LINE
from archive.demo.walk.loans import Lender
from archive.exceptions.actions import exception_give
from archive.filing.models import Filing, checksum_of
from archive.inspections.actions import inspection_open
from archive.loans.records import SpotCheck, SpotCheckRow
from archive.loans.states import L
from archive.records import Item
from archive.search.queries import items_for
from archive.search.ways import kept
from tests.archive.appraisal.walk import due
from tests.archive.holdings import record
from tests.archive.loans.stations import cast_of
from tests.standards.association import START
from zsa_portal.documents import store
from zsa_portal.documents.disposal import bytes_remove, remove_bytes
from zsa_portal.documents.finding.records import DocumentText
from zsa_portal.documents.models import Derived, Document, IssuedForm, Removal, Version
from zsa_portal.documents.readings import ListReading
from zsa_portal.people.models import PostHolding
from zsa_portal.people.places import forget
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import months_after
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import StepsUnmet

HOW = {"how": "碎纸机粉碎，二人在场。", "shredded": True}


def fresh(matter):
    return Appraisal.objects.get(pk=matter.pk)


def readers(document, cast):
    """Everybody of the cast who may know of a document or read it."""
    found = []
    for name, who in vars(cast).items():
        if hasattr(who, "username"):
            forget(who)
            rows = Document.objects.filter(pk=document.pk)
            if rows.readable_by(who).exists() or rows.discoverable_by(who).exists():
                found.append(name)
    return found


def lend(cast, item, state, now=START):
    lender = Lender(cast_of(cast), now, LOAN_LINE)
    return lender.to(lender.start([item]), state)


@pytest.mark.parametrize(
    ("state", "refused"),
    [(L.DRAFT, False), (L.HEAD, True), (L.CUSTODY, True), (L.OPEN, True), (L.CLOSED, False)],
)
def test_what_is_on_loan_is_not_disposed_of(cast, appraisal_at, state, refused):
    walker, matter = appraisal_at(A.SIGNING)
    lend(cast, Item.objects.get(), state, walker.now)
    with walker.day(1):
        if not refused:
            assert perform(fresh(matter).sign_as_custodian, by=cast.custodian)
            return
        with pytest.raises(StepsUnmet, match="on loan or asked for"):
            perform(fresh(matter).sign_as_custodian, by=cast.custodian)


def test_a_loan_that_is_over_by_the_clock_is_over(cast, appraisal_at):
    walker, matter = appraisal_at(A.SIGNING)
    loan = lend(cast, Item.objects.get(), L.OPEN, walker.now)
    with walker.at(loan.closes_at - dt.timedelta(seconds=1)):
        assert rules.nothing_is_in_use.missing(fresh(matter))
    with walker.at(loan.closes_at):
        assert not rules.nothing_is_in_use.missing(fresh(matter))


def test_what_a_spot_check_looks_into_is_not_disposed_of(cast, appraisal_at):
    _walker, matter = appraisal_at(A.SIGNING)
    check = SpotCheck.objects.create(drawn_by=cast.custodian)
    loan = lend(cast, Item.objects.get(), L.CLOSED)
    SpotCheckRow.objects.create(check_of=check, loan=loan)
    with pytest.raises(StepsUnmet, match="spot check looks into"):
        perform(fresh(matter).sign_as_custodian, by=cast.custodian)
    SpotCheck.objects.update(closed_at=clock.now())
    assert perform(fresh(matter).sign_as_custodian, by=cast.custodian)


def test_what_is_under_inspection_is_not_disposed_of(cast, appraisal_at):
    _walker, matter = appraisal_at(A.SIGNING)
    inspection_open(month=dt.date(2026, 6, 1))
    with pytest.raises(StepsUnmet, match="under inspection"):
        perform(fresh(matter).sign_as_custodian, by=cast.custodian)


def test_a_month_is_under_inspection_before_it_is_due_and_inspections_cost_nothing_more(
    cast, appraisal_at
):
    _walker, matter = appraisal_at(A.SIGNING)
    month, costs = Item.objects.get().filing.month, []
    inspection_open(month=months_after(month, 1))
    for another in (months_after(month, 7), months_after(month, 13)):
        at = clock.start_of(months_after(month, 1))
        with clock.moved_to(at), CaptureQueriesContext(connection) as asked:
            assert "is under inspection" in rules.nothing_is_in_use.missing(fresh(matter))[0]
        costs.append(len(asked))
        inspection_open(month=another)
    assert costs[0] == costs[1]


def test_what_belongs_to_a_project_under_way_is_not_disposed_of(cast, appraisal_at):
    _walker, matter = appraisal_at(A.SIGNING)
    item = Item.objects.get()
    item.folder.project = Matter.objects.get(pk=item.filing_id)
    item.folder.save(update_fields=["project"])
    with pytest.raises(StepsUnmet, match="project that is under way"):
        perform(fresh(matter).sign_as_custodian, by=cast.custodian)


def test_what_is_published_is_not_disposed_of(cast, appraisal_at, monkeypatch):
    _walker, matter = appraisal_at(A.SIGNING, due(cast, level="public"))
    asked = Document.objects.readable_by(cast.clerk).values("pk")
    public = Document.objects.filter(pk__in=asked)
    whole = type(public).readable_by
    monkeypatch.setattr(
        type(public), "readable_by", lambda rows, user: whole(rows, user or cast.clerk)
    )
    with pytest.raises(StepsUnmet, match="is published"):
        perform(fresh(matter).sign_as_custodian, by=cast.custodian)


@pytest.mark.rule("A14c")
def test_the_secretary_general_alone_approves_up_to_restricted(cast, appraisal_at):
    _walker, matter = appraisal_at(A.SECRETARY_GENERAL)
    with pytest.raises(StepsUnmet, match="Nothing on the register is confidential"):
        perform(matter.pass_to_vice_chair, by=cast.secretary_general)
    for other in (cast.custodian, cast.vice_chair, cast.head, cast.quality_head):
        with pytest.raises(PermissionDenied):
            perform(fresh(matter).approve_disposal, by=other)
    assert perform(fresh(matter).approve_disposal, by=cast.secretary_general).state == A.SIGNING


@pytest.mark.rule("A14c")
def test_confidential_records_need_the_executive_vice_chair(cast, appraisal_at):
    walker, matter = appraisal_at(A.SECRETARY_GENERAL, level="confidential")
    with walker.day(1):
        with pytest.raises(StepsUnmet, match="go on to the executive vice chair"):
            perform(matter.approve_disposal, by=cast.secretary_general)
        perform(fresh(matter).pass_to_vice_chair, by=cast.secretary_general)
        with pytest.raises(PermissionDenied):
            perform(fresh(matter).approve_confidential_disposal, by=cast.secretary_general)
        perform(fresh(matter).approve_confidential_disposal, by=cast.vice_chair)
        assert list(fresh(matter).signed) == [Place.SECRETARY_GENERAL, Place.VICE_CHAIR]


@pytest.mark.parametrize(
    ("state", "name", "who"),
    [
        (A.SECRETARY_GENERAL, "return_from_secretary_general", "secretary_general"),
        (A.VICE_CHAIR, "return_from_vice_chair", "vice_chair"),
        (A.SUPERVISION, "return_from_supervisor", "quality_head"),
    ],
)
def test_a_register_that_is_returned_has_no_signatures(cast, appraisal_at, state, name, who):
    _walker, matter = appraisal_at(state, level="confidential")
    perform(getattr(matter, name), by=getattr(cast, who), reason="须再议。")
    assert (fresh(matter).state, fresh(matter).signed) == (A.PANEL, {})


def test_the_custodian_drops_it_and_the_record_stays_due(cast, appraisal_at):
    _walker, matter = appraisal_at(A.SIGNING)
    perform(matter.drop_appraisal, by=cast.custodian, reason="另行安排。")
    assert Item.objects.get().state == Item.State.ACCEPTED


@pytest.mark.rule("A14c")
def test_two_people_sign(cast, appraisal_at):
    _walker, matter = appraisal_at(A.SUPERVISION)
    with pytest.raises(PermissionDenied):
        perform(matter.sign_as_supervisor, by=cast.custodian)
    PostHolding.objects.filter(user=cast.custodian).update(user=cast.quality_head)
    forget(cast.quality_head)
    fresh(matter).signatures.filter(place=Place.CUSTODIAN).update(by=cast.quality_head)
    with pytest.raises(StepsUnmet, match="A second person has to supervise"):
        perform(fresh(matter).sign_as_supervisor, by=cast.quality_head)
    assert Item.objects.get().state == Item.State.ACCEPTED


def test_nobody_reads_what_is_disposed_of(cast, appraisal_at):
    item = due(cast)
    walker, matter = appraisal_at(A.SUPERVISION, item)
    with walker.day(1):
        exception_give(
            on=item.document,
            user=cast.other_clerk,
            until=clock.today() + dt.timedelta(days=30),
            reason="审计需要",
            copies=True,
            by=cast.custodian,
        )
        assert {"clerk", "head", "custodian", "other_clerk"} <= set(readers(item.document, cast))
        perform(fresh(matter).sign_as_supervisor, by=cast.quality_head)
        assert readers(item.document, cast) == []
        assert not Version.objects.readable_by(cast.clerk).exists()
        assert not items_for(cast.custodian, kept())
    item.refresh_from_db()
    assert (item.state, item.disposed_at) == (Item.State.DISPOSED, walker.now)
    assert store.intact(item.document.versions.get().file)
    assert IssuedForm.objects.get(matters=matter.pk).kind == "archive.disposal_register"


def test_what_is_kept_on_is_not_disposed_of_with_the_others(cast, appraisal_at):
    from archive.appraisal.actions import opinion_give

    gone, kept = due(cast, "甲"), due(cast, "乙")
    walker, matter = appraisal_at(A.PANEL, gone, kept)
    with walker.day(1):
        row = matter.rows.get(item=kept).pk
        said = {"verdict": "permanent", "reason": "仍有用"}
        opinion_give(appraisal=matter, row=row, by=cast.head, **said)
    matter = walker.to(fresh(matter), A.DESTROYED)
    gone.refresh_from_db()
    kept.refresh_from_db()
    assert (gone.state, kept.state) == (Item.State.DISPOSED, Item.State.ACCEPTED)
    assert (kept.retention, kept.counted_from) == ("permanent", 2026)
    assert [row["name"] for row in register_rows(matter)] == ["甲"]
    assert "custodian" in readers(kept.document, cast)


def test_the_filing_list_stays_as_it_was_signed(cast, appraisal_at, page):
    item = due(cast, "旧合同")
    before = checksum_of(Filing.objects.get(pk=item.filing_id))
    appraisal_at(A.DESTROYED, item)
    filing = Filing.objects.get(pk=item.filing_id)
    assert checksum_of(filing) == before
    text = page(cast.archivist, f"{filing.get_absolute_url()}list/").content.decode()
    assert "Disposed of" in text


def test_a_paper_that_another_department_keeps_stays(cast, appraisal_at):
    item = due(cast)
    twin = record(cast.other_department, cast.other_clerk, "同一文件")
    Item.objects.filter(pk=twin.pk).update(document=item.document)
    walker, matter = appraisal_at(A.DESTROYED, item)
    assert Item.objects.get(pk=item.pk).state == Item.State.DISPOSED
    assert "clerk" in readers(item.document, cast)
    assert not Removal.objects.exists()
    assert matter.destroyed_at == walker.now


def aged(file):
    """Bytes that were stored long ago, and not read since."""
    os.chmod(store.path_of(file), 0o600)  # noqa: PTH101
    os.utime(store.path_of(file), (1, 1))


def own_bytes(item, text):
    """Give a record bytes that nothing else has."""
    file = store.put_own(text.encode(), media_type="text/plain")
    document = item.document
    Version.objects.create(
        document=document, number=2, file=file, name="x.txt", uploaded_by=document.uploaded_by
    )
    aged(file)
    return file


def test_the_files_are_removed_when_the_supervisor_confirms_it(cast, appraisal_at):
    item = due(cast)
    file = own_bytes(item, "只此一份")
    walker, matter = appraisal_at(A.DISPOSED, item)
    assert remove_bytes() == 0
    assert store.intact(file)
    with walker.day(1):
        perform(matter.confirm_destruction, by=cast.quality_head, **HOW)
        assert store.intact(file), "the calendar does it"
        aged(file)
        assert remove_bytes() > 0
        assert not store.intact(file)
        assert remove_bytes() == 0
    assert not DocumentText.objects.filter(document=item.document).exists()
    assert item.document.versions.get(number=2).file.sha256 == file.sha256
    assert Removal.objects.get(file=file).by == cast.quality_head
    assert fresh(matter).log.filter(step="confirm_destruction").exists()


def test_copies_made_of_them_go_too_and_nothing_goes_that_is_not_disposed_of(cast, appraisal_at):
    item = due(cast)
    file = own_bytes(item, "原件")
    copy, copy_of_copy = (
        store.put_own(text.encode(), media_type="text/plain") for text in ("阅读副本", "水印副本")
    )
    Derived.objects.create(source=file, key="reading-2", file=copy)
    Derived.objects.create(source=copy, key="mark", file=copy_of_copy)
    aged(copy)
    aged(copy_of_copy)
    _walker, matter = appraisal_at(A.DISPOSED, item)
    with pytest.raises(ValueError, match="disposed of"):
        bytes_remove([due(cast, "另一件").document_id], about=matter, by=cast.quality_head)
    perform(matter.confirm_destruction, by=cast.quality_head, **HOW)
    remove_bytes()
    assert [store.intact(one) for one in (file, copy, copy_of_copy)] == [False] * 3


def test_bytes_that_another_paper_has_stay(cast, appraisal_at):
    item = due(cast)
    file = own_bytes(item, "两份相同")
    other = record(cast.other_department, cast.other_clerk, "另一份")
    Version.objects.create(
        document=other.document, number=2, file=file, name="y.txt", uploaded_by=cast.other_clerk
    )
    appraisal_at(A.DESTROYED, item)
    remove_bytes()
    assert store.intact(file)
    assert Removal.objects.get(file=file).shared


def test_bytes_that_came_again_just_now_wait(cast, appraisal_at):
    item = due(cast)
    file = own_bytes(item, "刚刚又来")
    appraisal_at(A.DESTROYED, item)
    store.put_own("刚刚又来".encode(), media_type="text/plain")
    remove_bytes()
    assert store.intact(file)
    assert Removal.objects.get(file=file).done_at is None
    aged(file)
    assert remove_bytes() == 1
    assert not store.intact(file)


@pytest.mark.rule("A14c")
@pytest.mark.parametrize(
    ("medium", "level", "shredded", "refused"),
    [
        ("paper", "restricted", False, True),
        ("paper", "confidential", False, True),
        ("paper", "restricted", True, False),
        ("paper", "public", False, False),
        ("electronic", "restricted", False, False),
    ],
)
def test_waste_paper_above_public_is_shredded(cast, appraisal_at, medium, level, shredded, refused):
    item = due(cast, level=level, medium=medium)
    _walker, matter = appraisal_at(A.DISPOSED, item, level=level)
    said = {"how": "粉碎。", "shredded": shredded}
    if refused:
        with pytest.raises(StepsUnmet, match="have to be shredded"):
            perform(matter.confirm_destruction, by=cast.quality_head, **said)
    else:
        assert perform(matter.confirm_destruction, by=cast.quality_head, **said)


def test_the_way_is_stated_and_by_another_than_the_custodian(cast, appraisal_at):
    _walker, matter = appraisal_at(A.DISPOSED)
    with pytest.raises(StepsUnmet, match="how and where"):
        perform(matter.confirm_destruction, by=cast.quality_head, how=" ", shredded=True)
    fresh(matter).signatures.filter(place=Place.CUSTODIAN).update(by=cast.quality_head)
    with pytest.raises(StepsUnmet, match="A second person has to supervise"):
        perform(fresh(matter).confirm_destruction, by=cast.quality_head, **HOW)
    assert rules.way_is_stated(Destruction(matter, "粉碎", shredded=False))


@pytest.mark.rule("A14c")
def test_the_register_records_the_disposal(cast, appraisal_at):
    item = due(cast, "旧合同", level="confidential", medium="paper", box="3", shelf="A1")
    _walker, matter = appraisal_at(A.DESTROYED, item, level="confidential")
    data = register_data(matter)
    assert [row["number"] for row in data["rows"]] == [1]
    row = data["rows"][0]
    assert (row["name"], row["place"], row["filed"]) == ("旧合同", "盒3 架A1", "2015-06-01")
    assert [one["name"] for one in data["signatures"]] == [
        "secretary-general",
        "vice-chair",
        "custodian",
        "quality-head",
    ]
    assert data["shredded"]
    assert data["destroyed_on"] == str(clock.day_of(matter.destroyed_at))
    assert {one["checksum"] for one in data["signatures"]} == {data["checksum"]}
    issued = IssuedForm.objects.filter(matters=matter.pk)
    assert [form.level for form in issued] == ["confidential", "confidential"]


def test_the_pages_ask_before_what_cannot_be_undone(cast, appraisal_at, page):
    item = due(cast, level="confidential", medium="paper")
    walker, matter = appraisal_at(A.SUPERVISION, item, level="confidential")
    with walker.day(1):
        url = reverse("workflow:step", args=[matter.pk, "sign_as_supervisor"])
        text = page(cast.quality_head, url).content.decode()
        assert "1 records with the register (1 confidential, 1 on paper)" in text
        assert page(cast.quality_head, url, go="1").status_code == 422
        assert page(cast.quality_head, url, certain="on").status_code == 302
        url = reverse("workflow:step", args=[matter.pk, "confirm_destruction"])
        assert "1 paper originals above public" in page(cast.quality_head, url).content.decode()
        sent = {"certain": "on", "how": "粉碎"}
        assert page(cast.quality_head, url, **sent).status_code == 409
        assert page(cast.quality_head, url, shredded="on", **sent).status_code == 302
    assert fresh(matter).state == A.DESTROYED


def test_the_register_leaves_as_a_file(cast, appraisal_at, page):
    walker, matter = appraisal_at(A.PANEL, due(cast, "=旧合同"))
    pdf, xlsx = (
        reverse(f"archive:disposal_register_{kind}", args=[matter.pk]) for kind in ("pdf", "xlsx")
    )
    assert page(cast.custodian, pdf).status_code == 409
    walker.to(matter, A.SIGNING)
    for url in (pdf, xlsx):
        assert page(cast.head, url).status_code == 403
        assert page(cast.clerk, url).status_code == 404
    assert page(cast.custodian, pdf).content.startswith(b"%PDF")
    rows = list(load_workbook(BytesIO(page(cast.quality_head, xlsx).content)).active.values)
    assert rows[1][1] == "=旧合同"
    taken = ListReading.objects.order_by("pk").values_list("by", "how", "refused")
    assert list(taken) == [
        *((user.pk, how, True) for how in ("preview", "xlsx") for user in (cast.head, cast.clerk)),
        (cast.custodian.pk, "preview", False),
        (cast.quality_head.pk, "xlsx", False),
    ]
    assert set(ListReading.objects.values_list("kind", "matter", "level")) == {
        ("archive.disposal_register", matter.pk, "restricted")
    }
