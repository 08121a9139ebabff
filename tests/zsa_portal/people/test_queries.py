"""Whom an event concerns: deputies one may choose, superiors, places of one's own."""

from __future__ import annotations

import pytest

from zsa_portal.people.accounts.queries import places_of
from zsa_portal.people.models import Body, Department, Party, Post, Seat
from zsa_portal.people.queries import people_of, possible_deputies, superiors_of
from zsa_portal.people.rules import keeps_registers

pytestmark = pytest.mark.django_db


def test_staff_choose_among_staff(make_staff, make_user, make_organisation):
    me, colleague, other_home = make_staff(), make_staff(), make_staff(department="quality")
    make_user(organisation=make_organisation())
    make_staff(is_active=False)
    assert set(possible_deputies(me)) == {colleague, other_home}


def test_people_of_an_organisation_choose_among_themselves(make_user, make_organisation):
    organisation = make_organisation()
    me, colleague = make_user(organisation=organisation), make_user(organisation=organisation)
    make_user(organisation=make_organisation())
    assert list(possible_deputies(me)) == [colleague]


def test_members_of_a_body_choose_among_themselves(make_committee):
    body, _other = make_committee(size=3), make_committee(size=3)
    first, *others = [seat.user for seat in body.seats.order_by("pk")]
    assert set(possible_deputies(first)) == set(others)


def test_superiors_by_kind_of_party(make_committee, make_staff):
    body = make_committee(size=3)
    head = make_staff(head=True)
    home = Department.objects.get(code="secretariat")
    leader = Party.of_post(Post.SECRETARY_GENERAL)
    chair, secretary = Party.of(body, Seat.Role.CHAIR), Party.of(body, Seat.Role.SECRETARY)
    assert superiors_of(Party.of(home)) == [Party.of(home, "head")]
    assert superiors_of(Party.of(home, "head")) == [leader]
    assert superiors_of(Party.of(body)) == [secretary]
    assert superiors_of(secretary) == [chair]
    assert superiors_of(Party.of_post(Post.CUSTODIAN)) == [leader]
    assert superiors_of(leader) == [Party.of_post(Post.EXECUTIVE_VICE_CHAIR)]
    assert superiors_of(Party.of(head)) == [Party.of(home, "head")]
    member = body.seats.get(role=Seat.Role.MEMBER).user
    assert superiors_of(Party.of(member)) == [secretary]


def test_an_organisation_has_no_superior(make_organisation):
    assert superiors_of(Party.of(make_organisation())) == []


def test_registers_are_kept_by_heads_and_leaders(make_staff, make_user):
    plain, head = make_staff(), make_staff(head=True)
    leader = make_staff(posts=(Post.SECRETARY_GENERAL,))
    custodian = make_staff(posts=(Post.CUSTODIAN,))
    outside = make_user(posts=(Post.SECRETARY_GENERAL,))
    found = [keeps_registers(who) for who in (plain, head, leader, custodian, outside)]
    assert found == [False, True, True, False, False]


def test_ones_own_places_in_words(make_staff, make_organisation, django_assert_num_queries):
    user = make_staff(head=True, posts=(Post.CUSTODIAN,), organisation=make_organisation("甲公司"))
    body = Body.objects.create(kind=Body.Kind.COUNCIL, code="council", name="理事会")
    Seat.objects.create(user=user, body=body)
    with django_assert_num_queries(4):
        places = [place for place, _role, _row in places_of(user)]
    assert places == ["Secretariat", str(Post.CUSTODIAN.label), "甲公司", "理事会"]


def test_an_archivists_party_is_its_archivists_and_answers_to_the_head(make_staff):
    head, archivist = make_staff(head=True), make_staff()
    home = Department.objects.get(code="secretariat")
    archivist.department_memberships.update(is_archivist=True)
    party = Party.of(home, "archivist")
    assert list(people_of([party])) == [archivist]
    assert list(people_of([Party.of(home, "head")])) == [head]
    assert superiors_of(party) == [Party.of(home, "head")]


def test_parties_of_many_departments_are_made_once(django_assert_max_num_queries):
    names = ("one", "two", "three")
    homes = [Department.objects.create(code=name, name=name) for name in names]
    known = Party.of(homes[0], "head")
    keys = [home.pk for home in homes]
    with django_assert_max_num_queries(3):
        found = Party.of_departments(keys, "archivist", "head", "")
    assert len(found) == 3 * len(homes)
    assert found[homes[0].pk, "head"] == known
    assert found[homes[1].pk, ""] == Party.of(homes[1])
    assert Party.of_departments(keys, "archivist", "head", "") == found
