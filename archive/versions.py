"""Which version of its document a record is, the one with which its list was signed; and who opens it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from archive.records import Item
from zsa_portal.documents.models import Version
from zsa_portal.documents.queries import newest_versions
from zsa_portal.documents.watermark import has_pages
from zsa_portal.regulations.rule import provision
from zsa_portal.workflow.models import Level


def newest_of_document(field: str = "pk") -> Subquery:
    """A field of the newest version of a record's document, as a column of records."""
    rows = Version.objects.filter(document=OuterRef("document")).order_by("-number")
    return Subquery(rows.values(field)[:1])


@provision("A03a", otherwise=0)
def versions_pin(rows: QuerySet[Item]) -> int:
    """Keep for records which version of their document they are, the newest now; returns how many.

    What is signed is what is filed (第三条): a later version of the paper is material of its own.
    """
    return rows.update(version=newest_of_document())


def versions_loosen(rows: QuerySet[Item]) -> int:
    """Let records be the newest version of their documents again, as their list is made up anew."""
    return rows.update(version=None)


def versions_held(items: Iterable[Item]) -> dict[int, Version]:
    """The version that each record (its key) is, with its file: the newest while no list was signed.

    A paper original has none. Two queries at most.
    """
    rows = list(items)
    pinned = Version.objects.select_related("file").in_bulk(
        {one.version_id for one in rows if one.version_id}
    )
    newest = newest_versions({one.document_id for one in rows if not one.version_id})
    found: dict[int, Any] = {
        one.pk: pinned.get(one.version_id or 0) or newest.get(one.document_id) for one in rows
    }
    return {pk: version for pk, version in found.items() if version is not None}


def closes(level: str, media_type: str | None) -> bool:
    """Whether a file of a type is closed to everybody once it is filed at a level.

    Above PUBLIC marked copies alone leave, and of a kind without pages none is made. None is the
    type of what has no file.
    """
    return level != Level.PUBLIC and media_type is not None and not has_pages(media_type)


def keys_of(rows: QuerySet[Any], version: str = "version") -> list[int]:
    """The versions that records are, by key and each once, as the rows are ordered.

    ``version`` leads from the rows to them. None of a record whose list was not signed.
    """
    found = rows.exclude(**{version: None}).values_list(version, flat=True)
    return list(dict.fromkeys(found))
