"""An organisation's page, and its administrator looking after its people."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from zsa_portal.people.invitations.actions import invitation_send
from zsa_portal.people.invitations.models import Invitation, Place
from zsa_portal.people.models import OrganisationPerson
from zsa_portal.people.organisations import actions
from zsa_portal.people.places import forget, places_of
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 10, 0, tzinfo=clock.SHANGHAI)
TODAY = NOW.date()


@pytest.fixture
def organisation(make_organisation):
    return make_organisation("甲公司", contact="Wang", phone="010-1234")


@pytest.fixture
def administrator(make_user, organisation):
    return make_user("Admin", organisation=organisation, administrator=True)


@pytest.fixture
def member(make_user, organisation):
    return make_user("Member", organisation=organisation)


def role_of(user) -> OrganisationPerson:
    return OrganisationPerson.objects.get(user=user)


def test_a_role_lasts_to_the_end_of_its_last_day(administrator, member, organisation):
    with clock.moved_to(NOW):
        actions.organisation_person_end(
            person=role_of(member), by=administrator, last_day=TODAY + dt.timedelta(days=2)
        )
    held = [
        organisation.pk in places_of(member, TODAY + dt.timedelta(days=days)).organisations
        for days in (0, 2, 3)
    ]
    assert held == [True, True, False]


def test_a_day_before_today_is_refused(administrator, member):
    with clock.moved_to(NOW), pytest.raises(ValidationError) as refused:
        actions.organisation_person_end(
            person=role_of(member), by=administrator, last_day=TODAY - dt.timedelta(days=1)
        )
    assert refused.value.message_dict == {"last_day": ["The last day lies before today."]}
    assert role_of(member).ends is None


def test_the_last_administrator_stays(administrator, member):
    for act, values in (
        (actions.organisation_person_end, {"last_day": clock.today()}),
        (actions.organisation_person_set_administrator, {"is_administrator": False}),
    ):
        with pytest.raises(ValidationError) as refused:
            act(person=role_of(administrator), by=administrator, **values)
        assert "without an administrator" in refused.value.messages[0]
    row = role_of(administrator)
    assert (row.ends, row.is_administrator) == (None, True)


def test_after_a_successor_the_administrator_may_go(administrator, member):
    actions.organisation_person_set_administrator(
        person=role_of(member), by=administrator, is_administrator=True
    )
    actions.organisation_person_set_administrator(
        person=role_of(administrator), by=administrator, is_administrator=False
    )
    assert [role_of(who).is_administrator for who in (administrator, member)] == [False, True]


def test_an_administrator_who_leaves_is_no_successor(administrator, member):
    row = role_of(member)
    row.is_administrator, row.ends = True, clock.today()
    row.save()
    with pytest.raises(ValidationError):
        actions.organisation_person_end(
            person=role_of(administrator), by=administrator, last_day=clock.today()
        )


def test_staff_may_end_the_last_administrator(administrator, make_staff):
    actions.organisation_person_end(
        person=role_of(administrator), by=make_staff(), last_day=clock.today()
    )
    assert role_of(administrator).ends == clock.today()


def test_ending_a_role_closes_the_invitations_it_sent(administrator, organisation, make_staff):
    sent = invitation_send(
        email="x@example.org", name="X", by=administrator, place=Place(organisation)
    )
    actions.organisation_person_end(
        person=role_of(administrator), by=make_staff(), last_day=clock.today()
    )
    sent.refresh_from_db()
    assert sent.state == Invitation.State.WITHDRAWN


def test_an_ended_role_is_not_ended_again(administrator, member):
    row = role_of(member)
    row.ends = clock.today() - dt.timedelta(days=1)
    row.save()
    with pytest.raises(ValidationError):
        actions.organisation_person_end(person=row, by=administrator, last_day=clock.today())


def test_only_the_own_administrators_and_staff_act(
    member, administrator, make_user, make_organisation
):
    stranger = make_user(organisation=make_organisation(), administrator=True)
    for who in (member, stranger):
        with pytest.raises(PermissionDenied):
            actions.organisation_person_end(
                person=role_of(administrator), by=who, last_day=clock.today()
            )
        with pytest.raises(PermissionDenied):
            actions.organisation_person_set_administrator(
                person=role_of(member), by=who, is_administrator=True
            )


# Screens


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("organisation", (302, 404, 200, 200, 200)),
        ("organisation_invite", (302, 404, 403, 200, 200)),
        ("organisation_person_end", (302, 404, 403, 200, 200)),
        ("organisation_person_role", (302, 404, 403, 200, 200)),
    ],
)
def test_who_enters_which_screen(
    visit,
    make_user,
    make_staff,
    make_organisation,
    organisation,
    administrator,
    member,
    name,
    answers,
):
    stranger = make_user(organisation=make_organisation(), administrator=True)
    args = [organisation.pk] + ([role_of(member).pk] if "person" in name else [])
    address = reverse(f"people:{name}", args=args)
    roles = (None, stranger, member, administrator, make_staff())
    assert tuple(visit(who).get(address).status_code for who in roles) == answers


@pytest.mark.parametrize("name", ["organisation_person_end", "organisation_person_role"])
def test_forbidden_posts_change_nothing(
    visit, make_user, make_organisation, organisation, administrator, member, name
):
    stranger = make_user(organisation=make_organisation(), administrator=True)
    data = {"last_day": clock.today().isoformat(), "is_administrator": "on"}
    address = reverse(f"people:{name}", args=[organisation.pk, role_of(member).pk])
    answers = [visit(who).post(address, data).status_code for who in (None, stranger, member)]
    assert answers == [302, 404, 403]
    row = role_of(member)
    assert (row.ends, row.is_administrator) == (None, False)


def test_a_role_of_another_organisation_is_not_there(
    visit, make_user, make_organisation, organisation, administrator
):
    foreign = role_of(make_user(organisation=make_organisation()))
    data = {"last_day": clock.today().isoformat()}
    for name in ("organisation_person_end", "organisation_person_role"):
        address = reverse(f"people:{name}", args=[organisation.pk, foreign.pk])
        assert visit(administrator).post(address, data).status_code == 404
    foreign.refresh_from_db()
    assert foreign.ends is None


def test_the_administrator_ends_a_role_on_the_page(visit, organisation, administrator, member):
    address = reverse("people:organisation_person_end", args=[organisation.pk, role_of(member).pk])
    bad = visit(administrator).post(address, {"last_day": "2020-01-01"})
    assert (bad.status_code, role_of(member).ends) == (422, None)
    assert "The last day lies before today." in bad.content.decode()
    good = visit(administrator).post(address, {"last_day": clock.today().isoformat()})
    assert (good.status_code, role_of(member).ends) == (302, clock.today())


def test_the_administrator_who_steps_down_lands_on_the_own_profile(
    visit, organisation, administrator, member
):
    actions.organisation_person_set_administrator(
        person=role_of(member), by=administrator, is_administrator=True
    )
    address = reverse(
        "people:organisation_person_role", args=[organisation.pk, role_of(administrator).pk]
    )
    answer = visit(administrator).post(address, {})
    assert answer.status_code == 302
    assert visit(administrator).get(answer["Location"]).status_code == 200


def test_contacts_are_for_administrators_and_staff(
    visit, make_staff, organisation, administrator, member
):
    shown = [
        "@example.org" in visit(who).get(organisation.get_absolute_url()).content.decode()
        for who in (member, administrator, make_staff())
    ]
    assert shown == [False, True, True]


def test_my_organisation_leads_to_the_one_administered(
    visit, make_user, make_organisation, organisation, administrator
):
    other = make_organisation()
    OrganisationPerson.objects.create(user=administrator, organisation=other)
    address = reverse("people:my_organisation")
    assert visit(administrator).get(address)["Location"] == organisation.get_absolute_url()
    assert visit(make_user()).get(address).status_code == 404


def test_ended_people_move_to_the_earlier_ones(visit, organisation, administrator, member):
    row = role_of(member)
    row.ends = clock.today() - dt.timedelta(days=1)
    row.save()
    forget(member)
    page = visit(administrator).get(organisation.get_absolute_url())
    assert [one.user for one in page.context["people"]] == [administrator]
    assert [one.user for one in page.context["former"]] == [member]
