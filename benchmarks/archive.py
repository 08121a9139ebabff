"""The archive at its size: the list beside guardian, at 10,000 records and at all, and full text.

    python -m benchmarks.archive [records]

On a copy of the database, dropped afterwards; 1,000,000 records where no other number is given.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zsa_portal.settings.development")
django.setup()

from django.contrib.auth.models import Group  # noqa: E402 - the settings come first
from django.db import connection, connections  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils.http import urlencode  # noqa: E402
from guardian.shortcuts import get_objects_for_user  # noqa: E402

from archive.search import queries  # noqa: E402
from archive.search.tables import Found  # noqa: E402
from archive.search.ways import kept  # noqa: E402
from benchmarks import archive_rows as rows  # noqa: E402
from benchmarks.aside import a_copy  # noqa: E402
from benchmarks.pages import client_of, get  # noqa: E402
from benchmarks.timing import Verdicts, table, times_in_turn, verdict  # noqa: E402
from zsa_portal.documents.models import Document  # noqa: E402
from zsa_portal.outages.processes import keep_loaded  # noqa: E402
from zsa_portal.people.models import User  # noqa: E402
from zsa_portal.ui.finding.words import asked  # noqa: E402

ALL, SMALL, PAGE, ROUNDS = 1_000_000, 10_000, 25, 9
WARM = 6
"""PostgreSQL plans a prepared statement for its values five times, and from then on for all."""
MOST_TIMES_SMALL, SHARE_OF_GUARDIAN, MOST_MILLISECONDS = 1.5, 50, 200
SEARCHES = (
    "标准",
    "鸿雁",
    "标",
    "标准技术",
    "试验方法",
    "标准 合同",
    "bench7",
    "T/ZSA 12-2012",
    "没有的词",
)
SHARES = (2, 10, 50, 200, 1000)
"""Words of two characters that stand in one of so many texts are looked for besides."""
ABSENT, HIDDEN = "霁虹", {"隐泉": 1, "幽谷": 100}
"""A word that stands nowhere, and words with how many texts hold them that the reader may not read."""
MOST_TIMES_ABSENT = 1.1


def show(count: int) -> Verdicts:
    """Print all figures; what is over its limit, one sentence each."""
    made = rows.prepared()
    group = Group.objects.create(name="bench")
    made.reader.groups.add(group)
    small = min(SMALL, count)
    _grown(0, small)
    rows.grant(made.reader, group, small)
    at_small = _database_time(lambda: _page(made.reader), ROUNDS)
    _emptied()
    _grown(small, count)
    rows.grant(made.reader, group, count)
    for word, records in HIDDEN.items():
        rows.hide(word, records)
    rows.settled()
    found = _lists(made.reader, at_small, small, count)
    return [*found, *_searches(made.reader), *_told_by_time(made.reader)]


def _grown(begin: int, end: int) -> None:
    started = time.perf_counter()
    rows.grow(begin, end)
    rows.settled()
    print(f"{end - begin} records made in {time.perf_counter() - started:.0f} s", flush=True)


def _emptied() -> None:
    with connection.cursor() as cursor:
        for name in (
            "archive_documentexception",
            "guardian_userobjectpermission",
            "guardian_groupobjectpermission",
        ):
            cursor.execute(f"DELETE FROM {name}")


def _page(reader: User, typed: str = "") -> list[Any]:
    """What a page of the list or of a search asks of the database, as the screen does."""
    fresh = User.objects.get(pk=reader.pk)
    words, records = asked(typed), kept()
    rows = queries.found(fresh, records, words) if words else queries.listed(fresh, records)
    found = Found(rows, fresh, words, queries.MOST_HITS if words else queries.MOST)
    return found[0:PAGE]


def _count(reader: User, typed: str = "") -> str:
    fresh = User.objects.get(pk=reader.pk)
    words, records = asked(typed), kept()
    rows = queries.found(fresh, records, words) if words else queries.listed(fresh, records)
    found = Found(rows, fresh, words, queries.MOST_HITS if words else queries.MOST)
    return found.more or str(len(found))


def _guardian(reader: User) -> Any:
    fresh = User.objects.get(pk=reader.pk)
    return get_objects_for_user(fresh, "zsa_documents.read_document", Document)


def _guardian_page(reader: User) -> None:
    list(_guardian(reader).order_by("-created_at")[:PAGE])


def _lists(reader: User, at_small: float, small: int, count: int) -> Verdicts:
    acts = [lambda: _page(reader), lambda: _count(reader)]
    theirs = [lambda: _guardian_page(reader), lambda: _guardian(reader).count()]
    (ours, ours_count), (guardian, guardian_count) = (
        [_database_time(act, rounds) for act in each]
        for each, rounds in ((acts, ROUNDS), (theirs, 3))
    )
    table(
        f"List of records, {count} documents, {rows.EXCEPTIONS} exceptions (ms of the database)",
        ("", "page", "count"),
        [
            (f"ours at {small}", f"{at_small:.1f}", ""),
            (f"ours at {count}", f"{ours:.1f}", f"{ours_count:.1f}"),
            ("guardian, generic tables", f"{guardian:.1f}", f"{guardian_count:.1f}"),
        ],
    )
    share, times = guardian / ours, ours / at_small
    checks = {
        f"1/{share:.0f} of guardian's time": (share >= SHARE_OF_GUARDIAN, f"1/{SHARE_OF_GUARDIAN}"),
        f"{times:.2f} times the page at {small}": (
            times <= MOST_TIMES_SMALL,
            f"<= {MOST_TIMES_SMALL}",
        ),
    }
    for told, (good, limit) in checks.items():
        print(f"  {told} ({limit}): {verdict(good)}")
    return [f"{told}, not {limit}" for told, (good, limit) in checks.items() if not good]


def _searches(reader: User) -> Verdicts:
    """The whole page of the portal, from the request to the last line of its HTML."""
    over: Verdicts = []
    lines = []
    asked_for = {"": " (the list itself)"} | dict.fromkeys(SEARCHES, "")
    asked_for |= {rows.word_in(share): f" (in 1 of {share})" for share in SHARES}
    client, address = client_of(reader), reverse("archive:items")
    for typed, where in asked_for.items():
        ask = partial(get, client, f"{address}?{urlencode({'q': typed})}")
        took = times_in_turn([ask], rounds=ROUNDS, before=2)[0]
        good = took.median <= MOST_MILLISECONDS
        asks = _database_time(ask, 3)
        told = (_count(reader, typed), f"{asks:.1f}", f"{took.median:.1f}", f"{took.late:.1f}")
        lines.append((typed + where, *told, verdict(good)))
        if not good:
            over.append(f"a page of “{typed}” takes {took.median:.0f} ms, not {MOST_MILLISECONDS}")
    heads = ("words", "records", "of the database", "median", "late", "")
    table("The page of records, searched by words (ms)", heads, lines)
    return over


def _told_by_time(reader: User) -> Verdicts:
    """Whether the page takes longer for a word that only hidden texts hold than for one of none."""
    client, address = client_of(reader), reverse("archive:items")
    pages = [
        partial(get, client, f"{address}?{urlencode({'q': word})}") for word in (ABSENT, *HIDDEN)
    ]
    absent, *hidden = times_in_turn(pages, rounds=ROUNDS * 3)
    lines, over = [], []
    for records, took in zip(HIDDEN.values(), hidden, strict=True):
        times = took.beside(absent)
        good = times <= MOST_TIMES_ABSENT
        lines.append((f"in {records}", f"{took.median:.1f}", f"{times:.2f}", verdict(good)))
        if not good:
            over.append(f"a word of {records} hidden texts takes {times:.2f} times one of none")
    heads = (
        "words of texts that may not be read",
        "median ms",
        f"÷ none ({absent.median:.1f})",
        "",
    )
    table(f"What the time tells, at most {MOST_TIMES_ABSENT}", heads, lines)
    return over


def _database_time(act: Callable[[], Any], rounds: int) -> float:
    """The median of the milliseconds that the database takes for an act, once warm."""
    for _time in range(WARM):
        act()
    found = []
    for _round in range(rounds):
        with _timed() as spent:
            act()
        found.append(sum(spent))
    return statistics.median(found)


@contextmanager
def _timed() -> Iterator[list[float]]:
    """The milliseconds of each statement meanwhile."""
    spent: list[float] = []

    def timed(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent.append((time.perf_counter() - begun) * 1000)

    with connection.execute_wrapper(timed):
        yield spent


def main(count: int) -> int:
    """Measure on a copy; 1 where something is over its limit."""
    keep_loaded()
    with a_copy():
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
        over = show(count)
        connections.close_all()
    print("\nOver the limit:" if over else "\nEverything is within its limit.")
    print("".join(f"  {line}\n" for line in over), end="")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ALL))
