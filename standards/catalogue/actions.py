"""Completing an edition before it is published: texts and cover data."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from standards.catalogue.stamping import stamped
from standards.models import Edition, Project, StandardText
from standards.parties import acts_for_secretariat
from standards.states import S
from zsa_portal.documents.actions import document_add
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.workflow.aftermath import record
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.perform import held, touched

PREPARING = (S.NUMBERING_PUBLISHING,)
TEXT = "standard_text"
COVER_FIELDS = (
    "ics", "ccs", "proposer", "drafting_units", "principal_drafters", "abstract", "abstract_en",
)  # fmt: skip


def text_add(
    *, project: Project, language: str, upload: Any, released: bool, by: User
) -> StandardText:
    """Add or replace the text of a numbered standard in one language (F31, F34).

    ``upload`` is a PDF; its first page is stamped with the copyright and, unless it is Chinese,
    with the note that the Chinese text prevails. ``released`` lets the public download it once
    published. Raises PermissionDenied, WrongState, BadValue("file", …).
    """
    data = stamped(upload.read(), language=language)
    with held(project, states=PREPARING) as fresh:
        if not acts_for_secretariat(fresh, by):
            raise PermissionDenied
        edition = fresh.editions.select_related("standard").latest("pk")
        title = f"{edition.number}（{StandardText.Language(language).value}）"
        version = document_add(
            matter=fresh, kind=TEXT, title=title, upload=ContentFile(data, name=upload.name), by=by,
            level=Level.PUBLIC if released else Level.RESTRICTED,
        )  # fmt: skip
        text, _made = StandardText.objects.update_or_create(
            edition=edition, language=language,
            defaults={"version": version, "released": released, "added_by": by, "added_at": clock.now()},
        )  # fmt: skip
        if version.document.level != (level := _level(released)):
            version.document.level = level
            version.document.save(update_fields=["level"])
        touched(fresh)
        record(fresh, by=by, step="text_add", values={"language": language, "released": released})
    return text


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


def _level(released: bool) -> str:  # noqa: FBT001 - one word of a form
    return Level.PUBLIC if released else Level.RESTRICTED
