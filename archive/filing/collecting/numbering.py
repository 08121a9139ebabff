"""Folders' numbers, level by level (``01``, ``01.02``), and who is named by a folder's name alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Q

from archive.filing.states import F
from archive.records import Folder, Item
from zsa_portal.people.folding import folded_name
from zsa_portal.people.models import Expert, User

OPEN = (F.COLLECTING, F.RETURNED)
"""The states in which a department's archivist changes the material of a filing."""
STAND = (Item.State.ACCEPTED, Item.State.DISPOSED)
AROUND_NAMES = re.compile(r"^[\s\d._、-]+|[\s\d._、-]+$|(先生|女士|老师|同志)$")


def part_of(number: str) -> int:
    """The last part of a folder's number: 2 of ``01.02``."""
    return int(number.rpartition(".")[2])


def under(parent: Folder | None, part: int) -> str:
    """The number of the folder that has this part below a parent, None for the uppermost level."""
    return f"{parent.number}.{part:02d}" if parent else f"{part:02d}"


def in_order(folders: Iterable[Folder]) -> list[Folder]:
    """Folders by their numbers, each before what lies in it."""
    return sorted(folders, key=lambda one: [int(part) for part in one.number.split(".")])


def siblings(department: int, year: int, parent: Folder | None) -> list[Folder]:
    """The folders of one place, in their order."""
    rows = Folder.objects.filter(department=department, year=year, parent=parent)
    return in_order(rows)


def fixed(folders: Iterable[Folder]) -> set[int]:
    """The keys of those whose number stands: some row in or below them is handed over or filed."""
    here = {one.pk: one for one in folders}
    if not here:
        return set()
    first = next(iter(here.values()))
    stands = Q(items__state__in=STAND) | (
        Q(items__isnull=False) & ~Q(items__filing__state__in=OPEN)
    )
    numbers = (
        Folder.objects.filter(stands, department=first.department_id, year=first.year)
        .order_by()
        .values_list("number", flat=True)
        .distinct()
    )
    held = set(numbers)
    return {pk for pk, one in here.items() if any(lies_in(number, one) for number in held)}


def lies_in(number: str, folder: Folder) -> bool:
    """Whether a number is that of the folder itself or of one below it."""
    return number == folder.number or number.startswith(f"{folder.number}.")


def parts_for(order: Sequence[Folder], standing: set[int]) -> Iterator[tuple[Folder, int]]:
    """The part of each sibling's number in this order: those that stand keep theirs."""
    taken = {part_of(one.number) for one in order if one.pk in standing}
    part = 0
    for one in order:
        if one.pk in standing:
            continue
        part += 1
        while part in taken:
            part += 1
        yield one, part


def bare_name(name: str) -> str:
    """A folder's name without numbers and titles around it, in its one spelling."""
    kept, before = folded_name(name), ""
    while kept != before:
        before, kept = kept, AROUND_NAMES.sub("", kept)
    return folded_name(kept)


def names_a_person(name: str) -> bool:
    """Whether a name is that of a user or an expert and nothing else; two queries."""
    bare = bare_name(name)
    if not bare:
        return False
    return (
        User.objects.filter(name__iexact=bare).exists()
        or Expert.objects.filter(name__iexact=bare).exists()
    )
