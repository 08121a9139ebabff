"""The archive at its size: the list beside guardian, at 10,000 records and at all, and full text.

    python -m benchmarks.archive [records]

On a copy of the database, dropped afterwards; 1,000,000 records where no other number is given.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zsa_portal.settings.development")
django.setup()

from django.contrib.auth.models import Group  # noqa: E402 - the settings come first
from django.db import connection, connections  # noqa: E402
from guardian.shortcuts import get_objects_for_user  # noqa: E402

from archive.search import queries  # noqa: E402
from benchmarks import archive_rows as rows  # noqa: E402
from benchmarks.aside import a_copy  # noqa: E402
from benchmarks.timing import Verdicts, table, times_in_turn, verdict  # noqa: E402
from zsa_portal.documents.finding.words import asked  # noqa: E402
from zsa_portal.documents.models import Document  # noqa: E402
from zsa_portal.people.models import User  # noqa: E402

ALL, SMALL, PAGE, ROUNDS = 1_000_000, 10_000, 25, 9
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


def show(count: int) -> Verdicts:
    """Print all figures; what is over its limit, one sentence each."""
    made = rows.prepared()
    group = Group.objects.create(name="bench")
    made.reader.groups.add(group)
    small = min(SMALL, count)
    _grown(0, small)
    rows.grant(made.reader, group, small)
    at_small = times_in_turn([lambda: _page(made.reader)], rounds=ROUNDS)[0].median
    _emptied(made.reader)
    _grown(small, count)
    rows.grant(made.reader, group, count)
    rows.settled()
    return [*_lists(made.reader, at_small, small, count), *_searches(made.reader)]


def _grown(begin: int, end: int) -> None:
    started = time.perf_counter()
    rows.grow(begin, end)
    rows.settled()
    print(f"{end - begin} records made in {time.perf_counter() - started:.0f} s", flush=True)


def _emptied(reader: User) -> None:
    with connection.cursor() as cursor:
        for name in (
            "archive_documentexception",
            "guardian_userobjectpermission",
            "guardian_groupobjectpermission",
        ):
            cursor.execute(f"DELETE FROM {name}")


def _page(reader: User, typed: str = "", asks: Callable[..., Any] = None = None) -> int:
    """What a page of the list asks of the database; how many records it counts."""
    words = asked(typed)
    found = asks(reader)
    if words:
        found = queries.found(found, reader, words)
    keys = queries.keys(found)
    queries.by_keys(keys[:PAGE], reader, words)
    return len(keys)


def _guardian(reader: User) -> None:
    fresh = User.objects.get(pk=reader.pk)
    found = get_objects_for_user(fresh, "zsa_documents.read_document", Document)
    found.count()
    list(found.order_by("-created_at")[:PAGE])


def _lists(reader: User, at_small: float, small: int, count: int) -> Verdicts:
    ours, guardian = (
        times_in_turn([act], rounds=rounds, before=1)[0]
        for act, rounds in ((lambda: _page(reader), ROUNDS), (lambda: _guardian(reader), 3))
    )
    with _database_time() as spent:
        _page(reader)
    with _database_time() as theirs:
        _guardian(reader)
    share, times = sum(theirs) / sum(spent), ours.median / at_small
    table(
        f"List of records, {count} documents, {rows.EXCEPTIONS} exceptions (ms)",
        ("", "page", "of the database"),
        [
            (f"ours at {small}", f"{at_small:.1f}", ""),
            (f"ours at {count}", f"{ours.median:.1f}", f"{sum(spent):.1f}"),
            ("guardian, generic tables", f"{guardian.median:.1f}", f"{sum(theirs):.1f}"),
        ],
    )
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
    found: Verdicts = []
    lines = []
    for typed in SEARCHES:
        took = times_in_turn([lambda typed=typed: _page(reader, typed)], rounds=ROUNDS, before=2)[0]
        count = _page(reader, typed)
        said = f"{queries.MOST}+" if count > queries.MOST else str(count)
        good = took.median <= MOST_MILLISECONDS
        lines.append((typed, said, f"{took.median:.1f}", f"{took.late:.1f}", verdict(good)))
        if not good:
            found.append(f"a page of “{typed}” takes {took.median:.0f} ms, not {MOST_MILLISECONDS}")
    table("A page of the search (ms)", ("words", "records", "median", "late", ""), lines)
    return found


@contextmanager
def _database_time() -> Any:
    """The milliseconds that each statement takes meanwhile."""
    spent: list[float] = []

    def timed(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent.append((time.perf_counter() - begun) * 1000)
            if os.environ.get("PLANS") and sql.startswith("SELECT"):
                with connection.cursor() as cursor:
                    cursor.connection.notices.clear()
                    raw = cursor.cursor
                    raw.execute("EXPLAIN (ANALYZE, BUFFERS OFF) " + sql, params)
                    print("\n".join(line for (line,) in raw.fetchall()))

    with connection.execute_wrapper(timed):
        yield spent


def main(count: int) -> int:
    """Measure on a copy; 1 where something is over its limit."""
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
