"""What happened to recognitions and marks in a year, counted from the log, the catalogue, complaints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from certification.models import Mark, Recognition
from certification.one_mark.marks.states import S as M
from certification.states import STAGES, STATES, S
from zsa_portal.catalogue.models import Edition
from zsa_portal.regulations import clock
from zsa_portal.ui.listing import plain
from zsa_portal.workflow.machine import Text
from zsa_portal.workflow.models import LogEntry

APPLIED, ACCEPTED, NOTICED, REVIEWED = "applied", "accepted", "noticed", "reviewed"
PASSED, FAILED, RECONSIDERED = "passed", "failed", "reconsidered"
RECOGNISED, REVOKED = "recognised", "revoked"

EVENTS: Mapping[str, Text] = {
    APPLIED: _("Applied for"),
    ACCEPTED: _("Application accepted"),
    NOTICED: _("Put on notice for comments"),
    REVIEWED: _("Reviewed by the panel"),
    PASSED: _("Passed the review"),
    FAILED: _("Failed the review"),
    RECONSIDERED: _("Reconsideration requested"),
    RECOGNISED: _("Recognised as a Zhongguancun standard"),
    REVOKED: _("Recognitions revoked"),
}
ENTERED: Mapping[str, str] = {
    S.ACCEPTED: ACCEPTED,
    S.NOTICE: NOTICED,
    S.BALLOT_CLOSED: REVIEWED,
    S.PASSED: PASSED,
    S.FAILED: FAILED,
    S.RECONSIDERATION: RECONSIDERED,
    S.RECOGNISED: RECOGNISED,
}
"""The states whose first entering in a year is an event of it; being submitted first is one too."""

MARK_EVENTS: Mapping[str, Text] = {
    "authorised": _("Marks authorised"),
    "suspended": _("Marks suspended"),
    "withdrawn": _("Marks withdrawn"),
}


@dataclass(frozen=True)
class Happened:
    """How many standards of one field, of bodies of one kind, had an event in the year."""

    event: str
    field: str
    body_kind: str
    number: int


@dataclass(frozen=True)
class StageDays:
    """Of a stage: how often it was left in the year, and the median of the natural days in it."""

    code: str
    label: Text
    left: int
    median_days: float | None


def years() -> list[int]:
    """The years in which recognitions were begun, and this one, newest first; one query."""
    found = Recognition.objects.dates("created_at", "year")
    return sorted({day.year for day in found} | {clock.today().year}, reverse=True)


def in_year(year: int, name: str = "at") -> Q:
    """The condition that an instant lies in a calendar year in Asia/Shanghai."""
    first, after = clock.start_of_year(year), clock.start_of_year(year + 1)
    return Q(**{f"{name}__gte": first, f"{name}__lt": after})


def happened(year: int) -> list[Happened]:
    """The events of a year by field and kind of body, each standard once an event; two queries."""
    entered = Q(to_state__in=list(ENTERED)) | Q(to_state=S.ACCEPTANCE, from_state=S.DRAFT)
    rows = (
        _moves("recognition")
        .filter(entered, in_year(year))
        .order_by()
        .values_list("to_state", "matter__recognition__field", "matter__applicant__kind")
        .annotate(number=Count("matter", distinct=True))
    )
    found = [Happened(ENTERED.get(state, APPLIED), *rest) for state, *rest in rows]
    return found + [Happened(REVOKED, *row) for row in _revoked(year)]


def _revoked(year: int) -> Iterable[tuple[str, str, int]]:
    rows = Edition.objects.filter(
        status=Edition.Status.REVOKED, source_body__isnull=False, status_since__year=year
    )
    grouped = rows.order_by().values_list("standard__field", "source_body__kind")
    return grouped.annotate(number=Count("pk"))


def _moves(kind: str) -> QuerySet[LogEntry]:
    return LogEntry.objects.filter(matter__kind=kind).exclude(from_state=F("to_state"))


def stage_days(year: int) -> list[StageDays]:
    """How long standards that left a stage in a year had been in it, stage by stage; one query.

    A stage that was entered again is counted each time it is left.
    """
    moved = _moves("recognition").filter(in_year(year)).order_by().values("matter")
    rows = _moves("recognition").filter(matter__in=moved).order_by("matter", "pk")
    found: dict[str, list[int]] = {code: [] for code in STAGES}
    for code, days, left in _stays(
        rows.values_list("matter", "at", "from_state", "to_state", "matter__created_at")
    ):
        if left == year:
            found[code].append(days)
    return [
        StageDays(code, STAGES[code], len(days), plain(median(days)) if days else None)
        for code, days in found.items()
    ]


def _stays(rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[str, int, int]]:
    """Every stay in a stage that ended: its code, natural days, and the year in which it ended."""
    since: dict[int, Any] = {}
    for matter, at, source, target, created in rows:
        before, after = _stage(source), _stage(target)
        if not before or before == after:
            continue
        entered, left = clock.day_of(since.get(matter, created)), clock.day_of(at)
        yield before, (left - entered).days, left.year
        since[matter] = at


def _stage(state: str) -> str:
    info = STATES.get(state)
    return info.stage.partition(".")[0] if info else ""


def marks(year: int) -> dict[str, int]:
    """How many marks were authorised, suspended or withdrawn in a year, each once; one query."""
    steps = {
        "authorised": [Mark.authorise_mark.__name__],
        "suspended": [Mark.suspend_mark.__name__, Mark.suspend_meanwhile.__name__],
    }
    counted = {
        event: Count("matter", distinct=True, filter=Q(step__in=names))
        for event, names in steps.items()
    }
    counted["withdrawn"] = Count("matter", distinct=True, filter=Q(to_state=M.REVOKED))
    return _moves("mark").filter(in_year(year)).aggregate(**counted)


def summed(rows: Iterable[Happened], by: str = "") -> dict[str, Counter[str]]:
    """The numbers of the events, by a group: an attribute of the rows, all in one without."""
    found: dict[str, Counter[str]] = {}
    for row in rows:
        group = getattr(row, by) if by else ""
        found.setdefault(group, Counter())[row.event] += row.number
    return found
