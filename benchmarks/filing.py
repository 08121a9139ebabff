"""Two thousand files filed in one go, broken off in the middle: nothing lost, nothing twice, no slower.

The files go through the page's own addresses, one request each, as the page's script sends them.
"""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections.abc import Callable
from typing import Any

from django.urls import reverse

from archive.filing.actions import filing_open
from archive.filing.collecting.actions.folders import folder_create
from archive.filing.models import Filing
from benchmarks.pages import client_of
from benchmarks.sending import Post, send_all
from benchmarks.timing import Verdicts, table, verdict
from zsa_portal.parsing import in_process
from zsa_portal.people.models import DepartmentMembership, User

FILES = 2000
ASIDE = 200
"""The files at the beginning and at the end whose times are compared."""
MOST_TIMES = 1.5
MONTH = dt.date(2040, 1, 1)
"""One of which nothing is filed yet."""


def show() -> Verdicts:
    """Print how long a file takes at the beginning and at the end; returns what is over its limit."""
    archivist = DepartmentMembership.objects.current().filter(is_archivist=True)[0]
    user = archivist.user
    filing = filing_open(department=archivist.department, month=MONTH, by=None)
    folder = folder_create(filing=filing, name="标准宣贯", by=user)
    files = {
        f"专题{number % 20}/记录{number}.txt": f"第 {number} 份记录\n".encode() * 40
        for number in range(FILES)
    }
    took: list[float] = []
    with in_process():
        post = timed(posting(filing, user), took)
        broken_off = dict(list(files.items())[: FILES // 2])
        send_all(post, folder.pk, broken_off)
        told = send_all(post, folder.pk, files)
    return _report(filing, took, len(told.twice), len(told.missing))


def posting(filing: Filing, user: User) -> Post:
    """Posts to the addresses of a filing as a user."""
    client = client_of(user)

    def post(name: str, data: Any, **more: Any) -> Any:
        return client.post(reverse(f"archive:{name}", args=[filing.pk]), data, **more)

    return post


def timed(post: Callable[..., Any], took: list[float]) -> Post:
    """The same, noting the milliseconds that each file takes."""

    def act(name: str, data: Any, **more: Any) -> Any:
        begun = time.perf_counter()
        answer = post(name, data, **more)
        if name == "upload_one":
            took.append((time.perf_counter() - begun) * 1000)
        return answer

    return act


def _report(filing: Filing, took: list[float], twice: int, missing: int) -> Verdicts:
    first, last = statistics.median(took[:ASIDE]), statistics.median(took[-ASIDE:])
    rows = filing.items.count()
    checks = {
        f"{rows} rows of {FILES} files": rows == FILES,
        f"{twice} found at the second try, {FILES // 2} sent before": twice == FILES // 2,
        f"{missing} not taken": missing == 0,
        f"a file at the end takes {last / first:.2f} times one at the beginning": (
            last <= MOST_TIMES * first
        ),
    }
    times = [
        (f"a file, the first {ASIDE}", f"{first:.1f}", ""),
        (f"a file, the last {ASIDE}", f"{last:.1f}", ""),
        ("files a second", f"{1000 * len(took) / sum(took):.0f}", ""),
    ]
    shown = [(name, "", verdict(good)) for name, good in checks.items()]
    table(f"Filing {FILES} files in one go", ("", "median ms", ""), [*times, *shown])
    return [f"filing: {name}" for name, good in checks.items() if not good]
