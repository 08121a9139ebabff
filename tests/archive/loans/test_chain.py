"""Who approves a loan: by level, never oneself, deputies and the next above included."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from archive.demo.walk.loans import CONFIDENTIAL_LINE, Lender
from archive.kinds import Medium
from archive.loans.actions import loan_add, loan_begin
from archive.loans.states import L
from archive.loans.terms import Form
from tests.standards.association import LONG_AGO, START, person
from zsa_portal.people.models import Department, DepartmentMembership, Deputyship
from zsa_portal.people.places import forget
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.workflow.models import Duty, Level
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.queries import open_duties
from zsa_portal.workflow.refusals import StepsUnmet


def deputise(deputy, principal):
    Deputyship.objects.create(
        principal=principal,
        deputy=deputy,
        starts=clock.today(),
        ends=clock.today() + dt.timedelta(days=60),
    )
    forget(deputy)


@pytest.mark.rule("A11")
def test_nothing_is_lent_without_the_approvals_of_its_level_on_record(loan_at, cast):
    lender, loan = loan_at(L.CUSTODY)
    type(loan).objects.filter(pk=loan.pk).update(level=Level.CONFIDENTIAL)
    values = {"by": cast.custodian, "until": loan.ends_on, "copies": False}
    with lender.at(lender.now):
        with pytest.raises(StepsUnmet, match="not on record"):
            perform(loan.grant_access, **values)
        type(loan).objects.filter(pk=loan.pk).update(level=Level.RESTRICTED)
        assert perform(loan.grant_access, **values).state == L.OPEN


def test_a_restricted_record_goes_from_applicant_to_head_to_custodian(loan_at):
    _lender, loan = loan_at(L.OPEN)
    steps = list(loan.log.order_by("pk").values_list("step", "by__username"))
    assert steps[-3:] == [
        ("submit_loan", "home-clerk"),
        ("approve_as_head", "head"),
        ("grant_access", "custodian"),
    ]
    assert loan.level == Level.RESTRICTED
    assert loan.number == "JY-2026-0001"


@pytest.mark.rule("A10a")
@pytest.mark.parametrize("name", ["clerk", "other_head", "custodian", "archivist"])
def test_only_the_head_of_the_applicants_department_approves(loan_at, cast, name):
    lender, loan = loan_at(L.HEAD)
    with lender.at(lender.now), pytest.raises(PermissionDenied):
        perform(loan.approve_as_head, by=getattr(cast, name))


@pytest.mark.rule("A13b")
def test_a_confidential_record_is_not_lent_by_the_head_alone(loan_at, cast):
    lender, loan = loan_at(L.HEAD, Level.CONFIDENTIAL)
    with lender.at(lender.now), pytest.raises(StepsUnmet):
        perform(loan.approve_as_head, by=cast.head)


def test_a_restricted_record_needs_no_leader(loan_at, cast):
    lender, loan = loan_at(L.HEAD)
    with lender.at(lender.now), pytest.raises(StepsUnmet):
        perform(loan.pass_to_leaders, by=cast.head)
    with lender.at(lender.now):
        assert perform(loan.approve_as_head, by=cast.head).state == L.CUSTODY


@pytest.mark.parametrize("name", ["secretary_general", "vice_chair"])
def test_either_leader_approves_a_confidential_record(loan_at, cast, name):
    lender, loan = loan_at(L.LEADERS, Level.CONFIDENTIAL)
    leader = getattr(cast, name)
    with lender.at(lender.now):
        assert [duty.matter_id for duty in open_duties(leader)] == [loan.pk]
        assert perform(loan.approve_as_leader, by=leader).state == L.CUSTODY
        assert not Duty.objects.filter(matter=loan.pk, key="approve_loan", done_at=None).exists()


@pytest.mark.rule("A13c")
@pytest.mark.parametrize("name", ["head", "custodian", "clerk", "quality_head"])
def test_nobody_else_approves_in_the_leaders_place(loan_at, cast, name):
    lender, loan = loan_at(L.LEADERS, Level.CONFIDENTIAL)
    with lender.at(lender.now), pytest.raises(PermissionDenied):
        perform(loan.approve_as_leader, by=getattr(cast, name))


def test_the_highest_level_of_the_records_counts(cast, kept):
    lender = Lender(cast_of_(cast), START, CONFIDENTIAL_LINE)
    loan = lender.start([kept("甲"), kept("乙", level=Level.CONFIDENTIAL)])
    assert lender.to(loan, L.LEADERS).level == Level.CONFIDENTIAL


@pytest.mark.rule("A10b")
def test_a_record_graded_higher_meanwhile_is_not_lent_on_the_old_approval(loan_at, cast):
    lender, loan = loan_at(L.CUSTODY)
    document = loan.rows.get().item.document
    document.level = Level.CONFIDENTIAL
    document.save()
    with lender.at(lender.now), pytest.raises(StepsUnmet, match="graded higher"):
        perform(loan.grant_access, by=cast.custodian, until=loan.ends_on, copies=False)


@pytest.mark.rule("A10a")
def test_a_head_who_borrows_is_approved_by_the_next_above(cast, kept):
    lender = borrowing(cast, cast.head)
    loan = lender.to(lender.start([kept()]), L.HEAD)
    assert loan.holder.key == "post:secretary_general"
    with lender.at(lender.now):
        with pytest.raises(PermissionDenied):
            perform(loan.approve_as_head, by=cast.head)
        assert perform(loan.approve_as_head, by=cast.secretary_general).state == L.CUSTODY


@pytest.mark.rule("A10a")
def test_another_head_of_the_department_approves_for_a_head(cast, kept):
    second = person("second-head")
    DepartmentMembership.objects.create(
        user=second, department=cast.department, starts=LONG_AGO, is_head=True
    )
    lender = borrowing(cast, cast.head)
    loan = lender.to(lender.start([kept()]), L.HEAD)
    assert loan.holder.key == f"dept:{cast.department.pk}:head"
    with lender.at(lender.now):
        with pytest.raises(PermissionDenied):
            perform(loan.approve_as_head, by=cast.head)
        assert perform(loan.approve_as_head, by=second).state == L.CUSTODY


@pytest.mark.rule("A10a")
def test_a_head_on_leave_is_stood_in_for_by_the_deputy_and_by_nobody_else(loan_at, cast):
    lender, loan = loan_at(L.HEAD)
    with lender.at(lender.now):
        with pytest.raises(PermissionDenied):
            perform(loan.approve_as_head, by=cast.archivist)
        deputise(cast.archivist, cast.head)
        with pytest.raises(PermissionDenied):
            perform(loan.approve_as_head, by=cast.other_head)
        assert loan.pk in [duty.matter_id for duty in open_duties(cast.archivist)]
        assert perform(loan.approve_as_head, by=cast.archivist).state == L.CUSTODY


@pytest.mark.parametrize("late", [False, True])
def test_a_deputy_acts_to_the_last_second_of_the_leave(loan_at, cast, late):
    lender, loan = loan_at(L.HEAD)
    with lender.at(lender.now):
        deputise(cast.archivist, cast.head)
    back = clock.start_of(clock.day_of(lender.now) + dt.timedelta(days=61))
    with lender.at(back if late else back - dt.timedelta(seconds=1)):
        if late:
            with pytest.raises(PermissionDenied):
                perform(loan.approve_as_head, by=cast.archivist)
        else:
            assert perform(loan.approve_as_head, by=cast.archivist).state == L.CUSTODY


@pytest.mark.rule("A10a")
def test_the_borrower_does_not_approve_as_the_heads_deputy(loan_at, cast):
    lender, loan = loan_at(L.HEAD)
    with lender.at(lender.now):
        deputise(cast.clerk, cast.head)
        with pytest.raises(PermissionDenied):
            perform(loan.approve_as_head, by=cast.clerk)


@pytest.mark.rule("A13c")
def test_the_borrower_does_not_approve_as_a_leaders_deputy(loan_at, cast):
    lender, loan = loan_at(L.LEADERS, Level.CONFIDENTIAL)
    with lender.at(lender.now):
        for leader in (cast.secretary_general, cast.vice_chair):
            deputise(cast.clerk, leader)
        with pytest.raises(PermissionDenied):
            perform(loan.approve_as_leader, by=cast.clerk)


@pytest.mark.rule("A12d")
def test_the_borrower_does_not_lend_as_the_custodians_deputy(loan_at, cast):
    lender, loan = loan_at(L.CUSTODY)
    values = {"until": loan.ends_on, "copies": True}
    with lender.at(lender.now):
        deputise(cast.clerk, cast.custodian)
        with pytest.raises(PermissionDenied):
            perform(loan.grant_access, by=cast.clerk, **values)
        deputise(cast.archivist, cast.custodian)
        assert perform(loan.grant_access, by=cast.archivist, **values).state == L.OPEN


@pytest.mark.rule("A10a")
def test_who_stands_in_for_the_borrower_does_not_approve(cast, kept):
    second = person("second-head")
    DepartmentMembership.objects.create(
        user=second, department=cast.department, starts=LONG_AGO, is_head=True
    )
    lender = borrowing(cast, cast.head)
    loan = lender.to(lender.start([kept()]), L.HEAD)
    with lender.at(lender.now):
        deputise(cast.archivist, cast.head)
        with pytest.raises(PermissionDenied):
            perform(loan.approve_as_head, by=cast.archivist)


@pytest.mark.rule("A13c")
def test_a_secretary_general_who_borrows_is_approved_by_the_vice_chair(cast, kept):
    office = Department.objects.get(code="secretary_general_office")
    lender = borrowing(cast, cast.secretary_general, department=office, head=cast.vice_chair)
    loan = lender.to(lender.start([kept(level=Level.CONFIDENTIAL)]), L.LEADERS)
    with lender.at(lender.now):
        with pytest.raises(PermissionDenied):
            perform(loan.approve_as_leader, by=cast.secretary_general)
        assert perform(loan.approve_as_leader, by=cast.vice_chair).state == L.CUSTODY


@pytest.mark.rule("A12d")
def test_a_custodian_who_borrows_is_granted_by_the_next_above(cast, kept):
    finance = Department.objects.get(code="finance")
    lender = borrowing(cast, cast.custodian, department=finance, head=cast.secretary_general)
    loan = lender.to(lender.start([kept()]), L.CUSTODY)
    with lender.at(lender.now):
        values = {"until": loan.ends_on, "copies": False}
        with pytest.raises(PermissionDenied):
            perform(loan.grant_access, by=cast.custodian, **values)
        assert perform(loan.grant_access, by=cast.secretary_general, **values).state == L.OPEN


def test_the_owners_head_approves_where_the_setting_says_so(cast, kept):
    Setting.objects.create(key="archive.loan_head", value="owner", valid_from=START, reason="x")
    lender = borrowing(cast, cast.clerk, head=cast.other_head)
    loan = lender.start([kept()])
    assert lender.to(loan, L.HEAD).holder.key == f"dept:{cast.other_department.pk}:head"
    with lender.at(lender.now):
        assert perform(loan.approve_as_head, by=cast.other_head).state == L.CUSTODY


def test_records_of_two_departments_are_two_requests_to_their_heads(cast, kept):
    Setting.objects.create(key="archive.loan_head", value="owner", valid_from=START, reason="x")
    from tests.archive.holdings import record

    own = record(cast.department, cast.clerk, "自己的", level=Level.CONFIDENTIAL)
    lender = borrowing(cast, cast.clerk)
    loan = lender.start([kept(), own])
    with lender.at(lender.now), pytest.raises(StepsUnmet, match="several departments"):
        perform(loan.submit_loan, by=cast.clerk)


def test_public_paper_needs_no_approval(cast, kept):
    lender = borrowing(cast, cast.clerk)
    lender.form = Form.PAPER
    loan = lender.start([kept(level=Level.PUBLIC, medium=Medium.PAPER)])
    with lender.at(lender.now):
        with pytest.raises(StepsUnmet, match="no approval is needed"):
            perform(loan.submit_loan, by=cast.clerk)
        assert perform(loan.submit_public, by=cast.clerk).state == L.CUSTODY


@pytest.mark.rule("A13a")
def test_a_restricted_record_is_not_submitted_as_public(cast, kept):
    lender = borrowing(cast, cast.clerk)
    loan = lender.start([kept()])
    with lender.at(lender.now), pytest.raises(StepsUnmet, match="need an approval"):
        perform(loan.submit_public, by=cast.clerk)


def test_strangers_borrow_nothing(cast, kept):
    with pytest.raises(PermissionDenied):
        loan_begin(by=person("stranger"))


def test_a_second_record_joins_the_request_one_is_writing(cast, kept):
    first = loan_add(items=[kept("甲")], by=cast.clerk)
    second = loan_add(items=[kept("乙")], by=cast.clerk)
    assert first.pk == second.pk
    assert first.rows.count() == 2


def borrowing(cast, borrower, **other):
    people = cast_of_(cast)
    people.borrower = borrower
    for name, value in other.items():
        setattr(people, name, value)
    from archive.demo.walk.loans import RESTRICTED_LINE

    line = CONFIDENTIAL_LINE if other.get("head") == cast.vice_chair else RESTRICTED_LINE
    return Lender(people, START, line)


def cast_of_(cast):
    from tests.archive.loans.stations import cast_of

    return cast_of(cast)


@pytest.mark.rule("A10a")
@pytest.mark.parametrize("name", ["head", "custodian", "archivist"])
def test_nobody_submits_for_the_borrower(loan_at, cast, name):
    lender, loan = loan_at(L.DRAFT)
    with lender.at(lender.now), pytest.raises(PermissionDenied):
        perform(loan.submit_loan, by=getattr(cast, name))
