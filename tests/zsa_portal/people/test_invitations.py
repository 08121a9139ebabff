"""An account comes by invitation: who may invite, whom, and what the link does until when."""

from __future__ import annotations

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from zsa_portal.outbox.models import Mail
from zsa_portal.people.invitations import actions
from zsa_portal.people.invitations.models import Invitation, Place
from zsa_portal.people.models import (
    Body,
    Department,
    DepartmentMembership,
    OrganisationPerson,
    Seat,
    User,
)
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting

pytestmark = pytest.mark.django_db

PASSWORD = "a long and quiet river"
SENT = dt.datetime(2026, 3, 2, 9, 30, tzinfo=clock.SHANGHAI)
GIVEN = {"name": "Li Na", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def organisation(make_organisation):
    return make_organisation("甲公司")


@pytest.fixture
def administrator(make_user, organisation):
    return make_user("Admin", organisation=organisation, administrator=True)


@pytest.fixture
def invitation(administrator, organisation):
    """An invitation into the organisation, sent on 2026-03-02 09:30."""
    with clock.moved_to(SENT):
        return actions.invitation_send(
            email="Li.Na@Example.org",
            name="Li Na",
            by=administrator,
            language="en",
            place=Place(organisation=organisation),
        )


def link(invitation: Invitation) -> str:
    return reverse("people:invitation_accept", args=[invitation.token])


def test_the_mail_holds_the_link_and_the_last_day(invitation):
    mail = Mail.objects.get()
    assert mail.address == "li.na@example.org"
    assert link(invitation) in mail.body
    assert "2026-03-16" in mail.body
    assert "甲公司" in mail.body


def test_accepting_makes_account_place_and_verified_address(visit, invitation, organisation):
    with clock.moved_to(SENT):
        page = visit().get(link(invitation))
        assert page.status_code == 200
        assert "甲公司" in page.content.decode()
        answer = visit().post(link(invitation), GIVEN)
    assert (answer.status_code, answer["Location"]) == (302, reverse("account_login"))
    user = User.objects.get(email="li.na@example.org")
    assert (user.name, user.check_password(PASSWORD), user.language) == ("Li Na", True, "en")
    role = OrganisationPerson.objects.get(user=user)
    assert (role.organisation, role.is_administrator, role.starts, role.ends) == (
        organisation,
        False,
        SENT.date(),
        None,
    )
    address = EmailAddress.objects.get(user=user)
    assert (address.email, address.verified, address.primary) == (user.email, True, True)
    invitation.refresh_from_db()
    assert (invitation.state, invitation.accepted_by) == (Invitation.State.ACCEPTED, user)


def test_the_new_account_signs_in(visit, invitation):
    with clock.moved_to(SENT):
        visit().post(link(invitation), GIVEN)
    data = {"login": "li.na@example.org", "password": PASSWORD}
    answer = visit().post(reverse("account_login"), data)
    assert answer.status_code == 302
    assert answer.cookies["django_language"].value == "en"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"again": "something else entirely"}, "The two passwords differ."),
        ({"password": "123456", "again": "123456"}, "too short"),
        ({"name": ""}, "This field is required."),
    ],
)
def test_bad_input_stores_nothing(visit, invitation, given, sentence):
    with clock.moved_to(SENT):
        answer = visit().post(link(invitation), GIVEN | given)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not User.objects.filter(email="li.na@example.org").exists()
    assert OrganisationPerson.objects.filter(user__name="Li Na").count() == 0


@pytest.mark.parametrize(
    ("later", "status"),
    [
        (dt.timedelta(days=14, hours=14, minutes=29, seconds=59), 200),
        (dt.timedelta(days=14, hours=14, minutes=30), 410),
    ],
)
def test_the_link_is_open_to_the_end_of_the_last_day(visit, invitation, later, status):
    with clock.moved_to(SENT + later):
        assert visit().get(link(invitation)).status_code == status


def test_an_expired_link_says_so_and_opens_nothing(visit, invitation):
    with clock.moved_to(SENT + dt.timedelta(days=15)):
        for answer in (visit().get(link(invitation)), visit().post(link(invitation), GIVEN)):
            assert answer.status_code == 410
            assert "This invitation has expired." in answer.content.decode()
    assert not User.objects.filter(email="li.na@example.org").exists()


def test_the_days_are_a_setting(administrator, organisation):
    Setting.objects.create(key="people.invitation_days", value=2, valid_from=SENT, reason="short")
    with clock.moved_to(SENT):
        sent = actions.invitation_send(
            email="x@example.org", name="X", by=administrator, place=Place(organisation)
        )
    assert sent.expires_at == clock.start_of(dt.date(2026, 3, 5))


def test_a_link_works_once(visit, invitation):
    with clock.moved_to(SENT):
        visit().post(link(invitation), GIVEN)
        again = visit().post(link(invitation), GIVEN | {"password": "x" * 12, "again": "x" * 12})
    assert again.status_code == 410
    assert "accepted already" in again.content.decode()
    assert User.objects.get(email="li.na@example.org").check_password(PASSWORD)


def test_a_withdrawn_link_says_so(visit, invitation, administrator):
    with clock.moved_to(SENT):
        actions.invitation_withdraw(invitation=invitation, by=administrator)
        answer = visit().post(link(invitation), GIVEN)
    assert answer.status_code == 410
    assert "withdrawn" in answer.content.decode()


def test_an_unknown_link_is_not_there(visit):
    assert visit().get(reverse("people:invitation_accept", args=["nothing"])).status_code == 404


def test_sending_again_keeps_the_link_and_opens_it_anew(invitation, administrator):
    with clock.moved_to(SENT + dt.timedelta(days=20)):
        fresh = actions.invitation_resend(invitation=invitation, by=administrator)
        assert fresh.state == Invitation.State.OPEN
    assert fresh.token == invitation.token
    assert fresh.expires_at == clock.start_of(dt.date(2026, 4, 6))
    assert Mail.objects.count() == 2


def test_an_answered_invitation_is_not_sent_again(visit, invitation, administrator):
    with clock.moved_to(SENT):
        visit().post(link(invitation), GIVEN)
    for act in (actions.invitation_resend, actions.invitation_withdraw):
        with pytest.raises(ValidationError):
            act(invitation=invitation, by=administrator)


def test_the_same_address_is_invited_to_a_place_once(invitation, administrator, organisation):
    with clock.moved_to(SENT), pytest.raises(ValidationError) as refused:
        actions.invitation_send(
            email="LI.NA@example.org", name="L", by=administrator, place=Place(organisation)
        )
    assert "invited already" in refused.value.messages[0]
    assert Mail.objects.count() == 1


def test_an_expired_one_gives_way_to_a_new_one(invitation, administrator, organisation):
    with clock.moved_to(SENT + dt.timedelta(days=30)):
        fresh = actions.invitation_send(
            email="li.na@example.org", name="L", by=administrator, place=Place(organisation)
        )
    invitation.refresh_from_db()
    assert (invitation.state, fresh.token != invitation.token) == (
        Invitation.State.WITHDRAWN,
        True,
    )


@pytest.mark.parametrize("place", ["nowhere", "other", "department", "body"])
def test_an_administrator_invites_to_the_own_organisation_only(
    administrator, make_organisation, place
):
    home = Department.objects.create(code="d", name="D")
    body = Body.objects.create(kind=Body.Kind.COUNCIL, code="c", name="C")
    places = {
        "nowhere": Place(),
        "other": Place(organisation=make_organisation()),
        "department": Place(department=home),
        "body": Place(body=body),
    }
    with pytest.raises(PermissionDenied):
        actions.invitation_send(
            email="x@example.org", name="X", by=administrator, place=places[place]
        )
    assert (Invitation.objects.count(), Mail.objects.count()) == (0, 0)


def test_an_ordinary_person_of_the_organisation_does_not_invite(make_user, organisation):
    with pytest.raises(PermissionDenied):
        actions.invitation_send(
            email="x@example.org",
            name="X",
            by=make_user(organisation=organisation),
            place=Place(organisation=organisation),
        )


def test_staff_invite_anyone_but_seats_are_the_keepers_to_give(make_staff, organisation):
    plain, keeper = make_staff(), make_staff(head=True)
    home = Department.objects.get(code="secretariat")
    body = Body.objects.create(kind=Body.Kind.COMMITTEE, code="c", name="C")
    for number, place in enumerate((Place(), Place(organisation=organisation))):
        actions.invitation_send(email=f"p{number}@example.org", name="P", by=plain, place=place)
    for number, place in enumerate((Place(department=home), Place(body=body))):
        with pytest.raises(PermissionDenied):
            actions.invitation_send(email=f"q{number}@example.org", name="Q", by=plain, place=place)
        actions.invitation_send(email=f"q{number}@example.org", name="Q", by=keeper, place=place)
    assert Invitation.objects.count() == 4


def test_a_department_stands_alone(make_staff, organisation):
    keeper = make_staff(head=True)
    home = Department.objects.get(code="secretariat")
    with pytest.raises(ValidationError) as refused:
        actions.invitation_send(
            email="x@example.org", name="X", by=keeper, place=Place(organisation, department=home)
        )
    assert "either a department" in refused.value.messages[0]


def test_a_seat_is_held_for_the_organisation(make_staff, organisation):
    body = Body.objects.create(kind=Body.Kind.COMMITTEE, code="c", name="C")
    place = Place(organisation, body=body, body_role=Seat.Role.VICE_CHAIR)
    sent = actions.invitation_send(
        email="x@example.org", name="X", by=make_staff(head=True), place=place
    )
    user = actions.invitation_accept(token=sent.token, name="X", password=PASSWORD)
    seat = Seat.objects.get(user=user)
    assert (seat.body, seat.role, seat.organisation, seat.votes) == (
        body,
        Seat.Role.VICE_CHAIR,
        organisation,
        True,
    )
    assert places_of(user).organisations == {organisation.pk}


def test_a_department_makes_staff(make_staff):
    home = make_staff(head=True).department_memberships.get()
    sent = actions.invitation_send(
        email="x@example.org", name="X", by=home.user, place=Place(department=home.department)
    )
    user = actions.invitation_accept(token=sent.token, name="X", password=PASSWORD)
    row = DepartmentMembership.objects.get(user=user)
    assert (row.department, row.is_head, places_of(user).staff) == (home.department, False, True)


@pytest.fixture
def owner(make_user, invitation):
    """Somebody who has an account with the invited address already."""
    user = make_user("Owner", email="li.na@example.org")
    user.set_password("their own password")
    user.save()
    return user


def test_an_account_with_a_password_is_never_opened_by_a_link(visit, invitation, owner):
    with clock.moved_to(SENT):
        page = visit().get(link(invitation))
        visit().post(link(invitation), GIVEN)
        with pytest.raises(PermissionDenied):
            actions.invitation_accept(token=invitation.token, name="X", password=PASSWORD)
    assert "Sign in to take the new place" in page.content.decode()
    owner.refresh_from_db()
    assert owner.check_password("their own password")
    assert not OrganisationPerson.objects.filter(user=owner).exists()


def test_the_owner_of_the_account_takes_the_place(visit, invitation, owner, organisation):
    with clock.moved_to(SENT):
        assert visit(owner).get(link(invitation)).status_code == 200
        answer = visit(owner).post(link(invitation))
    assert (answer.status_code, answer["Location"]) == (302, reverse("home:desk"))
    assert OrganisationPerson.objects.get(user=owner).organisation == organisation


def test_somebody_else_signed_in_gets_nothing(visit, invitation, make_user):
    other = make_user("Other")
    with clock.moved_to(SENT):
        page = visit(other).get(link(invitation))
        visit(other).post(link(invitation), GIVEN)
        with pytest.raises(PermissionDenied):
            actions.invitation_accept(token=invitation.token, user=other)
    assert "You are signed in as Other" in page.content.decode()
    assert not OrganisationPerson.objects.filter(user=other).exists()
    assert not User.objects.filter(email="li.na@example.org").exists()


def test_an_imported_account_without_password_is_opened_by_the_link(visit, invitation, make_user):
    imported = make_user("Li Na", email="li.na@example.org")
    imported.set_unusable_password()
    imported.save()
    with clock.moved_to(SENT):
        assert visit().post(link(invitation), GIVEN).status_code == 302
    imported.refresh_from_db()
    assert imported.check_password(PASSWORD)
    assert places_of(imported).organisations != frozenset()


def test_sign_up_stays_closed(visit):
    address = reverse("account_signup")
    data = {"username": "x", "email": "x@example.org", "password1": PASSWORD, "password2": PASSWORD}
    assert b'name="password1"' not in visit().get(address).content
    visit().post(address, data)
    assert not User.objects.filter(email="x@example.org").exists()


# Screens


def test_the_administrator_invites_on_the_organisations_page(visit, administrator, organisation):
    browser = visit(administrator)
    address = reverse("people:organisation_invite", args=[organisation.pk])
    assert browser.get(address).status_code == 200
    data = {"name": "New", "email": "new@example.org", "language": "en", "as_administrator": "on"}
    answer = browser.post(address, data)
    assert answer["Location"] == organisation.get_absolute_url()
    sent = Invitation.objects.get()
    assert (sent.organisation, sent.as_administrator, sent.invited_by) == (
        organisation,
        True,
        administrator,
    )
    assert "new@example.org" in browser.get(organisation.get_absolute_url()).content.decode()


def test_fields_that_are_not_on_the_form_are_not_read(visit, administrator, organisation):
    body = Body.objects.create(kind=Body.Kind.COUNCIL, code="c", name="C")
    data = {
        "name": "N",
        "email": "n@example.org",
        "language": "en",
        "body": body.pk,
        "organisation": organisation.pk + 1,
    }
    visit(administrator).post(reverse("people:organisation_invite", args=[organisation.pk]), data)
    sent = Invitation.objects.get()
    assert (sent.organisation, sent.body) == (organisation, None)


def test_plain_staff_cannot_post_a_seat(visit, make_staff):
    body = Body.objects.create(kind=Body.Kind.COUNCIL, code="c", name="C")
    data = {
        "name": "N",
        "email": "n@example.org",
        "language": "en",
        "body": body.pk,
        "body_role": "chair",
    }
    visit(make_staff()).post(reverse("people:invitation_new"), data)
    assert Invitation.objects.get().body is None
    data["email"] = "k@example.org"
    visit(make_staff(head=True)).post(reverse("people:invitation_new"), data)
    sent = Invitation.objects.get(email="k@example.org")
    assert (sent.body, sent.body_role) == (body, "chair")


@pytest.mark.parametrize("name", ["invitation_resend", "invitation_withdraw"])
def test_who_may_act_on_an_invitation(
    visit, make_user, make_staff, make_organisation, invitation, administrator, name
):
    stranger = make_user(organisation=make_organisation(), administrator=True)
    colleague = make_user(organisation=invitation.organisation)
    address = reverse(f"people:{name}", args=[invitation.pk])
    answers = [visit(who).post(address).status_code for who in (None, stranger, colleague)]
    assert answers == [302, 404, 404]
    assert Mail.objects.count() == 1
    assert visit(administrator).get(address).status_code == 200
    assert visit(administrator).post(address).status_code == 302
    invitation.refresh_from_db()
    assert (invitation.withdrawn_at is not None) == (name == "invitation_withdraw")


def test_plain_staff_may_not_act_on_an_invitation_to_a_seat(visit, make_staff):
    body = Body.objects.create(kind=Body.Kind.COUNCIL, code="c", name="C")
    sent = actions.invitation_send(
        email="x@example.org", name="X", by=make_staff(head=True), place=Place(body=body)
    )
    address = reverse("people:invitation_withdraw", args=[sent.pk])
    assert visit(make_staff()).post(address).status_code == 403
    sent.refresh_from_db()
    assert sent.withdrawn_at is None


def test_a_bad_address_is_one_clear_sentence(visit, make_staff):
    data = {"name": "N", "email": "not an address", "language": "en"}
    answer = visit(make_staff()).post(reverse("people:invitation_new"), data)
    assert answer.status_code == 422
    assert "Enter a valid email address." in answer.content.decode()
    assert Invitation.objects.count() == 0


@pytest.mark.parametrize("state", ["open", "expired", "accepted", "withdrawn"])
def test_the_list_narrows_by_state(visit, make_staff, organisation, state):
    staff = make_staff()
    for name in ("open", "expired", "accepted", "withdrawn"):
        row = actions.invitation_send(
            email=f"{name}@example.org", name=name, by=staff, place=Place(organisation)
        )
        if name == "expired":
            row.expires_at = clock.now() - dt.timedelta(days=1)
        elif name != "open":
            setattr(row, f"{name}_at", clock.now())
        row.save()
    page = visit(staff).get(reverse("people:invitations"), {"state": state})
    assert [row.record.name for row in page.context["table"].rows] == [state]


def test_somebody_already_there_is_not_invited_again(
    administrator, make_user, organisation, make_staff
):
    person = make_user("Wang Wei", organisation=organisation)
    place = Place(organisation=organisation)

    def send(email, place, by=administrator):
        return actions.invitation_send(email=email, name="W", by=by, place=place)

    with pytest.raises(ValidationError, match="Wang Wei is there already"):
        send(person.email.upper(), place)
    assert not Invitation.objects.exists()
    assert send(person.email, Place(organisation=organisation, as_administrator=True)).pk
    with pytest.raises(ValidationError, match="is there already"):
        send(administrator.email, Place(organisation=organisation, as_administrator=True))
    assert send("new@example.org", place).pk


def test_the_form_warns_of_somebody_already_there_and_keeps_the_input(
    visit, administrator, organisation
):
    url = reverse("people:organisation_invite", args=[organisation.pk])
    given = {"name": "Somebody", "email": administrator.email, "language": "en"}
    client = visit(administrator)
    answer = client.post(url, given)
    assert answer.status_code == 422
    words = answer.content.decode()
    assert ("is there already under this address" in words, "Somebody" in words) == (True, True)
