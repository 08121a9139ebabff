"""Conditions, rules, permissions and provisions by themselves: what they ask, say and carry."""

from __future__ import annotations

import pytest

from zsa_portal.regulations import rule as declared
from zsa_portal.regulations.rule import (
    Condition,
    Days,
    Every,
    Permission,
    Provision,
    Rule,
    RuleUnmet,
    condition,
    permission,
    provision,
    rule,
    rule_ids,
)


def lacks(subject):
    """Everything is there."""
    yield from subject


def acts(matter, user):
    """Who may."""
    return matter == user


def supply(one, *, more=0):
    """What is demanded."""
    return one + more


@pytest.mark.parametrize("made", [Condition(lacks), condition(lacks)])
def test_a_condition_is_named_after_what_it_asks_and_is_no_article(made):
    assert (type(made), made.id, made.article, made.counts) == (Condition, "lacks", "", ())
    assert (made.__name__, made.__doc__) == ("lacks", "Everything is there.")
    assert made.identity() == f"{__name__}.lacks"
    assert (made.missing([3, "x"]), made.missing([])) == (["3", "x"], [])
    assert (made([]), made(["x"])) == (True, False)
    made.require([])
    with pytest.raises(RuleUnmet) as refused:
        made.require(["x", "y"])
    assert (refused.value.rule, refused.value.missing) == ("lacks", ["x", "y"])
    assert str(refused.value) == "lacks: x; y"


@pytest.mark.parametrize("made", [Rule("F15", lacks), rule("F15")(lacks)])
def test_a_rule_is_its_article(made):
    assert (type(made), made.id, made.article, made.__name__) == (Rule, "F15", "F15", "lacks")
    assert (made([]), made.missing(["x"])) == (True, ["x"])


@pytest.mark.parametrize("made", [Permission("F15", acts), permission("F15")(acts)])
def test_a_permission_is_asked_with_matter_and_user(made):
    assert (made.article, made.__name__, made.__doc__) == ("F15", "acts", "Who may.")
    assert (made("a", "a"), made("a", "b")) == (True, False)


@pytest.mark.parametrize(
    "make",
    [lambda: Provision("F15", supply, 7), lambda: provision("F15", otherwise=7)(supply)],
)
def test_a_provision_supplies_and_knows_what_it_gives_when_broken(make):
    made = make()
    assert (made.article, made.otherwise, made.__name__) == ("F15", 7, "supply")
    assert (made(2), made(2, more=3)) == (2, 5)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(declared, "watcher", lambda _thing, _answer, otherwise: otherwise)
        assert made(2) == 7


def test_without_a_watcher_everything_answers_by_itself():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(declared, "watcher", None)
        assert Condition(lacks).missing(["x"]) == ["x"]
        assert not Permission("F15", acts)("a", "b")


def test_ids_are_those_of_what_carries_them_sorted_and_once():
    found = rule_ids("F30", Rule("F15", lacks), Days(15, "F14b"), Condition(lacks), acts, "F15")
    assert found == ("F14b", "F15", "F30")
    assert rule_ids() == rule_ids("", acts) == ()


def test_a_figure_is_its_value():
    assert Days(15, "F14b").identity() == "Days(days=15, rule='F14b')"


def test_a_month_or_a_first_and_a_last_day_are_declared():
    assert (Every(months=1, rule="R20").on, Every(years=1, on=1, rule="R20").on) == (None, 1)
    assert Every(months=1, on=31, rule="R20").on == 31
    for wrong, sentence in (
        ({"months": -1, "years": 1}, "a recurring duty returns after at least one month"),
        ({"years": -1, "months": 13}, "a recurring duty returns after at least one month"),
        ({}, "a recurring duty returns after at least one month"),
        ({"years": 1, "on": 0}, "no month has this day"),
        ({"years": 1, "on": 32}, "no month has this day"),
    ):
        with pytest.raises(ValueError, match=rf"^{sentence}$"):
            Every(rule="R20", **wrong)
