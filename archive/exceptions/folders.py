"""Whether somebody may read all that lies in a folder: the one rule, asked of its documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from archive.bags.queries import items_of
from archive.records import Folder
from zsa_portal.documents.backends import Right
from zsa_portal.documents.models import Document


def _of_all_in_it(rows: Callable[[Any], Any]) -> Right:
    """The right to a folder whose records, with those of the folders in it, are all among ``rows``."""

    def holds(user: Any, folder: Folder) -> bool:
        kept = items_of(folder=folder).order_by().values("document")
        documents = Document.objects.filter(pk__in=kept)
        closed = documents.exclude(pk__in=rows(user).values("pk"))
        return documents.exists() and not closed.exists()

    return Right(Folder, holds)


READ_FOLDER = _of_all_in_it(Document.objects.readable_by)
DOWNLOAD_FOLDER = _of_all_in_it(Document.objects.savable_by)
