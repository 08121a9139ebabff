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
    MOST_CHANGES,
    MOST_CLAUSE,
    MOST_WORDS,
    Item,
    ItemCount,
    ScoreSheet,
    changes_checked,
    frozen,
    points,
    thawed,
)
from zsa_portal.workflow.refusals import BadValue

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


ROW = {"key": "old", "label": "旧", "answers": [["yes", "是"]], "with_reason": False}


def test_what_is_judged_and_its_heading_are_kept_and_none_where_an_old_ballot_kept_none():
    (bare, told) = thawed([ROW, ROW | {"about": "说明", "group": "标题"}], None)
    assert (bare.about, bare.group) == ("", "")
    assert (told.about, told.group) == ("说明", "标题")


def test_headings_are_those_of_the_sheet_while_it_declares_them():
    item = Item("old", "新", (("yes", "是"),), about="新说明", group="新标题")
    sheet = ScoreSheet(items=(item,), comments_group="意见", comments=lambda _matter: [("c", "x")])
    kept = ROW | {"about": "旧说明", "group": "旧标题"}
    own, laid = thawed([kept, kept | {"key": "c"}], sheet)
    assert (own.about, own.group) == ("新说明", "新标题")
    assert (laid.about, laid.group) == ("旧说明", "意见")
    assert [one.group for one in sheet.before(MATTER)] == ["新标题", "意见"]


ASKING = ScoreSheet(with_changes=True)


def test_as_many_and_as_long_changes_as_may_be_are_kept():
    longest = {"clause": "5" * MOST_CLAUSE, "change": "改" * MOST_WORDS}
    assert changes_checked(ASKING, [longest] * MOST_CHANGES) == [longest] * MOST_CHANGES
    sent = [{"clause": " 5.\x001 ", "change": "\x00改"}, {"clause": "\x00", "change": " "}]
    assert changes_checked(ASKING, sent) == [{"clause": "5.1", "change": "改"}]


@pytest.mark.parametrize(
    ("sheet", "given", "sentence"),
    [
        (None, [{"change": "x"}], "This ballot does not ask for changes."),
        (ScoreSheet(), [{"change": "x"}], "This ballot does not ask for changes."),
        (ASKING, [{"change": "x"}] * (MOST_CHANGES + 1), "At most 100 changes."),
        (ASKING, [{"clause": "5.1"}], "Say what is to be changed in clause 5.1."),
        (
            ASKING,
            [{"clause": "5" * (MOST_CLAUSE + 1), "change": "x"}],
            "At most 60 characters; you wrote 61.",
        ),
        (
            ASKING,
            [{"change": "x" * (MOST_WORDS + 1)}],
            "At most 4000 characters; you wrote 4001.",
        ),
    ],
)
def test_changes_that_were_not_asked_for_say_nothing_or_too_much_are_refused(
    sheet, given, sentence
):
    with translation.override("en"), pytest.raises(BadValue) as refused:
        changes_checked(sheet, given)
    assert (refused.value.field, str(refused.value)) == ("changes", sentence)
