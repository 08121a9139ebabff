"""The stations of the archive: each process walked to every state by its steps, with its people."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils import translation

from tests import stations
from tests.archive import chains
from tests.archive.association import small_association
from tests.archive.loans import stations as loans
from tests.made_forms import forms_made_at_once


def walk() -> Iterator[tuple[str, stations.Told]]:
    """Every state of a filing, of an inspection and of a loan."""
    yield from chains.walk()
    with translation.override("en"), forms_made_at_once(), transaction.atomic():
        people = small_association()
        told = {name: who.pk for name, who in vars(people).items()}
        for state, own in loans.walk(people):
            yield state, told | own
        transaction.set_rollback(True)
