"""Rounds and taking back, on a bare list of moves."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

from zsa_portal.workflow.memo import remember
from zsa_portal.workflow.rounds import back_to, right_after, since_return

FIRST = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)


def matter(*moves):
    """A matter with these moves, (from, to, step), a day apart."""
    found = SimpleNamespace(pk=1)
    rows = [
        SimpleNamespace(from_state=was, to_state=now, step=step, at=FIRST + dt.timedelta(days=day))
        for day, (was, now, step) in enumerate(moves)
    ]
    remember(found, "moves", rows)
    return found


def keeper(found, user):
    return found.pk == 1 and user == "keeper"


keeper.article = "F12"  # type: ignore[attr-defined]


def anybody(_matter, _user):
    return True


def test_a_round_begins_with_the_latest_return_from_one_of_its_stations():
    began = since_return("draft", "review", "ballot")
    moves = [
        ("draft", "review", "submit"),
        ("review", "draft", "return"),
        ("ballot", "draft", "return"),
        ("elsewhere", "draft", "reopen"),
        ("review", "ballot", "open"),
    ]
    assert began(matter()) is None
    assert began(matter(moves[0], moves[3])) is None
    assert began(matter(*moves)) == FIRST + dt.timedelta(days=2)


def test_only_the_last_step_is_taken_back_and_by_whom_it_belongs_to():
    allowed = right_after("close", whose=keeper)
    moves = [("a", "b", "open"), ("b", "c", "close")]
    assert allowed(matter(*moves), "keeper")
    assert allowed(matter(moves[1]), "keeper")
    assert not allowed(matter(*moves), "somebody")
    assert not allowed(matter(*moves, ("c", "d", "go")), "keeper")
    assert not allowed(matter(), "keeper")


def test_a_step_is_taken_back_to_where_it_was_last_taken_from():
    allowed = back_to("ballot", steps=["return"], whose=keeper)
    away = ("ballot", "returned", "return")
    other = ("review", "returned", "return")
    assert allowed(matter(other, away, ("returned", "draft", "revise")), "keeper")
    assert allowed(matter(away), "keeper")
    assert not allowed(matter(away), "somebody")
    assert not allowed(matter(away, other), "keeper")
    assert not allowed(matter(("ballot", "returned", "fail")), "keeper")


def test_a_narrowed_permission_is_of_the_same_article():
    for narrowed in (
        lambda whose: right_after("close", whose=whose),
        lambda whose: back_to("ballot", steps=["return"], whose=whose),
    ):
        assert narrowed(keeper).article == "F12"
        assert narrowed(anybody).article == ""
