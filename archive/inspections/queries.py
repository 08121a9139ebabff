"""What the screens of inspections read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from archive import roles
from archive.checking.kinds import Occasion
from archive.checking.records import CheckRun
from archive.filing.models import Filing
from archive.inspections import rules
from archive.inspections.actions import may_answer
from archive.inspections.models import Finding, Inspection
from archive.inspections.months import months_at_hand
from archive.inspections.states import I
from archive.parties import inspects, releases_inspection
from zsa_portal.documents.models import Document
from zsa_portal.people.models import Post
from zsa_portal.people.places import places_of
from zsa_portal.workflow.interests import plays

LEADERS = frozenset(
    f"post:{post}" for post in (Post.SECRETARY_GENERAL, Post.EXECUTIVE_VICE_CHAIR, Post.CUSTODIAN)
)


def reads_all(inspection: Any, user: Any) -> bool:
    """Whether a user reads what was found everywhere: the inspectors, and the leaders of the house."""
    if plays(inspection, user, [roles.QUALITY, roles.QUALITY_HEAD]):
        return True
    return bool(LEADERS & places_of(user).parties)


def findings_for(inspection: Any, user: Any) -> QuerySet[Finding]:
    """The findings a user reads: all, or once they were sent those of the own departments."""
    rows = Finding.objects.filter(inspection=inspection.pk).select_related(
        "department", "answered_by", "filing", "project", "made_by"
    )
    rows = rows.prefetch_related("photos")
    if reads_all(inspection, user):
        return rows
    if inspection.state == I.INSPECTING:
        return rows.none()
    return rows.filter(department__code__in=places_of(user).departments)


def findings_tab(inspection: Any, user: Any) -> dict[str, Any]:
    """The content of the tab “Findings”."""
    found = list(findings_for(inspection, user))
    readable = _readable(found, user)
    everything = reads_all(inspection, user)
    under_way = inspection.state == I.INSPECTING
    return {
        "findings": [
            {
                "row": row,
                "photos": [readable[p.pk] for p in row.photos.all() if p.pk in readable],
                "may_answer": _may_answer(row, inspection, user),
                "may_drop": inspection.state == I.ANSWERS
                and not row.dropped_for
                and releases_inspection(inspection, user),
                "may_remove": under_way and inspects(inspection, user),
            }
            for row in found
        ],
        "not_filed": rules.not_filed(inspection) if under_way and everything else (),
        "may_add": under_way and inspects(inspection, user),
        "may_preview": everything,
        "checked": checked_in(inspection) if everything else None,
        "period": inspection.period,
        "under_way": under_way,
    }


@dataclass(frozen=True)
class Checked:
    """How far the four checks of an inspection are: of how many filings, how many are under way.

    ``wrong`` are the newest runs that found something, each with ``found``, in how many records.
    """

    total: int
    under_way: int
    wrong: list[Any]


def checked_in(inspection: Any) -> Checked:
    """The newest checks of each filing since an inspection was opened; two queries."""
    filings = Filing.objects.filter(month__in=months_at_hand([inspection]))
    found = Count("results__item", distinct=True, filter=~Q(results__flaw=""))
    rows = CheckRun.objects.filter(
        occasion=Occasion.INSPECTION,
        origin__in=filings.values("pk"),
        begun_at__gte=inspection.created_at,
    )
    told = rows.annotate(found=found).select_related("origin").order_by("pk")
    runs = list({run.origin_id: run for run in told}.values())
    return Checked(
        len(runs),
        sum(run.state == CheckRun.State.WAITING for run in runs),
        [run for run in runs if run.found],
    )


def _may_answer(row: Finding, inspection: Any, user: Any) -> bool:
    row.inspection = inspection
    return may_answer(row, user)


def _readable(found: Iterable[Finding], user: Any) -> dict[int, Document]:
    """The photographs of findings that a user may open, with their newest version."""
    keys = [photo.pk for row in found for photo in row.photos.all()]
    if not keys:
        return {}
    rows = Document.objects.readable_by(user).filter(pk__in=keys).prefetch_related("versions")
    return {photo.pk: photo for photo in rows}


def inspections_for(user: Any) -> QuerySet[Inspection]:
    """The inspections a user may know of, newest first."""
    return Inspection.objects.visible_to(user).order_by("-month")
