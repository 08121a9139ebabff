"""F24: consensus, else three quarters of the valid votes of those present."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from standards.review.papers import REVIEW_BALLOT
from standards.states import S
from tests.standards.association import START
from tests.standards.review.test_meeting import missing
from zsa_portal.ballots.actions import recusal_declare, vote_cast
from zsa_portal.ballots.kinds import ABSTENTION_IS_VALID
from zsa_portal.ballots.queries import current, tally
from zsa_portal.documents import render
from zsa_portal.documents.models import IssuedForm
from zsa_portal.people.models import Seat
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import StepsUnmet, WrongState
from zsa_portal.workflow.tasks import take_clock_steps


def conclude(walker, project, conclusion="pass"):
    with clock.moved_to(walker.now):
        return perform(
            project.conclude_by_ballot, by=walker.cast.committee_secretary, conclusion=conclusion
        )


def fail(walker, project):
    with clock.moved_to(walker.now):
        return perform(
            project.fail_review_by_ballot,
            by=walker.cast.committee_secretary,
            reason="未达到四分之三",
        )


@pytest.mark.rule("F24")
def test_two_of_three_valid_votes_do_not_pass(walker, ballot_of):
    project = ballot_of(present=7, yes=2, no=1, abstain=4)
    with pytest.raises(StepsUnmet) as refused:
        conclude(walker, project)
    assert list(missing(refused)) == ["F24"]


@pytest.mark.rule("F24")
def test_three_of_four_valid_votes_pass_exactly(walker, ballot_of):
    project = conclude(walker, ballot_of(present=4, yes=3, no=1))
    assert project.state == S.REVIEW_PASSED


@pytest.mark.rule("F24")
def test_the_base_is_the_valid_votes_of_those_present(walker, ballot_of):
    project = ballot_of(present=6, yes=3, abstain=1)
    counted = tally(current(project, REVIEW_BALLOT.code))
    assert (counted.base, counted.yes, counted.silent, counted.passed) == (4, 3, 2, True)
    conclude(walker, project)
    data = IssuedForm.objects.get(matters=project, kind="standards.review_minutes").data
    silent = data["vote"].pop("silent")
    assert data["vote"] == {
        "valid": 4,
        "yes": 3,
        "no": 0,
        "abstain": 1,
        "needed": 3,
        "abstention_is_valid": True,
    }
    named = {row["name"] for row in data["attendance"] if row["present"]}
    assert len(silent) == 2
    assert set(silent) < named
    assert (data["expected"], data["present"]) == (8, 6)
    with pytest.raises(WrongState):
        fail(walker, project)


@pytest.mark.rule("F24")
def test_one_in_favour_with_six_abstaining_does_not_pass(walker, ballot_of):
    project = ballot_of(present=7, yes=1, abstain=6)
    with pytest.raises(StepsUnmet) as refused:
        conclude(walker, project)
    assert list(missing(refused)) == ["F24"]


READINGS = [
    (True, "An abstention is a valid vote and not in favour.", "弃权票计入有效票，不计为赞成"),
    (False, "An abstention is no valid vote.", "弃权票不计入有效票"),
]


@pytest.mark.parametrize(("valid", "words", "printed"), READINGS)
def test_ballot_page_and_minutes_say_which_reading_of_an_abstention_holds(
    walker, ballot_of, client, valid, words, printed
):
    Setting.objects.create(key=ABSTENTION_IS_VALID.key, value=valid, reason="x", valid_from=START)
    project = ballot_of(present=7, yes=6, abstain=1)
    client.force_login(walker.cast.secretariat)
    with clock.moved_to(walker.now):
        page = client.get(current(project, REVIEW_BALLOT.code).get_absolute_url())
    assert words in page.content.decode()
    conclude(walker, project)
    form = IssuedForm.objects.get(matters=project, kind="standards.review_minutes")
    assert printed in render.html_of(form)


@pytest.mark.rule("F24")
def test_those_present_vote_and_not_all_invited(walker, ballot_of):
    project = ballot_of(present=4, yes=3, no=1)
    ballot = current(project, REVIEW_BALLOT.code)
    invited = project.review_meetings.get().attendance.count()
    assert (invited, ballot.electors.count(), tally(ballot).base) == (8, 4, 4)
    assert set(ballot.electors.values_list("user", flat=True)) == {
        member.pk for member in walker.cast.members[:4]
    }
    assert conclude(walker, project).state == S.REVIEW_PASSED


@pytest.mark.rule("F24")
def test_who_was_present_votes_though_the_seat_ended_since(walker, meeting_day, attend, write):
    project, secretary = write(attend(meeting_day, 4)), walker.cast.committee_secretary
    gone, others = walker.cast.members[0], walker.cast.members[1:4]
    Seat.objects.filter(user=gone).update(ends=clock.day_of(walker.now))
    with walker.day(1):
        project = perform(project.open_review_ballot, by=secretary, question="？")
        ballot = current(project, REVIEW_BALLOT.code)
        for member in [gone, *others]:
            vote_cast(ballot=ballot, by=member, choice="approve")
        project = perform(project.close_review_ballot, by=secretary)
        done = perform(project.conclude_by_ballot, by=secretary, conclusion="pass")
    assert (done.state, tally(ballot).voted) == (S.REVIEW_PASSED, 4)


def test_a_running_ballot_of_the_meeting_ends_without_outcome_and_opens_anew(walker, met):
    secretary, members = walker.cast.committee_secretary, walker.cast.members
    with clock.moved_to(walker.now):
        project = perform(met.open_review_ballot, by=secretary, question="？")
        vote_cast(ballot=current(project, REVIEW_BALLOT.code), by=members[0], choice="approve")
        for somebody in (members[0], walker.cast.applicant, walker.cast.council_secretary):
            with pytest.raises(PermissionDenied):
                perform(project.end_review_ballot_without_outcome, by=somebody, reason="重投")
        project = perform(
            project.end_review_ballot_without_outcome, by=walker.cast.secretariat, reason="议题有误"
        )
        assert project.state == S.TECHNICAL_REVIEW
        assert "议题有误" in members[6].messages.first().body
        project = perform(project.open_review_ballot, by=secretary, question="？？")
    assert tally(current(project, REVIEW_BALLOT.code)).silent == 7


def test_a_counted_ballot_of_the_meeting_is_not_ended(walker, ballot_of):
    project = ballot_of(present=7, yes=3)
    with pytest.raises(StepsUnmet) as refused, clock.moved_to(walker.now):
        perform(
            project.end_review_ballot_without_outcome,
            by=walker.cast.committee_secretary,
            reason="重投",
        )
    assert missing(refused) == {"a_review_ballot_runs": ["No ballot is open."]}


@pytest.mark.rule("F24")
def test_a_passed_ballot_cannot_be_recorded_as_failed(walker, ballot_of):
    project = ballot_of(present=7, yes=7)
    with pytest.raises(StepsUnmet) as refused:
        fail(walker, project)
    assert missing(refused) == {"F24": ["The ballot passed; record that the review passed."]}


def test_a_missed_ballot_fails_the_review(walker, ballot_of):
    project = fail(walker, ballot_of(present=7, yes=5, no=2))
    assert (project.state, project.review_meetings.get().by_consensus) == (S.REVIEW_FAILED, False)


@pytest.mark.rule("F24")
def test_a_ballot_in_which_nobody_votes_passes_nothing(walker, ballot_of):
    with pytest.raises(StepsUnmet):
        conclude(walker, ballot_of(present=7, yes=0))


def test_only_members_present_are_electors(walker, meeting_day, attend, write):
    project = write(attend(meeting_day, 4))
    with clock.moved_to(walker.now):
        project = perform(
            project.open_review_ballot, by=walker.cast.committee_secretary, question="？"
        )
        ballot = current(project, REVIEW_BALLOT.code)
        assert ballot.electors.count() == 4
        with pytest.raises(PermissionDenied):
            vote_cast(ballot=ballot, by=walker.cast.members[5], choice="approve")


def test_the_secretary_without_a_vote_is_no_elector(walker, met):
    with clock.moved_to(walker.now):
        rows = met.review_meetings.get().attendance
        rows.update(present=True)
        project = perform(met.open_review_ballot, by=walker.cast.committee_secretary, question="？")
    assert current(project, REVIEW_BALLOT.code).electors.count() == 7


@pytest.mark.rule("F23")
def test_no_ballot_before_the_attendance(walker, meeting_day, write):
    project = write(meeting_day)
    with pytest.raises(StepsUnmet) as refused, clock.moved_to(walker.now):
        perform(project.open_review_ballot, by=walker.cast.committee_secretary, question="？")
    assert missing(refused) == {"F23": ["The attendance of the review meeting is missing."]}


@pytest.mark.rule("F24")
def test_an_open_ballot_concludes_nothing(walker, met):
    secretary = walker.cast.committee_secretary
    with clock.moved_to(walker.now):
        project = perform(met.open_review_ballot, by=secretary, question="？")
        for member in walker.cast.members:
            vote_cast(ballot=current(project, REVIEW_BALLOT.code), by=member, choice="approve")
        with pytest.raises(StepsUnmet) as refused:
            perform(project.conclude_by_ballot, by=secretary, conclusion="pass")
    assert missing(refused) == {"F24": ["The ballot is still open."]}


def test_it_is_closed_early_when_everyone_present_has_voted(walker, met):
    secretary = walker.cast.committee_secretary
    with clock.moved_to(walker.now):
        project = perform(met.open_review_ballot, by=secretary, question="？")
        ballot = current(project, REVIEW_BALLOT.code)
        with pytest.raises(StepsUnmet) as refused:
            perform(project.close_review_ballot, by=secretary)
        assert list(missing(refused)) == ["everyone_present_has_voted"]
        for member in walker.cast.members:
            vote_cast(ballot=ballot, by=member, choice="approve")
        project = perform(project.close_review_ballot, by=secretary)
        assert (project.state, current(project, REVIEW_BALLOT.code).closed_at) == (
            S.REVIEW_BALLOT,
            walker.now,
        )
        with pytest.raises(StepsUnmet):
            perform(project.close_review_ballot, by=secretary)
        assert perform(project.conclude_by_ballot, by=secretary, conclusion="pass").state == (
            S.REVIEW_PASSED
        )


def test_the_calendar_closes_it_at_the_end_of_the_day(walker, ballot_of):
    project = ballot_of(present=7, yes=3)
    ballot = current(project, REVIEW_BALLOT.code)
    assert (project.state, ballot.closed_by) == (S.REVIEW_BALLOT, None)
    assert ballot.closed_at == ballot.closes_at
    assert IssuedForm.objects.filter(matters=project, kind="ballots.result").exists()


def test_the_worker_closes_it_though_the_secretary_holds_the_matter(
    walker, meeting_day, attend, write
):
    project = write(attend(meeting_day, 4))
    with clock.moved_to(walker.now):
        project = perform(
            project.open_review_ballot, by=walker.cast.committee_secretary, question="？"
        )
    ballot = current(project, REVIEW_BALLOT.code)
    with clock.moved_to(ballot.closes_at):
        assert take_clock_steps() == 1
        assert take_clock_steps() == 0
    ballot.refresh_from_db()
    assert ballot.closed_at == ballot.closes_at


def test_a_recused_member_present_does_not_count(walker, meeting_day, attend, write):
    secretary, members = walker.cast.committee_secretary, walker.cast.members
    project = write(attend(meeting_day, 4))
    with clock.moved_to(walker.now):
        recusal_declare(matter=project, user=members[0], reason="参与起草", by=members[0])
        project = perform(project.open_review_ballot, by=secretary, question="？")
        ballot = current(project, REVIEW_BALLOT.code)
        for member in members[1:4]:
            vote_cast(ballot=ballot, by=member, choice="approve")
        assert (tally(ballot).base, tally(ballot).recused, tally(ballot).passed) == (3, 1, True)


def test_the_attendance_is_frozen_while_the_ballot_runs_and_minutes_are_not(
    walker, met, attend, write
):
    with clock.moved_to(walker.now):
        project = perform(met.open_review_ballot, by=walker.cast.committee_secretary, question="？")
    with pytest.raises(WrongState):
        attend(project, 3)
    assert write(project, minutes="补充").review_meetings.get().minutes == "补充"
