"""Reminders: once for each day declared, to those who owe, never for what is done."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from tests.procedure import roles
from zsa_portal.outbox.letters import what_to_do
from zsa_portal.outbox.models import Message, Routing
from zsa_portal.people.models import (
    Department,
    Deputyship,
    OrganisationPerson,
    Party,
    Seat,
)
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.reminders import queries, tasks
from zsa_portal.reminders.actions import reminders_send
from zsa_portal.reminders.models import ReminderSent
from zsa_portal.workflow.duties import discharge, owe
from zsa_portal.workflow.models import Duty

pytestmark = pytest.mark.django_db

AROSE = dt.datetime(2026, 3, 2, 10, 0, tzinfo=clock.SHANGHAI)
LAST = dt.date(2026, 3, 31)
DUE = clock.start_of(LAST + dt.timedelta(days=1))


def at(days: int, hour: int = 9) -> dt.datetime:
    """An hour of a day counted from the last one."""
    return clock.start_of(LAST + dt.timedelta(days=days)) + dt.timedelta(hours=hour)


@pytest.fixture
def committee(make_committee):
    return make_committee(size=3)


@pytest.fixture
def matter(make_matter, committee):
    """A matter before a committee; nothing with a deadline is owed in it yet."""
    with clock.moved_to(AROSE):
        found = make_matter("balloting", committee=committee)
    Message.objects.all().delete()
    return found


@pytest.fixture
def duty(matter, committee):
    """A vote that a member of the committee owes until the end of 31 March."""
    voter = committee.seats.get(role=Seat.Role.MEMBER).user
    with clock.moved_to(AROSE):
        return owe(matter, Party.of(voter), "example_vote", due_at=DUE)


def run(days: int) -> list[str]:
    """What is sent on a day, as event and recipient, in order."""
    Message.objects.all().delete()
    with clock.moved_to(at(days)):
        tasks.remind()
    rows = Message.objects.order_by("pk").select_related("recipient")
    return [f"{row.event} {row.recipient.name}" for row in rows]


def test_each_declared_day_once_and_none_between(duty):
    voter = duty.party.user.name
    days = [days for days in range(-12, 3) if run(days) == [f"reminder.due {voter}"]]
    assert days == [-7, -3, -1]
    overdue = [days for days in (1, 2) if run(days)]
    assert overdue == []
    assert list(ReminderSent.objects.order_by("offset").values_list("offset", "people")) == [
        (-7, 1),
        (-3, 1),
        (-1, 1),
        (1, 1),
    ]


def test_a_second_run_sends_nothing(duty):
    assert len(run(-7)) == 1
    assert run(-7) == []
    assert [reminders_send(now=at(-7)), reminders_send(now=at(-7, hour=23))] == [0, 0]


def test_a_missed_day_is_made_up_for_and_older_ones_are_not(duty):
    assert len(run(-2)) == 1
    assert list(ReminderSent.objects.values_list("offset", flat=True)) == [-3]
    assert run(-2) == []
    assert len(run(-1)) == 1


def test_nothing_is_sent_for_what_is_done(duty, matter):
    discharge(matter, "example_vote", by=duty.party.user)
    assert [run(days) for days in (-7, -3, -1, 1, 3, 7)] == [[]] * 6
    assert ReminderSent.objects.count() == 0


def test_of_many_who_owe_only_those_not_done_are_told(matter, committee):
    voters = [seat.user for seat in committee.seats.order_by("pk")]
    with clock.moved_to(AROSE):
        for voter in voters:
            owe(matter, Party.of(voter), "example_vote", due_at=DUE)
    discharge(matter, "example_vote", by=voters[0], party=Party.of(voters[0]))
    assert run(-7) == [f"reminder.due {voter.name}" for voter in voters[1:]]


def test_nothing_before_eight_in_the_morning(duty):
    with clock.moved_to(at(-7, hour=7) + dt.timedelta(minutes=59)):
        assert tasks.remind() == 0
    with clock.moved_to(at(-7, hour=8)):
        assert tasks.remind() == 1


def test_a_duty_that_arose_today_is_not_reminded_of_today(matter, committee):
    voter = committee.seats.get(role=Seat.Role.MEMBER).user
    with clock.moved_to(at(-2)):
        owe(matter, Party.of(voter), "example_vote", due_at=DUE)
    assert run(-2) == []
    assert run(-1) == [f"reminder.due {voter.name}"]


def test_a_duty_without_a_deadline_is_never_reminded_of(matter):
    assert Duty.objects.filter(done_at=None, due_at=None).count() == 1
    assert [run(days) for days in (-7, 1, 7)] == [[]] * 3


@pytest.fixture
def secretary(committee):
    return committee.seats.get(role=Seat.Role.SECRETARY).user


def test_after_three_days_the_committees_secretary_is_told(duty, secretary):
    voter = duty.party.user
    assert run(1) == [f"reminder.overdue {voter.name}"]
    told = [f"reminder.overdue {voter.name}", f"reminder.escalated {secretary.name}"]
    assert run(3) == told
    assert run(7) == told
    assert [run(days) for days in (8, 14, 40)] == [[]] * 3


def test_the_day_of_escalation_is_a_setting(duty, secretary):
    Setting.objects.create(
        key="reminders.escalate_after", value=1, valid_from=AROSE, reason="resolution"
    )
    assert run(1)[1:] == [f"reminder.escalated {secretary.name}"]


def test_the_days_are_a_setting(duty):
    for key, value in (("reminders.days_before", [5]), ("reminders.days_after", [])):
        Setting.objects.create(key=key, value=value, valid_from=AROSE, reason="resolution")
    assert [days for days in range(-8, 9) if run(days)] == [-5]


def test_the_head_is_told_of_a_departments_delay(matter, make_staff):
    home = Department.objects.get(code="secretariat")
    make_staff("Head", head=True)
    with clock.moved_to(AROSE):
        owe(matter, Party.of(home), "example_check", due_at=DUE)
    plain = f"reminder.overdue {matter.people['staff'].name}"
    assert sorted(run(3)) == sorted([plain, "reminder.overdue Head"])


def test_a_person_of_the_departments_delay_goes_to_the_head(matter, make_staff):
    head, officer = make_staff("Head", head=True), make_staff("Officer")
    with clock.moved_to(AROSE):
        owe(matter, Party.of(officer), "example_check", due_at=DUE)
    assert run(3) == ["reminder.overdue Officer", "reminder.escalated Head"]
    assert (
        head.messages.get().subject
        == "Officer is late, Overdue by 3 days: example_check – " + str(matter)
    )


def test_secretaries_of_other_bodies_learn_nothing(duty, make_committee, secretary):
    other = make_committee(size=2)
    Seat.objects.create(body=other, user=duty.party.user, starts=AROSE.date())
    assert run(3)[1:] == [f"reminder.escalated {secretary.name}"]


def test_who_may_not_know_of_the_matter_is_not_told(duty, secretary, matter):
    matter.dismiss(roles.COMMITTEE, matter.party(roles.COMMITTEE))
    matter.dismiss(roles.COMMITTEE_SECRETARY, matter.party(roles.COMMITTEE_SECRETARY))
    assert run(3) == [f"reminder.overdue {duty.party.user.name}"]


def test_the_routing_adds_roles_to_the_escalation(duty, matter, secretary):
    Routing.objects.create(event="reminder.escalated", roles=[roles.COUNCIL_SECRETARY])
    names = [secretary.name, matter.people["council_secretary"].name]
    assert sorted(run(3)[1:]) == sorted(f"reminder.escalated {name}" for name in names)


def test_the_deputy_is_told_too(duty, make_user):
    deputy = make_user("Deputy")
    Deputyship.objects.create(
        principal=duty.party.user, deputy=deputy, starts=LAST - dt.timedelta(days=3), ends=LAST
    )
    assert len(run(-7)) == 1
    assert sorted(run(-3)) == sorted(
        [f"reminder.due {duty.party.user.name}", "reminder.due Deputy"]
    )


def test_nobody_else_is_reminded_of_a_vote(matter, committee, make_user):
    voter = committee.seats.get(role=Seat.Role.MEMBER).user
    with clock.moved_to(AROSE):
        owe(matter, Party.of(voter), "vote:1", due_at=DUE)
    Deputyship.objects.create(
        principal=voter, deputy=make_user("Deputy"), starts=LAST - dt.timedelta(days=9)
    )
    assert run(-3) == [f"reminder.due {voter.name}"]


def test_who_has_left_is_not_told(duty):
    duty.party.user.is_active = False
    duty.party.user.save()
    assert run(-7) == []


@pytest.mark.rule("QA3a")
def test_who_left_the_organisation_yesterday_is_not_told(matter, make_user):
    party = matter.party(roles.APPLICANT)
    with clock.moved_to(AROSE):
        owe(matter, party, "example_answer", due_at=DUE)
    gone = make_user("Gone", organisation=party.organisation)
    OrganisationPerson.objects.filter(user=gone).update(ends=LAST - dt.timedelta(days=8))
    assert run(-7) == [f"reminder.due {matter.people['applicant'].name}"]


@pytest.mark.parametrize(
    ("language", "subject", "lines"),
    [
        (
            "en",
            "7 days left: example_vote – ",
            ["What to do: example_vote", "Until: 2026-03-31, 24:00 Beijing time"],
        ),
        (
            "zh-hans",
            "还剩 7 天：example_vote（",
            ["需要您做的：example_vote", "截止时间：2026-03-31 24时（北京时间）"],
        ),
    ],
)
def test_the_text_speaks_the_recipients_language_and_leads_to_the_matter(
    duty, matter, language, subject, lines
):
    duty.party.user.language = language
    duty.party.user.save()
    run(-7)
    message = Message.objects.get()
    assert message.subject.startswith(subject)
    with translation.override(language):
        assert what_to_do(message) == lines
    assert (message.link, message.about) == (matter.get_absolute_url(), matter.pk)


@pytest.mark.parametrize(
    ("days", "offset"),
    [(-8, None), (-7, -7), (-4, -7), (-3, -3), (-1, -1), (0, -1), (1, 1), (2, 1), (7, 7), (30, 7)],
)
def test_the_latest_day_that_has_come(duty, days, offset):
    assert queries.offset_now(duty, at(days), [-7, -3, -1, 1, 3, 7]) == offset


def test_the_day_ends_at_midnight_of_shanghai(duty):
    end = clock.start_of(LAST + dt.timedelta(days=1))
    seconds = dt.timedelta(seconds=1)
    assert [queries.days_over(duty, instant) for instant in (end - seconds, end)] == [0, 1]


def test_the_cost_of_a_quiet_run_does_not_grow(duty, matter, committee, django_assert_num_queries):
    run(-7)
    with clock.moved_to(AROSE):
        for seat in committee.seats.exclude(user=duty.party.user):
            owe(matter, Party.of(seat.user), "example_other", due_at=DUE + dt.timedelta(days=300))
    with django_assert_num_queries(2 + 1 + 4):
        reminders_send(now=at(-7))
