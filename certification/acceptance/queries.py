"""What the screens read of acceptance and of the public comments."""

from __future__ import annotations

from typing import Any

from certification.acceptance.actions import VERIFYING
from certification.acceptance.engagement import EXPERT_HELP
from certification.acceptance.papers import CHECKLIST, FINDINGS, SCOPES
from certification.acceptance.records import Acceptance
from certification.acceptance.rules import finding
from certification.models import Recognition
from certification.parties import acts_for_secretariat, manages_recognition
from certification.states import S
from zsa_portal.documents.models import Document, Version
from zsa_portal.engagements.queries import engagements_of, own_engagement


def evidence(recognition: Recognition, user: Any) -> dict[str, list[Version]]:
    """The papers that stand beside each heading of the checklist, as a user may open them.

    Each in its newest version; one query, whatever their number.
    """
    kinds = {kind for group in CHECKLIST for kind in group.papers}
    papers = Document.objects.readable_in(recognition, user).filter(kind__in=kinds).order_by()
    newest = Version.objects.filter(document__in=papers).order_by("document_id", "-number")
    found = list(newest.distinct("document_id").select_related("document"))
    return {
        group.key: [one for one in found if one.document.kind in group.papers]
        for group in CHECKLIST
    }


def previous(recognition: Recognition) -> Acceptance | None:
    """The check of the submission before the present one, or None."""
    rows = Acceptance.objects.filter(recognition=recognition.pk).exclude(result="")
    now = recognition.acceptance
    return (rows.exclude(pk=now.pk) if now else rows).first()


def told(recognition: Recognition) -> list[dict[str, Any]]:
    """The checks that are finished, the newest first, with the points they found lacking."""
    rows = Acceptance.objects.filter(recognition=recognition.pk).exclude(result="")
    return [_told(found) for found in rows.select_related("finished_by")]


def _told(found: Acceptance) -> dict[str, Any]:
    groups = [
        {
            "title": group.title,
            "holds": all(found.checks.get(point) for point in group.points),
            "note": found.notes.get(group.key, ""),
        }
        for group in CHECKLIST
    ]
    return {
        "check": found,
        "groups": groups,
        "comparison": [
            row | {"scope": SCOPES[row["scope"]], "finding": FINDINGS[row["finding"]]}
            for row in found.comparison
        ],
        "finding": finding(found.comparison),
    }


def acceptance_tab(recognition: Any, user: Any) -> dict[str, Any]:
    """The content of the tab of acceptance: to the body its results, to the secretariat all of it."""
    staff = manages_recognition(recognition, user)
    questions = engagements_of(recognition, EXPERT_HELP).select_related("expert", "engaged_by")
    mine = None if staff else own_engagement(recognition, EXPERT_HELP, user)
    return {
        "told": told(recognition),
        "questions": list(questions) if staff else [],
        "mine": mine,
        "kind": EXPERT_HELP,
        "may_check": recognition.state == S.ACCEPTANCE and acts_for_secretariat(recognition, user),
    }


def comments_tab(recognition: Any, user: Any) -> dict[str, Any]:
    """The content of the tab of verified comments, for the secretariat and the panel."""
    return {
        "comments": recognition.comments(),
        "may_verify": recognition.state in VERIFYING and acts_for_secretariat(recognition, user),
    }
