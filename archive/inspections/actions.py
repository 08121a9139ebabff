"""Opening inspections, and what is written in them besides the steps: findings and answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import roles
from archive.checking.steps import inspected_check
from archive.inspections.evaluating.actions import evaluations_ask
from archive.inspections.models import Finding, Inspection
from archive.inspections.papers import IMAGES, PHOTO
from archive.inspections.states import I
from archive.inspections.times import due_month
from archive.parties import inspects, releases_inspection
from zsa_portal.documents import store
from zsa_portal.documents.actions import document_add
from zsa_portal.people.models import Department, DepartmentCode, Party
from zsa_portal.people.places import places_of
from zsa_portal.people.queries import department
from zsa_portal.regulations import clock
from zsa_portal.workflow import wording
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.perform import held, require_seen, touched
from zsa_portal.workflow.refusals import BadValue, Refusal
from zsa_portal.workflow.settle import begin

LONGEST = 2000

wording.word(
    finding_add=gettext_lazy("Finding written down"),
    finding_remove=gettext_lazy("Finding taken back"),
    finding_answer=gettext_lazy("Finding answered"),
    finding_drop=gettext_lazy("Finding dropped"),
)


def inspection_open(*, month: dt.date) -> Inspection:
    """Open the inspection of a June or December (its first day), or return the one that is open.

    The four checks of what is inspected begin with it.
    """
    with transaction.atomic():
        found = Inspection.objects.filter(month=month).first()
        if found is not None:
            return found
        quality = department(DepartmentCode.QUALITY)
        one = Inspection(
            month=month,
            owner=quality,
            title=f"{month:%Y年%-m月}归档检查",
            level=Level.RESTRICTED,
        )
        parties = [
            (roles.QUALITY, Party.of(quality)),
            (roles.QUALITY_HEAD, Party.of(quality, "head")),
        ]
        begin(one, by=None, parties=parties)
        evaluations_ask(one)
        inspected_check(one, by=None)
        return one


def open_inspections() -> int:
    """Open the inspection of this June or December if it is missing; returns how many (第六条)."""
    month = due_month(clock.today())
    known = Department.objects.filter(code=DepartmentCode.QUALITY)
    if month is None or Inspection.objects.filter(month=month).exists() or not known.exists():
        return 0
    inspection_open(month=month)
    return 1


def finding_add(
    *,
    inspection: Inspection,
    home: Department,
    text: str,
    incomplete: bool,
    photos: Sequence[Any] = (),
    by: Any,
    seen: str = "",
) -> Finding:
    """Write down what was seen in a department, with photographs (第六条第二款).

    By the quality department while it inspects. Raises PermissionDenied, WrongState, Changed,
    BadValue("text", …), BadValue("photos", …).
    """
    if not inspects(inspection, by):
        raise PermissionDenied
    words = _words(text, "text")
    stored = [_stored(photo) for photo in photos]
    with held(inspection, states=(I.INSPECTING,)) as fresh:
        require_seen(fresh, seen)
        finding = Finding.objects.create(
            inspection=fresh, department=home, text=words, incomplete=incomplete, made_by=by
        )
        for place, photo in enumerate(stored, start=1):
            title = f"{home.name} {finding.pk}-{place}"
            version = document_add(matter=fresh, kind=PHOTO, title=title, upload=photo, by=by)
            finding.photos.add(version.document)
        fresh.refresh_from_db(fields=["revision"])
        touched(fresh)
        record(fresh, by=by, step="finding_add", values={"finding": finding, "department": home})
        return finding


def finding_remove(*, finding: Finding, by: Any, seen: str = "") -> None:
    """Take a finding back before it is sent; its photographs stay among the papers.

    Raises PermissionDenied, WrongState, Changed.
    """
    with held(finding.inspection, states=(I.INSPECTING,)) as fresh:
        if not inspects(fresh, by):
            raise PermissionDenied
        require_seen(fresh, seen)
        record(fresh, by=by, step="finding_remove", values={"finding": finding})
        finding.delete()
        touched(fresh)


def heads_of_finding(finding: Finding, user: Any) -> bool:
    """Whether a user heads the department in which it was found, or stands in for its head."""
    return f"dept:{finding.department_id}:head" in places_of(user).parties


def may_answer(finding: Finding, user: Any) -> bool:
    """Whether a user answers a finding now: as the head of its department, in the time to answer."""
    inspection = finding.inspection
    open_ = inspection.answers_until is not None and clock.now() < inspection.answers_until
    return inspection.state == I.ANSWERS and open_ and heads_of_finding(finding, user)


def finding_answer(*, finding: Finding, answer: str, by: Any) -> Finding:
    """The head of the department answers a finding before the report is released; the last one counts.

    Raises PermissionDenied, WrongState, Refusal after the last day, BadValue("answer", …).
    """
    with held(finding.inspection, states=(I.ANSWERS,)) as fresh:
        row: Finding = fresh.findings.select_for_update(of=("self",)).get(pk=finding.pk)
        if not heads_of_finding(row, by):
            raise PermissionDenied
        if fresh.answers_until is None or clock.now() >= fresh.answers_until:
            raise Refusal([_("The time to answer is over.")], matter=fresh)
        row.answer, row.answered_by, row.answered_at = _words(answer, "answer"), by, clock.now()
        row.save(update_fields=["answer", "answered_by", "answered_at"])
        touched(fresh)
        record(fresh, by=by, step="finding_answer", values={"finding": row})
        return row


def finding_drop(*, finding: Finding, reason: str, by: Any, seen: str = "") -> Finding:
    """The head of the quality department lets a finding go before release, and says why.

    Raises PermissionDenied, WrongState, Changed, BadValue("reason", …).
    """
    with held(finding.inspection, states=(I.ANSWERS,)) as fresh:
        if not releases_inspection(fresh, by):
            raise PermissionDenied
        require_seen(fresh, seen)
        row: Finding = fresh.findings.select_for_update(of=("self",)).get(pk=finding.pk)
        row.dropped_for = _words(reason, "reason", 500)
        row.save(update_fields=["dropped_for"])
        touched(fresh)
        record(fresh, by=by, step="finding_drop", values={"finding": row})
        return row


def _stored(photo: Any) -> store.Stored:
    try:
        return store.put(photo, accept=IMAGES)
    except BadValue as error:
        raise error.at("photos") from error


def _words(text: str, field: str, most: int = LONGEST) -> str:
    words = text.strip()
    if not words:
        raise BadValue(field, _("Say it in words."))
    if len(words) > most:
        raise BadValue(field, _("Say it in at most %(most)d characters.") % {"most": most})
    return words
