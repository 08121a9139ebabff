"""Asking, confirming, changing and ending: no account, one answer for every address."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail as sent_mails
from django.test import Client
from django.urls import reverse

from zsa_portal.outbox import tasks
from zsa_portal.outbox.models import Mail
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.subscriptions.limits import PER_VISITOR
from zsa_portal.subscriptions.models import Letter, Subscription
from zsa_portal.subscriptions.retention import forget_unconfirmed

pytestmark = pytest.mark.django_db
ASK, ASKED = "/subscriptions/", "/subscriptions/asked/"
TYPED = {
    "address": "Li@Example.org",
    "topics": ["standards", "notices"],
    "fields_wanted": ["bio"],
    "language": "en",
    "website": "",
}
WISH = {name: value for name, value in TYPED.items() if name not in {"address", "website"}}


def browser(**options) -> Client:
    return Client(headers={"accept-language": "en"}, **options)


def ask(client=None, **changed):
    return (client or browser()).post(ASK, TYPED | changed)


def only() -> Subscription:
    return Subscription.objects.get()


def own() -> str:
    return only().get_absolute_url()


@pytest.fixture
def subscribed(at):
    with at(1):
        ask()
        browser().post(own(), WISH)
    return only()


def test_a_request_is_stored_and_mailed_its_link(at):
    with at(1):
        answer = ask()
    assert (answer.status_code, answer.url) == (302, ASKED)
    row = only()
    assert (row.address, row.topics, row.fields, row.language, row.confirmed_at) == (
        "li@example.org",
        ["standards", "notices"],
        ["bio"],
        "en",
        None,
    )
    mail = Mail.objects.get()
    assert mail.address == "li@example.org"
    assert f"http://127.0.0.1:8000{row.get_absolute_url()}" in mail.body
    assert "within 7 days" in mail.body
    assert mail.shown == f"subscription {row.pk}"
    assert browser().get(ASKED).status_code == 200


def test_looking_confirms_nothing_and_the_button_does(at):
    with at(1):
        ask()
        page = browser().get(own())
        assert (page.status_code, only().confirmed_at) == (200, None)
        for said in ("Confirm the subscription", "Without a choice you are mailed"):
            assert said in page.content.decode()
        assert page["Cache-Control"] == "private, no-store"
        assert page["X-Robots-Tag"] == "noindex"
    with at(7):
        assert browser().post(own(), WISH | {"fields_wanted": []}).status_code == 302
        assert (only().confirmed_at, only().fields) == (clock.now(), [])


def test_after_seven_days_a_request_cannot_be_confirmed_and_is_deleted(at):
    with at(1):
        ask()
    with at(8, 8):
        assert forget_unconfirmed() == 0
        assert browser().get(own()).status_code == 200
    with at(8, 9):
        address = own()
        assert browser().get(address).status_code == 410
        assert browser().post(address, WISH).status_code == 410
        assert only().confirmed_at is None
        assert forget_unconfirmed() == 1
        assert browser().get(address).status_code == 410
    assert not Subscription.objects.exists()
    assert not Mail.objects.exists()


def test_a_confirmed_subscription_is_never_forgotten(subscribed, at):
    with at(30):
        assert forget_unconfirmed() == 0
    assert only().confirmed_at is not None


def test_the_answer_is_the_same_for_every_address_and_changes_nothing(subscribed, at, make_user):
    with at(2):
        known = ask(topics=["consultations"], fields_wanted=[])
        fresh = ask(address="new@example.org", topics=["consultations"], fields_wanted=[])
    assert (known.status_code, known.url) == (fresh.status_code, fresh.url)
    assert known.content == fresh.content
    row = Subscription.objects.get(address="li@example.org")
    assert (row.topics, row.fields) == (["standards", "notices"], ["bio"])
    mail = Mail.objects.filter(address="li@example.org").latest("pk")
    assert "There is a subscription for this address already" in mail.body


def test_an_address_is_written_to_once_an_hour(at):
    with at(1, 9):
        ask()
        ask(topics=["consultations"])
        assert (Mail.objects.count(), only().topics) == (1, ["consultations"])
    with at(1, 10):
        assert ask().status_code == 302
    assert Mail.objects.count() == 2


def test_a_visitor_asks_so_often_and_no_more(at):
    client = browser()
    with at(1):
        since = clock.now() - dt.timedelta(seconds=1)
        Setting.objects.create(key=PER_VISITOR.key, value=2, reason="test", valid_from=since)
        answers = [ask(client, address=f"a{n}@example.org") for n in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Retry-After" in answers[2].headers
    assert "a2@example.org" in answers[2].content.decode()
    assert Subscription.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"address": "li@"}, "Enter a valid email address."),
        ({"topics": []}, "Choose at least one."),
        ({"topics": ["secrets"]}, "secrets"),
        ({"fields_wanted": ["alchemy"]}, "alchemy"),
        ({"website": "http://spam.example"}, "hidden field"),
    ],
)
def test_what_is_wrong_is_refused_with_a_word_and_nothing_stored(changed, says):
    answer = ask(**changed)
    assert (answer.status_code, says in answer.content.decode()) == (422, True)
    assert not Subscription.objects.exists()


def test_a_user_finds_the_own_address_there(make_user):
    client, user = browser(), make_user(email="zhao@example.org")
    client.force_login(user)
    assert 'value="zhao@example.org"' in client.get(ASK).content.decode()


def test_the_choice_is_changed_on_its_page(subscribed):
    page = browser().get(own()).content.decode()
    assert "li@example.org" in page
    changed = {"topics": ["consultations"], "fields_wanted": [], "language": "zh-hans"}
    assert browser().post(own(), changed).status_code == 302
    assert (only().topics, only().fields, only().language) == (["consultations"], [], "zh-hans")
    assert browser().post(own(), changed | {"topics": []}).status_code == 422


def test_a_mail_program_ends_it_in_one_click_without_a_form_of_ours(subscribed):
    strict = browser(enforce_csrf_checks=True)
    address = subscribed.end_url()
    asked = strict.get(address)
    assert (asked.status_code, Subscription.objects.count()) == (200, 1)
    for _time in range(2):
        ended = strict.post(address, {"List-Unsubscribe": "One-Click"})
        assert ended.status_code == 200
        assert f'href="{subscribed.get_absolute_url()}"' not in ended.content.decode()
    assert "your address is deleted" in ended.content.decode()
    assert (Subscription.objects.count(), Letter.objects.count(), Mail.objects.count()) == (0, 0, 0)
    assert strict.get(address).status_code == 410


def test_changing_needs_a_form_of_ours(subscribed):
    strict = browser(enforce_csrf_checks=True)
    assert strict.post(own(), WISH | {"topics": ["consultations"]}).status_code == 403
    assert strict.post(ASK, TYPED).status_code == 403
    assert only().topics == ["standards", "notices"]


def test_an_address_that_was_not_signed_leads_nowhere(subscribed):
    token = subscribed.token
    for key in (token, f"{token}:x", "x"):
        for name in ("subscriptions:own", "subscriptions:end"):
            address = reverse(name, args=[key])
            assert browser().get(address).status_code == 404
            assert browser().post(address, WISH).status_code == 404
    assert Subscription.objects.exists()


def test_the_mails_carry_the_headers_of_one_click(at):
    with at(1):
        ask()
        tasks.send_due()
    headers = sent_mails.outbox[0].message()
    assert headers["List-Unsubscribe"] == f"<http://127.0.0.1:8000{only().end_url()}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_lists_lead_there():
    client = browser()
    for name in ("notices:public_list", "catalogue:catalogue"):
        assert f'href="{ASK}"' in client.get(reverse(name)).content.decode()


def test_days_count_from_the_last_request(at):
    with at(1):
        ask()
    with at(6):
        ask()
    with at(12):
        assert forget_unconfirmed() == 0
    assert only().asked_at == dt.datetime(2026, 3, 6, 9, tzinfo=clock.SHANGHAI)
