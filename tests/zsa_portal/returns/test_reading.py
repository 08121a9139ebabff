"""What lies in the mailbox of returns is read once, known by what we signed, and counted."""

from __future__ import annotations

import datetime as dt
import logging

import pytest
from django.core import mail as sent_mails

from tests.zsa_portal.returns.letters import (
    EXIM,
    EXIM_SAID,
    NETEASE,
    POSTFIX,
    QQ,
    VACATION,
    WORDS,
    letter,
)
from zsa_portal.outbox import tasks
from zsa_portal.outbox.envelope import marked_with, return_path
from zsa_portal.outbox.models import Mail
from zsa_portal.regulations import clock
from zsa_portal.returns import failures, reading
from zsa_portal.returns.models import Letter, Return
from zsa_portal.returns.tasks import read_returns

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 2, 9, 30, tzinfo=clock.SHANGHAI)


def found() -> list[tuple[str, str]]:
    return list(Return.objects.order_by("pk").values_list("kind", "status"))


def outcomes() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("outcome", flat=True))


@pytest.mark.parametrize(
    ("kind", "fields", "says"),
    [
        (POSTFIX, {}, ("permanent", "5.1.1")),
        (POSTFIX, {"status": "4.2.2"}, ("temporary", "4.2.2")),
        (POSTFIX, {"action": "delayed", "status": "4.4.1"}, ("temporary", "4.4.1")),
        (EXIM, {}, ("permanent", "5.0.0")),
        (EXIM_SAID, {}, ("permanent", "5.1.1")),
        (QQ, {}, ("permanent", "5.0.0")),
        (NETEASE, {}, ("permanent", "5.2.2")),
    ],
)
def test_a_return_is_stored_and_taken_out_of_the_box(box, post, kind, fields, says):
    mail = post()
    box.put(letter(kind, mail, **fields))
    with clock.moved_to(NOW):
        assert read_returns() == 1
    assert found() == [says]
    returned = Return.objects.get()
    assert (returned.mail, returned.address, returned.received_at) == (mail, mail.address, NOW)
    assert (outcomes(), box.mails) == (["returned"], {})
    assert read_returns() == 0


def test_the_words_of_the_server_are_kept_in_one_line(box, post):
    mail = post()
    box.put(letter(POSTFIX, mail))
    read_returns()
    said = f"550 5.1.1 <{mail.address}>: Recipient address rejected: User unknown"
    assert Return.objects.get().said == said


def test_a_mail_that_was_delivered_or_only_passed_on_is_no_failure(box, post):
    for action in ("delivered", "relayed", "expanded"):
        box.put(letter(POSTFIX, post(), action=action, status="2.0.0", name=action))
    assert read_returns() == 0
    assert (found(), outcomes()) == ([], ["other"] * 3)


@pytest.mark.parametrize("kind", [VACATION, WORDS])
def test_who_answers_by_hand_or_is_away_is_left_in_the_box(box, post, kind):
    box.put(letter(kind, post()))
    assert read_returns() == 0
    assert (found(), outcomes(), len(box.mails)) == ([], ["other"], 1)
    box.fetched.clear()
    read_returns()
    assert box.fetched == []


def test_a_mail_goes_out_under_a_return_address_of_its_own(box, post, settings):
    mail = post()
    tasks.send_due()
    message = sent_mails.outbox[0]
    assert message.from_email == return_path(mail) != settings.DEFAULT_FROM_EMAIL
    assert message.message()["From"] == settings.DEFAULT_FROM_EMAIL
    assert marked_with(message.from_email.upper()) == mail.pk


def test_without_a_return_address_the_sender_s_stands_on_the_envelope(post, settings):
    post()
    tasks.send_due()
    message = sent_mails.outbox[0]
    assert message.from_email == message.message()["From"] == settings.DEFAULT_FROM_EMAIL


def test_the_mark_alone_tells_which_mail_it_was(box, post):
    mail, other = post(), post()
    box.put(letter(POSTFIX, mail, to=return_path(mail), id=other.rfc_message_id))
    read_returns()
    assert Return.objects.get().mail == mail


def test_an_address_that_we_did_not_sign_stops_nobody_s_mail(box, post):
    mail = post()
    mark, at, host = return_path(mail).partition("@")
    forged = f"{mark[:-1]}{'1' if mark[-1] == '0' else '0'}{at}{host}"
    box.put(letter(POSTFIX, mail, to=forged, id="<guessed@zsa.example.org>"))
    assert read_returns() == 0
    assert (found(), outcomes(), len(box.mails)) == ([], ["other"], 1)


def test_the_same_return_under_two_names_counts_once(box, post):
    mail = post()
    box.put(letter(POSTFIX, mail))
    read_returns()
    box.mails[99] = letter(POSTFIX, mail)
    read_returns()
    assert (found(), box.mails) == ([("permanent", "5.1.1")], {})


def test_what_a_killed_worker_stored_is_taken_out_in_the_next_round(box, post, monkeypatch):
    mail = post()
    box.put(letter(POSTFIX, mail))

    class Killed(BaseException):
        pass

    def die(*_args: object) -> None:
        raise Killed

    monkeypatch.setattr("zsa_portal.returns.boxes.ImapBox.remove", die)
    monkeypatch.setattr("zsa_portal.returns.boxes.PopBox.remove", die)
    with pytest.raises(Killed):
        read_returns()
    assert (found(), len(box.mails)) == ([("permanent", "5.1.1")], 1)
    monkeypatch.undo()
    monkeypatch.setattr(tasks.send_due, "delay", lambda: None)
    assert read_returns() == 0
    assert (len(found()), box.mails) == (1, {})


def test_a_mail_too_large_is_not_even_fetched(box, post, caplog):
    box.put(b"Subject: x\n\n" + b"a" * reading.MOST_BYTES)
    box.put(letter(POSTFIX, post()))
    with caplog.at_level(logging.WARNING):
        assert read_returns() == 1
    assert (outcomes(), box.fetched) == (["too_large", "returned"], [2])
    assert "is left: too_large" in caplog.text


def hostile() -> list[bytes]:
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(2000)
    )
    return [
        b"",
        b"\x00\xff\xfe" * 1000,
        b"From: MAILER-DAEMON\n" + nested,
        b'From: MAILER-DAEMON\nContent-Type: text/plain; charset="\xff"\n\n550 5.1.1 x',
        b"From: =?utf-8?B?////?= postmaster\nContent-Type: text/plain; charset=rot13\n\n550 x",
        b"Content-Type: multipart/report; boundary=a\n\n--a\nContent-Type: message/delivery-status\n\n"
        + bytes(10)
        + b"Status\x00: 5.1.1\n\nAction failed\n--a--",
        b"From: MAILER-DAEMON\n\n" + b"<" * 200_000 + b"(" * 200_000,
        b"To: " + b"a@" * 100_000 + b"\nFrom: MAILER-DAEMON\n\n" + b"5.1." * 50_000,
    ]


@pytest.mark.parametrize("number", range(8))
def test_a_hostile_mail_holds_nothing_up(box, post, number):
    box.put(hostile()[number])
    box.put(letter(POSTFIX, post()))
    for _round in range(reading.MOST_TRIES + 1):
        read_returns()
    first, second = outcomes()
    assert (first in {"other", "unreadable"}, list(box.mails), len(found())) == (True, [1], 1)
    assert second == "returned"


def test_a_mail_that_breaks_the_parser_is_left_with_a_word(box, post, monkeypatch, caplog):
    box.put(letter(POSTFIX, post()))

    def burst(_raw: bytes) -> None:
        raise RecursionError

    monkeypatch.setattr(failures, "read", burst)
    with caplog.at_level(logging.WARNING):
        assert read_returns() == 0
    assert (outcomes(), len(box.mails)) == (["unreadable"], 1)
    assert "is left: unreadable" in caplog.text


def test_a_mail_at_which_reading_always_ends_is_given_up(box, post):
    box.put(letter(POSTFIX, post(), name="bad"))
    box.cut.add(1)
    for _round in range(reading.MOST_TRIES):
        assert read_returns() == 0
    assert outcomes() == ["waiting"]
    box.put(letter(POSTFIX, post(), name="good"))
    assert read_returns() == 1
    assert outcomes() == ["unreadable", "returned"]


def test_nothing_happens_while_the_mailbox_is_away_or_says_no(box, post, settings, caplog):
    box.put(letter(POSTFIX, post()))
    good = settings.RETURNS_URL
    for url in (good.replace("word", "wrong"), good.split("@")[0] + "@127.0.0.1:1", ""):
        settings.RETURNS_URL = url
        assert read_returns() == 0
    assert caplog.text.count("the mailbox of returns is away") == 2
    assert "wrong" not in caplog.text
    settings.RETURNS_URL = good
    assert read_returns() == 1


def test_the_box_is_read_by_a_parsing_worker_every_few_minutes(settings):
    assert read_returns.parses is True
    beat = settings.CELERY_BEAT_SCHEDULE["read-returned-mails"]
    assert (beat["task"], beat["schedule"]) == (read_returns.name, 300)


def test_a_mail_of_before_is_known_by_its_message_id_without_a_mark(box, post, settings):
    settings.RETURNS_ADDRESS = "returns@zsa.example.org"
    mail = post()
    assert return_path(mail) == "returns@zsa.example.org"
    box.put(letter(POSTFIX, mail))
    assert read_returns() == 1
    assert Mail.objects.get(returns__kind="permanent") == mail
