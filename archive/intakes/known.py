"""What of a bag's files the archive has already."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from archive.records import Item


@dataclass(frozen=True)
class Known:
    """A record of the archive that has a file of a bag."""

    pk: int
    name: str


def known_files(checksums: Collection[str], *, without: int) -> dict[str, Known]:
    """The newest records of the archive with these files, by checksum; none of the intake ``without``."""
    rows = Item.objects.filter(state=Item.State.ACCEPTED, version__file__sha256__in=set(checksums))
    rows = rows.exclude(intake=without).order_by("pk")
    found = rows.values_list("version__file__sha256", "pk", "name")
    return {checksum: Known(pk, name) for checksum, pk, name in found}
