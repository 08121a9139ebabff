"""How a step is declared: its rules are those of what it asks, its body is told who acts."""

from __future__ import annotations

import pytest

from tests.procedure.models import Example
from zsa_portal.regulations.rule import (
    Base,
    Days,
    Threshold,
    ask_anew,
    condition,
    known_to_be_met,
    permission,
    rule,
    rule_ids,
)
from zsa_portal.workflow.machine import MACHINES, step, steps_of
from zsa_portal.workflow.memo import forget, nothing_remembered, remember, remembered
from zsa_portal.workflow.perform import offered, perform
from zsa_portal.workflow.rounds import right_after


@rule("F15")
def nothing_is_open(_matter):
    """A condition of an article."""
    yield from ()


@condition
def somebody_is_there(_matter):
    """A condition of our own."""
    yield "Nobody is there."


@permission("F06a")
def may_always(_matter, _user):
    """The permission of everybody."""
    return True


def rules_of(**meaning):
    declared = step("a", "b", label="Go", **{"may": may_always, **meaning})(lambda _self: None)
    [found] = declared._django_fsm.transitions.values()
    return found.custom["step"].rules


def test_the_rules_of_a_step_are_those_of_what_it_asks():
    assert rules_of() == ("F06a",)
    assert rules_of(needs=[nothing_is_open, somebody_is_there]) == ("F06a", "F15")
    assert rules_of(uses=[Threshold(3, 4, of=Base.ALL_MEMBERS, rule="F13a")]) == ("F06a", "F13a")
    assert rules_of(uses=[Days(15, rule="F14b")], cites=["F14c"]) == ("F06a", "F14b", "F14c")


def test_a_rule_that_a_step_asks_twice_is_named_once():
    assert rules_of(needs=[nothing_is_open], cites=["F15"]) == ("F06a", "F15")


def test_a_permission_that_is_narrowed_carries_the_rule_it_narrows():
    assert rule_ids(right_after("begin", whose=may_always)) == ("F06a",)


def test_what_is_no_article_has_its_name_and_no_rule():
    assert (somebody_is_there.id, somebody_is_there.article) == ("somebody_is_there", "")
    assert (nothing_is_open.id, nothing_is_open.article) == ("F15", "F15")


def test_every_procedure_has_a_state_for_each_step():
    for machine in MACHINES.values():
        for found in steps_of(machine):
            assert {found.source, found.target or found.source} <= set(machine.STATES), found.name


@pytest.mark.django_db
def test_the_steps_on_offer_stand_in_the_order_of_their_declaration(example_matter):
    steps = offered(example_matter, example_matter.people["staff"])
    assert [found.name for found, _step in steps] == [
        "send_back",
        "to_ballot",
        "put_on_notice",
        "end",
    ]


def test_a_step_that_declares_by_is_told_who_acts_and_the_log_names_it_once(example_matter):
    staff = example_matter.people["staff"]
    matter = perform(example_matter.end, by=staff, reason="Not wanted.")
    entry = matter.log.first()
    assert (matter.ended_by, entry.by, entry.values) == (staff, staff, {})


def test_a_value_is_read_once_until_it_is_forgotten():
    matter, read = Example(), iter(range(9))
    first = remembered(matter, "figure", lambda: next(read))
    assert (first, remembered(matter, "figure", lambda: next(read))) == (0, 0)
    forget(matter)
    assert remembered(matter, "figure", lambda: next(read)) == 1


def test_what_was_just_asked_of_a_matter_is_asked_again_once_its_step_runs():
    matter, asked = Example(), []

    @condition
    def is_ready(one):
        asked.append(one)
        yield from ()

    with known_to_be_met(matter, [is_ready]):
        assert is_ready(matter)
        assert asked == []
        assert is_ready.missing(matter) == []
        other = Example()
        assert is_ready(other)
        assert asked == [matter, other]
        ask_anew()
        assert is_ready(matter)
        assert asked == [matter, other, matter]
    assert is_ready(matter)
    assert len(asked) == 4


def test_while_a_steps_body_runs_everything_is_read_anew():
    matter, read = Example(), iter(range(9))
    remember(matter, "figure", "old")
    with nothing_remembered(matter):
        remember(matter, "figure", "never")
        assert [remembered(matter, "figure", lambda: next(read)) for _time in range(2)] == [0, 1]
    assert remembered(matter, "figure", lambda: "new") == "new"
