"""Who is where, who belongs to what, on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from zsa_portal.people.behind import behind, deputies_of, either
from zsa_portal.people.models import (
    Body,
    Department,
    DepartmentMembership,
    Deputyship,
    Membership,
    Organisation,
    OrganisationPerson,
    Post,
    PostHolding,
    Seat,
    User,
)
from zsa_portal.people.parties import Party
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock


def is_member(organisation: Organisation | None, day: dt.date | None = None) -> bool:
    """Whether the organisation is a member of the association on a day (today by default)."""
    return Membership.objects.filter(organisation=organisation).current(day).exists()


def committees_of(field: str) -> QuerySet[Body]:
    """The technical committees of a field that exist today, by pinyin."""
    committees = Body.objects.filter(kind=Body.Kind.COMMITTEE, field=field)
    return committees.existing().order_by("by_pinyin", "pk")


def committee_of(field: str) -> Body | None:
    """The one technical committee of a field; None where there is none, or several to choose from."""
    found = list(committees_of(field)[:2])
    return found[0] if len(found) == 1 else None


def council() -> Body:
    """The association's council of today. Body.DoesNotExist before one is set up."""
    found: Body = Body.objects.existing().get(kind=Body.Kind.COUNCIL)
    return found


def department(code: str) -> Department:
    """The department of that code."""
    return Department.objects.get(code=code)


def voting_seats(body: Body, day: dt.date | None = None) -> QuerySet[Seat]:
    """The seats of a body that vote on a day, see ``seated``, with person and organisation."""
    return (
        Seat.objects.filter(body=body, votes=True)
        .in_order()
        .current(day)
        .select_related("user", "organisation")
    )


def heads_of(department: Department, day: dt.date | None = None) -> QuerySet[User]:
    """The people who head a department on a day, today by default."""
    heads = DepartmentMembership.objects.filter(department=department, is_head=True).current(day)
    return User.objects.filter(pk__in=heads.values("user"), is_active=True)


def holders_of(post: str, day: dt.date | None = None) -> QuerySet[User]:
    """The people who hold a post on a day, today by default."""
    holdings = PostHolding.objects.filter(post=post).current(day)
    return User.objects.filter(pk__in=holdings.values("user"), is_active=True)


def staff_ids(day: dt.date | None = None) -> QuerySet[DepartmentMembership, int]:
    """The keys of all users who belong to a department on a day, for use in a condition."""
    return DepartmentMembership.objects.current(day).values_list("user", flat=True)


def possible_deputies(user: User, day: dt.date | None = None) -> QuerySet[User]:
    """Whom a user may choose as deputy: staff among staff, else who shares an organisation or body."""
    others = User.objects.filter(is_active=True).exclude(pk=user.pk)
    who = places_of(user, day)
    if who.staff:
        return others.filter(pk__in=staff_ids(day)).order_by("by_pinyin", "pk")
    roles = OrganisationPerson.objects.current(day).filter(organisation__in=who.organisations)
    seats = Seat.objects.current(day).filter(body__in=who.bodies)
    near = Q(pk__in=roles.values("user")) | Q(pk__in=seats.values("user"))
    return others.filter(near).order_by("by_pinyin", "pk")


def superiors_of(party: Party) -> list[Party]:
    """Who is told when a party lets a deadline pass: its head, secretary, administrator or senior.

    A person's superiors are the heads of the departments and the secretaries of the bodies the
    person belongs to today.
    """
    if party.user_id:
        return _superiors_of_person(party.user_id)
    if party.department and party.role != "head":
        return [Party.of(party.department, "head")]
    if party.body:
        is_secretary = party.role == Seat.Role.SECRETARY
        return [Party.of(party.body, Seat.Role.CHAIR if is_secretary else Seat.Role.SECRETARY)]
    if party.post or party.department:
        leads = party.post == Post.SECRETARY_GENERAL
        return [Party.of_post(Post.EXECUTIVE_VICE_CHAIR if leads else Post.SECRETARY_GENERAL)]
    return []


def _superiors_of_person(user_id: int) -> list[Party]:
    homes = Department.objects.filter(
        pk__in=DepartmentMembership.objects.current().filter(user=user_id).values("department")
    )
    bodies = Body.objects.filter(pk__in=Seat.objects.current().filter(user=user_id).values("body"))
    return [Party.of(home, "head") for home in homes] + [
        Party.of(body, Seat.Role.SECRETARY) for body in bodies
    ]


def people_of(
    parties: Iterable[Party], day: dt.date | None = None, *, without: User | None = None
) -> QuerySet[User]:
    """The active users who stand behind parties on a day.

    Deputies of the absent are among them, but for organisations, for which their own people act.
    ``without`` leaves one person out, and with it those who only stand in for that person.
    """
    day, parties = day or clock.today(), list(parties)
    others = User.objects.filter(is_active=True)
    if without is not None:
        others = others.exclude(pk=without.pk)
    if not parties:
        return others.none()
    asked = [behind(party, day) for party in parties]
    deputised = [behind(party, day) for party in parties if not party.organisation_id]
    if deputised:
        asked.append(deputies_of(deputised, day, without.pk if without else None))
    return others.filter(pk__in=RawSQL(*either(asked)))  # noqa: S611 - our own text, values apart


def standing_in_for(parties: Iterable[Party], day: dt.date | None = None) -> QuerySet[Deputyship]:
    """Who stands in on a day for those behind parties, with both; for organisations nobody does."""
    day = day or clock.today()
    asked = [behind(party, day) for party in parties if not party.organisation_id]
    rows = Deputyship.objects.current(day).filter(deputy__is_active=True)
    if not asked:
        return rows.none()
    absent = RawSQL(*either(asked))  # noqa: S611 - our own text, values apart
    return rows.filter(principal__in=absent).select_related("principal", "deputy")


def people_by_seat(
    bodies: Iterable[Body], roles: Iterable[str], day: dt.date | None = None
) -> dict[tuple[int, str], set[int]]:
    """The keys of the active users behind these seats on a day, by body and role; two queries.

    As ``people_of`` gives them: deputies of who sits there are among them.
    """
    day = day or clock.today()
    seats = Seat.objects.current(day).filter(
        body__in=list(bodies), role__in=list(roles), user__is_active=True
    )
    found: dict[tuple[int, str], set[int]] = {}
    for body, role, user in seats.values_list("body", "role", "user"):
        found.setdefault((body, role), set()).add(user)
    sitting = set().union(*found.values())
    standing_in = Deputyship.objects.current(day).filter(
        principal__in=sitting, deputy__is_active=True
    )
    deputies: dict[int, set[int]] = {}
    for principal, deputy in standing_in.values_list("principal", "deputy"):
        deputies.setdefault(principal, set()).add(deputy)
    for people in found.values():
        people |= {one for sitter in people for one in deputies.get(sitter, ())}
    return found
