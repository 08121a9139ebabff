"""What the steps of a judgement ask, on bare values: what is open, what was asked, what is left."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from certification.assessment import rules
from certification.assessment.criteria import TABLE_1
from certification.assessment.papers import ASSESSMENT_BALLOT
from certification.states import S
from zsa_portal.meetings.models import CALLED_OFF, Meeting
from zsa_portal.regulations import clock
from zsa_portal.workflow.memo import remember

pytestmark = pytest.mark.usefixtures("in_english")
NOW = dt.datetime(2026, 3, 2, 9, 30, tzinfo=clock.SHANGHAI)
SECOND = dt.timedelta(seconds=1)
ASKED = {
    "7:0": ("张三", {"clause": "5", "change": "改单位"}),
    "8:0": ("李四", {"clause": "6", "change": "补图"}),
}


@pytest.fixture(autouse=True)
def at_morning():
    with clock.moved_to(NOW):
        yield


def change(number=1, **said):
    row = {"covers": [], "is_answered": True, "confirmed_at": NOW, "objection": "", "due_at": NOW}
    return SimpleNamespace(number=number, **row | said)


def judgement(key, name, asked):
    """What a reviewer handed in who asks for one change."""
    return SimpleNamespace(pk=int(key.partition(":")[0]), name=name, asked=[asked])


def recognition(*changes, ballot="closed", asked=(), silent=0, passed=True):
    """An assessment of which all is read already."""
    rows = SimpleNamespace(order_by=lambda *_names: ())
    found = SimpleNamespace(changes_asked=SimpleNamespace(filter=lambda **_of: rows))
    closed_at = NOW if ballot == "closed" else None
    here = SimpleNamespace(pk=3, closed_at=closed_at) if ballot else None
    lacking = [] if passed else ["1 more vote."]
    tallied = SimpleNamespace(silent=silent, passed=passed, lacking=lacking)
    remember(found, f"ballot:{ASSESSMENT_BALLOT.code}", here)
    remember(found, "assessment_tally", tallied)
    remember(found, "judgements", [judgement(key, *ASKED[key]) for key in asked])
    remember(found, "changes_asked", list(changes))
    return found


def met(*meetings, ready=(NOW,)):
    """An assessment of which the panel was complete at these instants and met."""
    found = recognition()
    found.pk, found.meetings = 1, Meeting.objects
    remember(found, "moves", [SimpleNamespace(to_state=S.PANEL_READY, at=at) for at in ready])
    remember(found, "panel_meetings", list(meetings))
    return found


def meeting(**said):
    row = {"conclusion": "", "convened_at": NOW, "minutes": "纪要", "unhandled": []}
    return SimpleNamespace(**row | said)


@pytest.mark.rule("R17a")
def test_the_review_waits_for_the_last_second_of_the_notice(monkeypatch):
    def lacks(closes_at):
        notice = SimpleNamespace(closes_at=closes_at)
        monkeypatch.setattr(rules, "latest_notice", lambda _matter, _kind: notice)
        return rules.notice_has_ended.missing(recognition())

    assert lacks(NOW) == []
    assert lacks(NOW + SECOND) == [
        "The public notice runs until 2026-03-02 09:30; the review takes place after it."
    ]


def test_a_meeting_is_of_the_review_in_which_it_was_convened():
    held, off = meeting(), meeting(conclusion=CALLED_OFF)
    assert rules.meeting_of(met(off, held)) is held
    assert rules.meeting_of(met(held, ready=(NOW - SECOND, NOW))) is held
    assert rules.meeting_of(met(held, ready=(NOW, NOW + SECOND))) is None
    assert rules.meeting_of(met(held, ready=())) is None


@pytest.mark.rule("R17a")
def test_the_minutes_have_words_and_handle_each_opinion():
    asked = rules.minutes_are_written
    assert asked.missing(met()) == asked.missing(met(meeting())) == []
    assert asked.missing(met(meeting(minutes=" ", unhandled=[2]))) == [
        "The text of the minutes is missing.",
        "The minutes do not say how opinion 2 was handled.",
    ]


@pytest.mark.rule("R10")
def test_an_item_that_was_passed_over_is_not_judged():
    first, *others = TABLE_1
    filled = {item.key: {"answer": "met", "reason": "符合"} for item in others}
    found = recognition()
    remember(found, "judgements", [SimpleNamespace(name="张三", filled=filled)])
    assert rules.every_item_is_judged.missing(found) == [
        f"张三 has not judged “{first.label}” with a reason."
    ]
    filled[first.key] = {"answer": "met", "reason": "符合"}
    assert rules.every_item_is_judged.missing(found) == []


def test_nobody_learns_what_is_asked_before_the_judgement_is_closed():
    assert rules.asked_by_reviewers(recognition(ballot="open", asked=ASKED)) == {}
    assert rules.asked_by_reviewers(recognition(ballot="", asked=ASKED)) == {}
    assert list(rules.asked_by_reviewers(recognition(asked=ASKED))) == list(ASKED)


def test_without_a_judgement_no_change_is_listed():
    assert rules.changes_of(recognition(ballot="")) == []


def test_a_judgement_closes_early_only_when_nobody_is_silent():
    asked = rules.every_reviewer_has_judged
    assert asked.missing(recognition(ballot="open")) == []
    assert asked.missing(recognition(ballot="open", silent=2)) == [
        "2 reviewers have not judged yet."
    ]
    assert asked.missing(recognition()) == ["No judgement is open."]
    assert asked.missing(recognition(ballot="")) == ["No judgement is open."]


@pytest.mark.rule("R17c")
def test_the_panel_has_judged_when_its_ballot_is_closed():
    not_yet = ["The panel has not judged."]
    for asked in (rules.panel_has_passed, rules.panel_has_not_passed):
        assert asked.missing(recognition(ballot="")) == not_yet
        assert asked.missing(recognition(ballot="open")) == not_yet
    assert rules.panel_has_passed.missing(recognition()) == []
    assert rules.panel_has_passed.missing(recognition(passed=False)) == ["1 more vote."]
    assert rules.panel_has_not_passed.missing(recognition(passed=False)) == []
    assert rules.panel_has_not_passed.missing(recognition()) == [
        "3/4 of the panel passed it; record that it passed."
    ]


@pytest.mark.rule("R17c")
def test_one_change_asked_for_or_listed_is_one_too_many():
    said = ["The panel asks for changes; ask the body for them."]
    assert rules.no_change_is_asked.missing(recognition()) == []
    assert rules.no_change_is_asked.missing(recognition(asked=["7:0"])) == said
    assert rules.no_change_is_asked.missing(recognition(change())) == said
    assert rules.no_change_is_asked.missing(recognition(change(), asked=["7:0"])) == said


@pytest.mark.rule("R17c")
def test_each_change_that_a_reviewer_asks_for_is_covered_by_the_list():
    asked = rules.every_change_is_listed
    assert asked.missing(recognition()) == ["The list of changes is empty."]
    assert asked.missing(recognition(change())) == []
    assert asked.missing(recognition(change(covers=["7:0"]), asked=ASKED)) == [
        "A change that 李四 asks for is not on the list: 补图"
    ]
    both = recognition(change(covers=["7:0"]), change(2, covers=["8:0"]), asked=ASKED)
    assert asked.missing(both) == []


@pytest.mark.rule("R17c")
def test_each_change_is_answered_and_confirmed_by_its_number():
    found = recognition(change(), change(2, is_answered=False), change(3, confirmed_at=None))
    assert rules.every_change_is_answered.missing(found) == ["Change 2 is not answered."]
    assert rules.changes_are_confirmed.missing(found) == ["Change 3 is not confirmed."]


def test_changes_go_back_when_one_says_what_misses():
    asked = rules.a_change_is_sent_back
    assert asked.missing(recognition(change(), change(2, objection="未改"))) == []
    assert asked.missing(recognition(change())) == [
        "Say at the changes which is not made, and why."
    ]


def test_the_time_for_changes_runs_to_the_last_of_them():
    asked = rules.time_for_changes_is_over
    later = NOW + SECOND
    assert rules.changes_due(recognition()) is None
    assert rules.changes_due(recognition(change(due_at=later), change(2))) == later
    assert asked.missing(recognition()) == asked.missing(recognition(change())) == []
    assert asked.missing(recognition(change(due_at=later))) == [
        "The body has time for the changes until 2026-03-02 09:30."
    ]
