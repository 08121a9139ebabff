"""The inspection in June and December: what is not filed, what is seen, answers, the incentive report."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.filing.actions import filing_open
from archive.filing.models import Filing
from archive.filing.states import F
from archive.inspections import actions, rules
from archive.inspections.models import Finding, Inspection
from archive.inspections.papers import ANSWER_DAYS
from archive.inspections.states import I, release_due
from archive.inspections.times import due_month, inspection_due, months_inspected
from tests.zsa_portal.documents.making import image_bytes
from zsa_portal.documents import render
from zsa_portal.documents.models import Document, IssuedForm
from zsa_portal.outbox.models import Message
from zsa_portal.people.models import Department, Deputyship
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.workflow.models import LogEntry
from zsa_portal.workflow.perform import perform, seen_of
from zsa_portal.workflow.refusals import BadValue, Changed, Refusal, StepsUnmet, WrongState

JUNE = dt.date(2026, 6, 1)
MARCH, MAY = dt.date(2026, 3, 1), dt.date(2026, 5, 1)


def at(*when):
    return dt.datetime(*when, tzinfo=clock.SHANGHAI)


@pytest.fixture(autouse=True)
def in_june():
    """A day after the 20th: the material of May is due."""
    with clock.moved_to(at(2026, 6, 22, 9)):
        yield


@pytest.fixture
def inspection(cast):
    return actions.inspection_open(month=JUNE)


@pytest.fixture
def sent(cast, inspection):
    """The inspection, sent to the departments."""
    return lambda: perform(fresh(inspection).send_findings, by=cast.quality)


@pytest.fixture
def everything_filed(cast):
    """Every month of the half-year is in the archive, of every department."""
    for home in Department.objects.all():
        for month in months_inspected(JUNE):
            filing = filing_open(department=home, month=month, by=None)
            place(filing, F.FILED)


def place(filing, state):
    """Let a filing stand in a state, without its steps."""
    LogEntry.objects.create(
        matter_id=filing.pk, step="placed", from_state=filing.state, to_state=state
    )
    Filing.objects.filter(pk=filing.pk).update(state=state)


def fresh(inspection):
    return Inspection.objects.get(pk=inspection.pk)


def of(cast, month):
    return Filing.objects.get(department=cast.department, month=month)


def seen(cast, inspection, **more):
    values = {"home": cast.department, "text": "合同未标注密级。", "incomplete": False}
    return actions.finding_add(inspection=inspection, by=cast.quality, **(values | more))


@pytest.mark.rule("A06b")
@pytest.mark.parametrize(
    ("day", "month"),
    [
        (dt.date(2026, 5, 31), None),
        (dt.date(2026, 6, 1), JUNE),
        (dt.date(2026, 6, 30), JUNE),
        (dt.date(2026, 7, 1), None),
        (dt.date(2026, 12, 31), dt.date(2026, 12, 1)),
        (dt.date(2024, 6, 1), dt.date(2024, 6, 1)),
    ],
)
def test_one_inspects_in_june_and_december(day, month):
    assert due_month(day) == month


@pytest.mark.rule("A06b")
def test_the_calendar_opens_the_inspection_once(cast):
    assert actions.open_inspections() == 1
    assert actions.open_inspections() == 0
    inspection = Inspection.objects.get()
    assert (inspection.month, inspection.state) == (JUNE, I.INSPECTING)
    assert inspection.due_at == at(2026, 7, 1)
    with clock.moved_to(at(2026, 7, 1)):
        assert actions.open_inspections() == 0


@pytest.mark.rule("A06b")
def test_what_is_not_filed_makes_the_filing_incomplete(cast, everything_filed, inspection, sent):
    place(of(cast, MARCH), F.COLLECTING)
    sent()
    found = [(one.department, one.filing, one.text, one.stands) for one in Finding.objects.all()]
    assert found == [(cast.department, of(cast, MARCH), "2026年3月资料未归档。", True)]


@pytest.mark.rule("A06b")
def test_a_month_that_was_never_opened_is_not_filed(cast, everything_filed, inspection, sent):
    Filing.objects.filter(pk=of(cast, MARCH).pk).update(month=dt.date(2020, 1, 1))
    sent()
    assert [one.text for one in Finding.objects.all()] == ["2026年3月资料未归档。"]


@pytest.mark.rule("A06b")
@pytest.mark.parametrize(
    ("state", "complete"),
    [
        (F.COLLECTING, False),
        (F.CHECK, False),
        (F.CUSTODY, False),
        (F.RETURNED, False),
        (F.SECRETARY_GENERAL, True),
        (F.FILED, True),
    ],
)
def test_a_month_is_filed_once_it_is_taken_in(cast, everything_filed, inspection, state, complete):
    place(of(cast, MARCH), state)
    assert (list(rules.not_filed(inspection)) == []) is complete


@pytest.mark.rule("A06b")
def test_a_month_is_missed_after_its_last_day_alone(cast, everything_filed, inspection):
    place(of(cast, MAY), F.COLLECTING)
    with clock.moved_to(at(2026, 6, 20, 23, 59, 59)):
        assert list(rules.not_filed(inspection)) == []
    with clock.moved_to(at(2026, 6, 21)):
        assert [one.month for one in rules.not_filed(inspection)] == [MAY]


@pytest.mark.rule("A06b")
def test_a_project_is_missed_at_the_department_that_took_part(monkeypatch):
    homes = [SimpleNamespace(pk=pk, position=place) for pk, place in ((1, 2), (2, 1))]
    late = [SimpleNamespace(department=home, project=f"project {home.pk}") for home in homes]
    monkeypatch.setattr(rules, "_months", lambda _months: [])
    monkeypatch.setattr(rules, "missing_projects", lambda *, late_only: late if late_only else [])
    found = rules.not_filed(SimpleNamespace(month=JUNE))
    assert found == [
        rules.Unfiled(homes[1], project="project 2"),
        rules.Unfiled(homes[0], project="project 1"),
    ]


@pytest.mark.rule("A15")
def test_the_incentives_are_withheld_department_by_department(cast, inspection):
    homes = sorted((cast.department, cast.other_department), key=lambda home: home.position)
    for home, text in zip((*homes[::-1], homes[0]), "甲乙丙", strict=True):
        seen(cast, inspection, home=home, text=text, incomplete=True)
    assert rules.withheld(inspection) == [(homes[0], ["乙", "丙"]), (homes[1], ["甲"])]


@pytest.mark.rule("A06b")
def test_only_the_quality_department_inspects(cast, inspection):
    for user in (cast.head, cast.other_clerk, cast.custodian, cast.secretary_general):
        with pytest.raises(PermissionDenied):
            perform(inspection.send_findings, by=user)
        with pytest.raises(PermissionDenied):
            actions.finding_add(
                inspection=inspection, home=cast.department, text="x", incomplete=True, by=user
            )
    assert perform(inspection.send_findings, by=cast.quality).state == I.ANSWERS


def test_the_report_is_due_at_the_end_of_the_month_and_after_the_answers(sent):
    asked = sent()
    assert asked.due_at == inspection_due(asked) > asked.answers_until
    asked.answers_until = inspection_due(asked) + dt.timedelta(days=2)
    assert release_due(asked) == asked.answers_until


def test_findings_are_written_while_one_inspects(cast, inspection, sent):
    finding = seen(cast, inspection)
    for text in (" ", "长" * 2001):
        with pytest.raises(BadValue):
            seen(cast, inspection, text=text)
    with pytest.raises(PermissionDenied):
        actions.finding_remove(finding=finding, by=cast.head)
    actions.finding_remove(finding=finding, by=cast.quality)
    assert not Finding.objects.filter(pk=finding.pk).exists()
    page = seen_of(fresh(inspection))
    other = seen(cast, inspection)
    with pytest.raises(Changed):
        seen(cast, inspection, seen=page)
    sent()
    with pytest.raises(WrongState):
        seen(cast, inspection)
    with pytest.raises(WrongState):
        actions.finding_remove(finding=other, by=cast.quality)


def test_photographs_are_read_by_the_department_once_they_are_sent(cast, inspection, sent):
    photo = SimpleUploadedFile("架.png", image_bytes(), content_type="image/png")
    finding = seen(cast, inspection, photos=[photo])
    document = finding.photos.get()

    def reads(user):
        return Document.objects.readable_by(user).filter(pk=document.pk).exists()

    assert reads(cast.quality)
    assert not reads(cast.head)
    sent()
    assert reads(cast.head)
    assert not reads(cast.other_head)
    text = SimpleUploadedFile("架.txt", b"x")
    with pytest.raises(BadValue):
        actions.finding_add(
            inspection=actions.inspection_open(month=dt.date(2026, 12, 1)),
            home=cast.department,
            text="x",
            incomplete=False,
            photos=[text],
            by=cast.quality,
        )


def test_departments_in_which_something_was_found_are_told(
    cast, everything_filed, inspection, sent
):
    seen(cast, inspection)
    sent()
    told = Message.objects.filter(event="inspection.send_findings")
    recipients = set(told.values_list("recipient", flat=True))
    assert cast.head.pk in recipients
    assert cast.other_head.pk not in recipients


def test_the_head_of_the_department_answers_until_the_last_second(cast, inspection, sent):
    finding = seen(cast, inspection)
    with pytest.raises(WrongState):
        actions.finding_answer(finding=finding, answer="已改正。", by=cast.head)
    assert sent().answers_until == at(2026, 6, 28)
    for user in (cast.clerk, cast.other_head, cast.quality):
        with pytest.raises(PermissionDenied):
            actions.finding_answer(finding=finding, answer="已改正。", by=user)
    with clock.moved_to(at(2026, 6, 27, 23, 59, 59)):
        found = actions.finding_answer(finding=finding, answer="已改正。", by=cast.head)
        assert (found.answer, found.answered_by) == ("已改正。", cast.head)
    with clock.moved_to(at(2026, 6, 28)), pytest.raises(Refusal, match="over"):
        actions.finding_answer(finding=finding, answer="又及。", by=cast.head)


def test_a_department_answers_for_as_many_days_as_the_setting_says(cast, inspection, sent):
    Setting.objects.create(
        key=ANSWER_DAYS.key, value=3, valid_from=at(2026, 6, 22), reason="第六条"
    )
    assert sent().answers_until == at(2026, 6, 26)


def test_a_deputy_answers_for_the_head(cast, inspection, sent):
    finding = seen(cast, inspection)
    sent()
    Deputyship.objects.create(
        principal=cast.head, deputy=cast.clerk, starts=JUNE, ends=dt.date(2026, 6, 30)
    )
    found = actions.finding_answer(finding=finding, answer="已改正。", by=cast.clerk)
    assert found.answered_by == cast.clerk


def test_the_report_waits_for_the_answers_or_the_last_day(cast, everything_filed, inspection, sent):
    finding = seen(cast, inspection)
    inspection = sent()
    waits = pytest.raises(StepsUnmet, match="may still answer until 2026-06-27: TC服务部")
    with clock.moved_to(at(2026, 6, 27, 23, 59, 59)), waits:
        perform(inspection.release_report, by=cast.quality_head)
    with clock.moved_to(at(2026, 6, 28)):
        assert perform(inspection.release_report, by=cast.quality_head).state == I.RELEASED
    finding.refresh_from_db()
    assert finding.answered_at is None


@pytest.mark.rule("A15")
def test_the_report_withholds_incentives_of_incomplete_departments(
    cast, everything_filed, inspection, sent
):
    place(of(cast, MARCH), F.COLLECTING)
    seen(cast, inspection, text="柜内资料无目录。", incomplete=True)
    seen(cast, inspection, home=cast.other_department, text="标签不清。")
    inspection = sent()
    assert [(home.name, why) for home, why in rules.withheld(inspection)] == [
        ("TC服务部", ["柜内资料无目录。", "2026年3月资料未归档。"])
    ]
    with clock.moved_to(at(2026, 7, 1, 9)):
        perform(inspection.release_report, by=cast.quality_head)
    (form,) = IssuedForm.objects.filter(matters=inspection.pk)
    assert form.data["period"] == "2025年12月至2026年5月"
    assert [row["department"] for row in form.data["rows"]] == ["TC服务部"]
    assert "会员服务部" in form.data["complete"]
    html = render.html_of(form)
    for printed in ("一票决定权", "柜内资料无目录。", "2026年3月资料未归档。", "第十四条"):
        assert printed in html
    assert "标签不清" not in html


@pytest.mark.rule("A15")
def test_the_head_of_the_quality_department_releases_the_report(cast, inspection, sent):
    inspection = sent()
    with clock.moved_to(at(2026, 7, 1, 9)):
        for user in (cast.quality, cast.head, cast.secretary_general):
            with pytest.raises(PermissionDenied):
                perform(inspection.release_report, by=user)
        assert perform(inspection.release_report, by=cast.quality_head).state == I.RELEASED


@pytest.mark.rule("A15")
def test_nobody_is_withheld_incentives_without_a_reason(cast, everything_filed, inspection, sent):
    finding = seen(cast, inspection, incomplete=True)
    inspection = sent()
    Finding.objects.filter(pk=finding.pk).update(text=" ")
    with clock.moved_to(at(2026, 7, 1, 9)), pytest.raises(StepsUnmet, match="has no words"):
        perform(inspection.release_report, by=cast.quality_head)


@pytest.mark.rule("A15")
def test_a_finding_dropped_after_an_answer_withholds_nothing(
    cast, everything_filed, inspection, sent
):
    finding = seen(cast, inspection, incomplete=True)
    inspection = sent()
    assert len(rules.withheld(inspection)) == 1
    with pytest.raises(PermissionDenied):
        actions.finding_drop(finding=finding, reason="已说明。", by=cast.quality)
    with pytest.raises(BadValue):
        actions.finding_drop(finding=finding, reason=" ", by=cast.quality_head)
    actions.finding_drop(finding=finding, reason="已说明。", by=cast.quality_head)
    assert rules.withheld(inspection) == []


def test_an_inspection_sent_again_counts_anew(cast, everything_filed, inspection, sent):
    place(of(cast, MARCH), F.COLLECTING)
    place(of(cast, MAY), F.COLLECTING)
    inspection = sent()
    april = Finding.objects.get(filing=of(cast, MARCH))
    actions.finding_answer(finding=april, answer="迟交。", by=cast.head)
    inspection = fresh(inspection)
    inspection = perform(inspection.inspect_again, by=cast.quality_head, reason="补查")
    assert list(Finding.objects.all()) == [april]
    place(of(cast, MAY), F.FILED)
    sent()
    assert list(Finding.objects.all()) == [april]


def test_the_board_shows_an_incomplete_filing(cast, everything_filed, inspection, sent):
    from archive.filing import queries

    place(of(cast, MARCH), F.COLLECTING)
    sent()
    cells = {home.pk: cells for home, cells in queries.board(2026, cast.quality)}
    month = queries.months_of(2026).index(MARCH)
    assert str(cells[cast.department.pk][month].label) == "Incomplete"


def page(user, url, **data):
    client = Client()
    client.force_login(user)
    return client.post(url, data) if data else client.get(url)


def test_each_department_reads_its_own_findings_once_they_are_sent(
    cast, everything_filed, inspection, sent
):
    seen(cast, inspection, text="甲处问题。")
    seen(cast, inspection, home=cast.other_department, text="乙处问题。")
    url = f"{inspection.get_absolute_url()}findings/"

    def reads(user):
        text = page(user, url).content.decode()
        return [word for word in ("甲处问题。", "乙处问题。") if word in text]

    assert reads(cast.quality) == reads(cast.secretary_general) == ["甲处问题。", "乙处问题。"]
    assert reads(cast.head) == []
    sent()
    assert reads(cast.head) == reads(cast.clerk) == ["甲处问题。"]
    assert reads(cast.other_head) == ["乙处问题。"]


def test_the_tab_costs_the_same_for_one_finding_and_for_three(
    cast, everything_filed, inspection, sent
):
    def photo():
        return SimpleUploadedFile("架.png", image_bytes(), content_type="image/png")

    seen(cast, inspection, photos=[photo()])
    client = Client()
    client.force_login(cast.quality)
    url = f"{inspection.get_absolute_url()}findings/"
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    seen(cast, inspection, photos=[photo()])
    seen(cast, inspection, home=cast.other_department)
    with CaptureQueriesContext(connection) as three:
        client.get(url)
    assert len(three) <= len(one)
    sent()
    with CaptureQueriesContext(connection) as after:
        client.get(url)
    assert len(after) <= 15


def test_the_screens_of_findings(cast, inspection, sent):
    new = reverse("archive:finding_new", args=[inspection.pk])
    assert page(cast.head, new).status_code == 403
    assert page(cast.quality, new).status_code == 200
    assert page(cast.quality, new, text="x").status_code == 422
    values = {"department": cast.department.pk, "text": "标签不清。"}
    assert page(cast.quality, new, **values).status_code == 302
    finding = Finding.objects.get()

    def url(name):
        return reverse(f"archive:{name}", args=[inspection.pk, finding.pk])

    assert page(cast.quality, url("finding_remove")).status_code == 200
    assert page(cast.head, url("finding_answer")).status_code == 404
    assert page(cast.quality_head, url("finding_drop")).status_code == 409
    sent()
    assert page(cast.head, url("finding_answer")).status_code == 200
    assert page(cast.clerk, url("finding_answer")).status_code == 403
    assert page(cast.other_head, url("finding_answer")).status_code == 404
    assert page(cast.head, url("finding_answer"), answer="已改。").status_code == 302
    assert page(cast.quality, url("finding_drop")).status_code == 403
    assert page(cast.quality_head, url("finding_drop"), reason="已改。").status_code == 302
    assert page(cast.quality, url("finding_remove"), go="1").status_code == 409
    report = reverse("archive:inspection_report", args=[inspection.pk])
    assert page(cast.head, report).status_code == 403
    assert page(cast.quality, report).content.startswith(b"%PDF")


@pytest.mark.rule("A06b")
def test_projects_are_missed_once_they_are_late(db, monkeypatch):
    project = SimpleNamespace(department=SimpleNamespace(pk=1, position=0), project="项目")
    late = {True: [project], False: [project, project]}
    monkeypatch.setattr(rules, "missing_projects", lambda *, late_only: late[late_only])
    with clock.moved_to(at(2020, 1, 1)):
        assert [one.project for one in rules.not_filed(SimpleNamespace(month=JUNE))] == ["项目"]


def test_the_departments_that_may_still_answer_are_named_once_with_the_last_day():
    waiting = SimpleNamespace()
    for name in ("filter", "order_by"):
        setattr(waiting, name, lambda *_words, **_named: waiting)
    waiting.values_list = lambda *_words, **_named: ["甲部", "乙部", "甲部"]
    inspection = SimpleNamespace(answers_until=at(2026, 6, 28, 0, 0, 1), findings=waiting)
    asked = rules.every_answer_is_in.missing
    assert asked(inspection) == ["These departments may still answer until 2026-06-28: 甲部, 乙部."]
    inspection.answers_until = at(2026, 6, 28)
    assert "until 2026-06-27" in asked(inspection)[0]


@pytest.mark.rule("A15")
def test_withheld_departments_stand_by_their_place_and_reasons_in_their_order(cast, inspection):
    first, second = sorted((cast.department, cast.other_department), key=lambda home: home.pk)

    def place_first(place):
        Department.objects.filter(pk=first.pk).update(position=place)
        return [home for home, _why in rules.withheld(inspection)]

    Department.objects.filter(pk=second.pk).update(position=5)
    for home, text, key in (
        (second, "无目录。", 3),
        (first, "缺批件。", 2),
        (first, "缺合同。", 1),
    ):
        Finding.objects.create(
            pk=key, inspection=inspection, department=home, text=text, incomplete=True
        )
    assert place_first(9) == [second, first]
    assert place_first(5) == [first, second]
    assert dict(rules.withheld(inspection))[first] == ["缺合同。", "缺批件。"]
