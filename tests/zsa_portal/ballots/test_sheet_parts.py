"""A score sheet's parts, each by itself: what is laid before electors, kept, and read again."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from zsa_portal.ballots.decisions import DECISIONS, Decider, DecisionKind
from zsa_portal.ballots.sheets import (
    FOUNDED,
    Item,
    ItemCount,
    ScoreSheet,
    frozen,
    points,
    thawed,
)

MATTER = SimpleNamespace(title="示例")
GRADES = (("good", _("Yes")), ("bad", _("No")))
NOVELTY = Item("novelty", _("Unfounded"), GRADES, with_reason=True)
SHEET = ScoreSheet(
    items=(NOVELTY, Item("use", "应用", points(0, 2))),
    comments=lambda matter: [("c1", f"意见：{matter.title}"), ("c2", "意见二")],
)


def test_points_are_worded_as_they_are():
    assert points(1, 3) == (("1", "1"), ("2", "2"), ("3", "3"))


def test_items_and_the_matters_comments_are_laid_before_electors():
    assert SHEET.before(MATTER) == [
        *SHEET.items,
        Item("c1", "意见：示例", FOUNDED),
        Item("c2", "意见二", FOUNDED),
    ]
    twice = ScoreSheet(items=(NOVELTY,), comments=lambda _matter: [("novelty", "x")])
    with pytest.raises(ImproperlyConfigured, match=r"^a score sheet has one item of a key$"):
        twice.before(MATTER)


def test_what_a_ballot_keeps_is_chinese_whoever_opens_it():
    with translation.override("en"):
        kept = frozen([NOVELTY])
    assert kept == [
        {
            "key": "novelty",
            "label": "不成立",
            "answers": [["good", "是"], ["bad", "否"]],
            "with_reason": True,
            "about": "",
            "group": "",
        }
    ]


def test_kept_items_are_worded_in_the_readers_language_while_declared():
    kept = frozen(SHEET.before(MATTER))
    with translation.override("en"):
        novelty, use, first, _second = thawed(kept, SHEET)
        assert (str(novelty.label), [str(label) for _value, label in novelty.answers]) == (
            "Unfounded",
            ["Yes", "No"],
        )
        assert (use.key, use.label, use.answers) == ("use", "应用", points(0, 2))
        assert (first.label, [str(label) for _value, label in first.answers]) == (
            "意见：示例",
            ["Founded", "Unfounded"],
        )
        undeclared, *_rest = thawed(kept, None)
        assert (undeclared.label, undeclared.answers) == (
            "不成立",
            (("good", "是"), ("bad", "否")),
        )


def test_an_answer_no_longer_declared_keeps_its_words():
    row = {"key": "novelty", "label": "旧", "answers": [["fair", "一般"]], "with_reason": False}
    (read,) = thawed([row], SHEET)
    assert read.answers == (("fair", "一般"),)


def test_an_answer_that_an_old_count_does_not_name_was_given_by_nobody():
    counted = ItemCount(Item("use", "应用", points(0, 2)), {"1": 3})
    assert counted.answers == [("0", 0), ("1", 3), ("2", 0)]
    assert counted.points == 3


def test_one_decision_is_taken_by_one_body():
    by_body = DecisionKind("test.of_bodies", "x", Decider(lambda matter: matter, "", ""))
    try:
        assert DECISIONS["test.of_bodies"] is by_body
        assert by_body.body_of(["TC1", "TC1"]) == "TC1"
        with pytest.raises(
            ValueError, match=r"^test.of_bodies: one decision is taken by one body, not 2$"
        ):
            by_body.body_of(["TC1", "TC2"])
    finally:
        del DECISIONS["test.of_bodies"]
