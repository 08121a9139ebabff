"""What letters and conclusions have to be, on bare values: ties, empty hands, earlier rounds."""

from __future__ import annotations

from operator import attrgetter
from types import SimpleNamespace
from typing import Any

import pytest

from certification.upkeep import rules
from certification.upkeep.conclusions import Conclusion
from zsa_portal.workflow.memo import remember

pytestmark = pytest.mark.usefixtures("in_english")
ELSEWHERE = ["Most reviewers concluded otherwise; say why the conclusion departs from them."]
NOBODY = ["No reviewer accepts the changes; send the revision back or do not accept it."]


def letter(conclusion="continue", *, at: Any = "now", **changes):
    """A letter review of the present round, answered unless said otherwise."""
    row = {"conclusion": conclusion, "at": at, "round": 2, "released_at": None, "recused": False}
    others = {"replaces_id": None, "displaced": False, "pk": 1, "expert": "张三"}
    return SimpleNamespace(**row | others | changes)


def matter(*letters, **changes):
    """A re-check with these letters, which are read already."""
    rows = SimpleNamespace()
    for name in ("filter", "with_recusals", "select_related", "order_by"):
        setattr(rows, name, lambda *_words, **_named: rows)
    known = {
        "PLAIN": "continue",
        "EDITION_BY": "",
        "CONCLUSIONS": Conclusion,
        "conclusion": "continue",
        "engagements": rows,
        "REVIEW": SimpleNamespace(key="x"),
    }
    found = SimpleNamespace(**known | changes)
    remember(found, "letter_reviews", list(letters))
    return found


def test_half_of_the_reviewers_are_not_most_of_them():
    asked = rules.departing_from_reviewers_is_explained

    def lacks(*given, grounds=" "):
        return asked.missing((matter(*map(letter, given)), "continue", grounds))

    assert lacks("continue", "revise") == ELSEWHERE
    assert lacks("continue", "revise", grounds="已澄清") == []
    assert lacks("continue", "continue", "revise") == []
    assert lacks("revise") == ELSEWHERE
    assert lacks() == ELSEWHERE


def test_only_answers_of_the_present_round_are_counted():
    answered = [letter(), letter("revise", at=None), letter("revise", round=1)]
    asked = rules.departing_from_reviewers_is_explained
    assert asked.missing((matter(*answered), "continue", "")) == []


@pytest.mark.rule("R23")
def test_changes_need_one_reviewer_who_accepts_them_where_anybody_answered():
    asked = rules.changes_are_reviewed_positively

    def lacks(*letters, conclusion="continue"):
        return asked.missing((matter(*letters), conclusion, ""))

    assert lacks(letter("reject")) == NOBODY
    assert lacks(letter("reject"), letter("continue", at=None)) == NOBODY
    assert lacks(letter("reject"), letter()) == []
    assert lacks(letter("reject"), conclusion="reject") == []
    assert lacks() == []


@pytest.mark.rule("R21")
def test_who_has_not_answered_is_named_and_somebody_has_to_review():
    asked = rules.every_reviewer_has_answered
    assert asked.missing(matter()) == ["No expert reviews this; choose experts."]
    assert asked.missing(matter(letter(at=None))) == ["张三 has not answered."]
    assert asked.missing(matter(letter())) == []


def test_a_conclusion_that_is_not_the_plain_one_says_why():
    asked = rules.conclusion_says_why
    assert asked.missing((matter(), "continue", "")) == []
    assert asked.missing((matter(), "revise", "技术过时")) == []
    assert asked.missing((matter(), "revise", " ")) == [
        "Say why; the body reads the reason, and the public does."
    ]
    assert asked.missing((matter(), "accept", "x")) == ["Choose a conclusion."]


def test_only_a_conclusion_that_brings_an_edition_waits_for_it():
    asked = rules.no_edition_comes_of_it
    said = ["The changes were accepted: publish the revised standard, which tells the body too."]
    assert asked.missing(matter(EDITION_BY="x")) == said
    assert asked.missing(matter(EDITION_BY="x", conclusion="reject")) == []
    assert asked.missing(matter()) == []


def test_what_an_opinion_says_stays():
    assert rules.opinion_is_not_given.missing(letter(at=None)) == []
    assert rules.opinion_is_not_given.missing(letter()) == ["张三 has answered; the opinion stays."]


class Letters(list):
    """Letter reviews as a manager gives them, put in order by their fields."""

    def __getattr__(self, name):
        return lambda *_words, **_named: self

    def order_by(self, *names):
        found = list(self)
        for name in reversed(names):
            found.sort(key=attrgetter(name.lstrip("-")), reverse=name.startswith("-"))
        return found


def test_letters_stand_by_round_the_latest_first_and_as_they_were_asked():
    asked = Letters(letter(pk=pk, round=of) for pk, of in ((4, 2), (1, 1), (3, 2), (2, 1)))
    found = SimpleNamespace(engagements=asked, REVIEW=SimpleNamespace(key="x"))
    assert [row.pk for row in rules.engaged_in(found)] == [3, 4, 1, 2]


def test_the_ballot_of_the_re_examination_panel_is_asked_for(monkeypatch):
    monkeypatch.setattr(rules, "latest", lambda matter, code: (matter, code))
    assert rules.last_ballot("x") == ("x", rules.REEXAMINATION_BALLOT.code)
