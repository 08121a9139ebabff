"""Opening, handing out, extending, revoking, returning; what is promised and what is remarked."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from archive.loans.rights import lines_of
from archive.loans.states import L
from archive.loans.terms import Form
from zsa_portal.outbox.models import Message
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.reminders.actions import reminders_send
from zsa_portal.workflow.models import Duty, Level
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import BadValue, StepsUnmet, WrongState


def changed(loan, **values):
    type(loan).objects.filter(pk=loan.pk).update(**values)
    return type(loan).objects.get(pk=loan.pk)


@pytest.mark.rule("A12a")
def test_a_request_states_its_purpose(loan_at, cast):
    lender, loan = loan_at(L.DRAFT)
    loan = changed(loan, purpose=" ")
    with lender.at(lender.now), pytest.raises(StepsUnmet, match="Say what the records"):
        perform(loan.submit_loan, by=cast.clerk)


@pytest.mark.rule("A12a")
def test_a_page_says_who_borrowed_it_when_for_what_and_under_which_number(loan_at):
    _lender, loan = loan_at(L.OPEN)
    text = "\n".join(lines_of(loan))
    for part in ("home-clerk", loan.number, f"{loan.ends_on:%Y-%m-%d}", loan.purpose):
        assert part in text


@pytest.mark.rule("A12c")
@pytest.mark.parametrize("name", ["starts_on", "ends_on"])
def test_both_days_are_fixed_before_anything_is_handed_out(loan_at, cast, name):
    lender, loan = loan_at(L.CUSTODY, form=Form.PAPER)
    until = loan.ends_on
    with lender.at(lender.now):
        with pytest.raises(StepsUnmet, match="first and the last day"):
            perform(changed(loan, **{name: None}).hand_out, by=cast.custodian, until=until)
        whole = changed(loan, starts_on=loan.starts_on, ends_on=until)
        assert perform(whole.hand_out, by=cast.custodian, until=until).state == L.OUT


@pytest.mark.rule("A12c")
def test_the_borrower_of_an_original_promises_not_to_copy_it(loan_at, cast):
    lender, loan = loan_at(L.DRAFT, form=Form.PAPER)
    with lender.at(lender.now):
        with pytest.raises(StepsUnmet, match="not copied, scanned or photographed"):
            perform(changed(loan, no_copying=False).submit_loan, by=cast.clerk)
        assert perform(changed(loan, no_copying=True).submit_loan, by=cast.clerk).state == L.HEAD


@pytest.mark.rule("A17")
def test_the_borrower_excludes_commercial_use(loan_at, cast):
    lender, loan = loan_at(L.DRAFT)
    with lender.at(lender.now):
        with pytest.raises(StepsUnmet, match="not used commercially"):
            perform(changed(loan, no_commercial_use=False).submit_loan, by=cast.clerk)
        whole = changed(loan, no_commercial_use=True)
        assert perform(whole.submit_loan, by=cast.clerk).state == L.HEAD


def test_a_term_is_at_most_as_long_as_the_setting_says(loan_at, cast):
    lender, loan = loan_at(L.DRAFT)
    Setting.objects.create(
        key="archive.loan_longest_days", value=5, valid_from=lender.now, reason="x"
    )
    with lender.at(lender.now):
        loan = changed(loan, ends_on=loan.starts_on + dt.timedelta(days=5))
        with pytest.raises(StepsUnmet, match="5 days at most"):
            perform(loan.submit_loan, by=cast.clerk)
        loan = changed(loan, ends_on=loan.starts_on + dt.timedelta(days=4))
        assert perform(loan.submit_loan, by=cast.clerk).state == L.HEAD


@pytest.mark.parametrize(
    ("first", "last", "words"), [(1, 0, "before the first"), (-3, -1, "has passed")]
)
def test_a_term_lies_ahead(loan_at, cast, first, last, words):
    lender, loan = loan_at(L.DRAFT)
    today = clock.day_of(lender.now)
    loan = changed(
        loan,
        starts_on=today + dt.timedelta(days=first),
        ends_on=today + dt.timedelta(days=last),
    )
    with lender.at(lender.now), pytest.raises(StepsUnmet, match=words):
        perform(loan.submit_loan, by=cast.clerk)


@pytest.mark.parametrize(("form", "words"), [(Form.PAPER, "is a file"), (Form.ELECTRONIC, None)])
def test_a_file_is_not_lent_as_an_original(loan_at, cast, form, words):
    lender, loan = loan_at(L.DRAFT)
    loan = changed(loan, form=form)
    with lender.at(lender.now):
        if words:
            with pytest.raises(StepsUnmet, match=words):
                perform(loan.submit_loan, by=cast.clerk)
        else:
            assert perform(loan.submit_loan, by=cast.clerk).state == L.HEAD


def test_paper_is_not_read_in_the_browser(loan_at, cast):
    lender, loan = loan_at(L.DRAFT, form=Form.PAPER)
    loan = changed(loan, form=Form.ELECTRONIC)
    with lender.at(lender.now), pytest.raises(StepsUnmet, match="is on paper or a carrier"):
        perform(loan.submit_loan, by=cast.clerk)


def test_an_empty_request_is_not_submitted(loan_at, cast):
    lender, loan = loan_at(L.DRAFT)
    loan.rows.all().delete()
    with lender.at(lender.now), pytest.raises(StepsUnmet, match="names no record"):
        perform(loan.submit_loan, by=cast.clerk)


def test_public_files_need_no_loan(loan_at, cast):
    lender, loan = loan_at(L.DRAFT, Level.PUBLIC)
    with lender.at(lender.now), pytest.raises(StepsUnmet, match="without a loan"):
        perform(loan.submit_public, by=cast.clerk)


@pytest.mark.parametrize(
    ("form", "step", "values"),
    [
        (Form.ELECTRONIC, "hand_out", {}),
        (Form.ELECTRONIC, "hand_out_copies", {"remark": "x"}),
        (Form.PAPER, "grant_access", {"copies": False}),
        (Form.PAPER, "hand_out_copies", {"remark": "x"}),
        (Form.COPY, "hand_out", {}),
        (Form.COPY, "grant_access", {"copies": False}),
    ],
)
def test_what_is_lent_has_the_form_that_was_asked_for(loan_at, cast, form, step, values):
    lender, loan = loan_at(L.CUSTODY, form=form)
    with lender.at(lender.now), pytest.raises(StepsUnmet):
        perform(getattr(loan, step), by=cast.custodian, until=loan.ends_on, **values)


@pytest.mark.rule("A12d")
def test_copies_carry_a_remark_and_are_made_by_the_custodian_alone(loan_at, cast):
    lender, loan = loan_at(L.CUSTODY, form=Form.COPY)
    with lender.at(lender.now):
        with pytest.raises(PermissionDenied):
            perform(loan.hand_out_copies, by=cast.head, until=loan.ends_on, remark="备注")
        with pytest.raises(StepsUnmet, match="remark"):
            perform(loan.hand_out_copies, by=cast.custodian, until=loan.ends_on, remark=" ")
        out = perform(loan.hand_out_copies, by=cast.custodian, until=loan.ends_on, remark="备注")
    assert (out.state, out.remark) == (L.OUT, "备注")


@pytest.mark.parametrize("days", [1, -20])
def test_nothing_is_lent_for_longer_than_was_asked_for_or_for_the_past(loan_at, cast, days):
    lender, loan = loan_at(L.CUSTODY)
    until = loan.ends_on + dt.timedelta(days=days)
    with lender.at(lender.now), pytest.raises(BadValue):
        perform(loan.grant_access, by=cast.custodian, until=until, copies=False)


def test_the_custodian_may_lend_for_a_shorter_time(loan_at, cast):
    lender, loan = loan_at(L.CUSTODY)
    until = clock.day_of(lender.now)
    with lender.at(lender.now):
        opened = perform(loan.grant_access, by=cast.custodian, until=until, copies=True)
    assert opened.closes_at == clock.start_of(until + dt.timedelta(days=1))
    assert opened.copies_allowed


@pytest.mark.rule("A12c")
def test_paper_is_overdue_from_the_first_instant_after_its_last_day(loan_at, cast):
    lender, loan = loan_at(L.OUT, form=Form.PAPER)
    returns = clock.start_of(loan.ends_on + dt.timedelta(days=1))
    assert (loan.due_at, loan.closes_at) == (returns, returns)

    def reminded():
        reminders_send(now=clock.now())
        told = Message.objects.filter(recipient=cast.clerk, event="reminder.overdue")
        return told.exists()

    with lender.at(returns - dt.timedelta(seconds=1)):
        assert not reminded()
    with lender.at(returns):
        assert reminded()


def test_paper_that_came_back_is_recorded_with_its_condition(loan_at, cast):
    lender, loan = loan_at(L.OUT, form=Form.PAPER)
    with lender.at(lender.later(3)):
        with pytest.raises(PermissionDenied):
            perform(loan.take_back, by=cast.clerk, condition="完整")
        back = perform(loan.take_back, by=cast.custodian, condition="完整")
    assert (back.state, back.return_note) == (L.CLOSED, "完整")
    assert not Duty.objects.filter(matter=loan.pk, done_at=None).exists()


def test_paper_called_back_is_due_at_once(loan_at, cast):
    lender, loan = loan_at(L.OUT, form=Form.PAPER)
    with lender.at(lender.later(1)):
        called = perform(loan.recall_paper, by=cast.custodian, reason="另有急用")
        assert called.due_at == clock.now()
        assert Duty.objects.get(matter=loan.pk, done_at=None).due_at == clock.now()


def test_an_extension_of_a_restricted_loan_is_the_custodians(loan_at, cast):
    lender, loan = loan_at(L.OPEN)
    until = loan.ends_on + dt.timedelta(days=5)
    with lender.at(lender.later(1)):
        asked = perform(loan.ask_extension, by=cast.clerk, until=until, reason="尚未核完")
        assert asked.closes_at == loan.closes_at, "asking opens nothing"
        with pytest.raises(PermissionDenied):
            perform(asked.extend_as_custodian, by=cast.clerk, note="")
        extended = perform(asked.extend_as_custodian, by=cast.custodian, note="同意")
    assert (extended.ends_on, extended.extend_to) == (until, None)
    assert extended.closes_at == clock.start_of(until + dt.timedelta(days=1))
    assert not Duty.objects.filter(matter=loan.pk, key="extend_loan", done_at=None).exists()


@pytest.mark.rule("A13c")
def test_an_extension_of_a_confidential_loan_is_a_leaders(loan_at, cast):
    lender, loan = loan_at(L.OPEN, Level.CONFIDENTIAL)
    until = loan.ends_on + dt.timedelta(days=5)
    with lender.at(lender.later(1)):
        asked = perform(loan.ask_extension, by=cast.clerk, until=until, reason="尚未核完")
        with pytest.raises(StepsUnmet):
            perform(asked.extend_as_custodian, by=cast.custodian, note="")
        with pytest.raises(PermissionDenied):
            perform(asked.extend_as_leader, by=cast.head, note="")
        assert perform(asked.extend_as_leader, by=cast.vice_chair, note="").ends_on == until


def test_a_leader_does_not_extend_what_is_the_custodians(loan_at, cast):
    lender, loan = loan_at(L.OPEN)
    until = loan.ends_on + dt.timedelta(days=5)
    with lender.at(lender.later(1)):
        asked = perform(loan.ask_extension, by=cast.clerk, until=until, reason="尚未核完")
        with pytest.raises(StepsUnmet):
            perform(asked.extend_as_leader, by=cast.vice_chair, note="")


def test_an_extension_is_asked_for_before_the_end(loan_at, cast):
    lender, loan = loan_at(L.OUT, form=Form.PAPER)
    until = loan.ends_on + dt.timedelta(days=5)
    values = {"by": cast.clerk, "until": until, "reason": "尚未核完"}
    with lender.at(loan.closes_at), pytest.raises(StepsUnmet, match="has ended"):
        perform(loan.ask_extension, **values)
    with lender.at(loan.closes_at - dt.timedelta(seconds=1)):
        assert perform(loan.ask_extension, **values).extend_to == until


@pytest.mark.parametrize("days", [0, 60])
def test_an_extension_is_longer_and_within_the_longest_time(loan_at, cast, days):
    lender, loan = loan_at(L.OPEN)
    until = loan.ends_on + dt.timedelta(days=days)
    with lender.at(lender.later(1)), pytest.raises(BadValue):
        perform(loan.ask_extension, by=cast.clerk, until=until, reason="尚未核完")


@pytest.mark.parametrize("step", ["extend_as_custodian", "refuse_extension"])
def test_an_extension_is_decided_on_only_when_asked_for(loan_at, cast, step):
    lender, loan = loan_at(L.OPEN)
    values = {"reason": "不"} if step == "refuse_extension" else {"note": ""}
    with lender.at(lender.later(1)), pytest.raises(StepsUnmet, match="No extension"):
        perform(getattr(loan, step), by=cast.custodian, **values)


def test_a_refused_extension_leaves_the_end_where_it_was(loan_at, cast):
    lender, loan = loan_at(L.OPEN)
    until = loan.ends_on + dt.timedelta(days=5)
    with lender.at(lender.later(1)):
        asked = perform(loan.ask_extension, by=cast.clerk, until=until, reason="尚未核完")
        left = perform(asked.refuse_extension, by=cast.custodian, reason="另有借阅")
    assert (left.closes_at, left.extend_to) == (loan.closes_at, None)


@pytest.mark.rule("A13c")
def test_an_extension_of_a_confidential_loan_is_refused_by_a_leader(loan_at, cast):
    lender, loan = loan_at(L.OPEN, Level.CONFIDENTIAL)
    until = loan.ends_on + dt.timedelta(days=5)
    with lender.at(lender.later(1)):
        with pytest.raises(StepsUnmet, match="No extension"):
            perform(loan.refuse_extension_as_leader, by=cast.vice_chair, reason="不")
        asked = perform(loan.ask_extension, by=cast.clerk, until=until, reason="尚未核完")
        for who in (cast.head, cast.clerk, cast.custodian):
            with pytest.raises(PermissionDenied):
                perform(asked.refuse_extension_as_leader, by=who, reason="不")
        left = perform(asked.refuse_extension_as_leader, by=cast.vice_chair, reason="另有借阅")
    assert (left.closes_at, left.extend_to) == (loan.closes_at, None)
    assert left.log.get(step="refuse_extension_as_leader").reason == "另有借阅"
    assert not Duty.objects.filter(matter=loan.pk, key="extend_loan", done_at=None).exists()
    told = Message.objects.filter(created_at__gte=left.log.latest("pk").at)
    assert {one.recipient for one in told} == {cast.clerk, cast.custodian}


def test_a_leader_does_not_refuse_what_is_the_custodians(loan_at, cast):
    lender, loan = loan_at(L.OPEN)
    until = loan.ends_on + dt.timedelta(days=5)
    with lender.at(lender.later(1)):
        asked = perform(loan.ask_extension, by=cast.clerk, until=until, reason="尚未核完")
        with pytest.raises(StepsUnmet, match="Nothing of it is confidential"):
            perform(asked.refuse_extension_as_leader, by=cast.vice_chair, reason="不")
        assert perform(asked.refuse_extension, by=cast.custodian, reason="不").extend_to is None


def test_an_extension_asked_for_does_not_keep_a_loan_open(loan_at, cast):
    lender, loan = loan_at(L.OPEN)
    until = loan.ends_on + dt.timedelta(days=5)
    with lender.at(lender.later(1)):
        loan = perform(loan.ask_extension, by=cast.clerk, until=until, reason="尚未核完")
    with lender.at(loan.closes_at), pytest.raises(WrongState):
        perform(loan.extend_as_custodian, by=cast.custodian, note="")
