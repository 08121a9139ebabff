"""Messages and mails: stored with their cause, sent afterwards, each under one Message-ID."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from email.header import decode_header, make_header

import pytest
from django.core import mail as mailbox
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction

from zsa_portal.meetings.kinds import KINDS
from zsa_portal.outbox import actions, routing, tasks
from zsa_portal.outbox.kinds import PROGRESS
from zsa_portal.outbox.models import Mail, Message, Routing
from zsa_portal.regulations import clock

NOW = dt.datetime(2026, 3, 2, 9, 30, tzinfo=clock.SHANGHAI)


def post(user, **changes: str) -> Message:
    given = {
        "event": "example.submit",
        "subject": "Submitted",
        "body": "Look.",
        "link": "/matters/1/",
    }
    return actions.message_post(recipient=user, **(given | changes))


@pytest.fixture
def quiet(monkeypatch):
    """No broker is asked; the tests run the task themselves."""
    monkeypatch.setattr(tasks.send_due, "delay", lambda: None)


@pytest.mark.django_db
def test_a_message_has_its_mail(quiet, make_user):
    user = make_user()
    message = post(user)
    mail = Mail.objects.get(message=message)
    assert (mail.address, mail.subject, mail.state) == (user.email, "Submitted", "queued")
    assert tasks.send_due() == 1
    sent = mailbox.outbox[0]
    assert (sent.to, sent.subject) == ([user.email], "Submitted")
    greeting = "Dear " if user.language == "en" else ""
    assert sent.body.startswith(greeting)
    assert user.name in sent.body.partition("\n")[0]
    said, footer = sent.body.split("\n\n-- \n")
    assert said.endswith(
        "Look.\n\nThere is nothing you need to do.\n\nhttp://127.0.0.1:8000/matters/1/"
    )
    assert said.count("http") == 1
    assert footer == (
        "You choose how often such mails come: http://127.0.0.1:8000/messages/preferences/"
    )
    assert sent.extra_headers["Message-ID"] == mail.rfc_message_id
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.error) == ("sent", 1, "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("deadline", "said"),
    [
        (None, ["What to do: Vote"]),
        (
            clock.start_of(dt.date(2026, 3, 10)),
            ["What to do: Vote", "Until: 2026-03-09, 24:00 Beijing time"],
        ),
        (
            dt.datetime(2026, 3, 10, 6, 0, tzinfo=dt.UTC),
            ["What to do: Vote", "Until: 2026-03-10 14:00 Beijing time"],
        ),
    ],
)
def test_a_mail_says_what_to_do_and_until_when(quiet, make_user, deadline, said):
    actions.message_post(
        recipient=make_user(),
        event="example.submit",
        subject="S",
        body="Look.",
        to_do="Vote",
        deadline=deadline,
    )
    tasks.send_due()
    assert mailbox.outbox[0].body.split("\n\n")[2].splitlines() == said


@pytest.mark.django_db
def test_an_event_that_nobody_declares_is_refused_and_nothing_stored(quiet, make_user):
    with pytest.raises(ImproperlyConfigured, match=r"event 'example\.no_such' is not declared"):
        post(make_user(), event="example.no_such")
    assert Message.objects.count() == 0


def test_an_event_that_a_declaration_names_must_be_declared(monkeypatch):
    routing.require_declared()
    monkeypatch.setattr(routing, "NAMED", [lambda: ["example.submit", "example.no_such"]])
    with pytest.raises(ImproperlyConfigured, match=r"event 'example\.no_such' is not declared"):
        routing.require_declared()


def test_the_events_of_meetings_are_asked_at_start():
    named = {event for source in routing.NAMED for event in source()}
    assert {kind.event for kind in KINDS.values()} == named


@pytest.mark.parametrize("event", ["example.submit", "reminder.due", "no_app"])
def test_an_event_declared_twice_or_without_its_owner_is_refused(event):
    before = dict(routing.EVENTS)
    with pytest.raises(ImproperlyConfigured):
        routing.Declared(event, "Label", "Group", PROGRESS)
    assert dict(routing.EVENTS) == before


@pytest.mark.django_db
def test_the_headers_say_that_a_machine_wrote_and_what_kind_it_is(quiet, make_user):
    post(make_user(), subject="\n One\r\nBcc: eve@example.org")
    actions.mail_post(address="li@example.org", subject="\n", body="Look.")
    assert tasks.send_due() == 2
    message, outside = (sent.message() for sent in mailbox.outbox)
    assert message["Auto-Submitted"] == outside["Auto-Submitted"] == "auto-generated"
    assert (message["List-Id"], outside["List-Id"]) == (
        "<example.submit.127.0.0.1>",
        "<portal.127.0.0.1>",
    )
    assert message["Subject"] == "One Bcc: eve@example.org"
    assert message["Bcc"] is None
    assert str(outside["Subject"]).strip()
    assert "\n" not in str(outside["Subject"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "subject",
    ["受理", "关于《工业互联网边缘网关》立项申请已受理的通知", "字" * 80, "Proposal of 标准 " * 8],
)
def test_a_subject_begins_on_the_first_line_of_its_header(quiet, make_user, subject):
    post(make_user(), subject=subject)
    tasks.send_due()
    sent = mailbox.outbox[0].message()
    lines = sent.as_bytes().split(b"Subject: ")[1].split(b"\nFrom:")[0].splitlines()
    assert lines[0].startswith(b"=?utf-8?")
    assert max(map(len, lines)) <= 78
    assert str(make_header(decode_header(str(sent["Subject"])))).strip() == subject.strip()


@pytest.mark.django_db
def test_a_sent_mail_is_not_sent_again(quiet, make_user):
    post(make_user())
    assert [tasks.send_due(), tasks.send_due()] == [1, 0]
    assert len(mailbox.outbox) == 1


@pytest.mark.django_db
def test_who_has_no_address_gets_the_message_only(quiet, make_user):
    user = make_user()
    user.email = ""
    post(user)
    assert (Message.objects.count(), Mail.objects.count()) == (1, 0)


@pytest.mark.django_db
def test_an_undone_cause_leaves_no_message(quiet, make_user):
    user = make_user()

    class Undone(Exception):
        pass

    def fail() -> None:
        with transaction.atomic():
            post(user)
            raise Undone

    with pytest.raises(Undone):
        fail()
    assert (Message.objects.count(), Mail.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_the_worker_is_asked_after_the_commit(
    monkeypatch, make_user, django_capture_on_commit_callbacks
):
    asked = []
    monkeypatch.setattr(tasks.send_due, "delay", lambda: asked.append(1))
    with django_capture_on_commit_callbacks(execute=True):
        post(make_user())
        assert asked == []
    assert asked == [1]


@pytest.mark.django_db
def test_a_broker_that_is_away_keeps_nothing_from_being_stored(
    monkeypatch, make_user, django_capture_on_commit_callbacks
):
    def away() -> None:
        raise ConnectionError

    monkeypatch.setattr(tasks.send_due, "delay", away)
    with django_capture_on_commit_callbacks(execute=True):
        post(make_user())
    assert tasks.send_due() == 1


class Refusing(EmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError("no server")


@pytest.mark.django_db
def test_a_failure_is_kept_and_tried_again_later(quiet, make_user, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    with clock.moved_to(NOW):
        post(make_user())
        assert tasks.send_due() == 0
        mail = Mail.objects.get()
        assert (mail.state, mail.attempts, mail.error, mail.next_try_at) == (
            "queued",
            1,
            "ConnectionRefusedError: no server",
            NOW + dt.timedelta(minutes=2),
        )
        assert tasks.send_due() == 0
        assert Mail.objects.get().attempts == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with clock.moved_to(NOW + dt.timedelta(minutes=2)):
        assert tasks.send_due() == 1
    fresh = Mail.objects.get()
    assert (fresh.state, fresh.attempts, fresh.error) == ("sent", 2, "")
    assert fresh.rfc_message_id == mail.rfc_message_id


@pytest.mark.django_db
def test_after_the_last_attempt_it_has_failed(quiet, make_user, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    at = NOW
    with clock.moved_to(at):
        post(make_user())
    for _attempt in range(tasks.MOST_ATTEMPTS):
        with clock.moved_to(at):
            tasks.send_due()
        at = Mail.objects.get().next_try_at
    with clock.moved_to(at + dt.timedelta(days=1)):
        assert tasks.send_due() == 0
    assert (Mail.objects.get().state, Mail.objects.get().attempts) == ("failed", 8)


@pytest.mark.django_db
def test_one_failure_does_not_hold_up_the_others(quiet, make_user, monkeypatch):
    bad, good = make_user(email="bad@example.org"), make_user()
    send = EmailBackend.send_messages

    def picky(self, messages):
        if messages[0].to == ["bad@example.org"]:
            raise ConnectionResetError
        return send(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", picky)
    post(bad)
    post(good)
    assert tasks.send_due() == 1
    assert [one.to for one in mailbox.outbox] == [[good.email]]


@pytest.mark.django_db
def test_a_line_break_in_a_subject_adds_no_header(quiet, make_user):
    post(make_user(), subject="Good\rBcc: everybody@example.org")
    post(make_user(), subject="Good\nBcc: everybody@example.org")
    assert tasks.send_due() == 2
    assert [mail.subject for mail in mailbox.outbox] == ["Good Bcc: everybody@example.org"] * 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_mail_once(quiet, make_user):
    for _number in range(6):
        post(make_user())

    def work(_number: int) -> int:
        try:
            return tasks.send_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        counts = list(pool.map(work, range(3)))
    assert sum(counts) == 6
    assert len({one.extra_headers["Message-ID"] for one in mailbox.outbox}) == 6


@pytest.mark.django_db
def test_staff_send_a_mail_again_under_its_own_name(quiet, make_user, make_staff):
    mail = Mail.objects.get(message=post(make_user()))
    tasks.send_due()
    staff = make_staff()
    with clock.moved_to(NOW):
        fresh = actions.mail_resend(mail=mail, by=staff)
    assert (fresh.state, fresh.attempts, fresh.resent_at, fresh.resent_by) == (
        "queued",
        0,
        NOW,
        staff,
    )
    tasks.send_due()
    names = {one.extra_headers["Message-ID"] for one in mailbox.outbox}
    assert (len(mailbox.outbox), names) == (2, {mail.rfc_message_id})


@pytest.mark.django_db
def test_others_send_nothing_again(quiet, make_user):
    user = make_user()
    mail = Mail.objects.get(message=post(user))
    tasks.send_due()
    with pytest.raises(PermissionDenied):
        actions.mail_resend(mail=mail, by=user)
    mail.refresh_from_db()
    assert mail.state == "sent"


@pytest.mark.django_db
def test_reading_is_noted_once_and_by_the_recipient_only(quiet, make_user):
    user, other = make_user(), make_user()
    message = post(user)
    with clock.moved_to(NOW):
        actions.message_read(message=message, by=user)
    actions.message_read(message=message, by=user)
    assert Message.objects.get().read_at == NOW
    with pytest.raises(PermissionDenied):
        actions.message_read(message=message, by=other)


@pytest.mark.django_db
def test_reading_all_reads_ones_own(quiet, make_user):
    user, other = make_user(), make_user()
    for who in (user, user, other):
        post(who)
    assert actions.messages_read_all(by=user) == 2
    unread = Message.objects.filter(read_at=None)
    assert [one.recipient for one in unread] == [other]


@pytest.mark.django_db
def test_a_routing_row_replaces_the_declared_roles():
    assert actions.routed("a.b", ["applicant"]) == ["applicant"]
    Routing.objects.create(event="a.b", roles=["council"])
    Routing.objects.create(event="a.c", roles=[])
    assert actions.routed("a.b", ["applicant"]) == ["council"]
    assert actions.routed("a.c", ["applicant"]) == []
