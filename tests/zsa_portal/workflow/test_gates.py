"""Gates on bare procedures: what counts what, and whether what a step opened still stands."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from zsa_portal.regulations.rule import Condition, Rule
from zsa_portal.workflow import gates

WAYS = [
    ("go", "draft", "review"),
    ("turn", "review", "aside"),
    ("look", "aside", "dead"),
    ("pass", "review", "good"),
    ("back", "review", "draft"),
    ("look", "good", "good"),
    ("note", "good", None),
]


@pytest.fixture
def procedure(monkeypatch):
    """Declare a bare procedure by its steps; nothing of it is remembered afterwards."""

    def make(*steps, done=()):
        states = {name for _step, *ends in WAYS for name in ends if name}
        outcomes = {
            name: SimpleNamespace(outcome="done" if name in done else "") for name in states
        }
        bare = SimpleNamespace(STATES=outcomes)
        monkeypatch.setattr(gates, "MACHINES", {"bare": bare})
        monkeypatch.setattr(gates, "steps_of", lambda machine: list(steps) * (machine is bare))

    def forget():
        gates.gates_of.cache_clear()
        gates.stands.cache_clear()

    forget()
    yield make
    forget()


def step(name, source, target, *conditions):
    return SimpleNamespace(name=name, source=source, target=target, conditions=conditions)


def counts(condition, *kinds):
    condition.counts = kinds
    return condition


def asks(_matter):
    return ()


def test_what_several_conditions_of_a_step_count_carries_all_their_articles(procedure):
    ours = counts(Condition(asks), "text", "note")
    first, second = counts(Rule("F15", asks), "text"), counts(Rule("F30", asks), "text", "form")
    other = counts(Rule("F21", asks), "text")
    procedure(step("go", "a", "b", ours, first, asks, second, first), step("on", "b", "c", other))
    assert gates.gates_of("bare") == {
        "text": {"go": ("F15", "F30"), "on": ("F21",)},
        "note": {"go": ()},
        "form": {"go": ("F30",)},
    }


def test_a_step_stands_while_its_matter_comes_to_its_end_without_it(procedure):
    procedure(*[step(*way) for way in WAYS], done=["good"])
    assert gates.stands("bare", "review", "go")
    assert gates.stands("bare", "good", "pass")
    assert not gates.stands("bare", "draft", "go")
    assert not gates.stands("bare", "review", "pass")
    assert gates.stands("bare", "draft", "turn")
    assert not gates.stands("bare", "aside", "go")


def test_without_a_good_end_the_last_states_are_the_end(procedure):
    procedure(*[step(*way) for way in WAYS])
    assert gates.stands("bare", "aside", "go")
    assert gates.stands("bare", "good", "go")
    assert not gates.stands("bare", "draft", "go")


def test_every_way_is_followed_to_its_end(procedure):
    ways = [step(*way) for way in WAYS if way[0] != "back"]
    procedure(*ways[:2], *ways[2:], done=["good"])
    assert gates.stands("bare", "review", "go")
    procedure(ways[0], ways[3], ways[1], *ways[2:3], done=["good"])
    gates.stands.cache_clear()
    assert gates.stands("bare", "review", "go")


def test_a_step_taken_is_called_by_its_label_one_of_old_by_its_name(procedure, monkeypatch):
    procedure(step("go", "a", "b"), step("on", "b", "c"))
    monkeypatch.setattr(gates, "meaning_of", lambda way: SimpleNamespace(label=way.name.upper()))
    matter = SimpleNamespace(machine=gates.MACHINES["bare"])
    called = [gates.taken(matter, SimpleNamespace(step=name)) for name in ("on", "go", "gone")]
    assert called == ["ON", "GO", "gone"]


def test_only_the_matters_own_steps_stand(monkeypatch, make_matter):
    one, other = make_matter("deciding"), make_matter("deciding")
    entries = list(gates.LogEntry.objects.filter(matter=one.pk).order_by("pk"))
    steps = [entry.step for entry in entries]
    assert len(set(steps)) > 2
    *standing, _gone = dict.fromkeys(steps)
    held = {("example", "deciding", step) for step in standing}
    monkeypatch.setattr(gates, "gates_of", lambda _kind: {"text": dict.fromkeys(steps, ())})
    monkeypatch.setattr(gates, "stands", lambda *asked: asked in held)
    assert gates.steps_that_count(one, "text") == [e for e in entries if e.step in standing]
    assert {entry.matter_id for entry in gates.steps_that_count(other, "text")} == {other.pk}
    assert gates.steps_that_count(one, "note") == []
