"""How large a bag may be: what a portal takes in at most, so what one may send."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from archive.records import Item
from archive.versions import versions_held
from zsa_portal.documents.contents import zipped
from zsa_portal.regulations.rule import condition

OWN_FILES = 20
"""The members that are no records: the list, the metadata, the manifests."""
OWN_BYTES = 8 * 1024 * 1024
"""What these take at most, with the directory of the zip."""


class Size:
    """How many records a bag would have, and how many bytes their files have together."""

    def __init__(self, records: int, size: int) -> None:
        self.records, self.size = records, size

    def __str__(self) -> str:
        return filesizeformat(self.size)


def most_bytes() -> int:
    """The bytes of files that a bag holds at most: it is uploaded as one file, and unpacked."""
    return min(settings.FILES_MAX_BYTES, zipped.MOST_BYTES) - OWN_BYTES


def size_of(rows: QuerySet[Item]) -> Size:
    """What the records of a bag would take; three queries at most."""
    items = list(rows.order_by().select_related(None).only("document", "version"))
    return Size(len(items), sum(one.file.size for one in versions_held(items).values()))


@condition
def fits_into_a_bag(found: Any) -> Iterable[str]:
    """A bag is no larger than what another portal takes in: 10,000 files, 200 MB; else in parts."""
    most = zipped.MOST_MEMBERS - OWN_FILES
    if found.records > most:
        yield _("%(count)d records are too many for one bag: at most %(most)d go into one.") % {
            "count": found.records,
            "most": most,
        }
    if found.size > most_bytes():
        yield _(
            "The files are %(size)s together, too much for one bag: at most %(most)s go into one. "
            "Ask for a bag of each folder below it."
        ) % {"size": found, "most": filesizeformat(most_bytes())}
