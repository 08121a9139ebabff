"""The same pages over five hundred projects and ten thousand: neither lists nor search may grow.

Both databases are open at once and asked in turn, so that what else the machine does hits both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from django.db import connection, connections
from django.urls import reverse

from benchmarks import projects
from benchmarks.aside import run
from benchmarks.pages import client_of, get, officer
from benchmarks.timing import Times, Verdicts, table, times_in_turn, verdict
from standards.models import Project

FEW, MANY = 500, 10_000
MOST = 1.2
ROUNDS = 15
DEEP = {FEW: 19, MANY: 40}
"""The page of a list that lies deep, of 25 rows in both."""
WORD = "储能电站"
"""It fills a page of 25 in both."""
COMMON = "要求"
"""Three of eight titles hold it."""
Address = tuple[str, str]


def show() -> Verdicts:
    """Print each page at ``FEW`` and ``MANY`` projects; returns those that take too much longer."""
    with _copy_of(connection.settings_dict["NAME"]) as name:
        few = connection_to(name)
        with at(few):
            projects.grow(0, FEW)
        few.close()
        with _copy_of(name) as copy:
            many = connection_to(copy)
            with at(many):
                projects.grow(FEW, MANY)
            return _compared(few, many)


def _compared(few: Any, many: Any) -> Verdicts:
    with at(few):
        pages = list(zip(addresses(DEEP[FEW]), addresses(DEEP[MANY]), strict=True))
    acts = [
        _asking(database, path)
        for both in pages
        for database, (_label, path) in zip((few, many), both, strict=True)
    ]
    took = times_in_turn(acts, rounds=ROUNDS)
    rows, over = [], []
    for ((label, _path), _many), small, large in zip(pages, took[::2], took[1::2], strict=True):
        ratio = large.beside(small)
        good = ratio <= MOST
        over += [] if good else [f"{label}: {ratio:.2f} times as long at {MANY:,} projects"]
        rows.append((label, *_figures(small, large), f"{ratio:.2f}", MOST, verdict(good)))
    heads = ("", f"{FEW} ms", "own CPU", f"{MANY:,} ms", "own CPU", "times", "limit", "")
    table(f"Pages over {FEW} and {MANY:,} projects, {ROUNDS} each, in turn", heads, rows)
    return over


def _figures(*both: Times) -> list[str]:
    return [f"{figure:.1f}" for took in both for figure in (took.median, took.own)]


def addresses(deep: int) -> Iterator[Address]:
    """The pages that show something of all projects, and those of one; ``deep`` is a list's page."""
    lists = {"projects": reverse("standards:projects"), "matters": reverse("home:matters")}
    for name, path in lists.items():
        yield f"list of {name}", path
        yield "a deep page", f"{path}?page={deep}"
        for column in ("title", "applicant", "number"):
            yield f"sorted by {column}", f"{path}?sort={column}"
            yield f"a deep page by {column}", f"{path}?sort={column}&page={deep}"
        yield "searched by words", f"{path}?{urlencode({'q': WORD})}"
        yield "searched by a common word", f"{path}?{urlencode({'q': COMMON})}"
        yield "searched by a number", f"{path}?{urlencode({'q': _number()})}"
    yield "desk", reverse("home:desk")
    yield "inbox", reverse("home:inbox")
    search = reverse("home:search")
    yield "search by a number", f"{search}?{urlencode({'q': _number()})}"
    yield "search by words", f"{search}?{urlencode({'q': WORD})}"
    yield "search by a common word", f"{search}?{urlencode({'q': COMMON})}"
    yield "batches", reverse("workflow:batches")
    made = Project.objects.filter(pk__gte=projects.FIRST).order_by("pk")[0]
    for tab in ("overview", "papers", "log"):
        yield f"matter: {tab}", reverse("workflow:tab", args=[made.pk, tab])


def _number() -> str:
    rows = Project.objects.filter(pk__gte=projects.FIRST).exclude(number="")
    return str(rows.order_by("pk")[7].number)


def _asking(database: Any, path: str) -> Callable[[], None]:
    with at(database):
        client = client_of(officer())

    def act() -> None:
        with at(database):
            get(client, path)

    return act


def connection_to(name: str) -> Any:
    """Another connection, to a database of that name, that may stand for the ordinary one."""
    found = connections.create_connection("default")
    found.settings_dict = found.settings_dict | {"NAME": name}
    return found


@contextmanager
def at(database: Any) -> Iterator[None]:
    """Ask another database than the ordinary one."""
    ordinary = connections["default"]
    connections["default"] = database
    try:
        yield
    finally:
        connections["default"] = ordinary


@contextmanager
def _copy_of(name: str) -> Iterator[str]:
    copy = f"{name}_more"
    run(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
    try:
        yield copy
    finally:
        run(f'DROP DATABASE "{copy}" WITH (FORCE)')
