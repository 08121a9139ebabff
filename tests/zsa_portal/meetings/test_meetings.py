"""A meeting of any procedure: convened, moved, attended, minuted, concluded, followed up."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from icalendar import Calendar

from tests.zsa_portal.meetings.conftest import GATHERING, MORNING, STAFF_ROUND, WEEK
from zsa_portal.meetings.actions import (
    attendance_record,
    change_answer,
    meeting_conclude,
    meeting_move,
    minutes_save,
)
from zsa_portal.meetings.kinds import KINDS, MeetingKind
from zsa_portal.meetings.queries import last_meeting, meetings_of, voters_present
from zsa_portal.meetings.rules import (
    QUORUM,
    meeting_lies_ahead,
    not_begun,
    quorum_is_present,
)
from zsa_portal.people.models import Seat
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.reminders.feed import calendar_of
from zsa_portal.workflow.models import Duty, LogEntry
from zsa_portal.workflow.perform import held, perform, seen_of
from zsa_portal.workflow.queries import log_lines
from zsa_portal.workflow.refusals import BadValue, Changed, WrongState
from zsa_portal.workflow.wording import duty_label, duty_url

POINT = {
    "clause": "5.1",
    "raised_by": "委员",
    "text": "条件不清楚",
    "handling": "同意",
    "is_change": True,
}


@pytest.fixture
def day():
    """It is the day of a meeting convened for a week later."""
    with clock.moved_to(MORNING + WEEK):
        yield


def attend(matter, present=3, *, by=None, **values):
    rows = list(last_meeting(matter, GATHERING).attendance.all())
    given = {row.pk: {"present": place < present} for place, row in enumerate(rows)}
    values = {"rows": given, "guests": "", "by": by or matter.secretary} | values
    return attendance_record(matter=matter, kind=GATHERING, **values)


def write(matter, **values):
    values = {"minutes": "会议纪要", "points": [POINT], "by": matter.secretary} | values
    return minutes_save(matter=matter, kind=GATHERING, **values)


def owed(matter, key="gather"):
    return Duty.objects.filter(matter=matter, key=key, done_at=None)


def test_everybody_expected_is_listed_owes_to_come_and_is_told(balloting, convene):
    meeting = convene(balloting)
    assert (meeting.round, meeting.form, meeting.attendance.count()) == (1, "meeting", 3)
    duties = owed(balloting)
    assert [duty.due_at for duty in duties] == [meeting.starts_at] * 3
    assert duty_label(balloting, "gather") == "Come to the gathering"
    assert duty_url(balloting, "gather") == f"{balloting.get_absolute_url()}log/"
    message = balloting.secretary.messages.filter(about=balloting.pk).first()
    assert (message.subject, "会议室" in message.body) == (f"Gathering: {balloting.title}", True)
    assert (message.to_do, message.deadline) == ("Come to the gathering", meeting.starts_at)


@pytest.mark.parametrize(
    ("ahead", "sentence"),
    [
        (dt.timedelta(days=-1), "The meeting cannot lie in the past."),
        (clock.FURTHEST + dt.timedelta(days=1), "The meeting lies more than a year ahead."),
    ],
)
def test_a_meeting_lies_ahead_and_within_a_year(balloting, convene, ahead, sentence):
    with pytest.raises(RuleUnmet) as refused:
        convene(balloting, starts_at=MORNING + ahead)
    assert refused.value.missing == [sentence]
    assert not meetings_of(balloting, GATHERING).exists()


@pytest.mark.parametrize("ahead", [dt.timedelta(), clock.FURTHEST])
def test_a_meeting_of_today_and_one_a_year_ahead_are_convened(ahead):
    assert meeting_lies_ahead.missing(MORNING + ahead) == []


def test_two_kinds_meet_in_one_matter_each_with_its_own_rounds(balloting, convene):
    staff = balloting.people["staff"]
    convene(balloting)
    convene(balloting, STAFF_ROUND, by=staff)
    assert convene(balloting).round == 2
    row = meetings_of(balloting, STAFF_ROUND).get().attendance.get()
    assert (row.seat, row.user, row.post) == (None, staff, "主管")
    assert owed(balloting, "join_round").count() == 1
    with clock.moved_to(MORNING + WEEK):
        attendance_record(
            matter=balloting,
            kind=STAFF_ROUND,
            rows={row.pk: {"present": True}},
            guests="",
            by=staff,
        )
    assert (owed(balloting, "join_round").count(), owed(balloting).count()) == (0, 3)


def test_a_key_or_a_duty_is_declared_once():
    for key, duty in (("test.gathering", "other"), ("test.other", "gather")):
        with pytest.raises(ImproperlyConfigured):
            MeetingKind(**GATHERING.__dict__ | {"key": key, "duty": duty})
    assert KINDS["test.gathering"] is GATHERING


def test_attendance_waits_for_the_day(balloting, convene):
    convene(balloting)
    with pytest.raises(RuleUnmet) as refused:
        attend(balloting)
    assert refused.value.missing == ["Wait for the day."]


def test_attendance_ends_the_duties_and_is_logged(balloting, convene, day):
    with clock.moved_to(MORNING):
        convene(balloting)
    meeting = attend(balloting, 2, guests="客人")
    assert [row.present for row in meeting.attendance.all()] == [True, True, False]
    assert (meeting.guests, meeting.attended_at) == ("客人", clock.now())
    assert not owed(balloting).exists()
    lines = [line.what for line in log_lines(balloting, balloting.people["staff"])]
    assert "Attendance recorded" in lines


def test_only_those_whom_the_kind_names_write(balloting, convene, day):
    with clock.moved_to(MORNING):
        convene(balloting)
    for somebody in balloting.people.values():
        with pytest.raises(PermissionDenied):
            attend(balloting, by=somebody)
        with pytest.raises(PermissionDenied):
            write(balloting, by=somebody)
        with pytest.raises(PermissionDenied):
            meeting_move(
                matter=balloting, kind=GATHERING, starts_at=clock.now(), place="x", by=somebody
            )


def test_nothing_is_written_of_a_meeting_that_was_never_convened(balloting):
    with pytest.raises(WrongState):
        write(balloting)


def test_keys_of_another_meeting_change_nothing(balloting, convene, make_matter, day):
    with clock.moved_to(MORNING):
        row = convene(balloting).attendance.first()
        other = make_matter("balloting", committee=row.seat.body)
        other.secretary = balloting.secretary
        convene(other)
    attend(other, rows={row.pk: {"present": True}})
    row.refresh_from_db()
    assert row.present is False


def test_minutes_replace_those_saved_before_and_keep_their_order(balloting, convene, day):
    with clock.moved_to(MORNING):
        convene(balloting)
    second = POINT | {"text": "术语未定义", "clause": "3"}
    write(balloting, points=[POINT, second])
    meeting = write(balloting, points=[second, POINT | {"text": "  "}])
    assert list(meeting.points.values_list("number", "text")) == [(1, "术语未定义")]


def test_the_minutes_keep_the_sections_of_the_kind_and_no_others(balloting, convene, day):
    with clock.moved_to(MORNING):
        convene(balloting)
    meeting = write(balloting, sections={"outlook": "良好", "foreign": "x"})
    assert meeting.sections == {"outlook": "良好"}
    assert write(balloting).sections == {"outlook": ""}


def test_minutes_that_somebody_else_changed_meanwhile_are_not_overwritten(balloting, convene, day):
    with clock.moved_to(MORNING):
        convene(balloting)
    before = seen_of(balloting)
    write(balloting, minutes="甲写的纪要")
    with pytest.raises(Changed):
        write(balloting, minutes="乙写的纪要", seen=before)
    assert last_meeting(balloting, GATHERING).minutes == "甲写的纪要"


def test_a_meeting_is_moved_until_it_has_taken_place(balloting, convene):
    convene(balloting)
    move = {"matter": balloting, "kind": GATHERING, "place": "线上", "by": balloting.secretary}
    later = MORNING + dt.timedelta(days=10)
    meeting = meeting_move(starts_at=later, **move)
    assert (meeting.starts_at, meeting.place) == (later, "线上")
    assert set(owed(balloting).values_list("due_at", flat=True)) == {later}
    assert "线上" in balloting.secretary.messages.first().body
    with clock.moved_to(later):
        attend(balloting)
        with pytest.raises(BadValue):
            meeting_move(starts_at=later, **move)
    assert LogEntry.objects.filter(matter=balloting, step="meeting_move").count() == 1


def conclude(matter, **values):
    words = {"conclusion": "agreed", "by_consensus": True} | values
    with held(matter) as fresh:
        return meeting_conclude(matter=fresh, kind=GATHERING, **words)


def test_nothing_is_concluded_before_the_meeting_began(balloting, convene):
    convene(balloting)
    with pytest.raises(RuleUnmet) as refused:
        conclude(balloting)
    assert refused.value.missing == ["Wait for the day."]


def test_a_meeting_begins_at_its_minute(balloting, convene):
    meeting = convene(balloting)
    with clock.moved_to(meeting.starts_at - dt.timedelta(minutes=1)):
        assert list(not_begun(meeting)) == [
            "The meeting has not taken place yet; it is convened for 2026-03-09 09:30."
        ]
    with clock.moved_to(meeting.starts_at):
        assert list(not_begun(meeting)) == []


def test_a_meeting_without_a_voting_member_concludes_nothing(balloting, convene, day):
    with clock.moved_to(MORNING):
        meeting = convene(balloting)
    secretary = meeting.attendance.get(user=balloting.secretary)
    Seat.objects.filter(pk=secretary.seat_id).update(votes=False)
    attend(balloting, rows={secretary.pk: {"present": True}})
    with pytest.raises(RuleUnmet) as refused:
        conclude(balloting)
    assert (refused.value.rule, refused.value.missing) == (
        "quorum_is_present",
        ["0 of 2 voting members were present; at least 1 have to be."],
    )
    assert voters_present(meeting) == []


def test_a_seat_that_ended_before_the_meeting_is_no_voter_one_that_ended_after_is(
    balloting, convene, day
):
    with clock.moved_to(MORNING):
        meeting = convene(balloting)
    first, second, third = meeting.attendance.all()
    Seat.objects.filter(pk=first.seat_id).update(ends=clock.today() - dt.timedelta(days=1))
    Seat.objects.filter(pk=second.seat_id).update(ends=clock.today())
    attend(balloting)
    with clock.moved_to(clock.now() + dt.timedelta(days=3)):
        assert voters_present(meeting) == [second, third]


def test_the_quorum_is_a_setting(balloting, convene, day):
    with clock.moved_to(MORNING):
        convene(balloting)
    attend(balloting, 1)
    Setting.objects.create(key=QUORUM.key, value=[1, 2], reason="So.", valid_from=MORNING)
    with pytest.raises(RuleUnmet) as refused:
        conclude(balloting)
    assert refused.value.missing == ["1 of 3 voting members were present; at least 2 have to be."]
    attend(balloting, 2)
    assert conclude(balloting).conclusion == "agreed"


def test_of_people_without_seats_anybody_present_is_enough(balloting, convene, day):
    staff = balloting.people["staff"]
    with clock.moved_to(MORNING):
        meeting = convene(balloting, STAFF_ROUND, by=staff)
    assert not quorum_is_present(meeting)
    meeting.attendance.update(present=True)
    assert quorum_is_present(meeting)


def test_a_conclusion_is_one_of_the_kind_s(balloting, convene, day):
    with clock.moved_to(MORNING):
        meeting = convene(balloting)
    attend(balloting)
    with held(balloting) as fresh:
        with pytest.raises(BadValue):
            meeting_conclude(matter=fresh, kind=GATHERING, conclusion="maybe")
        done = meeting_conclude(
            matter=fresh, kind=GATHERING, conclusion="put_off", by_consensus=True, reason="缺席"
        )
    assert done == meeting
    assert (done.conclusion_label, done.by_consensus, done.reason) == ("Put off", True, "缺席")
    assert done.concluded_at == MORNING + WEEK


def test_changes_asked_for_are_answered_in_their_state_by_those_named(balloting, convene, day):
    with clock.moved_to(MORNING):
        convene(balloting)
    meeting = write(balloting, points=[POINT, POINT | {"is_change": False}])
    change, remark = meeting.points.all()
    answer = {
        "matter": balloting,
        "kind": GATHERING,
        "answers": {change.pk: " 已改 ", remark.pk: "x"},
        "by": balloting.people["applicant"],
    }
    with pytest.raises(WrongState):
        change_answer(**answer)
    received = perform(balloting.from_ballot, by=balloting.secretary)
    assert change_answer(**answer | {"matter": received}) == 1
    assert change_answer(**answer | {"matter": received}) == 0
    with pytest.raises(PermissionDenied):
        change_answer(**answer | {"matter": received, "by": balloting.secretary})
    change.refresh_from_db()
    assert (change.answer, change.answered_by) == ("已改", balloting.people["applicant"])


def test_the_calendar_has_hour_and_place_of_a_meeting(convene, balloting):
    meeting = convene(balloting)
    user = meeting.attendance.first().user
    with clock.moved_to(MORNING):
        events = Calendar.from_ical(calendar_of(user, now=MORNING)).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [meeting.starts_at]
    assert (str(events[0]["location"]), str(events[0]["description"])) == (
        meeting.place,
        meeting.agenda,
    )
    assert "dtend" not in events[0]
