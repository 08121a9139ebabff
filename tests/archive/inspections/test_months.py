"""Which months an inspection counts: each once, none before its department filed here."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.checking.steps import inspection_check
from archive.filing.actions import filing_open
from archive.filing.models import Filing
from archive.filing.states import F
from archive.inspections import actions, rules
from archive.inspections.evaluating.rules import conduct
from archive.inspections.models import Finding, Inspection
from archive.inspections.months import months_counted, months_left, months_of_each
from archive.inspections.states import I
from archive.inspections.times import months_inspected
from tests.archive.rows import add_row
from zsa_portal.people.models import Department
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import months_after
from zsa_portal.workflow.models import LogEntry
from zsa_portal.workflow.perform import perform

JUNE, DECEMBER = dt.date(2026, 6, 1), dt.date(2026, 12, 1)
APRIL, MAY = dt.date(2026, 4, 1), dt.date(2026, 5, 1)
LAST_SECOND = dt.datetime(2026, 6, 20, 23, 59, 59, tzinfo=clock.SHANGHAI)
DUE = LAST_SECOND + dt.timedelta(seconds=1)
IN_DECEMBER = dt.datetime(2026, 12, 22, 9, tzinfo=clock.SHANGHAI)


@pytest.fixture(autouse=True)
def in_june():
    """The first day of an inspection."""
    with clock.moved_to(dt.datetime(2026, 6, 1, 9, tzinfo=clock.SHANGHAI)):
        yield


@pytest.fixture
def everything_filed(cast):
    """A year up to October, filed by every department."""
    for home in Department.objects.all():
        for back in range(12, 0, -1):
            filing_open(department=home, month=months_after(DECEMBER, -back), by=None)
    place(Filing.objects.all(), F.FILED)


@pytest.fixture
def inspected(cast):
    """Send what was found in the inspection of a month at an instant."""

    def send(month, at):
        with clock.moved_to(at):
            one = actions.inspection_open(month=month)
            return perform(Inspection.objects.get(pk=one.pk).send_findings, by=cast.quality)

    return send


def place(filings, state):
    """Let filings stand in a state, without their steps."""
    LogEntry.objects.bulk_create(
        LogEntry(matter_id=one.pk, step="placed", from_state=one.state, to_state=state)
        for one in filings
    )
    filings.update(state=state)


def lack(cast, *months):
    """Let the material of months lie at the department."""
    rows = Filing.objects.filter(department=cast.department, month__in=months)
    assert rows.count() == len(months)
    place(rows, F.COLLECTING)


def found(inspection):
    """The months that an inspection found not filed."""
    return [one.filing.month for one in inspection.findings.order_by("filing__month")]


@pytest.mark.rule("A06b")
@pytest.mark.parametrize(("at", "in_june", "in_december"), [(LAST_SECOND, 0, 1), (DUE, 1, 0)])
def test_a_month_not_due_when_the_findings_are_sent_is_the_next_inspections(
    cast, everything_filed, inspected, at, in_june, in_december
):
    lack(cast, MAY)
    first = inspected(JUNE, at)
    second = inspected(DECEMBER, IN_DECEMBER)
    assert (found(first), found(second)) == ([MAY] * in_june, [MAY] * in_december)
    last, begin = (MAY, JUNE) if in_june else (APRIL, MAY)
    assert first.period == (dt.date(2025, 12, 1), last)
    assert second.period == (begin, dt.date(2026, 11, 1))


@pytest.mark.rule("A06b")
def test_what_was_left_is_not_counted_again_when_one_inspects_again(
    cast, everything_filed, inspected
):
    lack(cast, MAY)
    first = inspected(JUNE, LAST_SECOND)
    with clock.moved_to(DUE):
        perform(first.inspect_again, by=cast.quality_head, reason="补查")
    assert found(inspected(JUNE, DUE)) == []
    assert found(inspected(DECEMBER, IN_DECEMBER)) == [MAY]


@pytest.mark.rule("A06b")
def test_an_inspection_that_never_sent_anything_leaves_nothing(cast, everything_filed):
    first, second = (actions.inspection_open(month=month) for month in (JUNE, DECEMBER))
    with clock.moved_to(IN_DECEMBER):
        assert list(months_left(JUNE, None)) == []
        assert months_counted(first) == months_inspected(JUNE)
        assert months_counted(second) == months_inspected(DECEMBER)
    with clock.moved_to(LAST_SECOND):
        assert months_counted(first) == months_inspected(JUNE)[:-1]


@pytest.mark.rule("A06b")
@pytest.mark.parametrize(("sent", "left"), [(LAST_SECOND, [MAY]), (DUE, [])])
def test_what_is_left_was_not_due_to_the_second(sent, left):
    assert months_left(JUNE, sent) == left


@pytest.mark.rule("A15")
def test_no_month_counts_from_before_the_archive(cast, inspected):
    for home in (cast.department, cast.other_department):
        filing_open(department=home, month=APRIL, by=None)
    filing_open(department=cast.other_department, month=MAY, by=None)
    place(Filing.objects.filter(department=cast.other_department), F.FILED)
    one = inspected(JUNE, DUE)
    texts = one.findings.values_list("department", "text")
    mine = [text for home, text in texts if home == cast.department.pk]
    assert mine == ["2026年4月资料未归档。", "2026年5月资料未归档。"]
    with clock.moved_to(DUE):
        assert dict(rules.withheld(one))[cast.department] == mine
        assert cast.other_department not in dict(rules.withheld(one))
        late = {conducted.department: conducted.late for conducted in conduct(one)}
    assert late[cast.department] == 2


@pytest.mark.rule("A15")
def test_a_department_counts_since_its_own_first_month(cast):
    filing_open(department=cast.department, month=APRIL, by=None)
    filing_open(department=cast.other_department, month=MAY, by=None)
    none = Department.objects.create(code="later", name="新设部门")
    one = actions.inspection_open(month=JUNE)
    homes = [cast.department.pk, cast.other_department.pk, none.pk]
    with clock.moved_to(DUE):
        assert list(months_of_each(one, homes).values()) == [[APRIL, MAY], [MAY], [APRIL, MAY]]


def test_before_the_first_filing_nothing_is_withheld(cast, inspected):
    one = inspected(JUNE, DUE)
    assert (one.state, Finding.objects.count()) == (I.ANSWERS, 0)


def test_the_checks_look_at_what_was_left_too(cast, everything_filed, inspected):
    lack(cast, MAY)
    filing = Filing.objects.get(department=cast.department, month=MAY)
    add_row(filing, "纪要.docx", by=cast.archivist)
    inspected(JUNE, LAST_SECOND)
    with clock.moved_to(IN_DECEMBER):
        second = actions.inspection_open(month=DECEMBER)
        assert inspection_check(inspection=second, home=cast.department, by=cast.quality) == 1
