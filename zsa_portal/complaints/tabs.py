"""The tabs of a complaint: what came in and was written, and the coordination meetings."""

from __future__ import annotations

from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from zsa_portal.ballots.queries import recusals_of
from zsa_portal.complaints import queries
from zsa_portal.complaints.meeting import COORDINATION_MEETING
from zsa_portal.complaints.papers import MINUTES
from zsa_portal.documents.queries import forms_of
from zsa_portal.meetings.queries import may_write, meetings_of
from zsa_portal.workflow.tabs import Tab, register


def complaint(matter: Any, user: Any) -> dict[str, Any]:
    """What came in, from whom where one may know, and what was written since."""
    seen = queries.seen_by(matter, user)
    return {
        "complaint": matter,
        "seen": seen,
        "person": matter.complainant if seen.contact else None,
        "evidence": queries.evidence_of(matter, seen),
        "notes": queries.notes_of(matter, seen),
        "may_note": matter.is_open,
        "recusals": recusals_of(matter) if seen.desk else [],
    }


def coordination(matter: Any, user: Any) -> dict[str, Any]:
    """The coordination meetings with attendance and points, and their minutes as issued."""
    meetings = list(meetings_of(matter, COORDINATION_MEETING).select_related("chair"))
    prefetch_related_objects(meetings, "attendance", "points")
    return {
        "meetings": meetings,
        "minutes_forms": forms_of(matter, user).filter(kind=MINUTES.key),
        "meeting_kind": COORDINATION_MEETING,
        "may": may_write(matter, COORDINATION_MEETING, user),
    }


KINDS = ("complaint",)
register(Tab("complaint", _("Complaint"), "complaints/tab.html", complaint, 10, KINDS, "megaphone"))
register(
    Tab(
        "coordination",
        _("Coordination"),
        "complaints/coordination_tab.html",
        coordination,
        40,
        KINDS,
        "people",
    )
)
