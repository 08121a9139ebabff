"""A loan's approvals in WeCom: handed over with the step, applied by the same steps (A11)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from archive.loans.rules import approvals_are_on_record
from archive.loans.states import L
from tests.zsa_portal.wecom import fake_wecom as fake
from zsa_portal.regulations import clock
from zsa_portal.wecom import tasks
from zsa_portal.wecom.models import Account, CallBack, HandOver
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import StepsUnmet

NAMES = ("clerk", "head", "secretary_general", "vice_chair", "other_head")


@pytest.fixture(autouse=True)
def accounts(cast, monkeypatch):
    """Everybody has an account at WeCom; no broker is asked, the tests run the tasks."""
    for task in (tasks.send_due, tasks.look_due):
        monkeypatch.setattr(task, "delay", lambda: None)
    for name in NAMES:
        Account.objects.create(user=getattr(cast, name), wecom_id=f"W-{name}")


@pytest.fixture
def asked(loan_at):
    """A loan that waits for its head, handed over; the clock stands there."""

    def waiting(level=Level.RESTRICTED):
        lender, loan = loan_at(L.HEAD, level)
        with clock.moved_to(lender.now):
            tasks.send_due()
        return lender, loan

    return waiting


def number_of(loan) -> str:
    return HandOver.objects.filter(matter=loan.pk).latest("pk").number


def called_back(lender, server, loan, *, times: int = 1):
    """WeCom calls back and the worker looks; the loan as it is afterwards."""
    with clock.moved_to(lender.now):
        for _again in range(times):
            sealed = fake.encrypt(server.event(number_of(loan)))
            answer = Client().post(
                reverse("wecom:call_back"),
                fake.enveloped(sealed),
                content_type="text/xml",
                query_params=fake.signed(sealed, at=lender.now.timestamp()),
            )
            assert answer.status_code == 200
            tasks.look_due()
    return again(loan)


def again(loan):
    return type(loan).objects.get(pk=loan.pk)


def refused(loan) -> str:
    return loan.log.get(step="wecom_refused").reason


def test_off_by_default_nothing_is_handed_over(loan_at):
    loan_at(L.HEAD)
    assert not HandOver.objects.exists()
    assert tasks.send_due() == tasks.look_due() == 0


def test_a_request_is_handed_over_with_who_decides_and_without_names_of_records(wecom, asked, cast):
    _lender, loan = asked()
    (approval,) = wecom.approvals.values()
    assert (approval.creator, approval.approvers) == ("W-clerk", ["W-head"])
    assert loan.number in approval.text
    assert loan.purpose in approval.text
    assert "合同" not in approval.text
    assert HandOver.objects.get().state == "sent"
    assert loan.log.filter(step="wecom_handed").exists()


def test_an_undone_step_hands_nothing_over(wecom, loan_at):
    lender, loan = loan_at(L.DRAFT)
    loan.rows.all().delete()
    with pytest.raises(StepsUnmet), lender.at(lender.now):
        perform(loan.submit_loan, by=lender.cast.borrower)
    assert not HandOver.objects.exists()


def test_a_step_that_is_rolled_back_takes_its_hand_over_with_it(wecom, loan_at):
    lender, loan = loan_at(L.DRAFT)
    with lender.at(lender.now), transaction.atomic():
        perform(loan.submit_loan, by=lender.cast.borrower)
        assert HandOver.objects.count() == 1
        transaction.set_rollback(True)
    assert not HandOver.objects.exists()


def test_a_head_who_agrees_in_wecom_takes_the_step_of_the_portal(wecom, asked, cast):
    lender, loan = asked()
    wecom.decide(number_of(loan), "W-head")
    loan = called_back(lender, wecom, loan)
    assert loan.state == L.CUSTODY
    assert loan.log.filter(step="approve_as_head", by=cast.head).exists()
    assert HandOver.objects.get().state == "taken"


@pytest.mark.rule("A11")
def test_confidential_records_go_on_to_either_leader_and_come_back(wecom, asked, cast):
    lender, loan = asked(Level.CONFIDENTIAL)
    wecom.decide(number_of(loan), "W-head")
    loan = called_back(lender, wecom, loan)
    assert loan.state == L.LEADERS
    assert approvals_are_on_record.missing(loan), "the head's in WeCom is not the leader's"
    with clock.moved_to(lender.now):
        tasks.send_due()
    second = wecom.approvals[number_of(loan)]
    assert set(second.approvers) == {"W-secretary_general", "W-vice_chair"}
    wecom.decide(second.number, "W-vice_chair")
    loan = called_back(lender, wecom, loan)
    assert loan.state == L.CUSTODY
    assert loan.log.filter(step="approve_as_leader", by=cast.vice_chair).exists()
    assert not approvals_are_on_record.missing(loan)


@pytest.mark.parametrize(
    ("speech", "reason"), [("用途不明", "用途不明"), ("", "Refused in WeCom without a reason.")]
)
def test_a_rejection_refuses_with_what_was_said(wecom, asked, speech, reason):
    lender, loan = asked()
    wecom.decide(number_of(loan), "W-head", 3, speech)
    loan = called_back(lender, wecom, loan)
    assert loan.state == L.REFUSED
    assert loan.log.get(step="refuse_as_head").reason == reason


def test_many_call_backs_have_one_effect(wecom, asked):
    lender, loan = asked()
    wecom.decide(number_of(loan), "W-head")
    loan = called_back(lender, wecom, loan, times=3)
    assert loan.log.filter(step="approve_as_head").count() == 1
    assert not loan.log.filter(step="wecom_refused").exists()
    assert CallBack.objects.count() == 3


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("W-nobody", "Nobody of the portal"),
        ("W-clerk", "may not decide"),
        ("W-other_head", "may not decide"),
        ("W-secretary_general", "may not decide"),
    ],
)
@pytest.mark.parametrize("status", [2, 3])
def test_who_may_not_decide_in_the_portal_does_not_by_wecom(wecom, asked, by, said, status):
    lender, loan = asked()
    wecom.decide(number_of(loan), by, status)
    loan = called_back(lender, wecom, loan)
    assert loan.state == L.HEAD
    assert said in refused(loan)
    with lender.at(lender.now):
        assert perform(loan.approve_as_head, by=lender.cast.head).state == L.CUSTODY


def test_a_closed_account_decides_nothing(wecom, asked, cast):
    lender, loan = asked()
    wecom.decide(number_of(loan), "W-head")
    type(cast.head).objects.filter(pk=cast.head.pk).update(is_active=False)
    loan = called_back(lender, wecom, loan)
    assert (loan.state, "Nobody" in refused(loan)) == (L.HEAD, True)


def test_what_the_portal_decided_meanwhile_stays(wecom, asked, cast):
    lender, loan = asked()
    with lender.at(lender.now):
        perform(loan.approve_as_head, by=cast.head)
    wecom.decide(number_of(loan), "W-head", 3)
    loan = called_back(lender, wecom, loan)
    assert loan.state == L.CUSTODY
    assert "not possible in the present state" in refused(loan)


def test_a_verdict_whose_rule_is_unmet_is_refused(wecom, asked):
    lender, loan = asked()
    type(loan).objects.filter(pk=loan.pk).update(level=Level.CONFIDENTIAL)
    HandOver.objects.update(kind="archive.loan_leaders")
    wecom.decide(number_of(loan), "W-secretary_general")
    loan = called_back(lender, wecom, loan)
    assert (loan.state, bool(refused(loan))) == (L.HEAD, True)


def test_an_undecided_approval_waits_and_is_asked_for_again(wecom, asked):
    lender, loan = asked()
    loan = called_back(lender, wecom, loan)
    row = HandOver.objects.get()
    assert (row.state, row.look_at) == ("sent", lender.now + tasks.LOOK_AGAIN)
    wecom.decide(row.number, "W-head")
    with clock.moved_to(lender.now + dt.timedelta(hours=2)):
        assert tasks.look_due() == 1
    assert again(loan).state == L.CUSTODY


def test_a_call_back_about_somebody_elses_approval_does_nothing(wecom, asked):
    lender, loan = asked()
    wecom.approvals["999"] = fake.Approval("999", "W-clerk", ["W-head"], "", 2, "W-head")
    sealed = fake.encrypt(wecom.event("999"))
    with clock.moved_to(lender.now):
        Client().post(
            reverse("wecom:call_back"),
            fake.enveloped(sealed),
            content_type="text/xml",
            query_params=fake.signed(sealed, at=lender.now.timestamp()),
        )
        assert tasks.look_due() == 0
    assert again(loan).state == L.HEAD


@pytest.mark.parametrize("code", [40014, 42001])
def test_an_expired_token_is_fetched_anew(wecom, loan_at, code):
    lender, _loan = loan_at(L.HEAD)
    wecom.trouble = [("oa/applyevent", code)]
    with clock.moved_to(lender.now):
        assert tasks.send_due() == 1
    assert wecom.asked == ["gettoken", "oa/applyevent", "gettoken", "oa/applyevent"]


def test_a_token_is_kept_until_it_is_revoked(wecom, asked):
    lender, loan = asked()
    loan = called_back(lender, wecom, loan)
    assert wecom.asked.count("gettoken") == 1
    wecom.revoke_tokens()
    wecom.decide(number_of(loan), "W-head")
    loan = called_back(lender, wecom, loan)
    assert (loan.state, wecom.asked.count("gettoken")) == (L.CUSTODY, 2)


def test_a_failing_wecom_is_tried_again_later_and_the_portal_goes_on(wecom, loan_at):
    lender, _loan = loan_at(L.HEAD)
    wecom.trouble = [("oa/applyevent", 503), ("oa/applyevent", 45009)]
    with clock.moved_to(lender.now):
        assert [tasks.send_due(), tasks.send_due()] == [0, 0]
    row = HandOver.objects.get()
    assert (row.state, row.error) == ("queued", "oa/applyevent: HTTP 503")
    with clock.moved_to(row.next_try_at):
        assert tasks.send_due() == 0
    row.refresh_from_db()
    assert "45009" in row.error
    with clock.moved_to(row.next_try_at):
        assert tasks.send_due() == 1
    row.refresh_from_db()
    assert (row.state, row.attempts, row.error) == ("sent", 3, "")
    assert fake.SECRET not in row.error


def test_a_wecom_that_is_away_for_long_is_given_up(wecom, loan_at, settings):
    settings.WECOM_URL = "http://127.0.0.1:9"
    lender, loan = loan_at(L.HEAD)
    now = lender.now
    for _try in range(tasks.MOST_ATTEMPTS):
        with clock.moved_to(now):
            assert tasks.send_due() == 0
        now = HandOver.objects.get().next_try_at
    row = HandOver.objects.get()
    assert (row.state, fake.SECRET in row.error) == ("failed", False)
    with lender.at(lender.now):
        assert perform(loan.approve_as_head, by=lender.cast.head).state == L.CUSTODY


def test_a_try_that_arrived_without_our_knowing_is_found_and_not_made_again(wecom, loan_at):
    lender, _loan = loan_at(L.HEAD)
    wecom.swallow = 1
    with clock.moved_to(lender.now):
        assert tasks.send_due() == 0
    with clock.moved_to(HandOver.objects.get().next_try_at):
        assert tasks.send_due() == 1
    assert list(wecom.approvals) == [HandOver.objects.get().number]


@pytest.mark.parametrize("name", ["clerk", "head"])
def test_who_has_no_account_is_named_and_the_portal_goes_on(wecom, loan_at, cast, name):
    Account.objects.filter(user=getattr(cast, name)).delete()
    lender, _loan = loan_at(L.HEAD)
    with clock.moved_to(lender.now):
        assert tasks.send_due() == 0
    row = HandOver.objects.get()
    assert (row.state, row.error.startswith("no WeCom account")) == ("failed", True)
    assert wecom.asked == []


def test_what_the_portal_decided_before_is_not_handed_over(wecom, loan_at):
    lender, _loan = loan_at(L.CUSTODY)
    with clock.moved_to(lender.now):
        assert tasks.send_due() == 0
    assert (HandOver.objects.get().state, wecom.asked) == ("overtaken", [])
