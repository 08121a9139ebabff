"""How one matter is read for a page about it: by statements that are composed and planned once."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import Http404

from zsa_portal.people.dated import holds_on
from zsa_portal.people.parties import Party
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.ui.composed import DAY, Composed, Given, Shape, values_of
from zsa_portal.ui.conditions import Condition
from zsa_portal.ui.prepared import planned_once
from zsa_portal.workflow.access import RECUSED, discoverable
from zsa_portal.workflow.handlers.queries import keep_handler, with_handler
from zsa_portal.workflow.models import Involvement, Matter

OF_MATTER = Condition("{matter} = %s", [Given("pk")], matter="matter")


def involvements() -> QuerySet[Any]:
    """Who plays a part in matters now, with the names of the parties."""
    rows = Involvement.objects.filter(until__isnull=True).order_by("pk")
    return rows.select_related("party", *(f"party__{name}" for name in Party.WITH_NAMES))


def by_role(rows: Iterable[Involvement]) -> dict[str, list[Party]]:
    """The parties of such rows, by their role's code."""
    found: dict[str, list[Party]] = {}
    for row in rows:
        found.setdefault(row.role, []).append(row.party)
    return found


def parties_in(pk: int) -> dict[str, list[Party]]:
    """The parties now involved in a matter, by their role's code; one query."""
    with planned_once():
        return by_role(_involved().rows(pk=pk))


@functools.cache
def _involved() -> Composed[Any]:
    return Composed(involvements().filter(OF_MATTER))


@functools.cache
def parts_played() -> Composed[Any]:
    """Who plays a part in the matter ``pk`` now, its kind, and whether ``user`` is recused from it."""
    recused = Condition(RECUSED, [Given("user")], matter="matter")
    asked = involvements().filter(OF_MATTER)
    return Composed(asked.annotate(kind=F("matter__kind"), recused=recused))


def read_matter(cls: type[Matter], user: Any, pk: int) -> Matter:
    """The matter of a kind and key, for staff with who handles it; Http404 if it is hidden from a user."""
    known = discoverable(cls, user)
    handled = holds_on(DAY) if places_of(user).staff else None
    asked = _read(cls, Shape.of(known), handled)
    with planned_once():
        found = asked.rows(pk=pk, day=clock.today(), **values_of(known))
    if not found:
        raise Http404
    matter: Matter = found[0]
    return keep_handler(matter)


@functools.lru_cache(maxsize=500)
def _read(cls: type[Matter], known: Shape, handled: Q | None) -> Composed[Any]:
    """``handled`` says when one who handles it belongs to its department; without it nobody is read."""
    related = ["holder", "owner", "applicant", *cls.page_related]
    related += [f"holder__{name}" for name in Party.WITH_NAMES]
    rows = cls.objects.filter(known.condition).select_related(*related)
    rows = rows.filter(Condition("{pk} = %s", [Given("pk")], pk="pk"))
    return Composed(rows if handled is None else with_handler(rows, DAY))
