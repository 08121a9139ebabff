"""Completing an edition: the texts of any, the cover data of one before it is published."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from standards.catalogue.covers import TEXT
from standards.catalogue.stamping import stamp_file
from standards.models import Edition, Project, StandardText
from standards.parties import acts_for_secretariat
from standards.states import S
from zsa_portal.documents import looking, store
from zsa_portal.documents.actions import document_add, document_withdraw
from zsa_portal.documents.store import Stored
from zsa_portal.people.models import Department, DepartmentCode, User
from zsa_portal.people.places import places_of
from zsa_portal.people.queries import department
from zsa_portal.regulations import clock
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.perform import held, touched

PREPARING = (S.NUMBERING_PUBLISHING,)
COVER_FIELDS = (
    "ics",
    "ccs",
    "proposer",
    "drafting_units",
    "principal_drafters",
    "abstract",
    "abstract_en",
)


def text_add(
    *, project: Project, language: str, upload: Any, released: bool, by: User
) -> StandardText:
    """Add or replace the text of a numbered standard in one language (F31, F34).

    ``upload`` is a PDF; its first page is stamped with the copyright and, unless it is Chinese,
    with the note that the Chinese text prevails. ``released`` lets the public download it once
    published. Raises PermissionDenied, WrongState, BadValue("file", …).
    """
    file = _stamped(upload, language)
    with held(project, states=PREPARING) as fresh:
        if not acts_for_secretariat(fresh, by):
            raise PermissionDenied
        edition = fresh.editions.select_related("standard").latest("pk")
        text = _text_store(edition, language, file, released=released, by=by, matter=fresh)
        touched(fresh)
        record(fresh, by=by, step="text_add", values={"language": language, "released": released})
    return text


def edition_text_add(
    *, edition: Edition, language: str, upload: Any, released: bool, by: User
) -> StandardText:
    """Add or replace a text of an edition published before the portal; see ``text_add``.

    The rows of the texts keep their history. Raises PermissionDenied, also for an edition that a
    project made, and BadValue("file", …).
    """
    if not may_add_texts(edition, by):
        raise PermissionDenied
    file, owner = _stamped(upload, language), department(DepartmentCode.STANDARDS)
    with transaction.atomic():
        fresh = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
        former = fresh.texts.filter(language=language).select_related("version__document").first()
        text = _text_store(fresh, language, file, released=released, by=by, owner=owner)
        if former is not None:
            document_withdraw(document=former.version.document, by=by, reason=_("Replaced"))
    return text


def may_add_texts(edition: Edition, user: Any) -> bool:
    """The secretariat adds the texts of editions that no project made; a project's are its own."""
    return edition.project_id is None and is_of_secretariat(user)


def is_of_secretariat(user: Any) -> bool:
    """Whether a user is of the department that manages formulation (第六条)."""
    if not places_of(user).staff:
        return False
    return f"dept:{department(DepartmentCode.STANDARDS).pk}" in places_of(user).parties


def cover_save(*, project: Project, values: dict[str, Any], by: User) -> Edition:
    """Save the cover data of a numbered standard until it is published.

    ``values`` maps the names in COVER_FIELDS to text; the titles are the project's and are corrected
    there. Raises PermissionDenied, WrongState.
    """
    with held(project, states=PREPARING) as fresh:
        if not acts_for_secretariat(fresh, by):
            raise PermissionDenied
        edition = fresh.editions.select_related("standard").latest("pk")
        changed = [name for name in COVER_FIELDS if name in values]
        for name in changed:
            setattr(edition, name, values[name])
        edition.save(update_fields=changed)
        touched(fresh)
        record(fresh, by=by, step="cover_save", values={"edition": edition})
    return edition


def _stamped(upload: Any, language: str) -> Stored:
    return store.put(
        upload,
        accept=(".pdf",),
        change=lambda path, name: looking.asked(name, stamp_file, str(path), language),
    )


def _text_store(
    edition: Edition,
    language: str,
    file: Stored,
    *,
    released: bool,
    by: User,
    matter: Project | None = None,
    owner: Department | None = None,
) -> StandardText:
    """Keep a stamped file as the edition's text in a language, in place of the one before."""
    level = Level.PUBLIC if released else Level.RESTRICTED
    title = f"{edition.number}（{StandardText.Language(language).value}）"
    version = document_add(
        matter=matter, kind=TEXT, title=title, upload=file, by=by, level=level, owner=owner
    )
    if version.document.level != level:
        version.document.level = level
        version.document.save(update_fields=["level"])
    text, _made = StandardText.objects.update_or_create(
        edition=edition,
        language=language,
        defaults={
            "version": version,
            "released": released,
            "added_by": by,
            "added_at": clock.now(),
        },
    )
    return text
