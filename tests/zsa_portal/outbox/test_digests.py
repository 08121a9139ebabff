"""Digests: what waited in one mail, once, with nothing that its reader may not know any more."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from django.core import mail as mailbox
from django.db import connection

from zsa_portal.outbox import actions, digests, tasks
from zsa_portal.outbox.kinds import KINDS, PLACES, PROGRESS, TURN, Pace
from zsa_portal.outbox.models import Digest, Mail, Message
from zsa_portal.outbox.pacing import next_slot, paces_set, slot
from zsa_portal.regulations import clock

MONDAY = dt.datetime(2026, 3, 2, 9, 30, tzinfo=clock.SHANGHAI)
TUESDAY_AT_8 = dt.datetime(2026, 3, 3, 8, 0, tzinfo=clock.SHANGHAI)
NEXT_MONDAY_AT_8 = dt.datetime(2026, 3, 9, 8, 0, tzinfo=clock.SHANGHAI)
SECOND = dt.timedelta(seconds=1)


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    """No broker is asked; the tests run the tasks themselves."""
    monkeypatch.setattr(tasks.send_due, "delay", lambda: None)


def choose(user, pace: Pace, *kinds) -> None:
    actions.preferences_set(user=user, paces={kind.key: pace for kind in kinds or (PROGRESS,)})


def post(user, subject="Submitted", at=MONDAY, event="example.submit", **more) -> Message:
    with clock.moved_to(at):
        return actions.message_post(
            recipient=user, event=event, subject=subject, body="Look.", **more
        )


def made(at: dt.datetime) -> int:
    with clock.moved_to(at):
        return digests.make_digests()


def mails() -> list[Mail]:
    return list(Mail.objects.order_by("pk"))


# When


@pytest.mark.parametrize(
    ("at", "daily", "weekly"),
    [
        (TUESDAY_AT_8 - SECOND, (2026, 3, 2), (2026, 3, 2)),
        (TUESDAY_AT_8, (2026, 3, 3), (2026, 3, 2)),
        (NEXT_MONDAY_AT_8 - SECOND, (2026, 3, 8), (2026, 3, 2)),
        (NEXT_MONDAY_AT_8, (2026, 3, 9), (2026, 3, 9)),
        (NEXT_MONDAY_AT_8.astimezone(dt.UTC), (2026, 3, 9), (2026, 3, 9)),
    ],
)
def test_digests_are_due_at_eight_in_shanghai_and_weekly_on_mondays(at, daily, weekly):
    for pace, day in ((Pace.DAILY, daily), (Pace.WEEKLY, weekly)):
        assert slot(pace, at) == dt.datetime(*day, 8, tzinfo=clock.SHANGHAI)
        assert next_slot(pace, at) - slot(pace, at) == dt.timedelta(
            days={Pace.DAILY: 1, Pace.WEEKLY: 7}[pace]
        )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pace", "due"), [(Pace.DAILY, TUESDAY_AT_8), (Pace.WEEKLY, NEXT_MONDAY_AT_8)]
)
def test_what_waits_comes_in_one_mail_at_its_hour_and_once(make_user, pace, due):
    user = make_user("Li Si")
    choose(user, pace)
    post(user, "First")
    post(user, "Second")
    assert mails() == []
    assert [
        made(due - SECOND),
        made(due),
        made(due + SECOND),
        made(due + dt.timedelta(hours=5)),
    ] == [
        0,
        1,
        0,
        0,
    ]
    (mail,) = mails()
    assert mail.address == user.email
    assert [line.partition(" (")[0] for line in mail.body.splitlines() if line[:1] == "*"] == [
        "* First",
        "* Second",
    ]
    digest = Digest.objects.get()
    assert (digest.pace, digest.day, digest.mail) == (pace, clock.day_of(due), mail)
    assert set(digest.messages.values_list("subject", flat=True)) == {"First", "Second"}


@pytest.mark.django_db
def test_what_comes_from_the_hour_on_waits_for_the_next(make_user):
    user = make_user()
    choose(user, Pace.DAILY)
    post(user, "Before", at=TUESDAY_AT_8 - SECOND)
    post(user, "After", at=TUESDAY_AT_8)
    late = TUESDAY_AT_8 + dt.timedelta(hours=3)
    assert made(late) == 1
    assert "Before" in mails()[0].body
    assert "After" not in mails()[0].body
    assert made(late + dt.timedelta(days=1)) == 1
    assert "After" in mails()[1].body
    assert "Before" not in mails()[1].body


@pytest.mark.django_db
def test_a_worker_that_was_away_makes_up_for_it(make_user):
    user = make_user()
    choose(user, Pace.WEEKLY)
    post(user)
    assert made(NEXT_MONDAY_AT_8 + dt.timedelta(days=2)) == 1
    assert Digest.objects.get().day == NEXT_MONDAY_AT_8.date()


@pytest.mark.django_db
def test_daily_and_weekly_are_mails_of_their_own(make_user):
    user = make_user()
    choose(user, Pace.DAILY, TURN)
    choose(user, Pace.WEEKLY, PROGRESS)
    post(user, "Mine", to_do="Vote")
    post(user, "Theirs")
    assert made(NEXT_MONDAY_AT_8) == 2
    assert [("Mine" in mail.body, "Theirs" in mail.body) for mail in mails()] == [
        (True, False),
        (False, True),
    ]


@pytest.mark.django_db
def test_the_mail_of_a_digest_says_what_it_is_in_its_headers(make_user):
    user = make_user()
    choose(user, Pace.DAILY)
    post(user)
    made(TUESDAY_AT_8)
    assert tasks.send_due() == 1
    sent = mailbox.outbox[0].message()
    assert sent["List-Id"] == "<digest.daily.127.0.0.1>"
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["Subject"] == "Your day in the portal, 2026-03-03: 1 message"


# Which messages wait


@pytest.mark.django_db
def test_who_chose_nothing_gets_the_mail_at_once(make_user):
    message = post(make_user())
    assert (message.pace, Mail.objects.get().message) == (Pace.AT_ONCE, message)


@pytest.mark.django_db
def test_in_the_portal_only_is_no_mail_ever(make_user):
    user = make_user()
    choose(user, Pace.PORTAL)
    post(user)
    assert made(NEXT_MONDAY_AT_8) == 0
    assert (Message.objects.get().pace, mails()) == (Pace.PORTAL, [])


@pytest.mark.django_db
def test_the_choice_of_one_is_not_that_of_another(make_user):
    user, other = make_user(), make_user()
    choose(user, Pace.PORTAL)
    posted = actions.messages_post(
        [
            Message(recipient=who, event="example.submit", subject="S", body="B")
            for who in (user, other)
        ]
    )
    assert [message.pace for message in posted] == [Pace.PORTAL, Pace.AT_ONCE]
    assert [mail.address for mail in mails()] == [other.email]


@pytest.mark.django_db
def test_what_asks_something_is_of_another_kind_than_what_only_tells(make_user):
    user = make_user()
    choose(user, Pace.PORTAL, PROGRESS)
    assert post(user, to_do="Vote").pace == Pace.AT_ONCE
    assert post(user).pace == Pace.PORTAL


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("deadline", "pace"),
    [
        (MONDAY + SECOND, Pace.AT_ONCE),
        (TUESDAY_AT_8, Pace.AT_ONCE),
        (TUESDAY_AT_8 + dt.timedelta(days=1) - SECOND, Pace.AT_ONCE),
        (TUESDAY_AT_8 + dt.timedelta(days=1), Pace.DAILY),
        (None, Pace.DAILY),
        (MONDAY - SECOND, Pace.DAILY),
    ],
)
def test_what_has_less_than_a_day_after_the_digest_goes_out_at_once(make_user, deadline, pace):
    user = make_user()
    choose(user, Pace.DAILY, TURN)
    message = post(user, to_do="Vote", deadline=deadline)
    assert message.pace == pace
    assert Mail.objects.count() == (1 if pace == Pace.AT_ONCE else 0)


@pytest.mark.django_db
def test_what_ends_in_the_instant_it_is_told_hastens_nothing(make_user):
    user = make_user()
    choose(user, Pace.DAILY, TURN)
    message = post(user, to_do="Vote", deadline=MONDAY)
    message.created_at = message.deadline
    paces_set([message])
    assert message.pace == Pace.DAILY


@pytest.mark.django_db
def test_what_was_read_meanwhile_is_not_mailed(make_user):
    user = make_user()
    choose(user, Pace.DAILY)
    read, _unread = post(user, "Read"), post(user, "Unread")
    actions.message_read(message=read, by=user)
    assert made(TUESDAY_AT_8) == 1
    assert ("Unread" in mails()[0].body, "* Read" in mails()[0].body) == (True, False)


@pytest.mark.django_db
def test_where_all_was_read_no_mail_comes(make_user):
    user = make_user()
    choose(user, Pace.DAILY)
    actions.message_read(message=post(user), by=user)
    assert [made(TUESDAY_AT_8), made(TUESDAY_AT_8 + dt.timedelta(days=1))] == [0, 0]
    assert (mails(), Digest.objects.get().mail) == ([], None)


@pytest.mark.django_db
def test_what_waits_comes_as_it_was_chosen_then(make_user):
    user = make_user()
    choose(user, Pace.DAILY)
    post(user, "Waits")
    choose(user, Pace.PORTAL)
    assert made(TUESDAY_AT_8) == 1
    assert "Waits" in mails()[0].body


@pytest.mark.django_db
def test_who_left_gets_no_digest(make_user):
    user = make_user()
    choose(user, Pace.DAILY)
    post(user)
    user.is_active = False
    user.save()
    assert (made(TUESDAY_AT_8), mails()) == (0, [])


# What it says


@pytest.mark.django_db
def test_each_line_says_what_to_do_until_when_and_where(make_user, make_matter):
    with clock.moved_to(MONDAY):
        matter = make_matter("published", title="Cars")
    user = make_user("Li Si")
    choose(user, Pace.DAILY, TURN, PROGRESS)
    Message.objects.all().delete()
    vote = post(
        user,
        "Cars: To ballot",
        to_do="Vote",
        deadline=clock.start_of(dt.date(2026, 3, 10)),
        about=matter.pk,
        link="/matters/1/",
    )
    other = post(user, "A table waits", event="people.import_submitted", to_do="Release it")
    told = post(user, "Cars: Back", about=matter.pk)
    made(TUESDAY_AT_8)
    host = "http://127.0.0.1:8000"
    assert mails()[-1].body == "\n\n".join(
        [
            "Dear Li Si,",
            "This waited for you in the portal:",
            "[Cars]",
            (
                "* To ballot (2026-03-02 09:30)\n"
                "  What to do: Vote\n"
                "  Until: 2026-03-09, 24:00 Beijing time\n"
                f"  {host}/messages/{vote.pk}/open/"
            ),
            (
                "* Back (2026-03-02 09:30)\n"
                "  There is nothing you need to do.\n"
                f"  {host}/messages/{told.pk}/open/"
            ),
            "[Besides]",
            (
                "* A table waits (2026-03-02 09:30)\n"
                "  What to do: Release it\n"
                f"  {host}/messages/{other.pk}/open/"
            ),
            f"-- \nYou choose how often such mails come: {host}/messages/preferences/",
        ]
    )


@pytest.mark.django_db
def test_who_lost_the_right_to_know_of_a_matter_reads_no_title(make_matter):
    with clock.moved_to(MONDAY):
        matter = make_matter("received", title="Secret cars")
    staff = matter.people["staff"]
    choose(staff, Pace.DAILY)
    Message.objects.all().delete()
    post(staff, "Secret cars: Submit", about=matter.pk)
    post(staff, "Something else")
    staff.department_memberships.update(ends=dt.date(2026, 3, 2))
    assert made(TUESDAY_AT_8) == 1
    mail = mails()[-1]
    assert "Something else" in mail.body
    assert "ecret cars" not in mail.body + mail.subject
    assert "1 more message is in the portal" in mail.body
    assert "http://127.0.0.1:8000/messages/\n" in mail.body
    assert Message.objects.filter(digest=None).count() == 0


@pytest.mark.django_db
def test_who_may_still_know_of_it_reads_the_title(make_matter):
    with clock.moved_to(MONDAY):
        matter = make_matter("received", title="Secret cars")
    staff = matter.people["staff"]
    choose(staff, Pace.DAILY)
    Message.objects.all().delete()
    post(staff, "Secret cars: Submit", about=matter.pk)
    made(TUESDAY_AT_8)
    assert "[Secret cars]" in mails()[-1].body


@pytest.mark.django_db
def test_a_digest_comes_in_the_readers_language(make_user, make_matter):
    user = make_user("李四", language="zh-hans")
    choose(user, Pace.WEEKLY)
    with clock.moved_to(MONDAY):
        matter = make_matter("published", title="汽车")
    Message.objects.all().delete()
    post(user, "汽车：提交", about=matter.pk)
    made(NEXT_MONDAY_AT_8)
    (mail,) = Mail.objects.filter(address=user.email)
    assert mail.subject == "您的门户周报（2026-03-09）：1 条消息"
    assert mail.body.startswith(
        "李四，您好：\n\n以下是门户中您的未读消息：\n\n【汽车】\n\n"
        "* 提交 (2026-03-02 09:30)\n  您无需处理。\n"
    )


# Once


@pytest.mark.django_db
def test_one_that_fails_holds_up_no_other_and_is_made_in_the_next_round(make_user, monkeypatch):
    users = [make_user(), make_user()]
    for user in users:
        choose(user, Pace.DAILY)
        post(user)
    written = digests.digest_letter

    def broken(reader, *rest):
        if reader == users[0]:
            raise ValueError
        return written(reader, *rest)

    monkeypatch.setattr(digests, "digest_letter", broken)
    assert made(TUESDAY_AT_8) == 1
    assert [mail.address for mail in mails()] == [users[1].email]
    assert Digest.objects.filter(user=users[0]).count() == 0
    monkeypatch.undo()
    monkeypatch.setattr(tasks.send_due, "delay", lambda: None)
    assert made(TUESDAY_AT_8 + SECOND) == 1
    assert [mail.address for mail in mails()] == [users[1].email, users[0].email]


@pytest.mark.django_db(transaction=True)
def test_several_workers_make_each_digest_once(make_user):
    users = [make_user() for _number in range(5)]
    for user in users:
        choose(user, Pace.DAILY)
        post(user)

    def work(_number: int) -> int:
        try:
            return made(TUESDAY_AT_8)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(work, range(4)))
    assert sum(counts) == 5
    assert sorted(mail.address for mail in mails()) == sorted(user.email for user in users)


def test_the_paces_of_each_kind_begin_with_at_once_and_leave_none_out():
    for kind in KINDS.values():
        assert kind.paces[0] == Pace.AT_ONCE
        order = [list(Pace).index(pace) for pace in kind.paces]
        assert all(later - sooner == 1 for sooner, later in pairwise(order))


@pytest.mark.parametrize(
    ("key", "slowest"),
    [
        ("outbox.turn", Pace.DAILY),
        ("outbox.progress", Pace.PORTAL),
        ("outbox.places", Pace.AT_ONCE),
        ("outbox.upkeep", Pace.AT_ONCE),
        ("reminders.deadlines", Pace.DAILY),
        ("reminders.by_hand", Pace.AT_ONCE),
        ("notices.answers", Pace.PORTAL),
    ],
)
def test_what_may_not_wait_cannot_be_chosen_slower(key, slowest):
    assert KINDS[key].paces[-1] == slowest
    assert (KINDS[key].why != "") == (slowest != Pace.PORTAL)


def test_a_choice_that_is_too_slow_counts_as_at_once():
    assert PLACES.paced("weekly") == Pace.AT_ONCE
    assert TURN.paced("weekly") == Pace.AT_ONCE
    assert TURN.paced("daily") == Pace.DAILY
    assert PROGRESS.paced(None) == Pace.AT_ONCE
