"""Imports from spreadsheets: checked row by row, taken over whole or not at all."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from tests.sheets import check, count, places, read_tables, sentences, upload
from zsa_portal.people.imports import actions
from zsa_portal.people.imports.importer import IMPORTERS
from zsa_portal.people.imports.models import ImportRun
from zsa_portal.people.models import Body, Expert, Membership, Organisation, Seat, User

pytestmark = pytest.mark.django_db

MEMBER_HEAD = ["名称", "类别", "统一社会信用代码", "技术领域", "会员编号", "入会日期"]
ALPHA = ["甲公司", "企业", "91110108MA0000001D", "生物工程、其他高新技术", "M1", "2020-01-02"]
BETA = ["乙协会", "social organisation", None, None, "M2", dt.date(2021, 3, 4)]


@pytest.fixture(autouse=True)
def _language():
    """Sheets are written in Chinese, and errors name their columns so."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def keeper(make_staff):
    return make_staff(head=True)


def test_members_are_taken_over(keeper):
    run = check("members", MEMBER_HEAD, ALPHA, BETA, by=keeper)
    assert run.errors == []
    assert (Organisation.objects.count(), Membership.objects.count()) == (0, 0)
    done, errors = actions.import_apply(run=run, by=keeper)
    assert (errors, done.created, done.updated, done.unchanged, done.rows) == ([], 2, 0, 0, [])
    alpha = Organisation.objects.get(name="甲公司")
    assert (alpha.kind, alpha.credit_code, alpha.fields) == (
        "enterprise",
        "91110108MA0000001D",
        ["bio", "other"],
    )
    second = Membership.objects.get(number="M2")
    assert (second.organisation.kind, second.starts) == (
        "social_organisation",
        dt.date(2021, 3, 4),
    )


def test_the_same_sheet_again_changes_nothing(keeper):
    for outcome in ("created", "unchanged"):
        run = check("members", MEMBER_HEAD, ALPHA, BETA, by=keeper)
        assert count(run, outcome) == 2
        actions.import_apply(run=run, by=keeper)
    assert (Organisation.objects.count(), Membership.objects.count()) == (2, 2)


def test_an_empty_cell_leaves_what_is_stored(keeper):
    actions.import_apply(run=check("members", MEMBER_HEAD, ALPHA, by=keeper), by=keeper)
    changed = ["甲有限公司", "企业", ALPHA[2], None, "M1", "2020-01-02"]
    run = check("members", MEMBER_HEAD, changed, by=keeper)
    assert count(run, "updated") == 1
    actions.import_apply(run=run, by=keeper)
    alpha = Organisation.objects.get()
    assert (alpha.name, alpha.fields) == ("甲有限公司", ["bio", "other"])


def test_a_run_is_taken_over_once(keeper):
    run = check("members", MEMBER_HEAD, ALPHA, by=keeper)
    actions.import_apply(run=run, by=keeper)
    Organisation.objects.all().delete()
    actions.import_apply(run=run, by=keeper)
    assert Organisation.objects.count() == 0


def test_every_error_has_row_column_and_sentence(keeper):
    wrong = ["丙", "什么", None, "生物工程、魔法", None, "2020-13-45"]
    run = check("members", MEMBER_HEAD, ALPHA, [None] * 6, wrong, ALPHA, by=keeper)
    found = {(error["row"], error["column"]): error["text"] for error in run.errors}
    assert set(found) == {
        (4, "类别"),
        (4, "技术领域"),
        (4, "会员编号"),
        (4, "入会日期"),
        (5, ""),
    }
    assert "什么" in found[4, "类别"]
    assert "企业" in found[4, "类别"]
    assert "魔法" in found[4, "技术领域"]
    assert "2" in found[5, ""]
    assert (run.state, run.rows, run.upload, Organisation.objects.count()) == (
        "refused",
        [],
        None,
        0,
    )


def test_one_bad_row_keeps_the_good_ones_out(keeper):
    run = check("members", MEMBER_HEAD, ALPHA, [*BETA[:4], "M2", None], by=keeper)
    assert len(run.errors) == 1
    assert (run.state, run.rows, Organisation.objects.count()) == ("refused", [], 0)


def test_what_changed_since_the_check_stops_everything(keeper):
    run = check("members", MEMBER_HEAD, ALPHA, BETA, by=keeper)
    other = Organisation.objects.create(name="丁", kind="other")
    Membership.objects.create(organisation=other, number="M2")
    _run, errors = actions.import_apply(run=run, by=keeper)
    assert [(error.row, error.column) for error in errors] == [(3, "会员编号")]
    assert list(Organisation.objects.all()) == [other]
    run.refresh_from_db()
    assert run.applied_at is None


@pytest.mark.parametrize(
    ("head", "wrong"),
    [
        (MEMBER_HEAD[1:], "名称"),
        ([*MEMBER_HEAD, "魔法"], "魔法"),
        ([*MEMBER_HEAD, "名称"], "名称"),
        (["x"], "名称"),
    ],
)
def test_wrong_headings_are_named(keeper, head, wrong):
    assert wrong in sentences(check("members", head, ALPHA, by=keeper))


def test_headings_may_be_english_starred_and_in_any_order(keeper):
    head = ["Member since *", "MEMBERSHIP NUMBER*", "kind", "name"]
    run = check("members", head, ["2020/1/2", 77, "Enterprise", "Gamma"], by=keeper)
    assert run.errors == []
    actions.import_apply(run=run, by=keeper)
    assert Membership.objects.get().number == "77"


def zipped(**parts: bytes) -> BytesIO:
    found = BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "/") + ".xml", data)
    return found


@pytest.mark.parametrize(
    "upload",
    [
        BytesIO(b"MZ\x90\x00 not a spreadsheet"),
        BytesIO(b""),
        BytesIO(b"PK\x03\x04 broken"),
        zipped(word__document=b"<x/>"),
        zipped(xl__workbook=b"<not a workbook"),
        zipped(xl__workbook=b"<workbook/>", xl__bomb=b"0" * 70_000_000),
    ],
    ids=["program", "empty", "broken", "document", "garbage", "bomb"],
)
def test_what_is_no_spreadsheet_is_one_clear_sentence(keeper, upload):
    run = check("members", by=keeper, file=upload)
    assert (run.state, len(run.errors), places(run)) == ("refused", 1, [(0, "")])


def test_no_rows_and_too_many_rows_are_refused(keeper, monkeypatch):
    assert places(check("members", MEMBER_HEAD, by=keeper)) == [(0, "")]
    monkeypatch.setattr(IMPORTERS["members"], "most_rows", 1)
    assert "1" in sentences(check("members", MEMBER_HEAD, ALPHA, BETA, by=keeper))


def test_an_error_value_in_a_cell_is_an_error(keeper):
    run = check("members", MEMBER_HEAD, ["#REF!", *ALPHA[1:]], by=keeper)
    assert places(run) == [(2, "名称")]


def test_an_organisation_is_found_by_its_code_or_refused(keeper, make_organisation):
    make_organisation("甲公司", credit_code="91110108MA00000096")
    run = check("members", MEMBER_HEAD, ALPHA, by=keeper)
    assert places(run) == [(2, "统一社会信用代码")]


SEAT_HEAD = [
    "委员会代号",
    "委员会名称",
    "技术领域",
    "人员",
    "邮箱",
    "代表单位",
    "角色",
    "有表决权",
    "自",
    "至（含当日）",
]


def seat(**changes: object) -> list[object]:
    row = {
        "code": "TC1",
        "committee": "生物技术委员会",
        "field": "生物工程",
        "name": "李娜",
        "email": "li@example.org",
        "organisation": None,
        "role": "主任委员",
        "votes": "是",
        "starts": "2024-01-01",
        "ends": None,
    }
    return list((row | changes).values())


def test_committees_come_with_their_seats(keeper, make_organisation):
    make_organisation("甲公司")
    rows = [
        seat(organisation="甲公司"),
        seat(name="王强", email="wang@example.org", role="秘书", votes="否", ends="2026-12-31"),
    ]
    run = check("committees", SEAT_HEAD, *rows, by=keeper)
    assert run.errors == []
    assert User.objects.filter(email="li@example.org").count() == 0
    actions.import_apply(run=run, by=keeper)
    body = Body.objects.get(code="TC1")
    assert (body.kind, body.field, body.name) == ("committee", "bio", "生物技术委员会")
    found = [
        (one.user.name, one.role, one.votes, str(one.organisation or ""), one.ends)
        for one in body.seats.order_by("pk")
    ]
    assert found == [
        ("李娜", "chair", True, "甲公司", None),
        ("王强", "secretary", False, "", dt.date(2026, 12, 31)),
    ]
    person = User.objects.get(email="li@example.org")
    assert (person.has_usable_password(), person.is_staff) == (False, False)
    again = check("committees", SEAT_HEAD, *rows, by=keeper)
    assert (again.errors, count(again, "unchanged")) == ([], 2)


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"organisation": "没有的单位"}, "代表单位"),
        ({"email": "nonsense"}, "邮箱"),
        ({"role": "国王"}, "角色"),
        ({"votes": "也许"}, "有表决权"),
        ({"ends": "2023-01-01"}, "至（含当日）"),
        ({"email": "taken@example.org"}, "邮箱"),
        ({"code": "COUNCIL"}, "委员会代号"),
    ],
)
def test_wrong_seats_are_named(keeper, make_user, changes, column):
    make_user("Somebody else", email="taken@example.org")
    Body.objects.create(kind="council", code="COUNCIL", name="理事会")
    run = check("committees", SEAT_HEAD, seat(**changes), by=keeper)
    assert places(run) == [(2, column)]


def test_rows_that_contradict_each_other_are_named(keeper):
    rows = [
        seat(),
        seat(email="b@example.org", name="乙", committee="另一个名称"),
        seat(starts="2025-01-01"),
    ]
    run = check("committees", SEAT_HEAD, *rows, by=keeper)
    assert places(run) == [(3, "委员会名称"), (4, "")]
    assert Seat.objects.count() == 0


EXPERT_HEAD = ["姓名", "技术领域", "专长类别", "从业年限", "工作单位", "邮箱", "在库"]


def test_experts_are_taken_over_and_linked(keeper, make_user, make_organisation):
    account, employer = make_user("赵敏", email="zhao@example.org"), make_organisation("甲公司")
    rows = [
        ["赵敏", "生物工程", "技术", 12, "甲公司", "zhao@example.org", "是"],
        ["钱进", "新能源,新材料", "市场", None, "乙公司", None, "否"],
    ]
    actions.import_apply(run=check("experts", EXPERT_HEAD, *rows, by=keeper), by=keeper)
    found = [
        (one.name, one.user, one.organisation, one.years, one.fields, one.active)
        for one in Expert.objects.order_by("pk")
    ]
    assert found == [
        ("赵敏", account, employer, 12, ["bio"], True),
        ("钱进", None, None, 0, ["new_energy", "new_materials"], False),
    ]
    again = check("experts", EXPERT_HEAD, *rows, by=keeper)
    assert (again.errors, count(again, "unchanged")) == ([], 2)


def test_wrong_experts_are_named(keeper):
    rows = [
        ["甲", "生物工程", "技术", 71, "A", None, None],
        ["乙", None, "技术", -1, "A", "none@example.org", None],
    ]
    run = check("experts", EXPERT_HEAD, *rows, by=keeper)
    assert places(run) == [(2, "从业年限"), (3, "技术领域"), (3, "从业年限")]


# Screens


def test_upload_preview_and_take_over(visit, keeper):
    browser = visit(keeper)
    address = reverse("people:import", args=["members"])
    answer = browser.post(address, {"file": upload(MEMBER_HEAD, ALPHA, BETA)})
    assert answer.status_code == 302
    assert "is read and checked" in browser.get(answer["Location"]).content.decode()
    read_tables()
    preview = browser.get(answer["Location"])
    assert "new 2" in preview.content.decode()
    assert Organisation.objects.count() == 0
    done = browser.post(answer["Location"])
    assert (done.status_code, Organisation.objects.count()) == (302, 2)
    again = browser.post(answer["Location"])
    assert (again.status_code, Organisation.objects.count()) == (302, 2)
    assert "rows.xlsx" in browser.get(reverse("people:imports")).content.decode()


def test_errors_are_listed_on_the_page(visit, keeper):
    address = reverse("people:import", args=["members"])
    browser = visit(keeper)
    answer = browser.post(address, {"file": upload(MEMBER_HEAD, ["x", "什么", *ALPHA[2:]])})
    read_tables()
    text = browser.get(answer["Location"]).content.decode()
    assert "什么" in text
    assert "1 error; nothing was stored" in text


@pytest.mark.parametrize("name", ["rows.exe", "rows.xls"])
def test_another_kind_of_file_is_refused(visit, keeper, name):
    address = reverse("people:import", args=["members"])
    answer = visit(keeper).post(address, {"file": upload(MEMBER_HEAD, ALPHA, name=name)})
    assert (answer.status_code, ImportRun.objects.count()) == (422, 0)


def test_a_disguised_program_is_refused(visit, keeper):
    file = SimpleUploadedFile("rows.xlsx", b"MZ\x90\x00" + b"\x00" * 100)
    browser = visit(keeper)
    posted = browser.post(reverse("people:import", args=["members"]), {"file": file})
    read_tables()
    answer = browser.get(posted["Location"])
    assert "This is not a spreadsheet" in answer.content.decode()


@pytest.mark.parametrize("key", ["members", "committees", "experts"])
def test_the_template_has_headings_the_import_reads(visit, keeper, key):
    answer = visit(keeper).get(reverse("people:import_template", args=[key]))
    head = [cell.value for cell in load_workbook(BytesIO(answer.content)).active[1]]
    assert sentences(check(key, head, by=keeper)) == "The sheet has no rows below its headings."


@pytest.mark.parametrize("who", ["nobody", "person", "staff"])
def test_others_import_nothing(visit, make_user, make_staff, make_organisation, keeper, who):
    people = {
        "nobody": (None, 302),
        "person": (make_user(organisation=make_organisation(), administrator=True), 404),
        "staff": (make_staff(), 403),
    }
    user, status = people[who]
    run = check("members", MEMBER_HEAD, ALPHA, by=keeper)
    before = Organisation.objects.count()
    for address, data in (
        (reverse("people:import", args=["members"]), {"file": upload(MEMBER_HEAD, BETA)}),
        (reverse("people:import_preview", args=["members", run.pk]), {}),
    ):
        assert visit(user).post(address, data).status_code == status
    assert (ImportRun.objects.count(), Organisation.objects.count()) == (1, before)


def test_somebody_elses_check_is_not_there(visit, make_staff, keeper):
    run = check("members", MEMBER_HEAD, ALPHA, by=keeper)
    other = make_staff(head=True)
    address = reverse("people:import_preview", args=["members", run.pk])
    assert [visit(other).get(address).status_code, visit(other).post(address).status_code] == [
        404,
        404,
    ]


def test_an_unknown_import_is_not_there(visit, keeper):
    assert visit(keeper).get(reverse("people:import", args=["magic"])).status_code == 404
