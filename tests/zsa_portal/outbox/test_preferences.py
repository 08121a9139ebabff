"""How often mails come: chosen by each for oneself, kind by kind, no slower than a kind allows."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from zsa_portal.outbox import actions
from zsa_portal.outbox.kinds import PLACES, PROGRESS, TURN, Pace
from zsa_portal.outbox.models import Preference

pytestmark = pytest.mark.django_db
ADDRESS = "/messages/preferences/"
GIVEN = {
    "outbox_turn": "daily",
    "outbox_progress": "weekly",
    "reminders_deadlines": "at_once",
    "notices_answers": "portal",
}


@pytest.fixture
def user(make_user):
    return make_user("Reader")


@pytest.fixture
def browser(user):
    found = Client(headers={"accept-language": "en"})
    found.force_login(user)
    return found


def chosen(user) -> dict[str, str]:
    return dict(Preference.objects.filter(user=user).values_list("kind", "pace"))


def test_what_was_chosen_is_stored_said_and_shown(browser, user, make_user):
    answer = browser.post(ADDRESS, GIVEN, follow=True)
    assert answer.redirect_chain == [(ADDRESS, 302)]
    assert "It is stored how often mails come to you." in answer.content.decode()
    assert chosen(user) == {
        "outbox.turn": "daily",
        "outbox.progress": "weekly",
        "reminders.deadlines": "at_once",
        "notices.answers": "portal",
    }
    assert chosen(make_user()) == {}
    form = browser.get(ADDRESS).context["form"]
    assert {name: form[name].initial for name in form.fields} == GIVEN


def test_a_second_choice_takes_the_place_of_the_first(browser, user):
    browser.post(ADDRESS, GIVEN)
    browser.post(ADDRESS, GIVEN | {"outbox_turn": "at_once"})
    assert chosen(user)["outbox.turn"] == "at_once"
    assert Preference.objects.filter(user=user).count() == len(GIVEN)


@pytest.mark.parametrize(
    ("field", "pace"),
    [
        ("outbox_turn", "weekly"),
        ("outbox_turn", "portal"),
        ("reminders_deadlines", "weekly"),
        ("outbox_progress", "hourly"),
        ("outbox_progress", ""),
    ],
)
def test_what_a_kind_does_not_allow_is_refused_and_nothing_stored(browser, user, field, pace):
    answer = browser.post(ADDRESS, GIVEN | {field: pace})
    assert (answer.status_code, chosen(user)) == (422, {})
    form = answer.context["form"]
    assert list(form.errors) == [field]
    assert form["notices_answers"].value() == "portal"


def test_what_always_comes_at_once_is_told_but_not_asked(browser, user):
    page = browser.get(ADDRESS)
    assert "outbox_places" not in page.context["form"].fields
    assert [kind.key for kind in page.context["fixed"]] == ["outbox.places", "reminders.by_hand"]
    browser.post(ADDRESS, GIVEN | {"outbox_places": "portal"})
    assert "outbox.places" not in chosen(user)


def test_staff_are_told_of_the_portals_upkeep_too(make_staff):
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(make_staff())
    assert "outbox.upkeep" in [kind.key for kind in browser.get(ADDRESS).context["fixed"]]


def test_the_action_refuses_what_the_kind_does_not_allow(user):
    with pytest.raises(ValueError, match=r"outbox\.places may not come weekly"):
        actions.preferences_set(user=user, paces={PROGRESS.key: Pace.DAILY, PLACES.key: "weekly"})
    with pytest.raises(KeyError):
        actions.preferences_set(user=user, paces={"no.such": Pace.DAILY})
    assert chosen(user) == {}
    actions.preferences_set(user=user, paces={TURN.key: Pace.DAILY})
    assert chosen(user) == {"outbox.turn": "daily"}


def test_who_is_not_signed_in_is_asked_to(user):
    answers = [Client().get(ADDRESS), Client().post(ADDRESS, GIVEN)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Preference.objects.count() == 0


def test_the_inbox_the_account_and_the_menu_lead_there(browser):
    inbox = browser.get(reverse("outbox:inbox")).content.decode()
    assert inbox.count(f'href="{ADDRESS}"') == 2
    assert f'href="{ADDRESS}"' in browser.get(reverse("account_email")).content.decode()


def test_the_page_costs_few_queries_whatever_was_chosen(browser, django_assert_max_num_queries):
    browser.get(ADDRESS)
    with django_assert_max_num_queries(15) as before:
        browser.get(ADDRESS)
    browser.post(ADDRESS, GIVEN)
    browser.get(ADDRESS)
    with django_assert_max_num_queries(15) as after:
        browser.get(ADDRESS)
    assert len(after) == len(before)


def test_who_has_no_address_is_told_where_to_give_one(browser, user):
    user.email = ""
    user.save()
    page = browser.get(ADDRESS).content.decode()
    assert "Your account has no e-mail address, so no mail comes." in page
    assert reverse("account_email") in page
