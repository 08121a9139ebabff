"""Acts of upkeep that are no single step of one matter, or write besides its steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.papers import REGULATION
from certification.parties import acts_for_applicant, acts_for_secretariat
from certification.upkeep import official
from certification.upkeep.calendar import letter_issue
from certification.upkeep.conclusions import Ground
from certification.upkeep.effects import day_after, revision_begin, running, upkeep_begin
from certification.upkeep.models import Reexamination, StandardRevision
from certification.upkeep.papers import (
    CONCLUSION,
    CONCLUSION_ANNOUNCEMENT,
    CONCLUSION_LETTER,
    RECHECK,
    RECHECK_DAYS,
    REVISION,
    VISIT_PHOTO,
    VISIT_RECORD,
)
from certification.upkeep.records import Change, Letter, Upkeep, Visit
from certification.upkeep.states import WRITING, U
from zsa_portal.ballots.actions import deciding
from zsa_portal.ballots.decisions import APPROVED, REJECTED
from zsa_portal.catalogue.announcements import (
    ANNOUNCEMENT_FORM,
    announcement_data,
    announcement_open,
)
from zsa_portal.catalogue.models import Announcement
from zsa_portal.catalogue.rules import is_of_secretariat
from zsa_portal.documents import forms, store
from zsa_portal.documents.actions import document_add
from zsa_portal.people.models import User
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.log import record
from zsa_portal.workflow.perform import held, perform, perform_all, touched
from zsa_portal.workflow.refusals import BadValue
from zsa_portal.workflow.wording import word

word(
    changes_save=gettext_lazy("Changes of the revision saved"),
    visit_record=gettext_lazy("Visit on site recorded"),
)


def recheck_open_early(*, upkeep: Upkeep, reason: str, by: User) -> Any:
    """Open a re-check out of turn, where doubts came up between its yearly days (第二十二条(三)).

    The body gets its letter at once; the yearly days stay. Raises PermissionDenied, BadValue.
    """
    if not is_of_secretariat(by):
        raise PermissionDenied
    with transaction.atomic():
        row = _kept(upkeep)
        if running(row.standard, RECHECK) is not None:
            raise BadValue("reason", _("A re-check of this standard runs already."))
        if not reason.strip():
            raise BadValue("reason", _("Say why the standard is re-checked out of turn."))
        body: Any = row.edition.source_body
        days = int(RECHECK_DAYS.value())
        letter = Letter.objects.create(body=body, kind=RECHECK, material_due_on=day_after(days))
        made = upkeep_begin(
            RECHECK, row.edition, by=by, days=days, letter=letter, reason_opened=reason.strip()
        )
        letter_issue(letter.pk)
    return made


def may_revise(upkeep: Upkeep, user: Any) -> Ground | None:
    """On which ground a user begins a revision of a standard; None for those who do not (第二十二条)."""
    if upkeep.edition.source_body_id in places_of(user).organisations:
        return Ground.UPGRADE
    return Ground.UNMET if is_of_secretariat(user) else None


def revision_open(*, upkeep: Upkeep, reason: str, by: User) -> Any:
    """Begin a revision: of the body's own accord, or because requirements are not met (第二十二条).

    Raises PermissionDenied, BadValue while one runs, without a reason or not in force.
    """
    ground = may_revise(upkeep, by)
    if ground is None:
        raise PermissionDenied
    with transaction.atomic():
        row = _kept(upkeep)
        if running(row.standard, REVISION) is not None:
            raise BadValue("reason", _("A revision of this standard runs already."))
        if not reason.strip():
            raise BadValue("reason", _("Say what is raised, or what is no longer met."))
        return revision_begin(row.edition, ground, reason.strip(), by=by)


def _kept(upkeep: Upkeep) -> Upkeep:
    """The row, locked; BadValue("reason", …) when the standard is in force no more."""
    row = (
        Upkeep.objects.select_for_update(of=("self",))
        .select_related("edition__standard", "edition__source_body", "standard")
        .get(pk=upkeep.pk)
    )
    if row.edition.status != row.edition.Status.CURRENT:
        raise BadValue("reason", _("This standard is in force no more."))
    return row


def may_write_changes(revision: Any, user: Any) -> bool:
    """The body writes the comparison table while it prepares the revision."""
    return revision.state in WRITING and acts_for_applicant(revision, user)


def changes_save(
    *, revision: StandardRevision, source_number: str, rows: Iterable[dict[str, str]], by: User
) -> StandardRevision:
    """Save the number and the comparison table of a revision, whole (第二十三条).

    ``rows`` have clause, old, new and why. Raises PermissionDenied, WrongState, BadValue("rows", …).
    """
    told = [dict(row) for row in rows]
    for row in told:
        if not row["clause"].strip() or not row["why"].strip():
            raise BadValue("rows", _("Each change names its clause and says why."))
        if not (row["old"].strip() or row["new"].strip()):
            raise BadValue("rows", _("Each change says what stood before, or what stands now."))
    with held(revision, states=WRITING) as fresh:
        if not acts_for_applicant(fresh, by):
            raise PermissionDenied
        fresh.source_number = source_number.strip()
        fresh.save(update_fields=["source_number"])
        fresh.changes.all().delete()
        Change.objects.bulk_create(Change(matter_id=fresh.pk, **row) for row in told)
        touched(fresh)
        record(fresh, by=by, step="changes_save", values={"changes": len(told)})
    return fresh


def may_record_visits(matter: Any, user: Any) -> bool:
    """The secretariat records visits while the panel reviews."""
    return matter.state == U.PANEL and acts_for_secretariat(matter, user)


def visit_record(
    *, matter: Reexamination, values: dict[str, Any], photos: Sequence[Any], by: User
) -> Visit:
    """Record a visit on site with its photographs, and issue its record (第二十六条).

    ``values`` are visited_on, place, visitors, received_by and findings. Raises PermissionDenied,
    WrongState, BadValue for a day to come or before the material, or a file that is no picture.
    """
    if not acts_for_secretariat(matter, by):
        raise PermissionDenied
    stored = [store.put(photo, accept=(".jpg", ".jpeg", ".png")) for photo in photos]
    with held(matter, states=(U.PANEL,)) as fresh:
        if not clock.day_of(fresh.created_at) <= values["visited_on"] <= clock.today():
            raise BadValue(
                "visited_on", _("The visit took place since the notice, and not after today.")
            )
        made = Visit.objects.create(matter=fresh, recorded_by=by, **values)
        number = fresh.visits.count()
        kept = [
            document_add(
                matter=fresh,
                kind=VISIT_PHOTO,
                title=f"现场照片 {number}-{place}",
                upload=photo,
                by=by,
            ).document
            for place, photo in enumerate(stored, 1)
        ]
        data = official.visit_data(made, fresh, kept)
        forms.issue(VISIT_RECORD, about=fresh, data=data, by=by)
        touched(fresh)
        record(fresh, by=by, step="visit_record", values={"visit": made})
    return made


def conclusions_approve(*, matters: Sequence[Any], decision: dict[str, Any], by: User) -> list[Any]:
    """Record the council's approval of these conclusions, all or none (R21, R23, R26)."""
    with deciding(CONCLUSION, APPROVED, matters=matters, decision=decision, by=by):
        return perform_all([one.approve_conclusion for one in matters], by=by)


def conclusion_refuse(
    *, matter: Any, decision: dict[str, Any], reason: str, by: User, seen: str = ""
) -> Any:
    """Record the council's refusal; the conclusion is reviewed anew."""
    with deciding(CONCLUSION, REJECTED, matters=[matter], decision=decision, by=by, seen=seen):
        return perform(matter.return_after_council, by=by, reason=reason)


def conclusions_publish(*, matters: Sequence[Any], by: User) -> list[Any]:
    """Publish conclusions of one procedure: one letter per body, one announcement, all or none."""
    with transaction.atomic():
        rows = _in_order(matters)
        done: list[Any] = []
        for name, own in _by_body(rows):
            data = official.conclusion_data(name, own)
            letter = forms.issue(CONCLUSION_LETTER, about=own, data=data, by=by)
            done += perform_all([one.publish_conclusion for one in own], by=by, letter=letter)
        data = official.announcement_data(done, clock.today())
        forms.issue(CONCLUSION_ANNOUNCEMENT, about=done, data=data, by=by)
    return done


def revisions_publish(
    *,
    revisions: Sequence[StandardRevision],
    title: str,
    body: str,
    implemented_on: dt.date,
    by: User,
) -> Announcement:
    """Publish revised standards today under one official document, one letter per body (R23).

    All or none. Raises RuleUnmet for a day before today and a second edition in one year, StepsUnmet,
    WrongState, PermissionDenied.
    """
    with transaction.atomic():
        rows = _in_order(revisions)
        made = announcement_open(
            title=title,
            body=body,
            published_on=clock.today(),
            implemented_on=implemented_on,
            by=by,
        )
        done = perform_all([one.publish_revision for one in rows], by=by, announcement=made)
        data = announcement_data(made, regulation=REGULATION, decisions=official.decided(done))
        forms.issue(ANNOUNCEMENT_FORM, about=done, data=data, by=by)
        for name, own in _by_body(done):
            told = official.conclusion_data(name, own)
            letter = forms.issue(CONCLUSION_LETTER, about=own, data=told, by=by)
            for one in own:
                one.conclusion_letter = letter
                one.save(update_fields=["conclusion_letter"])
    return made


def _in_order(matters: Sequence[Any]) -> list[Any]:
    """The matters with their editions, locked in the order of their keys."""
    cls = type(matters[0])
    rows = cls.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in matters])
    return list(rows.select_related("edition__source_body", "applicant").order_by("pk"))


def _by_body(matters: Sequence[Any]) -> list[tuple[str, list[Any]]]:
    """The matters of each body with its name, in the order of the bodies' keys."""
    found: dict[int, list[Any]] = {}
    for one in sorted(matters, key=lambda one: (one.applicant_id, one.pk)):
        found.setdefault(one.applicant_id, []).append(one)
    return [(own[0].applicant.name, own) for own in found.values()]
