"""Previews and spreadsheets above 公开 are logged: who took which list, who was refused (第十七条)."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pgtrigger
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.exceptions.actions import exception_give
from archive.filing.actions import filing_open
from archive.filing.models import Filing
from tests.archive.rows import add_row
from zsa_portal.documents.readings import ListReading
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level, LogEntry
from zsa_portal.workflow.sealing import findings, seal_logs

ITEMS, TAKEN = "archive:items", "archive:lists_taken"
SAID = ("by", "kind", "matter", "how", "level", "rows", "refused")
"""The columns that are compared."""


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def sheet_of(answer):
    return openpyxl.load_workbook(io.BytesIO(b"".join(answer))).active


def exported(user, name=ITEMS, **asked):
    return signed_in(user).get(reverse(name), asked | {"export": "xlsx"})


def logged():
    return list(ListReading.objects.order_by("pk").values_list(*SAID))


@pytest.mark.parametrize(
    ("level", "mark"), [(Level.RESTRICTED, "秘密"), (Level.CONFIDENTIAL, "机密")]
)
def test_records_taken_as_a_spreadsheet_are_marked_and_logged_by_the_highest_level(
    cast, kept, level, mark
):
    kept("通知", level=Level.PUBLIC), kept("合同", level=level)
    sheet = sheet_of(exported(cast.custodian))
    assert sheet.title.startswith(mark)
    assert (sheet.oddHeader.right.text, sheet.oddFooter.right.text) == (mark, mark)
    assert logged() == [
        (cast.custodian.pk, "archive.records", None, "xlsx", level, 2, False),
    ]


def test_public_records_alone_leave_unmarked_and_unlogged(cast, kept):
    kept("通知", level=Level.PUBLIC)
    assert sheet_of(exported(cast.clerk)).oddHeader.right.text is None
    assert logged() == []


def test_an_empty_spreadsheet_tells_nothing(cast, kept):
    kept("合同")
    assert exported(cast.clerk, q="没有的词").status_code == 200
    assert logged() == []


def test_the_list_on_screen_is_no_handing_out(cast, kept):
    kept("合同")
    assert signed_in(cast.custodian).get(reverse(ITEMS)).status_code == 200
    assert logged() == []


def test_a_masked_name_counts_as_restricted(cast, kept):
    kept("并购", level=Level.CONFIDENTIAL)
    assert sheet_of(exported(cast.clerk)).title.startswith("秘密")
    assert [row[4:] for row in logged()] == [(Level.RESTRICTED, 1, False)]


def test_a_search_is_logged_with_what_it_found(cast, kept):
    kept("甲合同"), kept("乙协议")
    exported(cast.clerk, q="合同")
    assert [row[5] for row in logged()] == [1]


def test_named_exceptions_are_as_high_as_what_they_name(cast, kept):
    item = kept("并购", level=Level.CONFIDENTIAL)
    told = {"user": cast.clerk, "copies": False, "reason": "审计", "by": cast.custodian}
    until = clock.today() + dt.timedelta(days=7)
    exception_give(on=item.folder, until=until, **told)
    exported(cast.custodian, "archive:exceptions")
    exception_give(on=item.document, until=until, **told)
    exported(cast.custodian, "archive:exceptions")
    exported(cast.vice_chair, "archive:exceptions_waiting")
    assert [row[1:] for row in logged()] == [
        ("archive.exceptions", None, "xlsx", Level.RESTRICTED, 1, False),
        ("archive.exceptions", None, "xlsx", Level.CONFIDENTIAL, 2, False),
        ("archive.exceptions_waiting", None, "xlsx", Level.CONFIDENTIAL, 2, False),
    ]


@pytest.fixture
def filing(cast):
    return filing_open(department=cast.department, month=dt.date(2026, 3, 1), by=None)


def opened(user, name, matter):
    return signed_in(user).get(reverse(f"archive:{name}", args=[matter.pk])).status_code


def test_a_filing_list_is_logged_as_preview_and_spreadsheet_and_when_it_is_refused(cast, filing):
    add_row(filing, "纪要.docx", by=cast.archivist)
    entries = LogEntry.objects.count()
    names = ("filing_list_pdf", "filing_list_xlsx")
    assert [opened(cast.archivist, name, filing) for name in names] == [200, 200]
    assert [opened(cast.other_clerk, name, filing) for name in names] == [403, 403]
    kind = "archive.filing_list"
    assert logged() == [
        (user.pk, kind, filing.pk, how, Level.RESTRICTED, None, refused)
        for user, refused in ((cast.archivist, False), (cast.other_clerk, True))
        for how in ("preview", "xlsx")
    ]
    assert LogEntry.objects.count() == entries


def test_who_may_not_know_of_a_filing_is_logged_as_refused(cast, filing, make_user):
    add_row(filing, "纪要.docx", by=cast.archivist)
    stranger = make_user()
    assert opened(stranger, "filing_list_xlsx", filing) == 404
    assert [(row[0], row[6]) for row in logged()] == [(stranger.pk, True)]


def test_a_list_with_confidential_rows_is_logged_as_such(cast, filing):
    add_row(filing, "名单.docx", by=cast.archivist, level=Level.CONFIDENTIAL)
    opened(cast.archivist, "filing_list_xlsx", filing)
    assert [(row[1], row[4]) for row in logged()] == [
        ("archive.filing_list_confidential", Level.CONFIDENTIAL)
    ]


def test_nobodys_open_form_grows_stale_by_a_reading(cast, filing):
    add_row(filing, "纪要.docx", by=cast.archivist)
    before = Filing.objects.get(pk=filing.pk).revision
    opened(cast.custodian, "filing_list_xlsx", filing)
    assert ListReading.objects.count() == 1
    assert Filing.objects.get(pk=filing.pk).revision == before


def test_what_the_database_owner_changes_of_it_is_named(cast, kept):
    kept("合同")
    exported(cast.custodian)
    seal_logs()
    assert list(findings()) == []
    row = ListReading.objects.get().pk
    connection.check_constraints()
    with pgtrigger.ignore(), connection.cursor() as cursor:
        cursor.execute("UPDATE zsa_documents_listreading SET rows = 0 WHERE id = %s", [row])
    assert list(findings()) == [f"documents.lists: row {row} was altered or moved."]


def test_the_custodian_sees_who_took_which_list_and_who_was_refused(cast, kept, filing):
    add_row(filing, "纪要.docx", by=cast.archivist), kept("合同")
    exported(cast.archivist), opened(cast.other_clerk, "filing_list_pdf", filing)
    text = signed_in(cast.custodian).get(reverse(TAKEN)).content.decode()
    for said in ("Records of the archive", cast.archivist.name, "Filing list", str(filing)):
        assert said in text
    assert (text.count("Refused</strong>"), text.count("Handed out</td>")) == (1, 1)
    narrowed = signed_in(cast.custodian).get(reverse(TAKEN), {"refused": "True"}).content.decode()
    assert cast.archivist.name not in narrowed
    assert cast.other_clerk.name in narrowed
    sheet = sheet_of(exported(cast.custodian, TAKEN))
    assert [row[-1].value for row in sheet.iter_rows()] == ["Result", "Refused", "Handed out"]


def test_nobody_else_sees_it(cast):
    for user in (cast.head, cast.secretary_general, cast.quality):
        assert signed_in(user).get(reverse(TAKEN)).status_code == 403


def test_the_page_costs_the_same_for_one_list_and_for_three(cast, kept, filing):
    add_row(filing, "纪要.docx", by=cast.archivist), kept("合同")
    client = signed_in(cast.custodian)
    client.get(reverse(TAKEN))
    counts = []
    for users in ((cast.custodian,), (cast.archivist, cast.head)):
        for user in users:
            opened(user, "filing_list_xlsx", filing)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(TAKEN))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 15
