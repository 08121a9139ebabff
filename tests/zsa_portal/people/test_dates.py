"""Rights follow the dates: the last day counts, the next day does not (QA3a)."""

from __future__ import annotations

import datetime as dt

import pytest

from zsa_portal.people import queries
from zsa_portal.people.bodies.queries import seats_now
from zsa_portal.people.departments.queries import departments
from zsa_portal.people.models import (
    Body,
    Department,
    DepartmentMembership,
    Deputyship,
    Membership,
    OrganisationPerson,
    Party,
    Post,
    PostHolding,
    Seat,
)
from zsa_portal.people.places import NOBODY, forget, places_of
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db

FIRST = dt.date(2026, 3, 2)
LAST = dt.date(2026, 3, 31)
TERM = {"starts": FIRST, "ends": LAST}
DAY = dt.timedelta(days=1)
OUTSIDE = (FIRST - DAY, LAST + DAY)
INSIDE = (FIRST, FIRST + DAY, LAST)


@pytest.fixture
def places(make_user, make_organisation):
    """A user with one place of every kind for the same term, and the parties of these places."""
    user = make_user()
    home = Department.objects.create(code="quality", name="质量部")
    body = Body.objects.create(kind=Body.Kind.COMMITTEE, code="tc1", name="TC 1")
    organisation = make_organisation()
    DepartmentMembership.objects.create(user=user, department=home, is_head=True, **TERM)
    PostHolding.objects.create(user=user, post=Post.CUSTODIAN, **TERM)
    OrganisationPerson.objects.create(user=user, organisation=organisation, **TERM)
    Seat.objects.create(user=user, body=body, role=Seat.Role.CHAIR, **TERM)
    parties = [
        Party.of(home),
        Party.of(home, "head"),
        Party.of_post(Post.CUSTODIAN),
        Party.of(organisation),
        Party.of(body),
        Party.of(body, Seat.Role.CHAIR),
    ]
    return user, parties


@pytest.mark.rule("QA3a")
@pytest.mark.parametrize("day", OUTSIDE)
def test_outside_the_term_only_the_person_is_left(places, day):
    user, _parties = places
    assert places_of(user, day).parties == {f"user:{user.pk}"}


@pytest.mark.parametrize("day", INSIDE)
def test_inside_the_term_every_place_counts(places, day):
    user, parties = places
    assert places_of(user, day).parties == {f"user:{user.pk}"} | {party.key for party in parties}


@pytest.mark.rule("QA3a")
@pytest.mark.parametrize("place", range(6))
def test_people_behind_a_party_follow_the_dates(places, place):
    user, parties = places
    found = [list(queries.people_of([parties[place]], day)) for day in (*OUTSIDE, *INSIDE)]
    assert found == [[], [], [user], [user], [user]]


@pytest.mark.rule("QA3a")
def test_who_is_staff_follows_the_dates(places):
    user, _parties = places
    assert [places_of(user, day).staff for day in (*OUTSIDE, *INSIDE)] == [
        False,
        False,
        True,
        True,
        True,
    ]


@pytest.mark.rule("QA3a")
def test_a_seat_votes_from_its_first_to_its_last_day(places):
    body = Body.objects.get()
    votes = [queries.voting_seats(body, day).count() for day in (*OUTSIDE, *INSIDE)]
    assert votes == [0, 0, 1, 1, 1]


@pytest.mark.rule("QA3a")
def test_a_post_is_held_from_a_date_to_a_date(places):
    user, _parties = places
    holders = [list(queries.holders_of(Post.CUSTODIAN, day)) for day in (*OUTSIDE, *INSIDE)]
    assert holders == [[], [], [user], [user], [user]]


@pytest.mark.rule("QA3a")
def test_heads_are_those_of_the_day(places):
    user, _parties = places
    home = Department.objects.get()
    heads = [list(queries.heads_of(home, day)) for day in (*OUTSIDE, *INSIDE)]
    assert heads == [[], [], [user], [user], [user]]


def test_a_plain_member_is_no_head(make_staff):
    user = make_staff()
    home = Department.objects.get(code="secretariat")
    assert list(queries.heads_of(home)) == []
    assert Party.of(home, "head").key not in places_of(user).parties
    assert Party.of(home).key in places_of(user).parties


@pytest.mark.rule("QA3a")
def test_membership_is_asked_of_the_day(make_organisation):
    organisation = make_organisation()
    Membership.objects.create(organisation=organisation, number="M1", **TERM)
    member = [queries.is_member(organisation, day) for day in (*OUTSIDE, *INSIDE)]
    assert member == [False, False, True, True, True]


def test_the_day_changes_at_midnight_of_shanghai(places):
    user, _parties = places
    last_minute = clock.start_of(LAST + DAY) - dt.timedelta(seconds=1)
    with clock.moved_to(last_minute):
        assert places_of(user).staff is True
    with clock.moved_to(last_minute + dt.timedelta(seconds=1)):
        assert places_of(user).staff is False


@pytest.mark.rule("QA3a")
def test_departments_show_the_people_of_today(places):
    user, _parties = places
    with clock.moved_to(clock.start_of(LAST)):
        assert [row.user for row in departments().get().now] == [user]
    with clock.moved_to(clock.start_of(LAST + DAY)):
        assert departments().get().now == []


def test_an_ended_seat_is_history(places):
    body = Body.objects.get()
    with clock.moved_to(clock.start_of(LAST)):
        assert (seats_now(body).count(), Seat.objects.former().count()) == (1, 0)
    with clock.moved_to(clock.start_of(LAST + DAY)):
        assert (seats_now(body).count(), Seat.objects.former().count()) == (0, 1)


def test_standing_costs_one_query_once(places, django_assert_num_queries):
    user, _parties = places
    Deputyship.objects.create(
        principal=user,
        deputy=type(user).objects.create(username="x", email="x@example.org"),
        **TERM,
    )
    with django_assert_num_queries(1):
        places_of(user)
        places_of(user)
    forget(user)
    with django_assert_num_queries(1):
        places_of(user)


def test_nobody_has_no_places(make_user):
    from django.contrib.auth.models import AnonymousUser

    inactive = make_user(is_active=False)
    assert [places_of(who) for who in (None, AnonymousUser(), inactive)] == [NOBODY] * 3


@pytest.fixture
def stand_in(places, make_user):
    """A deputy of the user with all the places, for two days within their term."""
    user, parties = places
    deputy = make_user()
    window = {"starts": FIRST + DAY, "ends": FIRST + 2 * DAY}
    Deputyship.objects.create(principal=user, deputy=deputy, **window)
    return deputy, user, parties


@pytest.mark.rule("QA3a")
def test_a_deputy_has_the_duties_in_the_window_only(stand_in):
    deputy, user, parties = stand_in
    passed_on = {party.key for party in parties if not party.organisation_id}
    assert len(passed_on) == len(parties) - 1
    everything = {f"user:{deputy.pk}", f"user:{user.pk}"} | passed_on
    assert places_of(deputy, FIRST).parties == {f"user:{deputy.pk}"}
    assert places_of(deputy, FIRST + DAY).parties == everything
    assert places_of(deputy, FIRST + 2 * DAY).parties == everything
    assert places_of(deputy, FIRST + 3 * DAY).parties == {f"user:{deputy.pk}"}


def test_a_deputy_takes_no_seat_and_no_organisation_in_person(stand_in):
    deputy, user, _parties = stand_in
    mine, theirs = places_of(deputy, FIRST + DAY), places_of(user, FIRST + DAY)
    assert theirs.bodies != frozenset()
    assert (mine.bodies, mine.organisations, mine.administers, mine.staff) == (
        frozenset(),
        frozenset(),
        frozenset(),
        False,
    )
    seats = queries.voting_seats(Body.objects.get(), FIRST + DAY)
    assert [seat.user for seat in seats] == [user]


@pytest.mark.rule("QA3a")
def test_people_of_a_party_include_the_deputy_in_the_window_only(stand_in):
    deputy, user, parties = stand_in
    assert set(queries.people_of(parties[:1], FIRST + DAY)) == {user, deputy}
    assert set(queries.people_of(parties[:1], FIRST)) == {user}
    assert set(queries.people_of(parties[:1], FIRST + 3 * DAY)) == {user}


def test_an_organisation_is_acted_for_by_its_own_people_alone(stand_in):
    _deputy, user, parties = stand_in
    company = [party for party in parties if party.organisation_id]
    assert set(queries.people_of(company, FIRST + DAY)) == {user}


def test_a_deputys_deputy_gets_nothing(stand_in, make_user):
    deputy, _user, _parties = stand_in
    third = make_user()
    Deputyship.objects.create(principal=deputy, deputy=third, starts=FIRST)
    assert places_of(third, FIRST + DAY).parties == {f"user:{deputy.pk}", f"user:{third.pk}"}


def test_a_committee_exists_until_the_day_before_its_dissolution():
    body = Body.objects.create(
        kind=Body.Kind.COMMITTEE, code="tc", name="TC", field="bio", founded=FIRST, dissolved=LAST
    )
    found = []
    for day in (FIRST - DAY, FIRST, LAST - DAY, LAST):
        with clock.moved_to(clock.start_of(day)):
            found.append(queries.committee_of("bio"))
    assert found == [None, body, body, None]
