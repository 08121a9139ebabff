"""One's own page: profile, deputies, calendar feed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from zsa_portal.outbox.models import Message
from zsa_portal.people.accounts import actions
from zsa_portal.people.models import Deputyship, User
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 10, 0, tzinfo=clock.SHANGHAI)
TODAY = NOW.date()
WEEK = dt.timedelta(days=7)
LEAVE = {"starts": TODAY, "ends": TODAY + WEEK, "reason": "leave"}


def test_the_profile_is_stored_and_the_pages_follow_its_language(visit, make_user):
    user = make_user("Old")
    data = {"name": "New", "phone": "010-12345678", "language": "zh-hans"}
    answer = visit(user).post(reverse("people:profile"), data)
    user.refresh_from_db()
    assert (user.name, user.phone, user.language) == ("New", "010-12345678", "zh-hans")
    assert answer.cookies["django_language"].value == "zh-hans"


def test_nothing_else_can_be_posted(visit, make_user):
    user = make_user("Me")
    data = {
        "name": "Me",
        "language": "en",
        "is_staff": "on",
        "is_superuser": "on",
        "email": "other@example.org",
        "username": "other",
    }
    before = (user.email, user.username)
    visit(user).post(reverse("people:profile"), data)
    user.refresh_from_db()
    assert (user.is_staff, user.is_superuser) == (False, False)
    assert (user.email, user.username) == before


def test_a_bad_profile_is_refused(visit, make_user):
    user = make_user("Me")
    answer = visit(user).post(reverse("people:profile"), {"name": "", "language": "fr"})
    user.refresh_from_db()
    assert (answer.status_code, user.name, user.language) == (422, "Me", "en")


def test_the_profile_tells_of_two_step_sign_in(visit, make_user):
    page = visit(make_user()).get(reverse("people:profile")).content.decode()
    assert reverse("mfa_index") in page
    assert reverse("account_change_password") in page


def test_a_deputy_is_set_and_told(make_staff):
    me, colleague = make_staff("Me"), make_staff("Colleague")
    with clock.moved_to(NOW):
        actions.deputy_set(principal=me, deputy=colleague, **LEAVE)
    message = Message.objects.get()
    assert (message.recipient, message.event) == (colleague, "people.deputy_set")
    assert message.subject == "You are the deputy of Me"
    assert "from 2026-03-02 to 2026-03-09" in message.body
    own = f"user:{me.pk}"
    held = [own in places_of(colleague, day).parties for day in (TODAY + WEEK, TODAY + WEEK * 2)]
    assert held == [True, False]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"starts": TODAY - dt.timedelta(days=1)}, "starts"),
        ({"ends": None}, "ends"),
        ({"ends": TODAY - dt.timedelta(days=1)}, "ends"),
    ],
)
def test_bad_days_are_refused_at_their_field(make_staff, change, field):
    me, colleague = make_staff(), make_staff()
    with clock.moved_to(NOW), pytest.raises(ValidationError) as refused:
        actions.deputy_set(principal=me, deputy=colleague, **(LEAVE | change))
    assert list(refused.value.message_dict) == [field]
    assert (Deputyship.objects.count(), Message.objects.count()) == (0, 0)


def test_a_standing_deputy_needs_no_end(make_staff):
    me, colleague = make_staff(), make_staff()
    with clock.moved_to(NOW):
        row = actions.deputy_set(
            principal=me, deputy=colleague, starts=TODAY, ends=None, reason="standing"
        )
    assert row.ends is None


def test_a_stranger_cannot_be_the_deputy(make_staff, make_user, make_organisation):
    me, stranger = make_staff(), make_user(organisation=make_organisation())
    for deputy in (stranger, me):
        with clock.moved_to(NOW), pytest.raises(ValidationError) as refused:
            actions.deputy_set(principal=me, deputy=deputy, **LEAVE)
        assert list(refused.value.message_dict) == ["deputy"]


def test_the_same_deputy_twice_is_refused(make_staff):
    me, colleague = make_staff(), make_staff()
    with clock.moved_to(NOW):
        actions.deputy_set(principal=me, deputy=colleague, **LEAVE)
        with pytest.raises(ValidationError):
            actions.deputy_set(principal=me, deputy=colleague, **LEAVE)
    assert Deputyship.objects.count() == 1


def test_the_screen_sets_a_deputy_and_refuses_a_foreign_id(visit, make_staff, make_user):
    me, colleague, stranger = make_staff(), make_staff(), make_user()
    day = clock.today().isoformat()
    data = {"deputy": stranger.pk, "reason": "leave", "starts": day, "ends": day}
    address = reverse("people:deputy_new")
    assert visit(me).post(address, data).status_code == 422
    assert Deputyship.objects.count() == 0
    assert visit(me).post(address, data | {"deputy": colleague.pk}).status_code == 302
    assert Deputyship.objects.get().deputy == colleague


def test_ending_a_deputy_ends_today_or_takes_it_back(make_staff):
    me, colleague, other = make_staff(), make_staff(), make_staff()
    with clock.moved_to(NOW):
        running = actions.deputy_set(principal=me, deputy=colleague, **LEAVE)
        later = actions.deputy_set(
            principal=me, deputy=other, **(LEAVE | {"starts": TODAY + dt.timedelta(days=1)})
        )
        actions.deputy_end(deputyship=running, by=me)
        actions.deputy_end(deputyship=later, by=me)
    assert list(Deputyship.objects.values_list("deputy", "ends")) == [(colleague.pk, TODAY)]


def test_an_ended_deputy_is_not_ended_again(make_staff):
    me, colleague = make_staff(), make_staff()
    with clock.moved_to(NOW):
        row = actions.deputy_set(principal=me, deputy=colleague, **LEAVE)
    with clock.moved_to(NOW + WEEK * 3), pytest.raises(ValidationError):
        actions.deputy_end(deputyship=row, by=me)


def test_only_the_principal_ends_the_deputy(visit, make_staff):
    me, colleague = make_staff(), make_staff()
    row = Deputyship.objects.create(principal=me, deputy=colleague)
    address = reverse("people:deputy_end", args=[row.pk])
    assert [visit(who).post(address).status_code for who in (None, colleague)] == [302, 404]
    with pytest.raises(PermissionDenied):
        actions.deputy_end(deputyship=row, by=colleague)
    row.refresh_from_db()
    assert row.ends is None
    assert visit(me).post(address).status_code == 302


def test_the_feed_opens_renews_and_closes(visit, make_user):
    user, address = make_user(), reverse("people:feed")

    def token() -> str | None:
        return User.objects.get(pk=user.pk).feed_token

    visit(user).post(address)
    first = token()
    visit(user).post(address)
    assert first is not None
    assert token() not in (None, first)
    assert token() in visit(user).get(reverse("people:profile")).content.decode()
    visit(user).post(address, {"stop": "1"})
    assert token() is None
    assert visit(user).get(address).status_code == 405
