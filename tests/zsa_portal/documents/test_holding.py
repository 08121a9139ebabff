"""A paper that a gate counted is held: which step holds it, what is refused, what stays free."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from zsa_portal.documents import holding
from zsa_portal.documents.holding import Held, gate_of, require_free, require_public
from zsa_portal.regulations import clock
from zsa_portal.regulations import rule as declared
from zsa_portal.workflow.refusals import Refusal

MATTER = SimpleNamespace(kind="bare", state_info=SimpleNamespace(phase="notice"))


def at(day: int) -> dt.datetime:
    return dt.datetime(2026, 3, day, 9, 30, tzinfo=clock.SHANGHAI)


def paper(**values):
    own = {"kind": "text", "matter": MATTER, "created_at": at(5), "withdrawn_at": None}
    return SimpleNamespace(**own | {"level": "public"} | values)


def move(day: int, step: str = "go"):
    return SimpleNamespace(at=at(day), step=step)


@pytest.fixture
def moves(monkeypatch):
    """The standing steps that counted the text of the matter; "go" carries two articles."""
    found = []
    counted = {"text": {"go": ("F15", "F30"), "note": ()}}

    def standing(matter, kind):
        return found if (matter, kind) == (MATTER, "text") else []

    monkeypatch.setattr(holding, "steps_that_count", standing)
    monkeypatch.setattr(holding, "gates_of", {"bare": counted}.__getitem__)
    monkeypatch.setattr(holding, "taken", lambda of, one: f"{of.kind} {one.step}")
    return found


@contextmanager
def questions():
    """What is asked of the articles meanwhile."""
    found, before = [], declared.watcher

    def note(thing, answer, otherwise):
        found.append(thing)
        return answer() if before is None else before(thing, answer, otherwise)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(declared, "watcher", note)
        yield found


def test_the_latest_step_since_the_paper_came_holds_it(moves):
    moves += [move(4), move(5), move(6), move(7)]
    assert gate_of(paper()) is moves[3]
    moves[:] = [move(5)]
    assert gate_of(paper()) is moves[0]
    moves[:] = [move(4)]
    assert gate_of(paper()) is None


def test_what_was_withdrawn_hangs_on_no_matter_or_was_not_counted_is_free(moves):
    moves.append(move(6))
    for free in (paper(withdrawn_at=at(6)), paper(matter=None), paper(kind="note")):
        assert gate_of(free) is None
        require_free(free)


def test_a_held_paper_is_refused_by_the_articles_that_counted_it(moves):
    moves.append(move(6))
    with questions() as asked, pytest.raises(Refusal) as refused:
        require_free(paper())
    assert asked == [Held("F15"), Held("F30")]
    assert (refused.value.matter, refused.value.rules) == (MATTER, ["F15", "F30"])
    assert "“bare go”" in refused.value.reasons[0]
    assert "2026-03-06" in refused.value.reasons[0]


def test_what_only_our_own_conditions_counted_is_held_without_an_article(moves):
    moves.append(move(6, "note"))
    with questions() as asked, pytest.raises(Refusal) as refused:
        require_free(paper())
    assert (asked, refused.value.rules) == ([Held("")], [])


def test_only_a_counted_paper_that_anyone_reads_now_stays_public(moves, monkeypatch):
    moves.append(move(6))
    monkeypatch.setattr(holding, "PUBLIC_KINDS", {"text": ("notice",), "other": ("later",)})
    with pytest.raises(Refusal):
        require_public(paper(), "restricted")
    require_public(paper(), "public")
    require_public(paper(level="restricted"), "confidential")
    require_public(paper(matter=None), "restricted")
    require_public(paper(kind="undeclared"), "restricted")
    monkeypatch.setattr(holding, "steps_that_count", lambda _matter, _kind: moves)
    require_public(paper(kind="other"), "restricted")
