"""The calendar: what stands on which day, for whom, as a grid, a list and a file."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation
from icalendar import Calendar

from tests.zsa_portal.ballots.conftest import cast, close, make_ballot, members  # noqa: F401 - a fixture
from tests.zsa_portal.meetings.conftest import convene  # noqa: F401 - a fixture
from zsa_portal.ballots.actions import recusal_declare
from zsa_portal.home.calendar.periods import Period, Span, days_of, weeks_of
from zsa_portal.meetings.actions import meeting_call_off
from zsa_portal.meetings.kinds import KINDS
from zsa_portal.notices.models import Notice
from zsa_portal.people.accounts.actions import feed_renew
from zsa_portal.people.models import Party, Seat
from zsa_portal.regulations import clock
from zsa_portal.regulations.workdays import DayKind, workday
from zsa_portal.reminders.feed import calendar_of
from zsa_portal.workflow.calendar import SOURCES, dated
from zsa_portal.workflow.duties import discharge, owe
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import held, perform

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 2, 9, 30, tzinfo=clock.SHANGHAI)
MARCH = (dt.date(2026, 3, 1), dt.date(2026, 3, 31))
ADDRESS = "/calendar/"


@pytest.fixture(autouse=True)
def at_morning():
    with clock.moved_to(NOW), translation.override("en"):
        yield


@pytest.fixture
def balloting(make_matter, make_committee):
    committee = make_committee(3)
    matter = make_matter("balloting", committee=committee, title="The balloted")
    matter.secretary = committee.seats.get(role=Seat.Role.SECRETARY).user
    matter.member = committee.seats.get(role=Seat.Role.MEMBER).user
    matter.people["committee"] = committee
    return matter


def end_of(day: int) -> dt.datetime:
    return clock.start_of(dt.date(2026, 3, day) + dt.timedelta(days=1))


def fresh(user):
    return type(user).objects.get(pk=user.pk)


def found(user, source: str, first=MARCH[0], last=MARCH[1]):
    return dated(fresh(user), first, last, keys=[source])


def test_a_deadline_stands_on_its_last_day_for_whom_it_concerns(balloting, make_user):
    owe(balloting, Party.of(balloting.member), "example_vote", due_at=end_of(20))
    entries = found(balloting.member, "reminders.own")
    assert [(one.day.day, one.title, one.mine) for one in entries if "vote" in one.title] == [
        (20, f"example_vote – {balloting}", True)
    ]
    assert found(make_user(), "reminders.own") == []
    discharge(balloting, "example_vote", by=balloting.member)
    assert [one for one in found(balloting.member, "reminders.own") if "vote" in one.title] == []


def test_the_last_instant_of_a_period_belongs_to_it_and_the_next_does_not(balloting):
    owe(balloting, Party.of(balloting.member), "example_vote", due_at=end_of(20))
    day = dt.date(2026, 3, 20)
    one = dt.timedelta(days=1)
    held = [
        [entry for entry in found(balloting.member, "reminders.own", *days) if entry.day == day]
        for days in ((day, day), (day - one, day - one), (day + one, day + one))
    ]
    assert list(map(len, held)) == [1, 0, 0]


def test_others_deadlines_in_ones_own_matters(balloting):
    Matter.objects.filter(pk=balloting.pk).update(due_at=end_of(11))
    entries = found(balloting.people["applicant"], "reminders.others")
    assert [(one.day.day, one.mine, one.place) for one in entries] == [
        (11, False, str(Matter.objects.get(pk=balloting.pk).holder))
    ]


@pytest.fixture
def meeting(balloting, convene):  # noqa: F811 - a fixture
    return convene(balloting)


def test_a_meeting_stands_once_with_ones_part_in_it(meeting, balloting):
    told = {
        name: [
            (one.day.day, one.at, one.place, one.part)
            for one in dated(fresh(user), *MARCH)
            if one.source == "meetings.meetings" or "gathering" in one.title
        ]
        for name, user in (
            ("chair", balloting.secretary),
            ("member", balloting.member),
            ("staff", balloting.people["staff"]),
        )
    }
    here = (9, meeting.starts_at, "会议室")
    assert told == {
        "chair": [(*here, "You chair it")],
        "member": [(*here, "You are expected")],
        "staff": [(*here, "")],
    }


def test_a_meeting_is_not_there_for_others_nor_once_it_is_called_off(
    meeting, balloting, make_user, make_committee
):
    stranger = make_committee(3).seats.get(role=Seat.Role.MEMBER).user
    for user in (make_user(), stranger):
        assert found(user, "meetings.meetings") == []
    assert len(found(balloting.member, "meetings.meetings")) == 1
    with held(balloting) as matter:
        meeting_call_off(
            matter=matter, kind=KINDS[meeting.kind], reason="No", by=balloting.secretary
        )
    assert found(balloting.member, "meetings.meetings") == []


def test_the_end_of_a_ballot_for_electors_and_those_who_see_it(make_ballot, make_user):  # noqa: F811
    ballot = make_ballot(3, days=7)
    first, second, _third = members(ballot)
    for user, part in ((first, "You vote"), (ballot.matter.people["staff"], "")):
        entries = found(user, "ballots.ends")
        assert [(one.day, one.part, one.mine) for one in entries] == [
            (dt.date(2026, 3, 9), part, bool(part))
        ]
    assert found(make_user(), "ballots.ends") == []
    recusal_declare(matter=ballot.matter, user=second, reason="Cousin", by=second)
    assert [one.mine for one in found(second, "ballots.ends")] == [False]
    assert [one.mine for one in found(first, "ballots.ends")] == [True]


def test_a_vote_and_the_end_of_its_ballot_are_one_entry(make_ballot):  # noqa: F811
    ballot = make_ballot(3, days=7)
    entries = dated(fresh(members(ballot)[0]), *MARCH)
    assert [one.source for one in entries if one.day.day == 9] == ["ballots.ends"]


def test_a_ballot_that_closed_early_ends_on_that_day(make_ballot):  # noqa: F811
    ballot = make_ballot(3, days=7)
    cast(ballot, "yyy")
    close(ballot, at=NOW + dt.timedelta(days=3))
    entries = found(ballot.matter.people["staff"], "ballots.ends")
    assert [one.day.day for one in entries] == [5]


def test_a_notice_is_everybodys_and_ones_own_where_one_takes_part(make_matter, make_user):
    matter = make_matter("received", title="The noticed")
    perform(matter.put_on_notice, by=matter.people["staff"], closes_at=end_of(17))
    notice = Notice.objects.create(
        kind="proof.suggestion_notice",
        number="N1",
        title="Noticed",
        closes_at=end_of(17),
        published_by=make_user(),
    )
    notice.items.create(matter=matter, title="x")
    assert [(one.day.day, one.mine) for one in found(make_user(), "notices.ends")] == [(17, False)]
    own = found(matter.people["applicant"], "notices.ends")
    assert [(one.day.day, one.mine) for one in own] == [(17, True)]


def test_a_month_is_shown_in_whole_weeks_a_list_and_a_week_as_they_are():
    day = dt.date(2026, 3, 12)
    month, week, listed = (Period(span.value, day) for span in (Span.MONTH, Span.WEEK, Span.LIST))
    assert (month.first, month.last) == (dt.date(2026, 2, 23), dt.date(2026, 4, 5))
    assert (week.first, week.last) == (dt.date(2026, 3, 9), dt.date(2026, 3, 15))
    assert (listed.first, listed.last) == MARCH
    assert [len(row) for row in weeks_of(days_of(month, []))] == [7] * 6
    assert (month.before, month.after) == (dt.date(2026, 2, 1), dt.date(2026, 4, 1))
    assert (week.before, week.after) == (dt.date(2026, 3, 5), dt.date(2026, 3, 19))
    assert Period(Span.MONTH.value, dt.date(2026, 1, 31)).after == dt.date(2026, 2, 1)


def test_holidays_are_those_announced():
    kinds = {
        (2026, 10, 1): (DayKind.HOLIDAY, "National Day", True),
        (2026, 10, 10): (DayKind.MOVED, "National Day", True),
        (2026, 3, 7): (DayKind.WEEKEND, "", True),
        (2026, 3, 9): (DayKind.WORK, "", True),
        (2200, 1, 4): (DayKind.WEEKEND, "", False),
    }
    assert {
        day: (found.kind, found.holiday, found.known)
        for day in kinds
        if (found := workday(dt.date(*day)))
    } == kinds
    with translation.override("zh-hans"):
        assert workday(dt.date(2026, 10, 1)).holiday == "国庆节"


def page(client, user, **asked):
    client.force_login(fresh(user))
    return client.get(ADDRESS, asked)


def test_the_page_shows_the_month_of_today_and_leads_to_the_days_beside_it(
    client, meeting, balloting
):
    answer = page(client, balloting.member)
    body = answer.content.decode()
    assert answer.status_code == 200
    assert "March 2026" in body
    assert body.count("09:30") == 1
    urls = answer.context["urls"]
    assert (urls["before"], urls["after"], urls["today"]) == (
        "?view=month&day=2026-02-01",
        "?view=month&day=2026-04-01",
        "?view=month&day=2026-03-02",
    )
    assert "09:30" not in client.get(ADDRESS + urls["after"]).content.decode()
    for view in ("week", "list"):
        shown = page(client, balloting.member, view=view, day="2026-03-10").content.decode()
        assert "会议室" in shown
        assert "You are expected" in shown


def test_the_page_is_narrowed_to_sources_and_to_ones_own(client, meeting, balloting):
    staff = balloting.people["staff"]
    assert "09:30" in page(client, staff).content.decode()
    mine = page(client, staff, only="mine")
    assert "09:30" not in mine.content.decode()
    assert "Clear the filters" in mine.content.decode()
    only = page(client, staff, source="ballots.ends", only="mine")
    assert only.context["is_empty"]
    assert "Nothing matches" in only.content.decode()
    assert "source=ballots.ends" in only.context["urls"]["after"]


def test_what_cannot_be_read_is_said_and_today_is_shown(client, make_user):
    answer = page(client, make_user(), day="yesterday", view="year", source="x")
    assert answer.status_code == 200
    assert answer.context["period"].day == NOW.date()
    body = answer.content.decode()
    assert 'value="yesterday"' in body
    assert "Enter a valid date." in body
    assert "Nothing stands in these days" in body


def test_the_days_shown_leave_as_a_file(client, meeting, balloting):
    answer = page(client, balloting.member, export="ics")
    assert answer["Content-Disposition"] == (
        'attachment; filename="calendar-2026-02-23-2026-04-05.ics"'
    )
    assert answer["Cache-Control"] == "private, no-store"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    starts = [event.decoded("dtstart") for event in events]
    assert meeting.starts_at in starts
    shown = dated(fresh(balloting.member), dt.date(2026, 2, 23), dt.date(2026, 4, 5))
    assert len(starts) == len(shown)


def test_the_feed_has_ones_own_days_once(meeting, balloting):
    owe(balloting, Party.of(balloting.member), "example_vote", due_at=end_of(20))
    feed_renew(user=balloting.member)
    events = Calendar.from_ical(calendar_of(fresh(balloting.member), now=NOW)).walk("VEVENT")
    uids = [str(event["uid"]) for event in events]
    assert len(uids) == len(set(uids)) == len(events)
    assert [event.decoded("dtstart") for event in events].count(meeting.starts_at) == 1
    staff = Calendar.from_ical(calendar_of(balloting.people["staff"], now=NOW)).walk("VEVENT")
    assert [event for event in staff if "dtend" not in event] == []


def test_a_source_that_one_has_not_is_neither_named_nor_asked(client, make_user, make_staff):
    keys = {key for key, source in SOURCES.items() if source.label == "Days of the archive"}
    for user, has in ((make_user(), False), (make_staff(), True)):
        boxes = dict(page(client, user).context["form"].fields["source"].choices)
        assert (keys <= set(boxes)) is has
    assert dated(make_user(), *MARCH, keys=keys) == []


def test_whoever_is_not_signed_in_has_no_calendar(client):
    answer = client.get(ADDRESS)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))
