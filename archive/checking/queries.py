"""What the tab of the four checks and their report read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from archive.checking.kinds import Check
from archive.checking.records import CheckResult, CheckRun
from archive.filing.queries import reads_names
from archive.parties import heads_department, keeps_archive, prepares
from archive.records import Item
from zsa_portal.documents.rights import UNSEALED

ON_TAB = 100


@dataclass(frozen=True)
class Row:
    """A record with what the checks found of it, in their order; None where one was not made."""

    pk: int
    name: str
    secret: bool
    results: list[CheckResult | None]

    @property
    def in_order(self) -> bool:
        """Whether every check was made and found nothing."""
        return all(one is not None and one.passed for one in self.results)

    @property
    def found(self) -> list[CheckResult]:
        """What is wrong."""
        return [one for one in self.results if one is not None and not one.passed]


def may_check(filing: Any, user: Any) -> bool:
    """Whether a user may begin the checks: who prepares, checks and keeps the material."""
    return any(may(filing, user) for may in (prepares, heads_department, keeps_archive))


def latest_run(origin: Any) -> CheckRun | None:
    """The newest run of a filing or intake, None before the first."""
    return CheckRun.objects.filter(origin=origin.pk).select_related("begun_by").first()


def rows_of(run: CheckRun) -> list[Row]:
    """What a run found of each record, what is wrong first; one query."""
    rows = run.results.exclude(item__state=Item.State.DISPOSED)
    by_item: dict[int, dict[str, CheckResult]] = {}
    for one in rows.select_related("item__document").order_by("item__folder", "item__name", "pk"):
        by_item.setdefault(one.item_id, {})[one.kind] = one
    found = [_row(results) for results in by_item.values()]
    return sorted(found, key=lambda row: row.in_order)


def _row(results: dict[str, CheckResult]) -> Row:
    item = next(iter(results.values())).item
    secret = item.document.level not in UNSEALED
    return Row(item.pk, item.name, secret, [results.get(kind) for kind in Check])


def counts_of(rows: list[Row]) -> list[tuple[Check, int, int]]:
    """Of each check: how many records passed, and of how many something was found."""
    passed: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    for row in rows:
        for one in row.results:
            if one is not None:
                (passed if one.passed else failed)[one.kind] += 1
    return [(kind, passed[kind], failed[kind]) for kind in Check]


def checks_tab(filing: Any, user: Any) -> dict[str, Any]:
    """The content of the tab “Four checks” of a filing."""
    return made_of(filing) | {
        "reads_names": reads_names(filing, user),
        "may_check": may_check(filing, user),
        "may_report": keeps_archive(filing, user),
        "begin_url": reverse("archive:checks_begin", args=[filing.pk]),
        "report_url": reverse("archive:checks_report", args=[filing.pk]),
        "when": _(
            "Authenticity, completeness, usability and safety of every record are checked when the "
            "list is submitted, at the take-over and at inspections."
        ),
        "then": _(
            "No record that fails authenticity or completeness is stored by the head or taken over by "
            "the custodian."
        ),
    }


def made_of(origin: Any) -> dict[str, Any]:
    """The checks of a filing or intake, as their tab shows them."""
    run = latest_run(origin)
    rows = rows_of(run) if run else []
    return {
        "run": run,
        "runs": CheckRun.objects.filter(origin=origin.pk).select_related("begun_by")[:20],
        "under_way": run is not None and run.state == CheckRun.State.WAITING,
        "percent": 100 * run.done // max(run.total, 1) if run else 0,
        "is_made": run is not None and run.state == CheckRun.State.DONE,
        "counts": counts_of(rows),
        "checks": list(Check),
        "rows": rows[:ON_TAB],
        "rows_left": max(0, len(rows) - ON_TAB),
        "wrong": sum(not row.in_order for row in rows),
    }
