"""The four checks: what each finds, what the custodian may take over, idempotence, pages, report."""

from __future__ import annotations

import contextlib
import copy
import datetime as dt
import socketserver
import struct
import threading
import zipfile
from collections.abc import Iterator
from io import BytesIO
from types import SimpleNamespace
from uuid import uuid4

import docx
import pgtrigger
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.checking import actions, rules, steps
from archive.checking.kinds import Check, Flaw, Occasion
from archive.checking.records import CheckResult, CheckRun
from archive.filing import actions as filing_actions
from archive.filing.actions import filing_open
from archive.filing.states import F
from archive.inspections.actions import inspection_open
from archive.records import Item
from tests.archive.rows import add_row
from zsa_portal.documents import scanning, store
from zsa_portal.documents.marking.reading_copies import MOST_BLOCKS
from zsa_portal.documents.models import File, IssuedForm, Version
from zsa_portal.home.demo.walking import blank_pdf
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.workflow.models import LogEntry
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import Refusal, StepsUnmet, WrongState
from zsa_portal.workflow.sealing import seal_logs

MARCH = dt.date(2026, 3, 1)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(autouse=True)
def in_april() -> Iterator[None]:
    with clock.moved_to(dt.datetime(2026, 4, 10, 9, tzinfo=clock.SHANGHAI)):
        yield


@pytest.fixture
def filing(cast):
    return filing_open(department=cast.department, month=MARCH, by=None)


@pytest.fixture
def row(filing, cast):
    """Adds a row with these bytes: ``row("纪要.docx", docx_bytes())``."""

    def add(name: str = "纪要.docx", data: bytes | None = None, kind: str = DOCX, **more):
        item = add_row(filing, name, by=cast.archivist, paper=data is None, **more)
        if data is not None:
            file = store.put_own(data, media_type=kind)
            Version.objects.create(
                document=item.document, number=2, file=file, name=name, uploaded_by=cast.archivist
            )
        return item

    return add


@pytest.fixture
def to_custody(cast):
    """The filing before the custodian; those checks wait."""

    def go(filing):
        with clock.moved_to(clock.now() - dt.timedelta(hours=1)):
            submitted = perform(filing.submit_list, by=cast.archivist)
            actions.checks_finish(submitted)
        return perform(submitted.approve_list, by=cast.head)

    return go


def docx_bytes(text: str = "会议纪要") -> bytes:
    made = docx.Document()
    made.add_paragraph(f"{text} {uuid4()}")
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def with_macros() -> bytes:
    out = BytesIO(docx_bytes("宏"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")
    return out.getvalue()


def newest_file(item: Item) -> File:
    return item.document.versions.order_by("-number").first().file


def spoil(file: File, data: bytes | None) -> None:
    """Let the disk lose a file, or change its bytes."""
    path = store.path_of(file)
    path.chmod(0o600)
    path.unlink()
    if data is not None:
        path.write_bytes(data)


def flaws(item: Item) -> dict[str, str]:
    """What the newest checks found of a record."""
    rows = CheckResult.objects.filter(item=item).order_by("pk")
    return {one.kind: one.flaw for one in rows}


def checked(filing, cast):
    """The checks of a filing, made."""
    run = steps.filing_check(filing=filing, by=cast.archivist)
    assert actions.checks_make(run.pk)
    return run


def test_records_in_order_pass_all_four(filing, cast, row):
    items = [
        row("纪要.docx", docx_bytes()),
        row("方案.pdf", blank_pdf(), "application/pdf"),
        row("合同", box="3", shelf="A1", sort="contract"),
    ]
    checked(filing, cast)
    for item in items:
        assert flaws(item) == dict.fromkeys(Check.values, "")


def test_each_check_finds_what_it_is_for(filing, cast, row):
    changed, gone = row("一.docx", docx_bytes("一")), row("二.docx", docx_bytes("二"))
    nowhere, empty = row("合同", sort="contract"), row("三.docx", docx_bytes("三"))
    broken, macro = row("四.docx", b"no docx at all"), row("五.docx", with_macros())
    kindless = row("六", box="1", shelf="1", retention="7")
    spoil(newest_file(changed), b"altered")
    spoil(newest_file(gone), None)
    checked(filing, cast)
    assert flaws(changed)["authenticity"] == Flaw.BYTES_CHANGED
    assert flaws(gone)["authenticity"] == flaws(gone)["completeness"] == Flaw.BYTES_GONE
    assert flaws(nowhere)["completeness"] == Flaw.NO_PLACE
    assert flaws(kindless)["completeness"] == Flaw.NO_METADATA
    assert flaws(broken)["usability"] == Flaw.NOT_OPENING
    assert (flaws(macro)["usability"], flaws(macro)["safety"]) == ("", Flaw.HARMFUL)
    assert flaws(empty) == dict.fromkeys(Check.values, "")


def test_an_altered_log_of_a_record_is_found(filing, cast, row):
    item = row("一.docx", docx_bytes())
    other = filing_open(department=cast.other_department, month=MARCH, by=None)
    seal_logs()
    checked(filing, cast)
    assert flaws(item)["authenticity"] == ""
    entry = LogEntry.objects.filter(matter_id=filing.pk).order_by("pk").first()
    with pgtrigger.ignore():
        LogEntry.objects.filter(pk=entry.pk).update(reason="x")
    checked(filing, cast)
    assert flaws(item)["authenticity"] == Flaw.LOG_BROKEN
    untouched = add_row(other, "二.docx", by=cast.archivist)
    actions.checks_begin(origin=other, occasion=Occasion.FILING, by=None)
    actions.checks_finish(other)
    assert flaws(untouched)["authenticity"] == ""


def test_checks_begin_by_themselves_when_the_list_is_submitted_and_taken_over(
    filing, row, to_custody
):
    row("一.docx", docx_bytes())
    filing = to_custody(filing)
    runs = CheckRun.objects.filter(origin=filing).order_by("pk")
    assert [run.occasion for run in runs] == [Occasion.FILING, Occasion.CUSTODY]
    assert [run.state for run in runs] == [CheckRun.State.DONE, CheckRun.State.WAITING]
    actions.checks_finish(filing)
    assert all(run.state == CheckRun.State.DONE for run in runs.all())


def test_a_row_that_is_not_checked_is_not_taken_over(filing, cast, row, to_custody):
    item = row("一.docx", docx_bytes())
    filing = to_custody(filing)
    for take in (
        lambda: filing_actions.row_accept(filing=filing, item=item.pk, by=cast.custodian),
        lambda: filing_actions.rows_accept_rest(filing=filing, by=cast.custodian),
    ):
        with pytest.raises(RuleUnmet, match="not checked for authenticity"):
            take()
    actions.checks_finish(filing)
    filing_actions.row_accept(filing=filing, item=item.pk, by=cast.custodian)
    assert perform(filing.take_in, by=cast.custodian).state == F.SECRETARY_GENERAL


def test_a_public_row_that_is_not_checked_is_not_stored(filing, cast, row):
    item = row("通知.docx", docx_bytes(), level="public")
    filing = perform(filing.submit_list, by=cast.archivist)
    with pytest.raises(StepsUnmet, match="1 rows are not checked for authenticity"):
        perform(filing.store_public, by=cast.head)
    actions.checks_finish(filing)
    assert perform(filing.store_public, by=cast.head).state == F.SECRETARY_GENERAL
    item.refresh_from_db()
    assert item.state == Item.State.ACCEPTED


@pytest.mark.parametrize("beside", [False, True])
def test_a_public_row_that_fails_is_not_stored(filing, cast, row, beside):
    bad = row("通知.docx", docx_bytes(), level="public")
    if beside:
        row("纪要.docx", docx_bytes("二"))
    spoil(newest_file(bad), b"altered")
    filing = perform(filing.submit_list, by=cast.archivist)
    actions.checks_finish(filing)
    step = filing.approve_list if beside else filing.store_public
    instead = "Return the list to the archivist with the reason"
    with pytest.raises(StepsUnmet, match=rf"通知\.docx.*checksum differs.*{instead}"):
        perform(step, by=cast.head)
    assert not Item.objects.filter(filing=filing, state=Item.State.ACCEPTED).exists()
    returned = perform(filing.return_list, by=cast.head, reason="校验码不符")
    bad.delete()
    row("公告.docx", docx_bytes("三"), level="public")
    submitted = perform(returned.submit_list, by=cast.archivist)
    actions.checks_finish(submitted)
    perform(submitted.approve_list if beside else submitted.store_public, by=cast.head)
    assert Item.objects.get(name="公告.docx").state == Item.State.ACCEPTED


def test_of_what_goes_to_the_custodian_the_head_waits_for_its_pages_alone(filing, cast, row):
    item = row("纪要.docx", docx_bytes())
    filing = perform(filing.submit_list, by=cast.archivist)
    actions.checks_finish(filing)
    CheckResult.objects.filter(item=item, kind=Check.AUTHENTICITY).delete()
    assert perform(filing.approve_list, by=cast.head).state == F.CUSTODY


def too_long():
    """More paragraphs than are made into pages."""
    made = docx.Document()
    body = made.element.body
    one = made.add_paragraph("行")._p
    for _number in range(MOST_BLOCKS):
        body.insert(0, copy.deepcopy(one))
    out = BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.rule("A14a")
@pytest.mark.parametrize("level", ["restricted", "confidential"])
def test_a_file_above_public_waits_for_its_pages_before_the_head_signs(filing, cast, row, level):
    row("纪要.docx", docx_bytes(), level=level)
    filing = perform(filing.submit_list, by=cast.archivist)
    with pytest.raises(StepsUnmet, match="1 file above public is still being opened"):
        perform(filing.approve_list, by=cast.head)
    actions.checks_finish(filing)
    assert perform(filing.approve_list, by=cast.head).state == F.CUSTODY


@pytest.mark.rule("A14a")
@pytest.mark.parametrize(
    ("data", "flaw"), [(b"no docx", Flaw.NOT_OPENING), (too_long(), Flaw.NOT_DRAWN)]
)
def test_a_file_above_public_of_which_no_pages_are_made_is_not_filed(filing, cast, row, data, flaw):
    item = row("纪要.docx", data)
    filing = perform(filing.submit_list, by=cast.archivist)
    actions.checks_finish(filing)
    assert flaws(item)["usability"] == flaw
    said = r"nobody could read it once it is filed: 纪要\.docx\. Return the list .*Save it anew"
    with pytest.raises(StepsUnmet, match=said):
        perform(filing.approve_list, by=cast.head)
    returned = perform(filing.return_list, by=cast.head, reason="打不开")
    said = r"nobody could read it once it is filed: 纪要\.docx\. Save it anew"
    with pytest.raises(StepsUnmet, match=said):
        perform(returned.submit_list, by=cast.archivist)
    better = store.put_own(docx_bytes(), media_type=DOCX)
    Version.objects.create(
        document=item.document, number=3, file=better, name=item.name, uploaded_by=cast.archivist
    )
    submitted = perform(returned.submit_list, by=cast.archivist)
    actions.checks_finish(submitted)
    assert perform(submitted.approve_list, by=cast.head).state == F.CUSTODY


@pytest.mark.rule("A14a")
def test_a_file_above_public_that_could_not_be_examined_is_not_filed(filing, cast, row):
    item = row("纪要.docx", docx_bytes())
    filing = perform(filing.submit_list, by=cast.archivist)
    actions.checks_finish(filing)
    item.checks.filter(kind=Check.USABILITY).update(flaw=Flaw.NOT_EXAMINED)
    with pytest.raises(
        StepsUnmet, match=r"Could not be examined: 纪要\.docx\. Begin the checks anew"
    ):
        perform(filing.approve_list, by=cast.head)
    steps.filing_check(filing=filing, by=cast.head)
    actions.checks_finish(filing)
    assert perform(filing.approve_list, by=cast.head).state == F.CUSTODY


@pytest.mark.rule("A14a")
def test_a_public_file_that_does_not_open_is_the_heads_to_judge(filing, cast, row):
    row("通知.docx", b"no docx", level="public")
    filing = perform(filing.submit_list, by=cast.archivist)
    actions.checks_finish(filing)
    assert perform(filing.store_public, by=cast.head).state == F.SECRETARY_GENERAL


@pytest.mark.rule("A14a")
def test_a_damaged_file_for_which_public_is_asked_is_not_approved_unseen(filing, cast, row):
    row("通知.docx", b"no docx", level="restricted", level_asked="public")
    filing = perform(filing.submit_list, by=cast.archivist)
    actions.checks_finish(filing)
    with pytest.raises(StepsUnmet, match="nobody could read it once it is filed"):
        perform(filing.store_public, by=cast.head)


def test_a_paper_original_has_no_pages_to_wait_for(filing, cast, row):
    row("合同", box="1", shelf="A")
    filing = perform(filing.submit_list, by=cast.archivist)
    assert perform(filing.approve_list, by=cast.head).state == F.CUSTODY


def test_the_archivist_sees_which_file_did_not_open(filing, cast, row):
    row("纪要.docx", b"no docx"), row("通知.docx", docx_bytes())
    steps.filing_check(filing=filing, by=cast.archivist)
    actions.checks_finish(filing)
    client = Client()
    client.force_login(cast.archivist)
    url = reverse("archive:material", args=[filing.pk])
    page = client.get(url, {"todo": "pages"}).content.decode()
    assert "1 file above public did not open when it was checked" in page
    assert "纪要.docx" in page
    assert "通知.docx" not in page


def test_a_row_for_which_public_is_asked_is_checked_as_public(filing, cast, row):
    row("通知.docx", docx_bytes(), level="restricted", level_asked="public")
    filing = perform(filing.submit_list, by=cast.archivist)
    with pytest.raises(StepsUnmet, match="not checked for authenticity"):
        perform(filing.store_public, by=cast.head)


def test_a_row_that_fails_is_returned_not_taken_over(filing, cast, row, to_custody):
    good, bad = row("一.docx", docx_bytes("一")), row("二.docx", docx_bytes("二"))
    filing = to_custody(filing)
    spoil(newest_file(bad), b"altered")
    actions.checks_finish(filing)
    with pytest.raises(RuleUnmet, match=r"二\.docx.*checksum differs.*Return this row"):
        filing_actions.row_accept(filing=filing, item=bad.pk, by=cast.custodian)
    with pytest.raises(RuleUnmet, match=r"二\.docx"):
        filing_actions.rows_accept_rest(filing=filing, by=cast.custodian)
    assert not Item.objects.filter(filing=filing, state=Item.State.ACCEPTED).exists()
    filing_actions.row_return(filing=filing, item=bad.pk, reason="校验码不符", by=cast.custodian)
    assert filing_actions.rows_accept_rest(filing=filing, by=cast.custodian) == 1
    good.refresh_from_db()
    assert good.state == Item.State.ACCEPTED


def test_what_fails_after_it_was_accepted_is_not_taken_in(filing, cast, row, to_custody):
    item = row("一.docx", docx_bytes())
    filing = to_custody(filing)
    actions.checks_finish(filing)
    filing_actions.row_accept(filing=filing, item=item.pk, by=cast.custodian)
    spoil(newest_file(item), None)
    steps.filing_check(filing=filing, by=cast.custodian)
    actions.checks_finish(filing)
    with pytest.raises(StepsUnmet, match="not in the store any more"):
        perform(filing.take_in, by=cast.custodian)


def test_what_does_not_open_any_more_is_the_custodians_to_judge(filing, cast, row, to_custody):
    item = row("一.docx", docx_bytes())
    filing = to_custody(filing)
    actions.checks_finish(filing)
    item.checks.filter(kind=Check.USABILITY).update(flaw=Flaw.NOT_OPENING)
    filing_actions.row_accept(filing=filing, item=item.pk, by=cast.custodian)


def test_a_run_that_dies_goes_on_and_makes_nothing_twice(filing, cast, row, monkeypatch):
    for name in "一二三":
        row(f"{name}.docx", docx_bytes(name))
    run = steps.filing_check(filing=filing, by=cast.archivist)
    assert steps.filing_check(filing=filing, by=cast.archivist).pk == run.pk
    assert not actions.checks_make(run.pk, seconds=0)
    first = set(CheckResult.objects.values_list("pk", flat=True))
    assert len(first) == len(Check)
    looked = []
    look = actions.look
    monkeypatch.setattr(
        actions, "look", lambda item, *a: (looked.append(item.pk), look(item, *a))[1]
    )
    assert actions.checks_make(run.pk)
    assert actions.checks_make(run.pk)
    assert len(looked) == 2
    found = set(CheckResult.objects.values_list("pk", flat=True))
    assert first < found
    assert len(found) == 3 * len(Check)
    run.refresh_from_db()
    assert (run.state, run.done, run.total) == (CheckRun.State.DONE, 3, 3)


def test_only_who_has_a_part_begins_the_checks_and_the_custodian_issues_the_report(
    filing, cast, row
):
    row("一.docx", docx_bytes())
    for user in (cast.clerk, cast.other_head, cast.quality, cast.secretary_general):
        with pytest.raises(PermissionDenied):
            steps.filing_check(filing=filing, by=user)
    with pytest.raises(Refusal, match="not made yet"):
        steps.check_report_issue(filing=filing, by=cast.custodian)
    checked(filing, cast)
    for user in (cast.archivist, cast.head, cast.clerk):
        with pytest.raises(PermissionDenied):
            steps.check_report_issue(filing=filing, by=user)
    form = steps.check_report_issue(filing=filing, by=cast.custodian)
    assert form.kind == "archive.check_report"
    assert form.number.startswith("GDJC-2026-")
    assert form.data["rows"][0]["marks"] == ["合格"] * 4


def test_an_empty_list_is_not_checked(filing, cast):
    with pytest.raises(Refusal, match="nothing to check"):
        steps.filing_check(filing=filing, by=cast.archivist)


def test_a_report_with_confidential_names_is_confidential(filing, cast, row):
    row("名单.docx", docx_bytes(), level="confidential")
    checked(filing, cast)
    form = steps.check_report_issue(filing=filing, by=cast.custodian)
    assert (form.kind, form.level) == ("archive.check_report_confidential", "confidential")


def test_the_inspectors_check_a_departments_half_year(filing, cast, row):
    row("一.docx", docx_bytes())
    with clock.moved_to(dt.datetime(2026, 6, 3, 9, tzinfo=clock.SHANGHAI)):
        inspection = inspection_open(month=dt.date(2026, 6, 1))
        with pytest.raises(PermissionDenied):
            steps.inspection_check(inspection=inspection, home=cast.department, by=cast.custodian)
        with pytest.raises(Refusal, match="filed nothing"):
            steps.inspection_check(
                inspection=inspection, home=cast.other_department, by=cast.quality
            )
        actions.checks_finish(filing)
        begun = steps.inspection_check(inspection=inspection, home=cast.department, by=cast.quality)
        assert begun == 1
        assert CheckRun.objects.filter(occasion=Occasion.INSPECTION).count() == 2
        inspection = perform(inspection.send_findings, by=cast.quality)
        with pytest.raises(WrongState):
            steps.inspection_check(inspection=inspection, home=cast.department, by=cast.quality)


def opened_in_june():
    with clock.moved_to(dt.datetime(2026, 6, 3, 9, tzinfo=clock.SHANGHAI)):
        return inspection_open(month=dt.date(2026, 6, 1))


def findings_page(user, inspection):
    client = Client()
    client.force_login(user)
    return client.get(f"{inspection.get_absolute_url()}findings/").content.decode()


def test_the_checks_of_what_is_inspected_begin_with_the_inspection(filing, cast, row):
    row("一.docx", docx_bytes())
    empty = filing_open(department=cast.other_department, month=MARCH, by=None)
    before = filing_open(department=cast.department, month=dt.date(2025, 3, 1), by=None)
    add_row(before, "旧.docx", by=cast.archivist)
    inspection = opened_in_june()
    (run,) = CheckRun.objects.all()
    assert (run.origin_id, run.occasion, run.begun_by) == (filing.pk, Occasion.INSPECTION, None)
    assert not CheckRun.objects.filter(origin=empty).exists()
    assert LogEntry.objects.filter(matter=inspection, step="checks_begin", by=None).count() == 1
    assert opened_in_june() == inspection
    assert CheckRun.objects.count() == 1


def test_an_inspection_of_nothing_begins_no_checks(filing, cast):
    inspection = opened_in_june()
    assert not CheckRun.objects.exists()
    assert not LogEntry.objects.filter(matter=inspection, step="checks_begin").exists()
    assert "They were begun for" not in findings_page(cast.quality, inspection)


def test_the_inspectors_see_how_far_the_checks_are_and_where_something_was_found(filing, cast, row):
    row("一.docx", docx_bytes())
    inspection = opened_in_june()
    said = findings_page(cast.quality, inspection)
    assert "They were begun for 1 filing of the months inspected. 1 is under way." in said
    actions.checks_finish(filing)
    assert "Nothing was found." in findings_page(cast.quality, inspection)
    spoil(newest_file(row("二.docx", docx_bytes("二"))), None)
    with clock.moved_to(dt.datetime(2026, 6, 4, 9, tzinfo=clock.SHANGHAI)):
        steps.inspection_check(inspection=inspection, home=cast.department, by=cast.quality)
        actions.checks_finish(filing)
    said = findings_page(cast.quality, inspection)
    assert "1 record is not in order" in said
    assert reverse("workflow:tab", args=[filing.pk, "checks"]) in said
    assert "二.docx" not in said
    assert "They were begun for" not in findings_page(cast.head, inspection)


def test_the_tab_says_what_is_wrong_and_what_to_do_in_as_many_queries(filing, cast, row):
    row("一.docx", docx_bytes("一"))
    checked(filing, cast)
    client, url = Client(), f"{filing.get_absolute_url()}checks/"
    client.force_login(cast.custodian)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        assert client.get(url).status_code == 200
    bad = row("二.docx", docx_bytes("二"), level="confidential")
    row("三.docx", docx_bytes("三"))
    spoil(newest_file(bad), None)
    checked(filing, cast)
    with CaptureQueriesContext(connection) as more:
        page = client.get(url).content.decode()
    assert len(more) <= len(few)
    assert "not in the store any more" in page
    assert "Restore the file from the backup" in page
    client.force_login(cast.quality)
    page = client.get(url).content.decode()
    assert "二.docx" not in page
    assert "一.docx" in page


def test_the_pages_ask_and_act(filing, cast, row):
    row("一.docx", docx_bytes())
    client = Client()
    client.force_login(cast.archivist)
    begin = reverse("archive:checks_begin", args=[filing.pk])
    assert client.get(begin).status_code == 200
    assert client.post(begin).status_code == 302
    actions.checks_finish(filing)
    report = reverse("archive:checks_report", args=[filing.pk])
    assert client.post(report).status_code == 403
    client.force_login(cast.custodian)
    assert client.get(report).status_code == 200
    assert client.post(report).status_code == 302
    assert IssuedForm.objects.filter(kind="archive.check_report").count() == 1
    client.force_login(cast.quality)
    with clock.moved_to(dt.datetime(2026, 6, 3, 9, tzinfo=clock.SHANGHAI)):
        inspection = inspection_open(month=dt.date(2026, 6, 1))
        page = reverse("archive:inspection_checks", args=[inspection.pk])
        assert client.get(page).status_code == 200
        assert client.post(page, {"department": ""}).status_code == 422
        assert client.post(page, {"department": cast.other_department.pk}).status_code == 409
        assert client.post(page, {"department": cast.department.pk}).status_code == 302


class Scanner(socketserver.StreamRequestHandler):
    """Speaks clamd's INSTREAM: what contains EICAR is infected."""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        data = b""
        while size := struct.unpack("!I", self.rfile.read(4))[0]:
            data += self.rfile.read(size)
        said = b"stream: Eicar-Test FOUND\0" if b"EICAR" in data else b"stream: OK\0"
        self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0" if b"HUGE" in data else said)


@contextlib.contextmanager
def scanner() -> Iterator[str]:
    """A scanner of one's own; its address."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Scanner) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_the_scanner_names_a_virus(filing, cast, row, settings):
    clean, infected = row("一.docx", docx_bytes()), row("二.txt", b"EICAR", "text/plain")
    huge = row("三.txt", b"HUGE", "text/plain")
    with scanner() as settings.CLAMD_ADDRESS:
        checked(filing, cast)
    assert flaws(clean)["safety"] == ""
    assert flaws(infected)["safety"] == Flaw.INFECTED
    assert CheckResult.objects.get(item=infected, kind=Check.SAFETY).detail == "Eicar-Test"
    assert flaws(huge)["safety"] == Flaw.NOT_EXAMINED


def test_a_scanner_that_is_away_is_said_not_passed(filing, cast, row, settings, tmp_path):
    item = row("一.docx", docx_bytes())
    settings.CLAMD_ADDRESS = str(tmp_path / "no-socket")
    checked(filing, cast)
    assert flaws(item)["safety"] == Flaw.NOT_EXAMINED
    settings.CLAMD_ADDRESS = "nonsense"
    with pytest.raises(scanning.ScannerAway):
        scanning.scan(store.path_of(newest_file(item)))


def test_three_failing_rows_are_named_and_the_others_counted():
    rows = [
        SimpleNamespace(name=name, authenticity_found="", completeness_found=Flaw.NO_PLACE)
        for name in "甲乙丙丁"
    ]
    told = rules.rows_are_whole.missing
    assert [line[1] for line in told(rows[:3])] == ["甲", "乙", "丙"]
    assert told(rows)[3:] == ["1 more rows fail their checks."]


def test_the_newest_binding_results_of_this_turn_and_filing_count(filing, cast, row):
    item, _public = row("一.docx", docx_bytes()), row("二.docx", docx_bytes(), level="public")
    other = filing_open(department=cast.other_department, month=MARCH, by=None)
    add_row(other, "三.docx", by=cast.archivist)
    done = {"origin": filing, "occasion": Occasion.FILING, "state": CheckRun.State.DONE}

    def found(at, flaw):
        run = CheckRun.objects.create(**done)
        CheckResult.objects.create(
            item=item, run=run, kind=Check.AUTHENTICITY, flaw=flaw, at=filing.entered_at + at
        )
        rows = rules.judged_in(filing, item.state)
        assert [one.pk for one in rows] == [item.pk]
        return rows[0].authenticity_found

    minute = dt.timedelta(minutes=1)
    assert found(-minute, Flaw.LOG_BROKEN) is None
    assert found(2 * minute, Flaw.BYTES_GONE) == Flaw.BYTES_GONE
    assert found(minute, Flaw.BYTES_CHANGED) == Flaw.BYTES_GONE
    assert found(3 * minute, "") == ""
