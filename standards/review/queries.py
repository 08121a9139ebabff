"""What the screens read of a review."""

from __future__ import annotations

from typing import Any

from django.db.models import prefetch_related_objects

from standards.models import Project
from standards.review.meeting import TECHNICAL_REVIEW
from standards.review.papers import REVIEW_MINUTES
from standards.review.rules import meetings_of
from zsa_portal.documents.models import IssuedForm
from zsa_portal.meetings.models import Meeting
from zsa_portal.meetings.queries import may_write


def meetings_shown(project: Project) -> list[Meeting]:
    """The review meetings with their attendance and points, newest first; three queries."""
    meetings = meetings_of(project)
    prefetch_related_objects(meetings, "attendance", "points")
    return meetings


def minutes_forms(project: Project) -> list[IssuedForm]:
    """The issued minutes, newest first; one query."""
    rows = IssuedForm.objects.filter(matters=project.pk, kind=REVIEW_MINUTES.key)
    return list(rows.order_by("-pk"))


def reviews(project: Project, user: Any) -> dict[str, Any]:
    """What the review tab shows: meetings with attendance and points, minutes, what one may write."""
    return {
        "meetings": meetings_shown(project),
        "minutes_forms": minutes_forms(project),
        "meeting_kind": TECHNICAL_REVIEW,
        "may": may_write(project, TECHNICAL_REVIEW, user),
    }
