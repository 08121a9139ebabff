"""The screens of a meeting, for a kind of the example procedure."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from tests.procedure import roles
from tests.zsa_portal.meetings.conftest import GATHERING, MORNING, WEEK
from zsa_portal.meetings.forms import ConveneForm
from zsa_portal.meetings.models import Meeting
from zsa_portal.meetings.queries import may_write
from zsa_portal.people.models import Seat, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform

POINT = {
    "o-TOTAL_FORMS": "1",
    "o-INITIAL_FORMS": "0",
    "o-0-text": "条件不清楚",
    "o-0-handling": "同意",
    "o-0-is_change": "on",
}


class GatheringForm(ConveneForm):
    kind = GATHERING


def page(name, matter, kind=GATHERING.key):
    return reverse(f"meetings:{name}", args=[matter.pk, kind])


@pytest.fixture
def ask(client):
    """Ask for an address as a user on the day of the meeting; ``data`` makes it a POST."""

    def request(user, url, data=None, *, now=MORNING + WEEK):
        client.force_login(user)
        with clock.moved_to(now):
            return client.get(url) if data is None else client.post(url, data)

    return request


def test_attendance_minutes_and_answers_of_another_process(balloting, convene, ask):
    meeting, secretary = convene(balloting), balloting.secretary
    tab = f"{balloting.get_absolute_url()}log/"
    shown = ask(secretary, page("attendance", balloting)).content.decode()
    assert ("会议室" in shown, "Guests and the drafting group" in shown) == (True, False)
    present = {f"a{row.pk}-present": "on" for row in meeting.attendance.all()[:2]}
    answer = ask(secretary, page("attendance", balloting), present | {"guests": "客人"})
    assert (answer.status_code, answer["Location"]) == (302, tab)
    assert meeting.attendance.filter(present=True).count() == 2
    shown = ask(secretary, page("minutes", balloting)).content.decode()
    assert ("Outlook" in shown, "A change is asked for" in shown) == (True, True)
    answer = ask(
        secretary, page("minutes", balloting), POINT | {"minutes": "纪要", "outlook": "良好"}
    )
    assert (answer.status_code, answer["Location"]) == (302, tab)
    meeting.refresh_from_db()
    assert (meeting.guests, meeting.minutes, meeting.sections) == (
        "客人",
        "纪要",
        {"outlook": "良好"},
    )
    point = meeting.points.get()
    assert (point.text, point.is_change) == ("条件不清楚", True)
    applicant = balloting.people["applicant"]
    assert ask(applicant, page("answers", balloting)).status_code == 409
    received = perform(balloting.from_ballot, by=secretary)
    assert "What was done" in ask(applicant, page("answers", received)).content.decode()
    answer = ask(applicant, page("answers", received), {f"c{point.pk}-answer": "已改"})
    point.refresh_from_db()
    assert (answer.status_code, point.answer, point.answered_by) == (302, "已改", applicant)


def test_a_meeting_is_moved_on_the_screen(balloting, convene, ask):
    convene(balloting)
    later = MORNING + dt.timedelta(days=10)
    data = {"starts_at": f"{later:%Y-%m-%dT%H:%M}", "place": "线上"}
    answer = ask(balloting.secretary, page("move", balloting), data, now=MORNING)
    assert answer.status_code == 302
    assert Meeting.objects.values_list("starts_at", "place").get() == (later, "线上")


def test_the_role_is_asked_for_403_and_the_state_for_409(balloting, convene, ask):
    staff, secretary = balloting.people["staff"], balloting.secretary
    for name in ("attendance", "minutes", "move"):
        assert (name, ask(staff, page(name, balloting)).status_code) == (name, 403)
        assert (name, ask(secretary, page(name, balloting)).status_code) == (name, 409)
    convene(balloting)
    received = perform(balloting.from_ballot, by=secretary)
    assert ask(secretary, page("attendance", received)).status_code == 409
    assert ask(secretary, page("minutes", received)).status_code == 200
    assert ask(staff, page("attendance", received)).status_code == 403


def test_a_kind_of_other_matters_or_of_none_is_not_found(balloting, ask):
    for kind in ("standards.technical_review", "nothing"):
        assert ask(balloting.secretary, page("minutes", balloting, kind)).status_code == 404


def test_what_one_may_write_now(balloting):
    assert may_write(balloting, GATHERING, balloting.secretary) == {
        "attendance": True,
        "minutes": True,
        "answers": False,
    }
    assert not any(may_write(balloting, GATHERING, balloting.people["staff"]).values())


def test_one_of_those_expected_takes_the_chair_first_of_all_the_body_s_own(balloting):
    form = GatheringForm(matter=balloting, user=balloting.secretary)
    seats = balloting.secretary.seats.get().body.seats
    expected = set(seats.values_list("user", flat=True))
    assert set(form.fields["chair"].queryset.values_list("pk", flat=True)) == expected
    assert form.fields["chair"].initial == seats.get(role="chair").user


def test_who_is_expected_stands_by_pinyin_who_leads_first_and_so_does_the_choice_of_a_chair(
    balloting, convene, ask, make_user
):
    body = balloting.party(roles.COMMITTEE).body
    chair, secretary, member = body.seats.order_by("pk")
    Seat.objects.create(body=body, user=make_user("李四"))
    for seat, name in ((chair, "左主任"), (secretary, "周秘书"), (member, "赵六")):
        User.objects.filter(pk=seat.user_id).update(name=name)
    meeting = convene(balloting)
    expected = ["左主任", "周秘书", "李四", "赵六"]
    assert [row.name for row in meeting.attendance.all()] == expected
    shown = ask(balloting.secretary, page("attendance", balloting))
    assert [row.name for row, _form in shown.context["people"]] == expected
    form = GatheringForm(matter=balloting, user=balloting.secretary)
    chairs = [user.name for user in form.fields["chair"].queryset]
    assert chairs == ["李四", "赵六", "周秘书", "左主任"]
