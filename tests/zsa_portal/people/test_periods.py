"""Dated rows that contradict each other are refused, by form and by database."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from zsa_portal.people.models import (
    Body,
    Department,
    DepartmentMembership,
    Deputyship,
    Membership,
    OrganisationPerson,
    PostHolding,
    Seat,
)

pytestmark = pytest.mark.django_db

FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 6, 30)
NEXT = LAST + dt.timedelta(days=1)


@pytest.fixture(params=["department", "post", "organisation", "seat", "deputy", "member"])
def make_row(request, make_user, make_organisation):
    """Make rows of one kind for the same person and place, unsaved."""
    user, organisation = make_user(), make_organisation()
    home = Department.objects.create(code="d", name="D")
    body = Body.objects.create(kind=Body.Kind.COUNCIL, code="c", name="C")
    kinds = {
        "department": lambda **term: DepartmentMembership(user=user, department=home, **term),
        "post": lambda **term: PostHolding(user=user, post="custodian", **term),
        "organisation": lambda **term: OrganisationPerson(
            user=user, organisation=organisation, **term
        ),
        "seat": lambda **term: Seat(user=user, body=body, **term),
        "member": lambda **term: Membership(
            organisation=organisation, number=str(Membership.objects.count()), **term
        ),
    }
    if request.param == "deputy":
        other = make_user()
        return lambda **term: Deputyship(principal=user, deputy=other, **term)
    return kinds[request.param]


def test_the_same_place_twice_on_one_day_is_refused(make_row):
    make_row(starts=FIRST, ends=LAST).save()
    second = make_row(starts=LAST)
    with pytest.raises(ValidationError) as refused:
        second.full_clean()
    assert len(refused.value.messages) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_an_open_row_excludes_every_later_one(make_row):
    make_row(starts=FIRST).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_row(starts=NEXT).save()


def test_the_next_term_may_begin_on_the_day_after(make_row):
    make_row(starts=FIRST, ends=LAST).save()
    second = make_row(starts=NEXT)
    second.full_clean()
    second.save()
    assert type(second).objects.count() == 2


def test_an_end_before_the_start_is_one_clear_sentence(make_row):
    row = make_row(starts=LAST, ends=FIRST)
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert list(refused.value.message_dict) == ["ends"]
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_nobody_is_the_own_deputy(make_user):
    user = make_user()
    with pytest.raises(ValidationError):
        Deputyship(principal=user, deputy=user, starts=FIRST).full_clean()


def test_an_address_has_one_account_in_any_case_of_letters(make_user):
    make_user(email="someone@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_user(email="Someone@Example.org")


def test_a_credit_code_belongs_to_one_organisation(make_organisation):
    make_organisation(credit_code="")
    make_organisation(credit_code="")
    make_organisation(credit_code="91110108MA00000000")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_organisation(credit_code="91110108MA00000000")
