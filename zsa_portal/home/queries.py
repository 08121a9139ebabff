"""What the desk and the search read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery

from zsa_portal.people.models import User
from zsa_portal.ui.conditions import ForEach
from zsa_portal.ui.finding.folding import fold
from zsa_portal.ui.finding.ranking import found_first, nearest
from zsa_portal.ui.finding.sides import found_on
from zsa_portal.ui.finding.words import begun
from zsa_portal.ui.paging import read_by_keys
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.models import LogEntry, Matter
from zsa_portal.workflow.tables import HOLDER

MOST_SHOWN = 99
"""The menu counts so far; beyond it says 99+."""


class NumberOf(Subquery):
    """How many rows a query finds, as a column of another query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def numbers_of(user: Any, rows: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """How many rows each query of a signed-in user finds, by its key; one query for all.

    No more than ``MOST_SHOWN`` and one are counted.
    """
    columns = [NumberOf(found.order_by().values("pk")[: MOST_SHOWN + 1]) for found in rows.values()]
    if not columns:
        return {}
    counted = User.objects.values_list(*columns).get(pk=user.pk)
    return dict(zip(rows, counted, strict=True))


def matters_for(user: Any) -> QuerySet[Matter]:
    """Every matter the user may discover, with what a list shows of it."""
    return Matter.objects.visible_to(user).select_related("applicant", *HOLDER)


def recent_moves(user: Any, most: int = 10) -> list[LogEntry]:
    """The latest steps in matters the user may discover, newest first."""
    visible = Matter.objects.visible_to(user).filter(pk=OuterRef("matter")).order_by()
    rows = LogEntry.objects.filter(ForEach(visible)).exclude(from_state=F("to_state"))
    return read_by_keys(rows.select_related("matter").order_by("-pk")[:most])


def found_matters(user: Any, words: str, most: int) -> list[Matter]:
    """The matters the user may discover by title or number: see ``found_first``.

    Behind them stand those found by another number alone, as by that of the body whose standard is
    recognised; where such a number is the very one typed, it stands first.
    """
    found = found_first(matters_for(user), words, "number", most=most)
    if len(found) == most or not re.search("[0-9]", fold(words)):
        return found
    known = {one.pk for one in found}
    others = [one for one in _by_other_numbers(user, words, most) if one.pk not in known]
    same = [one for one in others if _is_called(one, fold(words))]
    return [*same, *found, *(one for one in others if one not in same)][:most]


def _is_called(matter: Matter, number: str) -> bool:
    return any(fold(getattr(matter, name)) == number for name in matter.OTHER_NUMBERS)


def _by_other_numbers(user: Any, words: str, most: int) -> list[Any]:
    """Matters by the numbers that their procedures name besides their own; one query a procedure."""
    found: list[Any] = []
    for machine in MACHINES.values():
        if numbers := machine.OTHER_NUMBERS:
            visible = matters_for(user).order_by().values("pk")
            rows = machine.objects.filter(pk__in=visible)
            rows = rows.filter(found_on(machine, numbers, begun(words)))
            rows = rows.select_related("applicant", *HOLDER)
            found += nearest(rows, words, *numbers)[:most]
    return found
