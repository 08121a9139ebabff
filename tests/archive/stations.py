"""The stations of the archive: each process walked to every state by its steps, from one association."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils import translation

from tests import stations
from tests.archive import chains
from tests.archive.appraisal import stations as appraisal
from tests.archive.association import small_association
from tests.archive.intakes import stations as intakes
from tests.archive.levels import stations as levels
from tests.archive.loans import stations as loans
from tests.made_forms import forms_made_at_once
from tests.walked import told_of


def walk() -> Iterator[tuple[str, stations.Told]]:
    """Every state of each process of the archive; none stands on what another left."""
    with translation.override("en"), forms_made_at_once(), transaction.atomic():
        people = small_association()
        yield stations.PEOPLE, told_of(people)
        for process in (chains, loans, levels, intakes, appraisal):
            with transaction.atomic():
                yield from process.walk(people)
                transaction.set_rollback(True)
        transaction.set_rollback(True)
