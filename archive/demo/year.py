"""The year of filings of the twelve departments, written out month by month from its data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from archive.demo.records import archive, year
from archive.filing.states import F
from zsa_portal.home.demo.records import Record
from zsa_portal.regulations.rule import months_after

FILED_BY = 13
"""From this day of a month on the past month is filed by everybody who is not late."""
FILED_ALONE = 2
"""So many months back every department has filed each month by itself."""
LATE = 25
"""So many days after the month a late list is submitted: the 20th has passed."""


def filings(today: dt.date) -> Iterator[Record]:
    """The records of all filings: those told one by one, and every other of the year."""
    told = {(row["department"], row["back"]) for row in archive()["filings"]}
    yield from archive()["filings"]
    data = year()
    last = data["months"]
    for home in data["departments"]:
        for back in range(last + data["before"]["months"], 0, -1):
            if (home["department"], back) not in told:
                yield _filing(home, back, today, before=back > last)


def _filing(home: Record, back: int, today: dt.date, *, before: bool) -> Record:
    month = months_after(today.replace(day=1), -back)
    known = {key: home[key] for key in ("department", "archivist", "head")} | {"back": back}
    if before:
        return known | {"state": F.FILED, "nothing": year()["before"]["reason"]}
    if home.get("joined") and back > FILED_ALONE and back % 2:
        return known | {"state": F.FILED, "nothing": year()["joined"]}
    if back in home.get("nothing", ()):
        return known | {"state": F.FILED, "nothing": f"{month:%-m月}没有形成需归档的资料。"}
    is_open = back == 1 and today.day < FILED_BY
    return known | {
        "state": F.COLLECTING if is_open else F.FILED,
        "rows": _rows(home, month, back),
        "late": back in home.get("late", ()),
        "projects": back in home.get("projects", ()),
    }


def _rows(home: Record, month: dt.date, back: int) -> list[Record]:
    """The month's weekly reports, and every other month one of the department's files in turn."""
    weekly, said = year()["weekly"], f"{month:%Y年%-m月}"
    known = {"entry": weekly["entry"], "text": f"{said}各周工作汇总。"}
    rows = [known | {"path": f"{weekly['folder']}/{said}{weekly['name']}"}]
    if back % 2 == 0:
        own = home["files"][back // 2 % len(home["files"])]
        known = {"entry": own["entry"], "text": own["text"]}
        rows.append(known | {"path": f"{own['folder']}/{said} {own['name']}"})
    return rows
