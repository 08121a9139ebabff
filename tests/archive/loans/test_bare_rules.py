"""What holds before records are lent, on bare values: levels, owners, first and last days."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from archive.kinds import Medium
from archive.loans import rules
from archive.loans.terms import Form
from archive.records import Item
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.workflow.models import Level

DAY = dt.timedelta(days=1)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def item(**fields):
    level = fields.pop("level", Level.PUBLIC)
    values = {"pk": 7, "state": Item.State.ACCEPTED, "medium": Medium.PAPER, "department_id": 1}
    values["version"] = None
    return SimpleNamespace(document=SimpleNamespace(level=level), **values | fields)


@pytest.fixture
def lent(monkeypatch):
    """A loan of these records."""

    def make(*items, **fields):
        monkeypatch.setattr(rules, "items_of", lambda _loan: list(items))
        return SimpleNamespace(**{"form": Form.PAPER} | fields)

    return make


def test_the_highest_level_is_the_most_confidential_one():
    levels = (Level.RESTRICTED, Level.CONFIDENTIAL, Level.PUBLIC)
    assert rules.highest(item(level=level) for level in levels) == Level.CONFIDENTIAL
    assert rules.highest(item(level=level) for level in levels[::2]) == Level.RESTRICTED
    assert rules.highest([]) == Level.PUBLIC


def test_a_record_that_left_the_archive_is_named(lent):
    asked = rules.something_is_asked.missing
    assert asked(lent(item())) == []
    assert asked(lent(item(state=Item.State.DISPOSED))) == [
        "Record 7 is not in the archive any more."
    ]


@pytest.mark.parametrize(
    ("media_type", "level", "is_lent"),
    [
        ("application/pdf", Level.RESTRICTED, True),
        ("image/png", Level.RESTRICTED, True),
        (DOCX, Level.CONFIDENTIAL, True),
        ("application/msword", Level.RESTRICTED, False),
        ("application/vnd.ms-powerpoint", Level.CONFIDENTIAL, False),
        ("application/msword", Level.PUBLIC, True),
    ],
)
@pytest.mark.parametrize("form", [Form.ELECTRONIC, Form.COPY])
def test_what_has_no_pages_is_neither_lent_to_be_read_nor_copied(
    lent, media_type, level, is_lent, form
):
    version = SimpleNamespace(file=SimpleNamespace(media_type=media_type))
    one = item(medium=Medium.ELECTRONIC, level=level, version=version)
    asked = rules.something_is_asked.missing
    said = asked(lent(one, form=form))
    assert [sentence.startswith("Record 7 is a file of a kind") for sentence in said] == (
        [] if is_lent else [True]
    )
    assert all("above public it cannot be lent. Ask the custodian" in one for one in said)


@pytest.mark.django_db
def test_one_request_is_of_one_department_where_the_owners_head_approves(lent):
    asked = rules.one_department_owns_them.missing
    several = (item(), item(department_id=2))
    assert asked(lent(*several)) == []
    Setting.objects.create(
        key=rules.WHOSE_HEAD.key, value="owner", reason="x", valid_from=clock.now()
    )
    assert asked(lent(item(), item())) == []
    assert asked(lent(*several)) == [
        "The records are of several departments: make one request for each."
    ]


@pytest.mark.rule("A12c")
def test_first_and_last_day_are_both_fixed():
    today = clock.today()
    for first, last in ((None, today), (today, None), (None, None)):
        loan = SimpleNamespace(starts_on=first, ends_on=last)
        assert rules.dates_are_fixed.missing(loan) == ["Fix the first and the last day."]
        assert rules.term_is_sound.missing(loan) == []
    assert rules.dates_are_fixed.missing(SimpleNamespace(starts_on=today, ends_on=today)) == []


@pytest.mark.django_db
def test_a_loan_may_last_a_day_and_no_more_than_the_longest():
    today, longest = clock.today(), int(rules.LONGEST.value())

    def lacks(first, last):
        return rules.term_is_sound.missing(SimpleNamespace(starts_on=first, ends_on=last))

    assert lacks(today, today) == []
    assert lacks(today, today - DAY) == ["The last day lies before the first."]
    assert lacks(today - DAY, today - DAY) == ["The last day has passed: choose a later one."]
    assert lacks(today, today + (longest - 1) * DAY) == []
    assert lacks(today, today + longest * DAY) == [f"A loan lasts {longest} days at most."]


HEAD, PASSED, LEADER = "approve_as_head", "pass_to_leaders", "approve_as_leader"


def approved(level, given):
    """A loan of a level with these steps in its log."""

    def steps(*, step__in):
        found = [name for name in given if name in step__in]
        return SimpleNamespace(values_list=lambda *_names, **_flat: found)

    return SimpleNamespace(level=level, log=SimpleNamespace(filter=steps))


@pytest.mark.rule("A11")
@pytest.mark.parametrize(
    ("level", "given"),
    [
        (Level.RESTRICTED, []),
        (Level.RESTRICTED, [LEADER]),
        (Level.CONFIDENTIAL, [HEAD]),
        (Level.CONFIDENTIAL, [PASSED]),
        (Level.CONFIDENTIAL, [LEADER]),
        (Level.CONFIDENTIAL, [HEAD, LEADER]),
    ],
)
def test_nothing_is_lent_while_an_approval_of_its_level_is_not_on_record(level, given):
    lacking = ["An approval that its level needs is not on record."]
    assert rules.approvals_are_on_record.missing(approved(level, given)) == lacking


@pytest.mark.parametrize(
    ("level", "given"),
    [
        (Level.PUBLIC, []),
        (Level.RESTRICTED, [HEAD]),
        (Level.CONFIDENTIAL, [PASSED, LEADER]),
    ],
)
def test_the_approvals_of_its_level_suffice(level, given):
    assert rules.approvals_are_on_record.missing(approved(level, given)) == []
