"""Acts of approval and publication that are no single step of one project."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from standards.models import PatentDisclosure, PatentStatement, Project
from standards.parties import acts_for_applicant, acts_for_drafting_group, acts_for_secretariat
from standards.publication.edition import announced
from standards.publication.papers import LICENCE_PAPER, PUBLICATION
from standards.states import S
from zsa_portal.ballots.actions import deciding
from zsa_portal.ballots.decisions import APPROVED, REJECTED
from zsa_portal.catalogue.actions import COVER_FIELDS, text_stamped, text_store
from zsa_portal.catalogue.announcements import ANNOUNCEMENT_FORM, announcement_open
from zsa_portal.catalogue.models import Announcement, Edition, StandardText
from zsa_portal.documents import forms, store
from zsa_portal.documents.actions import document_add
from zsa_portal.documents.store import Stored
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.perform import held, perform, perform_all, touched
from zsa_portal.workflow.refusals import BadValue

PREPARING = (S.NUMBERING_PUBLISHING,)
SETTLED = (
    S.APPROVED,
    S.NUMBERING_PUBLISHING,
    S.PUBLISHED,
    S.DISCARDED,
    S.ABANDONED,
    S.PROPOSAL_REJECTED,
)
OPEN_TO_PATENTS = tuple(state for state in S.values if state not in SETTLED)


def may_record_patents(project: Project, user: Any) -> bool:
    """The applicant, the drafting group and the secretariat record patents, until the approval (F26)."""
    return project.state in OPEN_TO_PATENTS and records_patents(project, user)


def records_patents(project: Project, user: Any) -> bool:
    """Whether a user is one of those who record patents, whatever the state."""
    return (
        acts_for_applicant(project, user)
        or acts_for_drafting_group(project, user)
        or acts_for_secretariat(project, user)
    )


def patent_disclose(
    *, project: Project, values: dict[str, Any], by: User, upload: Any = None
) -> PatentDisclosure:
    """Record an essential patent with its licensing declaration, if there is one (F26).

    ``values`` are the fields holder, patent_number, title, clauses, licence and handling; ``upload``
    the signed declaration. Raises PermissionDenied, WrongState, BadValue for a patent already
    recorded or a file that is not accepted.
    """
    paper = None if upload is None else store.put(upload)
    with held(project, states=OPEN_TO_PATENTS) as fresh:
        if not may_record_patents(fresh, by):
            raise PermissionDenied
        if fresh.patent_disclosures.filter(patent_number=values["patent_number"]).exists():
            raise BadValue("patent_number", _("This patent is recorded already."))
        made = PatentDisclosure(project=fresh, disclosed_by=by, at=clock.now(), **values)
        if paper is not None:
            made.paper = _declaration_add(fresh, values["patent_number"], paper, by)
            made.signed_for = made.promise
        made.save()
        touched(fresh)
        record(fresh, by=by, step="patent_disclose", values={"disclosure": made})
    return made


def patent_change(
    *, disclosure: PatentDisclosure, values: dict[str, Any], by: User, upload: Any = None
) -> PatentDisclosure:
    """Complete or correct a recorded patent; see ``patent_disclose``.

    A signed declaration counts for what it was given for: where holder, patent or licence become
    others without a new one, it counts no more.
    """
    paper = None if upload is None else store.put(upload)
    with held(disclosure.project, states=OPEN_TO_PATENTS) as fresh:
        if not may_record_patents(fresh, by):
            raise PermissionDenied
        row = fresh.patent_disclosures.get(pk=disclosure.pk)
        signed = row.signed_for
        for name, value in values.items():
            setattr(row, name, value)
        if paper is not None:
            row.paper = _declaration_add(fresh, row.patent_number, paper, by)
        if paper is not None or (signed.endswith("\n") and row.promise.startswith(signed)):
            row.signed_for = row.promise
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError as error:
            raise BadValue("patent_number", _("This patent is recorded already.")) from error
        touched(fresh)
        record(fresh, by=by, step="patent_change", values={"disclosure": row})
    return row


def patent_none_state(*, project: Project, note: str, by: User) -> PatentStatement:
    """State that no essential patent is known (F26).

    Raises PermissionDenied, WrongState, BadValue when one is disclosed or the proposal says that
    patents are involved.
    """
    with held(project, states=OPEN_TO_PATENTS) as fresh:
        if not may_record_patents(fresh, by):
            raise PermissionDenied
        if fresh.patent_disclosures.exists():
            raise BadValue(
                "note", _("Essential patents are recorded; the statement would be wrong.")
            )
        if fresh.patents:
            raise BadValue(
                "note",
                _(
                    "The proposal says that patents are involved; record them instead. One that "
                    "proved not to be essential is recorded as such, with the reason."
                ),
            )
        made = PatentStatement.objects.create(project=fresh, note=note, by=by, at=clock.now())
        touched(fresh)
        record(fresh, by=by, step="patent_none", values={"statement": made})
    return made


def publication_approve(
    *, projects: Sequence[Project], decision: dict[str, Any], by: User
) -> list[Project]:
    """Record the council's approval of publication of these projects, all or none (F06a, F28).

    ``decision`` are the keyword arguments of ``decision_record`` besides kind, matters, outcome
    and by. Raises StepsUnmet, WrongState, PermissionDenied, BadValue.
    """
    with deciding(PUBLICATION, APPROVED, matters=projects, decision=decision, by=by) as made:
        steps = [project.approve_publication for project in projects]
        return perform_all(steps, by=by, decision=made)


def publication_refuse(
    *, project: Project, decision: dict[str, Any], reason: str, by: User, seen: str = ""
) -> Project:
    """Record the council's refusal and return the dossier with reasons.

    Raises Changed when the matter is no more as the page saw it, else as ``perform`` does.
    """
    with deciding(PUBLICATION, REJECTED, matters=[project], decision=decision, by=by, seen=seen):
        done: Project = perform(project.return_after_council, by=by, reason=reason)
        return done


def announcement_issue(
    *,
    projects: Sequence[Project],
    title: str,
    body: str,
    published_on: dt.date,
    implemented_on: dt.date,
    by: User,
) -> Announcement:
    """Number the standards of these projects and issue the official document, all or none (F29, F30).

    The document's number and the running numbers come from gapless counters. Raises RuleUnmet for
    days that do not agree, StepsUnmet, WrongState, PermissionDenied.
    """
    with transaction.atomic():
        held_in_order = sorted(projects, key=lambda project: project.pk)
        for project in held_in_order:
            _locked(project)
        made = announcement_open(
            title=title,
            body=body,
            published_on=published_on,
            implemented_on=implemented_on,
            by=by,
        )
        steps = [project.number_standard for project in held_in_order]
        done = perform_all(steps, by=by, announcement=made)
        forms.issue(ANNOUNCEMENT_FORM, about=done, data=announced(made, done), by=by)
    return made


def text_add(
    *, project: Project, language: str, upload: Any, released: bool, by: User
) -> StandardText:
    """Add or replace the text of a numbered standard in one language (F31, F34).

    ``upload`` is a PDF; its first page is stamped with the copyright and, unless it is Chinese,
    with the note that the Chinese text prevails. ``released`` lets the public download it once
    published. Raises PermissionDenied, WrongState, BadValue("file", …).
    """
    file = text_stamped(upload, language)
    with held(project, states=PREPARING) as fresh:
        edition = _prepared(fresh, by)
        text = text_store(edition, language, file, released=released, by=by)
        touched(fresh)
        record(fresh, by=by, step="text_add", values={"language": language, "released": released})
    return text


def cover_save(*, project: Project, values: dict[str, Any], by: User) -> Edition:
    """Save the cover data of a numbered standard until it is published.

    ``values`` maps the names in COVER_FIELDS to text; the titles are the project's and are corrected
    there. Raises PermissionDenied, WrongState.
    """
    with held(project, states=PREPARING) as fresh:
        edition = _prepared(fresh, by)
        changed = [name for name in COVER_FIELDS if name in values]
        for name in changed:
            setattr(edition, name, values[name])
        edition.save(update_fields=changed)
        touched(fresh)
        record(fresh, by=by, step="cover_save", values={"edition": edition})
    return edition


def _prepared(project: Project, by: User) -> Edition:
    """The edition that the secretariat completes before it is published."""
    if not acts_for_secretariat(project, by):
        raise PermissionDenied
    edition: Edition = project.editions.select_related("standard", "matter").latest("pk")
    return edition


def _locked(project: Project) -> None:
    """Take a matter's lock before any counter's, as everywhere."""
    with held(project):
        pass


def _declaration_add(project: Project, patent_number: str, upload: Stored, by: User) -> Any:
    return document_add(
        matter=project,
        kind=LICENCE_PAPER,
        title=_("Licensing declaration %(patent)s") % {"patent": patent_number},
        upload=upload,
        by=by,
        level=Level.RESTRICTED,
    )
