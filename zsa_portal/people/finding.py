"""People, organisations and bodies in the search: each for whom a page tells of them."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from zsa_portal.people.bodies.models import FILLED_BY_PROCEDURE
from zsa_portal.people.models import (
    Body,
    DepartmentMembership,
    Expert,
    Organisation,
    OrganisationPerson,
    Seat,
    User,
)
from zsa_portal.people.organisations.queries import members
from zsa_portal.people.places import places_of
from zsa_portal.ui.finding.ranking import called_so, found_first


def found_organisations(user: Any, words: str, most: int) -> list[Organisation]:
    """The organisations found by name, Chinese or English: one called just so first.

    Staff find all, everybody the members of today, and the own organisation.
    """
    who, rows = places_of(user), Organisation.objects.all()
    if not who.staff:
        rows = rows.filter(
            Q(pk__in=members().order_by().values("pk")) | Q(pk__in=who.organisations)
        )
    called = called_so(words, "name", "name_en")
    return found_first(rows.order_by(called, "by_pinyin", "pk"), words, "name", most=most)


def found_bodies(user: Any, words: str, most: int) -> list[Body]:
    """The bodies that exist today, found by name or code: one called just so first.

    Staff find all but those that a procedure fills, everybody the technical committees, and the
    own bodies, whichever they are.
    """
    who, rows = places_of(user), Body.objects.existing()
    if who.staff:
        rows = rows.exclude(kind__in=FILLED_BY_PROCEDURE)
    else:
        rows = rows.filter(Q(kind=Body.Kind.COMMITTEE) | Q(pk__in=who.bodies))
    called = called_so(words, "code", "name", "name_en")
    return found_first(rows.order_by(called, "by_pinyin", "pk"), words, "code", most=most)


def found_experts(user: Any, words: str, most: int) -> list[Expert]:
    """The experts found by name or employer; none for others than staff."""
    if not places_of(user).staff:
        return []
    return found_first(Expert.objects.order_by("by_pinyin", "pk"), words, "name", most=most)


def found_people(user: Any, words: str, most: int) -> list[Any]:
    """People with an account and a place today, experts aside; none for others than staff.

    Each has ``place``, what they belong to, and ``place_url``, the page that tells of it.
    """
    if not places_of(user).staff:
        return []
    rows = User.objects.filter(is_active=True, expert=None).annotate(
        department_code=_now(DepartmentMembership, "department__code"),
        department_name=_now(DepartmentMembership, "department__name"),
        organisation_id=_now(OrganisationPerson, "organisation"),
        organisation_name=_now(OrganisationPerson, "organisation__name"),
        body_id=_now(Seat, "body"),
        body_name=_now(Seat, "body__name"),
    )
    placed = rows.exclude(Q(department_code=None, organisation_id=None, body_id=None))
    found = found_first(placed.order_by("by_pinyin", "pk"), words, "name", most=most)
    for one in found:
        one.place, one.place_url = _place(one)
    return found


def _now(model: Any, column: str) -> Subquery:
    rows: QuerySet[Any] = model.objects.current().filter(user=OuterRef("pk")).order_by("pk")
    return Subquery(rows.values(column)[:1], output_field=CharField())


def _place(person: Any) -> tuple[str, str]:
    if person.department_code:
        return person.department_name, reverse("people:department", args=[person.department_code])
    if person.organisation_id:
        page = reverse("people:organisation", args=[person.organisation_id])
        return person.organisation_name, page
    return person.body_name, reverse("people:body", args=[person.body_id])
