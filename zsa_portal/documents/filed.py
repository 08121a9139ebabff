"""Papers that an organisation files once for all its matters: its charter, its own rules.

Each kind has one live document an organisation, in as many versions as were filed. The organisation's
people and the department that keeps them read it; a matter takes along what is on file.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation

from zsa_portal.documents import access, store
from zsa_portal.documents.levels import level_of
from zsa_portal.documents.models import Document, Version
from zsa_portal.documents.versions import version_make
from zsa_portal.people.models import Department, Organisation, User
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level, Matter
from zsa_portal.workflow.refusals import BadValue


@dataclass(frozen=True)
class FiledKind:
    """A kind of paper that an organisation files once, read by the department ``owner``."""

    kind: str
    owner: str


def file_paper(*, organisation: Organisation, kind: FiledKind, upload: Any, by: User) -> Version:
    """File a paper of an organisation, or its next version, and return it.

    By the organisation's own people. The same bytes again change nothing. Raises PermissionDenied,
    BadValue("file", …) for files that are not accepted.
    """
    if organisation.pk not in places_of(by).organisations:
        raise PermissionDenied
    stored = store.put(upload)
    with transaction.atomic():
        Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
        document = _live(organisation, [kind.kind]).first() or _new(organisation, kind, by)
        versions = Version.objects.filter(document=document).order_by("-number")
        newest: Version | None = versions.first()
        if newest is not None and newest.file_id == stored.file.pk:
            return newest
        return version_make(document, newest, stored, by)


def on_file(organisation: Organisation, kinds: Collection[str]) -> dict[str, Version]:
    """The newest version of each kind that an organisation has on file; one query."""
    rows = Version.objects.filter(document__in=_live(organisation, kinds).order_by())
    latest = rows.order_by("document__kind", "-number").distinct("document__kind")
    return {row.document.kind: row for row in latest.select_related("document", "file")}


def take_along(*, matter: Matter, versions: Collection[Version], by: User) -> list[Version]:
    """Put papers on file into a matter as they are today: the same bytes, no second upload.

    Belongs to a step and is called in its body. What the matter has already in the same bytes stays.
    """
    taken = []
    for filed in versions:
        kind = filed.document.kind
        document = Document.objects.live().filter(matter=matter.pk, kind=kind).first()
        document = document or Document.objects.create(
            matter_id=matter.pk,
            kind=kind,
            title=filed.document.title,
            uploaded_by=by,
            level=level_of(kind, access.uploads[kind].level),
            owner=matter.owner,
            organisation=filed.document.organisation,
            created_at=clock.now(),
        )
        newest = document.versions.order_by("-number").first()
        if newest is not None and newest.file_id == filed.file_id:
            continue
        taken.append(version_make(document, newest, filed, by))
    return taken


def _live(organisation: Organisation, kinds: Collection[str]) -> Any:
    rows = Document.objects.live().filter(matter__isnull=True, scan_of__isnull=True)
    return rows.filter(organisation=organisation, kind__in=kinds).order_by("kind", "-pk")


def _new(organisation: Organisation, kind: FiledKind, by: User) -> Document:
    owner = Department.objects.filter(code=kind.owner).first()
    if owner is None:
        raise BadValue("file", f"no department {kind.owner}")
    with translation.override("zh-hans"):
        title = str(access.uploads[kind.kind].title)
    return Document.objects.create(
        kind=kind.kind,
        title=title,
        uploaded_by=by,
        level=level_of(kind.kind, Level.RESTRICTED),
        owner=owner,
        organisation=organisation,
        created_at=clock.now(),
    )
