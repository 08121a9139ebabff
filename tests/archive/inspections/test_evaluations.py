"""Public files are judged afterwards: conduct of the half-year, and what departments say of each other."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from archive.filing.actions import filing_open
from archive.filing.models import Filing
from archive.filing.states import F
from archive.inspections.actions import finding_add, finding_drop, inspection_open
from archive.inspections.evaluating.actions import ASKED, evaluation_give
from archive.inspections.evaluating.marks import ASPECTS, LONGEST_REMARK, Mark
from archive.inspections.evaluating.records import Evaluation
from archive.inspections.evaluating.rules import (
    Conduct,
    Pair,
    conduct,
    evaluates,
    it_is_another_department,
    marks_given,
    reads_evaluations,
    table_of,
    what_lacks_is_said,
)
from archive.inspections.models import Inspection
from archive.records import Folder, Item
from tests.pages.costs import MOST, statements
from zsa_portal.documents import render
from zsa_portal.documents.models import Document, IssuedForm
from zsa_portal.outbox.models import Message
from zsa_portal.people.models import Department, Deputyship
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.workflow.models import Level, LogEntry
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import BadValue, WrongState

JUNE, MAY, DECEMBER = dt.date(2026, 6, 1), dt.date(2026, 5, 1), dt.date(2025, 12, 1)
GOOD = dict.fromkeys(ASPECTS, Mark.GOOD)


def at(*when):
    return dt.datetime(*when, tzinfo=clock.SHANGHAI)


@pytest.fixture(autouse=True)
def in_june():
    with clock.moved_to(at(2026, 6, 22, 9)):
        yield


@pytest.fixture
def inspection(cast):
    return inspection_open(month=JUNE)


@pytest.fixture
def pair(cast, inspection):
    """TC服务部 evaluates 会员服务部."""
    return Pair(inspection, cast.department, cast.other_department)


def fresh(inspection):
    return Inspection.objects.get(pk=inspection.pk)


def sent(cast, inspection):
    return perform(fresh(inspection).send_findings, by=cast.quality)


def released(cast, inspection):
    with clock.moved_to(at(2026, 7, 1, 9)):
        return perform(fresh(inspection).release_report, by=cast.quality_head)


def of(found, home):
    return next(one for one in found if one.department == home)


@pytest.mark.rule("A03b")
def test_the_head_of_a_department_and_a_deputy_evaluate_another(cast, pair):
    for user in (cast.clerk, cast.archivist, cast.other_head, cast.quality_head, cast.custodian):
        assert not evaluates(pair, user)
        with pytest.raises(PermissionDenied):
            evaluation_give(pair=pair, marks=GOOD, by=user)
    row = evaluation_give(pair=pair, marks=GOOD, by=cast.head)
    assert (row.evaluating, row.evaluated) == (cast.department, cast.other_department)
    Deputyship.objects.create(
        principal=cast.head, deputy=cast.clerk, starts=JUNE, ends=dt.date(2026, 6, 22)
    )
    deputy = type(cast.clerk).objects.get(pk=cast.clerk.pk)
    again = evaluation_give(pair=pair, marks=GOOD | {"findable": Mark.SUFFICIENT}, by=deputy)
    assert (again.pk, again.given_by) == (row.pk, cast.clerk)
    assert Evaluation.objects.get().findable == Mark.SUFFICIENT
    steps = LogEntry.objects.filter(matter=pair.inspection.pk, step="evaluation_give")
    assert [entry.by for entry in steps.order_by("pk")] == [cast.head, cast.clerk]


@pytest.mark.rule("A03b")
def test_nobody_evaluates_the_own_department(cast, inspection):
    own = Pair(inspection, cast.department, cast.department)
    assert it_is_another_department.missing(own) == ["Nobody evaluates the own department."]
    with pytest.raises(RuleUnmet, match="own department"):
        evaluation_give(pair=own, marks=GOOD, by=cast.head)
    with pytest.raises(IntegrityError), transaction.atomic():
        Evaluation.objects.create(
            inspection=inspection,
            evaluating=cast.department,
            evaluated=cast.department,
            given_by=cast.head,
            **GOOD,
        )


@pytest.mark.rule("A03b")
@pytest.mark.parametrize("aspect", ASPECTS)
def test_what_is_lacking_is_said_in_words(cast, pair, aspect):
    marks = GOOD | {aspect: Mark.LACKING}
    for remark in ("", "  \n"):
        with pytest.raises(BadValue, match="what is lacking"):
            evaluation_give(pair=pair, marks=marks, remark=remark, by=cast.head)
    assert (
        evaluation_give(pair=pair, marks=marks, remark="缺目录。", by=cast.head).remark
        == "缺目录。"
    )
    assert what_lacks_is_said(Evaluation(**GOOD | {aspect: Mark.SUFFICIENT}))


def test_marks_and_remark_are_checked(cast, pair):
    for wrong in ({}, GOOD | {"in_time": "fine"}):
        with pytest.raises(BadValue, match="Choose a mark"):
            evaluation_give(pair=pair, marks=wrong, by=cast.head)
    with pytest.raises(BadValue, match="at most 500"):
        evaluation_give(pair=pair, marks=GOOD, remark="长" * (LONGEST_REMARK + 1), by=cast.head)
    row = evaluation_give(pair=pair, marks=GOOD, remark="长" * LONGEST_REMARK, by=cast.head)
    assert len(row.remark) == LONGEST_REMARK


@pytest.mark.rule("A03b")
def test_one_evaluates_until_the_report_is_released(cast, pair):
    evaluation_give(pair=pair, marks=GOOD, by=cast.head)
    sent(cast, pair.inspection)
    evaluation_give(pair=pair, marks=GOOD | {"complete": Mark.SUFFICIENT}, by=cast.head)
    released(cast, pair.inspection)
    with pytest.raises(WrongState):
        evaluation_give(pair=pair, marks=GOOD, by=cast.head)
    assert Evaluation.objects.get().complete == Mark.SUFFICIENT


def put(filing, state, **more):
    LogEntry.objects.create(
        matter_id=filing.pk, step="placed", from_state=filing.state, to_state=state
    )
    Filing.objects.filter(pk=filing.pk).update(state=state, **more)


@pytest.fixture
def all_in_time(cast):
    """Every department filed every month of the half-year on its last day."""
    for home in Department.objects.all():
        for back in range(6):
            month = DECEMBER if back == 0 else dt.date(2026, back, 1)
            filing = filing_open(department=home, month=month, by=None)
            put(filing, F.FILED, handed_over_at=filing.due_at - dt.timedelta(seconds=1))


def filed(cast, month=MAY):
    return Filing.objects.get(department=cast.department, month=month)


@pytest.mark.rule("A03b")
def test_lists_late_or_missing_are_counted(cast, all_in_time, inspection):
    assert {one.late for one in conduct(inspection)} == {0}
    late = filed(cast)
    put(late, F.FILED, handed_over_at=at(2026, 6, 21))
    assert of(conduct(inspection), cast.department).late == 1
    put(filed(cast, DECEMBER), F.COLLECTING, handed_over_at=None)
    assert of(conduct(inspection), cast.department).late == 2
    Filing.objects.filter(pk=late.pk).update(month=dt.date(2020, 1, 1))
    assert of(conduct(inspection), cast.department).late == 2
    assert of(conduct(inspection), cast.other_department).late == 0
    with clock.moved_to(at(2026, 6, 20, 23, 59, 59)):
        assert of(conduct(inspection), cast.department).late == 1


def record_of(cast, filing, level, state):
    folder, _new = Folder.objects.get_or_create(
        department=cast.department,
        year=2026,
        number="01",
        defaults={"name": "宣传", "created_by": cast.archivist},
    )
    document = Document.objects.create(
        kind="archive.record",
        title="说明",
        level=level,
        owner=cast.department,
        uploaded_by=cast.archivist,
    )
    return Item.objects.create(
        department=cast.department,
        folder=folder,
        filing=filing,
        document=document,
        name=f"说明{document.pk}.txt",
        state=state,
        added_by=cast.archivist,
        accepted_at=clock.now(),
    )


@pytest.mark.rule("A03b")
def test_rows_returned_findings_and_public_files_are_counted(cast, all_in_time, inspection):
    filing = filed(cast)
    row = record_of(cast, filing, Level.PUBLIC, Item.State.ACCEPTED)
    record_of(cast, filing, Level.PUBLIC, Item.State.DISPOSED)
    record_of(cast, filing, Level.PUBLIC, Item.State.LISTED)
    record_of(cast, filing, Level.RESTRICTED, Item.State.ACCEPTED)
    before = filing_open(department=cast.department, month=dt.date(2025, 11, 1), by=None)
    record_of(cast, before, Level.PUBLIC, Item.State.ACCEPTED)
    for matter in (filing, before):
        LogEntry.objects.create(
            matter_id=matter.pk, step="row_return", values={"item": f"archive.item:{row.pk}"}
        )
    LogEntry.objects.create(matter_id=filing.pk, step="row_accept")
    kept, dropped = (
        finding_add(
            inspection=inspection,
            home=cast.department,
            text=text,
            incomplete=False,
            by=cast.quality,
        )
        for text in ("甲", "乙")
    )
    sent(cast, inspection)
    finding_drop(finding=dropped, reason="已说明", by=cast.quality_head)
    assert of(conduct(fresh(inspection)), cast.department) == Conduct(cast.department, 0, 1, 1, 2)
    assert of(conduct(fresh(inspection)), cast.other_department) == Conduct(cast.other_department)
    assert kept.text == "甲"


@pytest.mark.rule("A03b")
def test_marks_are_counted_by_aspect(cast, inspection):
    quality = Department.objects.get(code="quality")
    lacking = GOOD | {"findable": Mark.LACKING}
    for home, by, marks in (
        (cast.department, cast.head, GOOD),
        (quality, cast.quality_head, lacking),
    ):
        pair = Pair(inspection, home, cast.other_department)
        evaluation_give(pair=pair, marks=marks, remark="难找", by=by)
    assert marks_given(inspection) == {
        cast.other_department.pk: {
            "in_time": {Mark.GOOD: 2},
            "complete": {Mark.GOOD: 2},
            "findable": {Mark.GOOD: 1, Mark.LACKING: 1},
        }
    }
    rows = {row["department"]: row["marks"] for row in table_of(inspection)}
    assert rows["会员服务部"] == [[2, 0, 0], [2, 0, 0], [1, 0, 1]]
    assert rows["TC服务部"] == [[0, 0, 0]] * 3


@pytest.mark.rule("A03b")
def test_the_report_shows_the_table_as_it_was_released(cast, all_in_time, pair):
    remark = "目录不全金丝雀"
    marks = GOOD | {"complete": Mark.LACKING}
    evaluation_give(pair=pair, marks=marks, remark=remark, by=cast.head)
    sent(cast, pair.inspection)
    released(cast, pair.inspection)
    (form,) = IssuedForm.objects.filter(matters=pair.inspection.pk)
    (row,) = [one for one in form.data["judged"] if one["department"] == "会员服务部"]
    assert row["marks"] == [[1, 0, 0], [0, 0, 1], [1, 0, 0]]
    html = render.html_of(form)
    assert "部门360评价" in html
    assert "0/0/1" in html
    assert remark not in html
    put(filed(cast), F.COLLECTING, handed_over_at=None)
    shown = page(cast.quality, tab_of(pair.inspection)).context["table"]
    assert {one["late"] for one in shown} == {0}
    form.data.pop("judged")
    assert "部门360评价" not in render.html_of(form)


def page(user, url, **data):
    client = Client()
    client.force_login(user)
    return client.post(url, data) if data else client.get(url)


def tab_of(inspection):
    return f"{inspection.get_absolute_url()}evaluations/"


@pytest.mark.rule("A03b")
def test_who_reads_what_of_the_evaluations(cast, pair):
    marks, remark = GOOD | {"in_time": Mark.LACKING}, "九月才上传金丝雀"
    evaluation_give(pair=pair, marks=marks, remark=remark, by=cast.head)
    url = tab_of(pair.inspection)

    def readers(*users):
        return [user.username for user in users if remark in page(user, url).content.decode()]

    everybody = (
        cast.head,
        cast.other_head,
        cast.quality,
        cast.quality_head,
        cast.secretary_general,
    )
    assert [reads_evaluations(pair.inspection, user) for user in everybody] == [
        False,
        False,
        True,
        True,
        False,
    ]
    before = ["head", "quality", "quality-head"]
    assert readers(*everybody) == before
    sent(cast, pair.inspection)
    assert readers(*everybody) == before
    released(cast, pair.inspection)
    assert readers(*everybody) == ["head", "other-head", "quality", "quality-head"]
    type(cast.head).objects.filter(pk=cast.head.pk).update(name="史部长")
    received = page(cast.other_head, url).content.decode()
    assert "What the others say of 会员服务部" in received
    assert "TC服务部" in received
    assert "史部长" not in received
    for user in (cast.clerk, cast.archivist, cast.other_clerk):
        assert page(user, url).url == pair.inspection.get_absolute_url()


def test_the_leaders_read_the_table_alone(cast, pair):
    evaluation_give(pair=pair, marks=GOOD, by=cast.head)
    context = page(cast.secretary_general, tab_of(pair.inspection)).context
    assert len(context["table"]) == Department.objects.count()
    assert (context["given"], context["reads_given"], context["own"]) == ([], False, [])
    assert page(cast.head, tab_of(pair.inspection)).context["table"] is None


def test_the_page_of_an_evaluation(cast, pair):
    def url(evaluating, evaluated):
        return reverse("archive:evaluate", args=[pair.inspection.pk, evaluating, evaluated])

    one = url("tc_service", "member_service")
    assert one in page(cast.head, tab_of(pair.inspection)).content.decode()
    assert page(cast.head, one).status_code == 200
    for user in (cast.clerk, cast.other_head, cast.quality, cast.secretary_general):
        assert page(user, one).status_code == 403
    assert page(cast.head, url("tc_service", "nowhere")).status_code == 404
    assert page(cast.head, url("tc_service", "tc_service")).status_code == 409
    assert page(cast.head, one, in_time="good").status_code == 422
    lacking = {"in_time": "good", "complete": "good", "findable": "lacking"}
    assert page(cast.head, one, **lacking).status_code == 422
    answer = page(cast.head, one, **lacking, remark="难找。")
    assert answer.url == tab_of(pair.inspection)
    assert page(cast.head, one).context["form"]["remark"].value() == "难找。"
    sent(cast, pair.inspection)
    released(cast, pair.inspection)
    assert page(cast.head, one).status_code == 409
    assert one not in page(cast.head, tab_of(pair.inspection)).content.decode()


def test_the_heads_are_asked_when_an_inspection_opens(cast, inspection):
    told = Message.objects.filter(event=ASKED)
    heads = {"head", "other-head", "quality-head"}
    assert set(told.values_list("recipient__username", flat=True)) == heads
    assert {one.deadline for one in told} == {inspection.due_at}
    assert {one.link for one in told} == {tab_of(inspection)}
    inspection_open(month=JUNE)
    assert told.count() == len(heads)


def test_the_tab_costs_the_same_for_one_evaluation_and_for_three(cast, pair):
    evaluation_give(pair=pair, marks=GOOD, by=cast.head)
    url = tab_of(pair.inspection)
    one = [len(statements(user, url, clock.now())) for user in (cast.quality_head, cast.head)]
    for home in Department.objects.exclude(pk__in=[cast.department.pk, cast.other_department.pk]):
        evaluation_give(pair=Pair(pair.inspection, cast.department, home), marks=GOOD, by=cast.head)
    own = Pair(pair.inspection, cast.other_department, cast.department)
    evaluation_give(pair=own, marks=GOOD, by=cast.other_head)
    three = [len(statements(user, url, clock.now())) for user in (cast.quality_head, cast.head)]
    assert three == one
    assert max(one) <= MOST
