"""The stations of the archive: its people, then each process walked by its steps."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation

from tests import stations
from tests.archive.association import small_association
from tests.archive.loans import stations as loans
from tests.made_forms import forms_made_at_once
from tests.walked import told_of


def walk() -> Iterator[tuple[str, stations.Told]]:
    """The small association, then the loans."""
    with translation.override("en"), forms_made_at_once():
        people = small_association()
        yield stations.PEOPLE, told_of(people)
        yield from loans.walk(people)
