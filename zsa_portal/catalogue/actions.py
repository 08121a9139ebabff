"""The texts of editions: stamped, kept by language, added on the catalogue's own page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from zsa_portal.catalogue.covers import TEXT
from zsa_portal.catalogue.models import Edition, StandardText
from zsa_portal.catalogue.stamping import stamp_file
from zsa_portal.documents import looking, store
from zsa_portal.documents.actions import document_add, document_withdraw
from zsa_portal.documents.store import Stored
from zsa_portal.people.models import DepartmentCode, User
from zsa_portal.people.queries import department
from zsa_portal.regulations import clock
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Level, Matter
from zsa_portal.workflow.perform import held, touched

COVER_FIELDS = (
    "ics",
    "ccs",
    "proposer",
    "drafting_units",
    "principal_drafters",
    "abstract",
    "abstract_en",
)
"""What of an edition's cover and page is completed before it is published."""


def edition_text_add(
    *, edition: Edition, language: str, upload: Any, released: bool, by: User
) -> StandardText:
    """Add or replace a text of a published edition, where its kind lets the user (F31, F34).

    ``upload`` is a PDF; its first page is stamped with the copyright and, unless it is Chinese,
    with the note that the Chinese text prevails. ``released`` lets the public download it. The rows
    of the texts keep their history. Raises PermissionDenied and BadValue("file", …).
    """
    if not may_add_texts(edition, by):
        raise PermissionDenied
    file = text_stamped(upload, language)
    with _written(edition, by, {"language": language, "released": released}) as fresh:
        former = fresh.texts.filter(language=language).select_related("version__document").first()
        text = text_store(fresh, language, file, released=released, by=by)
        if former is not None and fresh.matter_id is None:
            document_withdraw(document=former.version.document, by=by, reason=_("Replaced"))
    return text


@contextmanager
def _written(edition: Edition, by: User, values: dict[str, Any]) -> Iterator[Edition]:
    """Lock an edition and its matter, if it has one, whose log then says what was written."""
    if edition.matter_id is None:
        with transaction.atomic():
            yield Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
        return
    with held(Matter.objects.get(pk=edition.matter_id)) as matter:
        yield Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
        touched(matter)
        record(matter, by=by, step="text_add", values=values)


def may_add_texts(edition: Edition, user: Any) -> bool:
    """Whether a user adds texts of a published edition on the catalogue's own page, as its kind says."""
    return edition.is_public and edition.meaning.adds_texts(edition, user)


def text_stamped(upload: Any, language: str) -> Stored:
    """A PDF stored with the notes of its language on the first page. Raises BadValue("file", …)."""
    return store.put(
        upload,
        accept=(".pdf",),
        settled=True,
        change=lambda path, name: looking.asked(name, stamp_file, str(path), language),
    )


def text_store(
    edition: Edition, language: str, file: Stored, *, released: bool, by: User
) -> StandardText:
    """Keep a stamped file as the edition's text in a language, in place of the one before.

    To be called while the edition's matter is held, if it has one; the text is a paper of it, else
    of the department that manages standards.
    """
    level = Level.PUBLIC if released else Level.RESTRICTED
    title = f"{edition.number}（{StandardText.Language(language).value}）"
    owner = None if edition.matter_id else department(DepartmentCode.STANDARDS)
    version = document_add(
        matter=edition.matter, kind=TEXT, title=title, upload=file, by=by, level=level, owner=owner
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
