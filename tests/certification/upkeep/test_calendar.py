"""The calendar opens re-checks and re-examinations in time, once, per body in one letter."""

from __future__ import annotations

import datetime as dt

import pytest

from certification.upkeep import calendar
from certification.upkeep.calendar import due_open, first_days, open_upkeep, standards_enter
from certification.upkeep.models import Recheck, Reexamination
from certification.upkeep.papers import EVERY_THREE_YEARS, EVERY_YEAR
from certification.upkeep.records import Letter, Upkeep
from certification.upkeep.states import U
from tests.certification.upkeep.conftest import at
from tests.standards.association import organisation
from zsa_portal.catalogue.editions import edition_revoke
from zsa_portal.catalogue.models import Edition
from zsa_portal.outbox.models import Message
from zsa_portal.people.models import Membership
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Duty, LogEntry
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.tasks import run_sweeps, take_clock_steps


@pytest.mark.rule("R20")
def test_a_recheck_opens_in_the_first_second_of_its_time(make_edition):
    made = make_edition(on=dt.date(2025, 3, 1))
    with clock.moved_to(at(2025, 12, 30, 23, 59, 59)):
        assert open_upkeep() == 0
    with clock.moved_to(at(2025, 12, 31, 0, 0, 0)):
        assert open_upkeep() == 1
        assert open_upkeep() == 0
    recheck = Recheck.objects.get()
    assert (recheck.edition, recheck.due_on) == (made, dt.date(2026, 3, 1))
    assert Upkeep.objects.get().recheck_on == dt.date(2027, 3, 1)


@pytest.mark.rule("R24")
def test_a_reexamination_opens_in_the_first_second_of_its_time(make_edition):
    make_edition(on=dt.date(2023, 5, 1))
    with clock.moved_to(at(2025, 12, 31, 23, 59, 59)):
        open_upkeep()
        assert not Reexamination.objects.exists()
    with clock.moved_to(at(2026, 1, 1, 0, 0, 0)):
        open_upkeep()
    assert Reexamination.objects.get().due_on == dt.date(2026, 5, 1)
    assert Upkeep.objects.get().reexamination_on == dt.date(2029, 5, 1)


@pytest.mark.rule("R20")
@pytest.mark.rule("R24")
def test_a_standard_of_29_february_is_due_on_the_last_of_the_month():
    leap = dt.date(2024, 2, 29)
    assert first_days(leap) == {
        "recheck_on": dt.date(2025, 2, 28),
        "reexamination_on": dt.date(2027, 2, 28),
    }
    assert EVERY_YEAR.next_after(dt.date(2027, 2, 28), leap) == leap.replace(year=2028)
    assert EVERY_THREE_YEARS.next_after(dt.date(2027, 2, 28), leap) == dt.date(2030, 2, 28)


@pytest.mark.rule("R20")
def test_what_was_missed_is_opened_once(make_edition):
    make_edition(on=dt.date(2020, 3, 1))
    with clock.moved_to(at(2026, 1, 5)):
        assert open_upkeep() == 2
        assert open_upkeep() == 0
    assert Upkeep.objects.get().recheck_on == dt.date(2027, 3, 1)


def test_a_body_is_told_of_all_its_standards_in_one_letter(make_edition, cast):
    other = organisation("别家联盟")
    first, second = make_edition(1), make_edition(2)
    make_edition(3, body=other)
    with clock.moved_to(at(2026, 1, 5)):
        assert open_upkeep() == 3
    letters = Letter.objects.select_related("form")
    assert {letter.body.name: len(letter.form.data["rows"]) for letter in letters} == {
        cast.organisation.name: 2,
        other.name: 1,
    }
    letter = letters.get(body=cast.organisation)
    assert [row["number"] for row in letter.form.data["rows"]] == [first.number, second.number]
    assert set(letter.form.matters.values_list("pk", flat=True)) == set(
        Recheck.objects.filter(applicant=cast.organisation).values_list("pk", flat=True)
    )
    mail = Message.objects.get(recipient=cast.applicant)
    assert mail.link == letter.form.get_absolute_url()
    assert mail.to_do == "Submit the material that the letter names"
    assert clock.day_of(mail.deadline - dt.timedelta(seconds=1)) == letter.material_due_on


def test_what_the_calendar_opens_has_holder_duty_and_log_as_what_a_person_begins(
    make_edition, cast
):
    make_edition()
    with clock.moved_to(at(2026, 1, 5)):
        open_upkeep()
    recheck = Recheck.objects.get()
    assert recheck.state == U.MATERIAL
    assert str(recheck.holder) == cast.organisation.name
    assert recheck.due_at == at(2026, 1, 26, 0, 0)
    duty = Duty.objects.get(matter=recheck.pk)
    assert (duty.key, duty.party, duty.due_at) == (
        f"turn:{U.MATERIAL}",
        recheck.holder,
        recheck.due_at,
    )
    entry = LogEntry.objects.get(matter=recheck.pk)
    assert (entry.step, entry.from_state, entry.to_state, entry.by) == (
        "begin",
        "",
        U.MATERIAL,
        None,
    )
    assert sorted(recheck.involved) == ["applicant", "secretariat"]
    assert recheck.created_by is None


def test_a_letter_that_fails_is_issued_in_the_next_round(make_edition, monkeypatch):
    make_edition()
    with clock.moved_to(at(2026, 1, 5)), monkeypatch.context() as broken:
        broken.setattr(calendar, "notice_data", lambda *_given: 1 / 0)
        assert open_upkeep() == 1
        assert Letter.objects.get().form is None
    with clock.moved_to(at(2026, 1, 5)):
        assert open_upkeep() == 0
    assert Letter.objects.get().form is not None
    assert Recheck.objects.count() == 1


def test_the_task_of_the_calendar_runs_the_sweep(make_edition):
    make_edition()
    with clock.moved_to(at(2026, 1, 5)):
        assert run_sweeps() >= 1
    assert Upkeep.objects.count() == 1


def test_a_revoked_standard_is_due_for_nothing(make_edition):
    made = make_edition(on=dt.date(2025, 3, 1))
    with clock.moved_to(at(2025, 6, 1)):
        standards_enter()
        edition_revoke(made, on=dt.date(2025, 6, 1), reason="不再符合要求。")
    with clock.moved_to(at(2026, 1, 5)):
        assert open_upkeep() == 0


def test_formulated_and_pending_editions_are_no_recognised_ones(make_edition):
    make_edition(1, kind="standards.formulated")
    make_edition(2, status=Edition.Status.PENDING)
    with clock.moved_to(at(2026, 1, 5)):
        assert standards_enter() == 0


def test_a_body_whose_membership_ended_is_asked_and_answers(make_edition, cast, keeper):
    Membership.objects.filter(organisation=cast.organisation).update(ends=dt.date(2026, 1, 4))
    recheck = keeper.opened(make_edition(), "recheck", at(2026, 1, 5))
    assert keeper.to(recheck, U.REVIEWERS).state == U.REVIEWERS


def test_the_material_is_late_in_the_first_second_after_its_last_day(keeper, edition):
    recheck = keeper.opened(edition, "recheck", at(2026, 1, 5))
    assert recheck.material_due_on == dt.date(2026, 1, 25)
    with clock.moved_to(at(2026, 1, 25, 23, 59, 59)):
        assert take_clock_steps() == 0
    with clock.moved_to(at(2026, 1, 26, 0, 0, 0)):
        assert take_clock_steps() == 1
        recheck = Recheck.objects.get()
        assert recheck.state == U.OVERDUE
        keeper.paper(recheck)
        assert perform(recheck.submit_material, by=keeper.cast.applicant).state == U.REVIEWERS


def test_opening_takes_the_same_number_of_queries_for_one_and_for_many(
    make_edition, django_assert_max_num_queries
):
    series = calendar.SERIES["recheck"]
    with clock.moved_to(at(2026, 1, 5)):
        make_edition(1)
        standards_enter()
        with django_assert_max_num_queries(20):
            assert due_open(series) == 1
        for number in range(2, 32):
            make_edition(number, body=organisation(f"联盟{number}") if number % 3 else None)
        standards_enter()
        with django_assert_max_num_queries(20):
            assert due_open(series) == 30
