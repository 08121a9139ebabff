"""Disposing of papers for good: kept from everybody at once, their bytes removed when that is decided.

Nothing is removed by itself: an app's step decides it, and the calendar carries it out. The rows, with
name, version and checksum, and the logs stay.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from zsa_portal.documents import store
from zsa_portal.documents.finding.records import DocumentText
from zsa_portal.documents.models import Derived, Document, File, Removal, Version
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Matter

A_ROUND = 500


def documents_dispose(keys: Collection[int]) -> int:
    """Keep papers (their keys) from everybody from now on; returns how many. In the caller's transaction.

    What they say is forgotten at once: nobody finds them by it any more.
    """
    now = clock.now()
    rows = Document.objects.filter(pk__in=keys, disposed_at=None)
    rows.filter(withdrawn_at=None).update(withdrawn_at=now)
    DocumentText.objects.filter(document__in=keys).delete()
    return rows.update(disposed_at=now)


def bytes_remove(keys: Collection[int], *, about: Matter, by: Any) -> int:
    """Have the bytes of disposed papers (their keys) removed, with the copies made of them.

    Returns how many files that concerns. In the caller's transaction; the calendar does it afterwards.
    ValueError for a paper that is not disposed of.
    """
    if Document.objects.filter(pk__in=keys, disposed_at=None).exists():
        raise ValueError("only the bytes of what is disposed of are removed")
    found = set(Version.objects.filter(document__in=keys).values_list("file", flat=True))
    found |= set(_made_of(found))
    Removal.objects.bulk_create(
        [Removal(file_id=pk, matter_id=about.pk, by=by, at=clock.now()) for pk in sorted(found)],
        ignore_conflicts=True,
    )
    return len(found)


def _made_of(sources: Collection[int]) -> Iterator[int]:
    """The copies made of files, and those made of these."""
    known, fresh = set(sources), set(sources)
    while fresh:
        made = Derived.objects.filter(source__in=fresh).values_list("file", flat=True)
        fresh = set(made) - known
        known |= fresh
        yield from fresh


def remove_bytes() -> int:
    """Remove the bytes of which that was decided; returns how many removals were done.

    What another paper has too stays. Bytes that came again just now wait for the next round.
    """
    waiting = Removal.objects.filter(done_at=None).values_list("pk", flat=True)
    return sum(_remove(pk) for pk in waiting[:A_ROUND])


def _remove(pk: int) -> bool:
    with transaction.atomic():
        rows = Removal.objects.select_for_update(skip_locked=True, of=("self",))
        removal = rows.filter(pk=pk, done_at=None).select_related("file").first()
        if removal is None:
            return False
        removal.shared = is_used(removal.file)
        if not removal.shared and not store.remove(removal.file):
            return False
        removal.done_at = clock.now()
        removal.save(update_fields=["done_at", "shared"])
        return True


def is_used(file: File) -> bool:
    """Whether a paper that is not disposed of, a form or anything else has the bytes of a file."""
    return any(rows.exists() for rows in _users(file))


def _users(file: File) -> Iterator[QuerySet[Any]]:
    """What refers to a file, relation by relation, each without what was disposed of."""
    gone = {
        Version: Q(document__disposed_at__isnull=False),
        Derived: Q(source__removals__isnull=False),
    }
    for relation in File._meta.related_objects:
        model, name = relation.related_model, relation.field.name
        if (model, name) in ((Derived, "source"), (Removal, "file")):
            continue
        rows: QuerySet[Any] = QuerySet(model).filter(**{name: file})
        yield rows.exclude(gone[model]) if model in gone else rows
