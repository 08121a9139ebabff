"""Opening, voting, closing: what is allowed, what is refused, what follows."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from tests.zsa_portal.ballots.conftest import (
    ALL,
    MORNING,
    PANEL,
    VALID,
    cast,
    close,
    gathering,
    members,
    secretary,
)
from zsa_portal.ballots.actions import (
    Gathering,
    Present,
    ballot_close,
    ballot_end,
    ballot_open,
    duties_follow,
    elector_strike,
    vote_cast,
)
from zsa_portal.ballots.kinds import ABSTENTION_IS_VALID, DAYS
from zsa_portal.ballots.models import Ballot, Elector, Vote
from zsa_portal.ballots.queries import ballots_with_new_people, current, open_ballots_of, tally
from zsa_portal.ballots.recount import closed_ballots
from zsa_portal.ballots.tasks import follow_seats
from zsa_portal.documents.models import IssuedForm
from zsa_portal.people.models import Body, Deputyship, OrganisationPerson, Seat
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.workflow.models import Duty, LogEntry, Matter, Recusal
from zsa_portal.workflow.perform import held
from zsa_portal.workflow.queries import open_duties
from zsa_portal.workflow.refusals import BadValue, Refusal

SECOND = dt.timedelta(seconds=1)


def owing(ballot):
    """Those who still owe their vote."""
    rows = Duty.objects.filter(matter=ballot.matter_id, key=ballot.duty_key, done_at=None)
    return {duty.party.user for duty in rows.select_related("party__user")}


def steps(ballot):
    return list(
        LogEntry.objects.filter(matter=ballot.matter_id)
        .order_by("pk")
        .values_list("step", flat=True)
    )


def test_opening_freezes_the_electors_and_everyone_owes_a_vote(make_ballot):
    ballot = make_ballot(7)
    assert ballot.electors.count() == 7
    assert owing(ballot) == set(members(ballot))
    assert {duty.due_at for duty in Duty.objects.filter(key=ballot.duty_key)} == {ballot.closes_at}
    Seat.objects.create(
        body=ballot.body, user=ballot.matter.people["staff"], starts=dt.date(2020, 1, 1)
    )
    assert tally(ballot).base == 7
    assert current(ballot.matter, "test.all") == ballot
    assert steps(ballot)[-1] == "ballot_open"


def test_a_ballot_lasts_as_long_as_the_setting_says(make_ballot):
    assert make_ballot().closes_at == dt.datetime(2026, 3, 10, tzinfo=clock.SHANGHAI)
    Setting.objects.create(key=DAYS.key, value=3, reason="Shorter.", valid_from=MORNING)
    assert make_ballot().closes_at == dt.datetime(2026, 3, 6, tzinfo=clock.SHANGHAI)
    assert make_ballot(days=1).closes_at == dt.datetime(2026, 3, 4, tzinfo=clock.SHANGHAI)


def test_a_ballot_among_those_present_ends_with_the_day(make_ballot):
    ballot = make_ballot(8, kind=VALID, present=5)
    assert ballot.electors.count() == 5
    assert ballot.closes_at == dt.datetime(2026, 3, 3, tzinfo=clock.SHANGHAI)


@pytest.mark.parametrize("days", [0, -1, 181])
def test_a_length_out_of_bounds_is_refused(make_ballot, days):
    with pytest.raises(BadValue) as refused:
        make_ballot(days=days)
    assert (refused.value.field, str(refused.value)) == (
        "days",
        "A ballot lasts from 1 to 180 natural days.",
    )
    assert Ballot.objects.count() == 0


def test_a_question_that_never_ends_is_refused_and_none_asks_for_the_matter(make_ballot):
    with pytest.raises(BadValue) as refused:
        make_ballot(question="x" * 401)
    assert refused.value.field == "question"
    ballot = make_ballot(question="  ")
    assert ballot.question == ballot.matter.title


def test_a_second_ballot_of_the_kind_waits_for_the_first(make_ballot):
    ballot = make_ballot()
    with pytest.raises(Refusal) as refused:
        make_ballot(matter=ballot.matter)
    assert refused.value.reasons == ["A ballot of this kind is open already."]
    cast(ballot, "yyyyyyy")
    close(ballot)
    assert make_ballot(matter=ballot.matter).pk > ballot.pk


def test_a_body_without_votes_cannot_vote(make_ballot):
    with pytest.raises(Refusal) as refused:
        make_ballot(0)
    assert len(refused.value.reasons) == 1


def test_all_members_vote_nobody_is_chosen(make_ballot, make_committee, make_matter):
    committee = make_committee(4)
    matter = make_matter("balloting", committee=committee)
    some = gathering(Seat.objects.filter(body=committee)[:3])
    with held(matter) as fresh, pytest.raises(BadValue) as refused:
        ballot_open(matter=fresh, kind=ALL, body=committee, question="", by=None, gathering=some)
    assert refused.value.field == "seats"


def test_those_present_are_named_and_sit_on_the_body(make_committee, make_matter):
    committee, other = make_committee(4), make_committee(1)
    matter = make_matter("balloting", committee=committee)
    for here in (None, gathering([]), gathering(Seat.objects.filter(body=other))):
        with held(matter) as fresh, pytest.raises(BadValue) as refused:
            ballot_open(
                matter=fresh, kind=VALID, body=committee, question="", by=None, gathering=here
            )
        assert refused.value.field == "seats"


def test_a_recused_panel_member_is_no_elector(make_committee, make_matter):
    panel = make_committee(5)
    matter = make_matter("balloting", committee=panel)
    recused = Seat.objects.filter(body=panel, votes=True).last().user
    Recusal.objects.create(
        matter=matter, user=recused, reason="Interest.", declared_by=recused, declared_at=MORNING
    )
    with held(matter) as fresh:
        ballot = ballot_open(matter=fresh, kind=PANEL, body=panel, question="", by=None)
    assert len(members(ballot)) == 4
    assert recused not in members(ballot)


def test_a_vote_is_counted_logged_without_its_choice_and_ends_the_duty(make_ballot):
    ballot = make_ballot(7)
    voter = members(ballot)[0]
    vote = vote_cast(ballot=ballot, by=voter, choice="approve")
    assert (vote.choice, vote.cast_by, vote.cast_at) == ("approve", voter, MORNING)
    assert owing(ballot) == set(members(ballot)[1:])
    entry = LogEntry.objects.filter(matter=ballot.matter_id).first()
    assert (entry.step, entry.by, entry.reason) == ("vote_cast", voter, "")
    assert entry.values == {
        "ballot": f"zsa_ballots.ballot:{ballot.pk}",
        "elector": f"zsa_ballots.elector:{vote.elector_id}",
    }


def test_against_needs_a_reason(make_ballot):
    ballot = make_ballot()
    for reason in ("", "   \n"):
        with pytest.raises(BadValue) as refused:
            vote_cast(ballot=ballot, by=members(ballot)[0], choice="disapprove", reason=reason)
        assert (refused.value.field, str(refused.value)) == ("reason", "Say why you are against.")
    assert Vote.objects.count() == 0


@pytest.mark.parametrize("choice", ["", "maybe", "APPROVE"])
def test_an_unknown_choice_is_refused(make_ballot, choice):
    ballot = make_ballot()
    with pytest.raises(BadValue) as refused:
        vote_cast(ballot=ballot, by=members(ballot)[0], choice=choice)
    assert refused.value.field == "choice"
    assert Vote.objects.count() == 0


def test_a_reason_that_never_ends_is_refused(make_ballot):
    ballot = make_ballot()
    with pytest.raises(BadValue) as refused:
        vote_cast(ballot=ballot, by=members(ballot)[0], choice="abstain", reason="x" * 4001)
    assert str(refused.value) == "At most 4000 characters; you wrote 4001."


def test_a_vote_may_change_until_closing_and_its_history_stays(make_ballot):
    ballot = make_ballot()
    voter = members(ballot)[0]
    for choice in ("approve", "disapprove", "abstain"):
        vote_cast(ballot=ballot, by=voter, choice=choice, reason="Because.")
    assert list(Vote.objects.values_list("choice", "replaced_at")) == [
        ("approve", MORNING),
        ("disapprove", MORNING),
        ("abstain", None),
    ]
    assert (tally(ballot).yes, tally(ballot).no, tally(ballot).abstain) == (0, 0, 1)
    assert steps(ballot)[-3:] == ["vote_cast", "vote_change", "vote_change"]


def test_the_same_vote_twice_is_one_vote(make_ballot):
    ballot = make_ballot()
    voter = members(ballot)[0]
    first = vote_cast(ballot=ballot, by=voter, choice="disapprove", reason="No.")
    second = vote_cast(ballot=ballot, by=voter, choice="disapprove", reason=" No. ")
    assert first == second
    assert Vote.objects.count() == 1


@pytest.mark.parametrize(
    ("offset", "accepted"), [(-SECOND, True), (dt.timedelta(), False), (SECOND, False)]
)
def test_the_end_is_exclusive_to_the_second(make_ballot, offset, accepted):
    ballot = make_ballot()
    voter = members(ballot)[0]
    with clock.moved_to(ballot.closes_at + offset):
        if accepted:
            vote_cast(ballot=ballot, by=voter, choice="approve")
        else:
            with pytest.raises(Refusal) as refused:
                vote_cast(ballot=ballot, by=voter, choice="approve")
            assert refused.value.reasons == [
                "This ballot ended at 2026-03-09 24:00. Nothing was recorded."
            ]
    assert Vote.objects.count() == int(accepted)


def test_a_closed_ballot_takes_no_vote_though_its_time_is_not_over(make_ballot):
    ballot = make_ballot(2)
    cast(ballot, "yy")
    close(ballot, at=MORNING + SECOND)
    with pytest.raises(Refusal) as refused:
        vote_cast(ballot=ballot, by=members(ballot)[0], choice="abstain")
    assert refused.value.reasons == ["This ballot ended at 2026-03-02 09:30. Nothing was recorded."]


def test_who_is_no_elector_has_no_vote(make_ballot, make_user):
    ballot = make_ballot()
    for outsider in (make_user(), ballot.matter.people["staff"], ballot.matter.people["applicant"]):
        with pytest.raises(PermissionDenied):
            vote_cast(ballot=ballot, by=outsider, choice="approve")
    assert Vote.objects.count() == 0


def test_a_deputy_never_votes_and_is_not_shown_the_duty(make_ballot, make_user):
    ballot, deputy = make_ballot(), make_user()
    principal = members(ballot)[0]
    Deputyship.objects.create(principal=principal, deputy=deputy, starts=dt.date(2026, 1, 1))
    assert [duty.key for duty in open_duties(principal)] == [ballot.duty_key]
    assert list(open_duties(deputy)) == []
    with pytest.raises(PermissionDenied):
        vote_cast(ballot=ballot, by=deputy, choice="approve")


def test_a_member_who_left_the_seat_votes_no_more_and_one_who_lost_the_vote_neither(make_ballot):
    ballot = make_ballot()
    gone = members(ballot)[3]
    Seat.objects.filter(user=gone).update(ends=dt.date(2026, 3, 1))
    with pytest.raises(PermissionDenied):
        vote_cast(ballot=ballot, by=gone, choice="approve")
    assert tally(ballot).base == 7


def test_two_representatives_of_one_member_have_one_vote(make_ballot, make_user, make_organisation):
    ballot = make_ballot()
    elector = ballot.electors.order_by("pk").first()
    first, second = elector.seat.user, make_user(organisation=make_organisation())
    vote_cast(ballot=ballot, by=first, choice="approve")
    Seat.objects.filter(pk=elector.seat_id).update(user=second)
    vote_cast(ballot=ballot, by=second, choice="disapprove", reason="We think otherwise.")
    with pytest.raises(PermissionDenied):
        vote_cast(ballot=ballot, by=first, choice="approve")
    assert list(elector.votes.values_list("cast_by", "replaced_at")) == [
        (first.pk, MORNING),
        (second.pk, None),
    ]
    assert (tally(ballot).yes, tally(ballot).no) == (0, 1)


def test_a_new_representative_confirms_the_vote_in_the_own_name(make_ballot, make_user):
    ballot, second = make_ballot(), make_user()
    elector = ballot.electors.order_by("pk").first()
    vote_cast(ballot=ballot, by=elector.seat.user, choice="approve")
    Seat.objects.filter(pk=elector.seat_id).update(user=second)
    vote_cast(ballot=ballot, by=second, choice="approve")
    assert elector.votes.get(replaced_at=None).cast_by == second
    assert tally(ballot).yes == 1


def test_the_duty_follows_the_seat(make_ballot, make_user):
    ballot, second = make_ballot(), make_user()
    elector = ballot.electors.order_by("pk").first()
    former = elector.seat.user
    assert follow_seats() == 0
    Seat.objects.filter(pk=elector.seat_id).update(user=second)
    assert follow_seats() == 1
    assert owing(ballot) == {second, *members(ballot)[1:]}
    assert former not in owing(ballot)
    assert [one.ballot for one in open_ballots_of(second)] == [ballot]
    vote_cast(ballot=ballot, by=second, choice="approve")
    assert second not in owing(ballot)
    assert follow_seats() == 1
    assert second not in owing(ballot)


def test_duties_of_a_closed_ballot_stay_as_they_are(make_ballot):
    ballot = make_ballot(2)
    cast(ballot, "yy")
    close(ballot)
    duties_follow(ballot=ballot)
    assert owing(ballot) == set()


def test_a_struck_elector_votes_no_more_and_the_reason_is_kept(make_ballot):
    ballot = make_ballot(8)
    cast(ballot, "yyyyyyyn")
    last = ballot.electors.order_by("pk").last()
    elector_strike(elector=last, reason="Left the association.", by=secretary(ballot))
    counted = tally(ballot)
    assert (counted.yes, counted.no, counted.struck, counted.base) == (7, 0, 1, 8)
    entry = LogEntry.objects.filter(matter=ballot.matter_id).first()
    assert (entry.step, entry.reason) == ("elector_strike", "Left the association.")
    with pytest.raises(Refusal) as refused:
        vote_cast(ballot=ballot, by=last.seat.user, choice="approve")
    assert refused.value.reasons == [
        "You were struck from the list of this ballot: Left the association."
    ]
    assert Vote.objects.filter(elector=last, replaced_at=None).count() == 0


def test_striking_ends_the_duty_and_twice_is_once(make_ballot):
    ballot = make_ballot(3)
    elector = ballot.electors.order_by("pk").last()
    for _time in range(2):
        elector_strike(elector=elector, reason="Gone.", by=ballot.matter.people["staff"])
    assert owing(ballot) == set(members(ballot)[:2])
    assert steps(ballot).count("elector_strike") == 1


def test_striking_is_for_secretaries_with_a_reason_while_the_ballot_is_open(make_ballot):
    ballot = make_ballot(3)
    elector = ballot.electors.order_by("pk").last()
    for other in (elector.seat.user, ballot.matter.people["applicant"]):
        with pytest.raises(PermissionDenied):
            elector_strike(elector=elector, reason="No reason.", by=other)
    with pytest.raises(BadValue):
        elector_strike(elector=elector, reason="  ", by=secretary(ballot))
    with clock.moved_to(ballot.closes_at), pytest.raises(Refusal):
        elector_strike(elector=elector, reason="Too late.", by=secretary(ballot))
    assert Elector.objects.filter(struck_at__isnull=False).count() == 0


def test_an_officer_of_the_applicant_strikes_nobody(make_ballot, make_staff, make_organisation):
    ballot = make_ballot(3)
    elector = ballot.electors.order_by("pk").last()
    interested = make_staff(organisation=ballot.matter.applicant)
    OrganisationPerson.objects.create(
        user=secretary(ballot), organisation=ballot.matter.applicant, starts=dt.date(2020, 1, 1)
    )
    for officer in (interested, secretary(ballot)):
        with pytest.raises(PermissionDenied):
            elector_strike(elector=elector, reason="Gone.", by=officer)
    elsewhere = make_staff(organisation=make_organisation())
    assert elector_strike(elector=elector, reason="Gone.", by=elsewhere).struck_by == elsewhere


def test_closing_early_needs_every_unrecused_vote(make_ballot):
    ballot = make_ballot(4)
    recused = members(ballot)[3]
    cast(ballot, "yy")
    Recusal.objects.create(
        matter_id=ballot.matter_id, user=recused, reason="Interest.", declared_by=recused
    )
    with pytest.raises(Refusal) as refused, held(ballot.matter):
        ballot_close(ballot=ballot, by=secretary(ballot))
    assert refused.value.reasons == [
        "1 elector has not voted yet; a ballot closes before its time only when all have."
    ]
    vote_cast(ballot=ballot, by=members(ballot)[2], choice="abstain")
    with held(ballot.matter):
        closed = ballot_close(ballot=ballot, by=secretary(ballot))
    assert closed.result == {
        "yes": 2,
        "no": 0,
        "abstain": 1,
        "recused": 1,
        "silent": 0,
        "struck": 0,
        "base": 4,
        "needed": 3,
        "passed": False,
    }


def test_closing_keeps_the_count_issues_the_paper_and_ends_the_duties(make_ballot):
    ballot = make_ballot(4)
    cast(ballot, "yyy")
    closed = close(ballot)
    assert closed.closed_at == ballot.closes_at
    assert closed.result_form == IssuedForm.objects.get()
    assert closed.result_form.number == "TP-2026-001"
    assert list(closed.result_form.matters.all()) == [Matter.objects.get(pk=ballot.matter_id)]
    assert owing(ballot) == set()
    entry = LogEntry.objects.filter(matter=ballot.matter_id).first()
    assert (entry.step, entry.by, entry.values["yes"]) == ("ballot_close", None, 3)
    with pytest.raises(Refusal):
        close(ballot)


def test_the_count_of_a_closed_ballot_does_not_move(make_ballot):
    ballot = make_ballot(4)
    cast(ballot, "yyy")
    close(ballot)
    member = members(ballot)[0]
    Recusal.objects.create(
        matter_id=ballot.matter_id, user=member, reason="Later.", declared_by=member
    )
    counted = tally(Ballot.objects.get(pk=ballot.pk))
    assert (counted.yes, counted.recused, counted.passed) == (3, 0, True)
    assert Elector.objects.placed().filter(position="recused").count() == 0


def test_an_abstention_is_valid_as_the_figure_stood_at_opening(make_ballot):
    strict = make_ballot(4, kind=VALID)
    Setting.objects.create(
        key=ABSTENTION_IS_VALID.key, value=False, reason="So.", valid_from=MORNING
    )
    lenient = make_ballot(4, kind=VALID)
    for ballot, base in ((strict, 4), (lenient, 3)):
        cast(ballot, "yyna")
        assert tally(ballot).base == base


@pytest.mark.rule("F24")
def test_valid_votes_of_those_present_decide(make_ballot):
    ballot = make_ballot(9, kind=VALID, present=5)
    cast(ballot, "yyn--")
    assert not tally(ballot).passed
    assert tally(ballot).lacking == ["1 more vote in favour is needed: 2 of 3 valid votes."]


@pytest.mark.rule("F24")
def test_one_in_favour_with_six_abstaining_is_no_majority(make_ballot):
    ballot = make_ballot(7, kind=VALID)
    cast(ballot, "yaaaaaa")
    counted = tally(ballot)
    assert (counted.base, counted.yes, counted.passed) == (7, 1, False)
    assert ballot.abstention_reading == "An abstention is a valid vote and not in favour."


def test_who_was_present_votes_though_the_seat_has_ended_or_changed_hands(
    make_ballot, make_user, make_committee, make_matter
):
    committee = make_committee(4)
    matter = make_matter("balloting", committee=committee)
    first, second, third, _absent = committee.seats.order_by("pk")
    here = Gathering([Present(one, one.user) for one in (first, second, third)], MORNING.date())
    successor = make_user("Successor")
    ended, moved = first.user, second.user
    Seat.objects.filter(pk=first.pk).update(ends=MORNING.date())
    Seat.objects.filter(pk=second.pk).update(user=successor)
    with clock.moved_to(MORNING + dt.timedelta(days=1)):
        with held(matter) as fresh:
            ballot = ballot_open(
                matter=fresh, kind=VALID, body=committee, question="", by=None, gathering=here
            )
        for voter in (ended, moved, third.user):
            vote_cast(ballot=ballot, by=voter, choice="approve")
        with pytest.raises(PermissionDenied):
            vote_cast(ballot=ballot, by=successor, choice="approve")
        duties_follow(ballot=ballot)
        assert not Duty.objects.filter(matter=matter, key=ballot.duty_key, done_at=None).exists()
        assert (tally(ballot).yes, tally(ballot).silent) == (3, 0)
        assert ballots_with_new_people() == []
        with held(matter):
            assert ballot_close(ballot=ballot, by=None).result["passed"]


def test_a_body_dissolved_votes_on_nothing(make_ballot):
    ballot = make_ballot(3)
    close(ballot)
    Body.objects.filter(pk=ballot.body_id).update(dissolved=MORNING.date())
    ballot.matter.people["committee"].refresh_from_db()
    with pytest.raises(Refusal) as refused:
        make_ballot(matter=ballot.matter)
    assert refused.value.reasons == [f"{ballot.body} does not exist today."]


def end(ballot, reason="The wrong draft was attached."):
    with held(ballot.matter):
        return ballot_end(ballot=ballot, reason=reason, by=ballot.matter.people["staff"])


def test_a_running_ballot_ends_without_outcome_with_a_reason_its_electors_are_told(make_ballot):
    ballot = make_ballot(4)
    cast(ballot, "yyyy")
    with pytest.raises(BadValue) as refused:
        end(ballot, " ")
    assert refused.value.field == "reason"
    ended = end(ballot)
    assert (ended.closed_at, ended.result, ended.result_form) == (MORNING, None, None)
    assert ended.end_reason == "The wrong draft was attached."
    counted = tally(ended)
    assert (counted.passed, counted.yes, counted.base) == (False, 0, 0)
    assert counted.lacking == ["The ballot was ended without outcome."]
    assert (ended.shows_tally, ended.shows_names) == (False, False)
    for member in members(ballot):
        told = member.messages.first()
        assert (told.subject, told.link) == (
            f"Ballot ended without outcome: {ballot.question}",
            ballot.get_absolute_url(),
        )
        assert "The wrong draft was attached." in told.body
    entry = LogEntry.objects.filter(matter=ballot.matter, step="ballot_end").get()
    assert entry.reason == "The wrong draft was attached."
    assert not Duty.objects.filter(matter=ballot.matter_id, key=ballot.duty_key, done_at=None)


def test_an_ended_ballot_takes_no_vote_and_gives_way_to_another(make_ballot):
    ballot = make_ballot(4)
    cast(ballot, "y")
    end(ballot)
    with pytest.raises(Refusal):
        vote_cast(ballot=ballot, by=members(ballot)[1], choice="approve")
    with pytest.raises(Refusal):
        end(ballot)
    with pytest.raises(Refusal):
        close(ballot)
    again = make_ballot(matter=ballot.matter)
    assert tally(again).silent == 4
    assert closed_ballots() == []


def test_a_ballot_whose_time_is_over_is_counted_not_ended(make_ballot):
    ballot = make_ballot(4)
    with pytest.raises(Refusal), clock.moved_to(ballot.closes_at):
        end(ballot)


def test_a_ballot_is_closed_with_a_count_or_with_a_reason_never_both(make_ballot):
    ballot = make_ballot(4)
    for values in ({"closed_at": MORNING}, {"closed_at": MORNING, "result": {}, "end_reason": "x"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Ballot.objects.filter(pk=ballot.pk).update(**values)


@pytest.mark.rule("F13a")
def test_six_of_eight_members_pass_and_five_do_not(make_ballot):
    ballot = make_ballot(8)
    cast(ballot, "yyyyy")
    assert tally(ballot).lacking == ["1 more vote in favour is needed: 5 of 8, 6 required."]
    vote_cast(ballot=ballot, by=members(ballot)[5], choice="approve")
    assert tally(ballot).passed


@pytest.mark.rule("F13a")
def test_striking_does_not_make_the_majority_of_all_members_smaller(make_ballot):
    ballot = make_ballot(8)
    cast(ballot, "yyyyy--n")
    last = ballot.electors.order_by("pk").last()
    elector_strike(elector=last, reason="Left.", by=secretary(ballot))
    counted = tally(ballot)
    assert (counted.base, counted.needed, counted.passed) == (8, 6, False)
    assert counted.lacking == ["1 more vote in favour is needed: 5 of 8, 6 required."]
    vote_cast(ballot=ballot, by=members(ballot)[5], choice="approve")
    assert tally(ballot).passed


@pytest.mark.rule("F24")
def test_a_struck_vote_is_no_valid_vote_of_those_present(make_ballot):
    ballot = make_ballot(5, kind=VALID)
    cast(ballot, "yyynn")
    assert tally(ballot).lacking == ["3 more votes in favour are needed: 3 of 5 valid votes."]
    elector_strike(
        elector=ballot.electors.order_by("pk").last(), reason="Left.", by=secretary(ballot)
    )
    counted = tally(ballot)
    assert (counted.base, counted.struck, counted.passed) == (4, 1, True)


@pytest.mark.parametrize(
    "write",
    [
        "UPDATE zsa_ballots_vote SET choice = 'abstain'",
        "UPDATE zsa_ballots_vote SET cast_at = cast_at - interval '1 day'",
        "DELETE FROM zsa_ballots_vote",
        "TRUNCATE zsa_ballots_vote",
        "UPDATE zsa_ballots_elector SET name = 'x'",
        "DELETE FROM zsa_ballots_elector",
        "UPDATE zsa_ballots_ballot SET numerator = 1",
        "UPDATE zsa_ballots_ballot SET closes_at = closes_at + interval '1 day'",
        "TRUNCATE zsa_ballots_decision_matters, zsa_ballots_decision",
    ],
)
def test_the_database_keeps_votes_lists_and_questions(make_ballot, write):
    ballot = make_ballot(3)
    cast(ballot, "yyn")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(write)


@pytest.mark.parametrize(
    "write",
    [
        "UPDATE zsa_ballots_ballot SET result = '{}'",
        "UPDATE zsa_ballots_ballot SET closed_at = NULL, result = NULL",
        "UPDATE zsa_ballots_elector SET struck_at = now(), strike_reason = 'x'",
    ],
)
def test_the_database_keeps_a_closed_count(make_ballot, write):
    ballot = make_ballot(3)
    cast(ballot, "yyn")
    close(ballot)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(write)


def test_the_database_takes_no_vote_outside_of_its_ballot(make_ballot):
    ballot = make_ballot(3)
    elector = ballot.electors.first()
    for at in (ballot.opened_at - SECOND, ballot.closes_at):
        with pytest.raises(DatabaseError), transaction.atomic():
            Vote.objects.create(elector=elector, choice="approve", cast_at=at, cast_by=elector.user)
    cast(ballot, "yyy")
    close(ballot, at=MORNING + SECOND)
    with pytest.raises(DatabaseError), transaction.atomic():
        Vote.objects.create(
            elector=elector, choice="approve", cast_at=MORNING + 2 * SECOND, cast_by=elector.user
        )
