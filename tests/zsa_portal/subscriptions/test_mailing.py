"""What is new is mailed once a day at most, in the subscriber's topics and fields; public things only."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail as sent_mails
from django.db import connection

from tests.zsa_portal.notices.making import COMMENTS, put_on_notice
from zsa_portal.catalogue.models import Edition
from zsa_portal.outbox import tasks
from zsa_portal.outbox.models import Mail
from zsa_portal.regulations import clock
from zsa_portal.subscriptions import mailing
from zsa_portal.subscriptions.actions import Wish, subscription_choose
from zsa_portal.subscriptions.mailing import find_news, mail_news
from zsa_portal.subscriptions.models import News, Subscription
from zsa_portal.workflow.sweeps import SWEEPS

pytestmark = pytest.mark.django_db


def subscribe(address="li@example.org", topics=("standards",), fields=()) -> Subscription:
    """A confirmed subscription."""
    row = Subscription.objects.create(address=address, topics=[], language="en")
    return subscription_choose(subscription=row, wish=Wish(topics, fields, "en"))


def mailed(address="li@example.org") -> list[str]:
    return list(Mail.objects.filter(address=address).order_by("pk").values_list("body", flat=True))


def test_what_was_public_before_is_no_news(publish, at):
    with at(1):
        publish(1)
        find_news()
        subscribe()
    with at(2):
        assert (find_news(), mail_news()) == (0, 0)
        publish(2)
        assert find_news() == 1
    with at(3):
        assert mail_news() == 1
    body = mailed()[0]
    assert "T/ZSA 2-2026 Standard 2" in body
    assert "T/ZSA 1-2026" not in body
    assert "http://127.0.0.1:8000/standards/2/2026/" in body


def test_there_is_one_mail_a_day_at_most(publish, at):
    with at(1):
        subscribe()
        publish(1)
        find_news()
    with at(2, 9):
        assert [mail_news(), mail_news()] == [1, 0]
        publish(2)
        publish(3)
        find_news()
    with at(2, 23):
        assert mail_news() == 0
    with at(3, 7):
        assert mail_news() == 0
    with at(3, 8):
        assert mail_news() == 1
    bodies = mailed()
    assert [body.count("/standards/") for body in bodies] == [1, 2]
    assert Mail.objects.latest("pk").subject == "2 things are new on the standards portal"


def test_a_day_without_news_has_no_mail(publish, at):
    with at(1):
        subscribe()
        find_news()
    with at(2):
        assert mail_news() == 0
    assert mailed() == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [((), True), (("bio",), True), (("bio", "future"), True), (("future",), False)],
)
def test_fields_narrow_it(publish, at, fields, told):
    with at(1):
        subscribe(fields=fields)
        publish(1, field="bio")
        find_news()
    with at(2):
        assert mail_news() == told
    assert bool(mailed()) == told


@pytest.mark.parametrize(
    ("topics", "told"),
    [(["notices"], [0]), (["consultations"], [1]), (["notices", "consultations"], [0, 1])],
)
def test_notices_and_consultations_by_the_fields_of_their_matters(make_noticed, at, topics, told):
    subscribe(topics=topics, fields=["bio"])
    subscribe("other@example.org", topics=topics, fields=["future"])
    subscribe("standards@example.org", topics=["standards"])
    notices = [
        put_on_notice(make_noticed(field="bio")),
        put_on_notice(make_noticed(field="bio"), kind=COMMENTS),
    ]
    assert find_news() == 2
    with at(3):
        assert mail_news() == 1
    body = mailed()[0]
    assert [n for n, one in enumerate(notices) if one.number in body] == told
    assert "open until 2026-" in body
    assert mailed("other@example.org") == mailed("standards@example.org") == []


def test_what_is_not_public_is_told_to_nobody(publish, make_noticed, at):
    with at(1):
        subscribe(topics=["standards", "notices", "consultations"])
        publish(1, status="pending")
        make_noticed(title="CANARY", field="bio")
        assert find_news() == 0
    with at(2):
        assert mail_news() == 0
    Edition.objects.update(status="current")
    with at(2):
        assert find_news() == 1
    with at(3):
        assert mail_news() == 1
    assert "CANARY" not in mailed()[0]


def test_who_did_not_confirm_is_mailed_nothing(publish, at):
    with at(1):
        Subscription.objects.create(address="x@example.org", topics=["standards"], language="en")
        publish(1)
        find_news()
    with at(2):
        assert mail_news() == 0
    assert Mail.objects.count() == 0


def test_each_mail_says_how_to_change_and_to_end_it(publish, at):
    with at(1):
        row = subscribe()
        publish(1)
        find_news()
    with at(2):
        mail_news()
        tasks.send_due()
    message = sent_mails.outbox[0]
    end = f"http://127.0.0.1:8000{row.end_url()}"
    assert message.body.endswith(f"End the subscription: {end}")
    assert f"http://127.0.0.1:8000{row.get_absolute_url()}" in message.body
    assert message.message()["List-Unsubscribe"] == f"<{end}>"


def test_a_long_list_is_cut_with_a_word(publish, at, monkeypatch):
    monkeypatch.setattr(mailing, "MOST_LINES", 2)
    with at(1):
        subscribe()
        for running in range(1, 6):
            publish(running)
        find_news()
    with at(2):
        mail_news()
    assert mailed()[0].count("/standards/") == 2
    assert "And 3 more on http://127.0.0.1:8000" in mailed()[0]


def test_a_mail_that_fails_leaves_the_day_open(publish, at, monkeypatch):
    with at(1):
        subscribe()
        publish(1)
        find_news()

    class Burst(Exception):
        pass

    def burst(*_args: object, **_named: object) -> None:
        raise Burst

    with at(2):
        with monkeypatch.context() as patch:
            patch.setattr(mailing, "letter_post", burst)
            with pytest.raises(Burst):
                mail_news()
        assert Subscription.objects.get().looked_on is None
        assert mail_news() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_mail_each_subscriber_once(publish, at):
    with at(1):
        for number in range(6):
            subscribe(f"a{number}@example.org")
        publish(1)
        find_news()

    def work(_number: int) -> int:
        try:
            with at(2):
                return mail_news()
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        counts = list(pool.map(work, range(3)))
    assert sum(counts) == 6
    assert Mail.objects.values("address").distinct().count() == Mail.objects.count() == 6


def test_finding_twice_finds_once(publish, at):
    with at(1):
        publish(1)
        assert [find_news(), find_news()] == [1, 0]
    assert News.objects.get().fields == ["next_it"]
    assert clock.day_of(News.objects.get().found_at).day == 1


def test_the_calendar_does_it():
    assert {"subscriptions.news", "subscriptions.mails", "subscriptions.unconfirmed"} <= set(SWEEPS)
