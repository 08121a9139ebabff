"""What the pages of complaints read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from zsa_portal.catalogue.models import Edition
from zsa_portal.catalogue.numbering import edition_of, editions_from
from zsa_portal.complaints import rules
from zsa_portal.complaints.models import Complaint
from zsa_portal.complaints.papers import TO_COMPLAINANT
from zsa_portal.complaints.records import Complainant, Evidence, Note
from zsa_portal.complaints.states import STATES
from zsa_portal.documents.models import IssuedForm
from zsa_portal.people.models import Organisation
from zsa_portal.ui.elements import LogLine
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.queries import moves_of, tone_of

TOLD_WHY = ("ask_more", "reject")
"""The steps whose reason is meant for the complainant."""


@dataclass(frozen=True)
class Seen:
    """How much of a complaint somebody sees: as the desk everything, as the body what was passed."""

    desk: bool
    contact: bool


def seen_by(complaint: Complaint, user: Any) -> Seen:
    """What a user who may know of a complaint sees of it."""
    desk = rules.handles(complaint, user)
    return Seen(desk, contact=desk or complaint.complainant.shares_contact)


def edition_named(number: str) -> Edition | None:
    """The published edition of a number as people write it, ours or its body's own; None for none."""
    found = [edition_of(number), *editions_from(number)[:2]]
    known = [one for one in found if one is not None and one.is_public]
    return known[0] if known else None


def body_of(edition: Edition) -> Organisation | None:
    """The body whose standard an edition is: where it comes from, else who applied for it."""
    return edition.source_body or (edition.matter.applicant if edition.matter else None)


def complaints_for(user: Any) -> QuerySet[Complaint]:
    """The complaints a user may know of, newest first, with what a list shows."""
    visible = Matter.objects.visible_to(user).order_by().values("pk")
    rows = Complaint.objects.filter(pk__in=visible)
    return rows.select_related("applicant").order_by("-created_at", "-pk")


def notes_of(complaint: Complaint, seen: Seen) -> QuerySet[Note]:
    """What was written in a complaint and somebody may read, oldest first, with its files; two queries."""
    rows = complaint.notes.all() if seen.desk else complaint.notes.filter(for_body=True)
    return rows.select_related("by").prefetch_related("evidence")


def evidence_of(complaint: Complaint, seen: Seen) -> QuerySet[Evidence]:
    """The files that came with a complaint itself and somebody may read."""
    rows = complaint.evidence.filter(note=None)
    return rows if seen.desk else rows.filter(for_body=True)


def file_for(complaint: Complaint, pk: int, user: Any) -> Evidence:
    """A file of a complaint that a user may read; Http404 otherwise."""
    rows = complaint.evidence.select_related("file")
    if not seen_by(complaint, user).desk:
        rows = rows.filter(for_body=True)
    return _one(rows, pk)


def followed(token: str) -> Complaint:
    """The complaint whose private page has this secret; Http404 for any other."""
    person = Complainant.objects.filter(token=token).first()
    if person is None:
        raise Http404
    return Complaint.objects.select_related("complainant", "applicant", "owner").get(
        pk=person.complaint_id
    )


def own_notes(complaint: Complaint) -> QuerySet[Note]:
    """What the complainant wrote and was written, oldest first, with its files; two queries."""
    files = Prefetch("evidence", Evidence.objects.filter(for_complainant=True))
    return complaint.notes.filter(for_complainant=True).prefetch_related(files)


def own_evidence(complaint: Complaint) -> QuerySet[Evidence]:
    """The files that the complainant sent with the complaint."""
    return complaint.evidence.filter(note=None, for_complainant=True)


def own_file(complaint: Complaint, pk: int) -> Evidence:
    """A file of a complaint that the complainant may read; Http404 otherwise."""
    return _one(complaint.evidence.select_related("file").filter(for_complainant=True), pk)


def own_letters(complaint: Complaint) -> QuerySet[IssuedForm]:
    """The letters to the complainant, newest first."""
    rows = IssuedForm.objects.filter(matters=complaint.pk, kind__in=TO_COMPLAINANT)
    return rows.select_related("file").order_by("-pk")


def own_letter(complaint: Complaint, pk: int) -> IssuedForm:
    """A letter to the complainant whose PDF is made; Http404 otherwise."""
    found = own_letters(complaint).filter(pk=pk, file__isnull=False).first()
    if found is None:
        raise Http404
    return found


def own_history(complaint: Complaint) -> list[LogLine]:
    """What happened and when, newest first, as the complainant is told: no names of people."""
    lines = []
    for move in reversed(moves_of(complaint)):
        info = STATES[move.to_state]
        lines.append(
            LogLine(
                at=move.at,
                what=str(info.label) if move.from_state else _("Complaint received"),
                reason=move.reason if move.step in TOLD_WHY else "",
                tone=tone_of(info),
            )
        )
    return lines


def _one(rows: QuerySet[Evidence], pk: int) -> Evidence:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
