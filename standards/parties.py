"""Who may act in a project: predicates on (project, user), by the role the user's party plays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q

from standards import roles
from zsa_portal.people.models import Body, OrganisationPerson, Party, Seat
from zsa_portal.people.organisations.naming import names_in
from zsa_portal.people.places import places_of
from zsa_portal.people.queries import people_by_seat, people_of
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import permission
from zsa_portal.workflow.interests import acts_for_applicant, plays
from zsa_portal.workflow.memo import remembered
from zsa_portal.workflow.queries import has_part

__all__ = [
    "acts_for_applicant",
    "acts_for_committee",
    "acts_for_drafting_group",
    "acts_for_secretariat",
    "applying_organisations",
    "has_a_part",
    "named_participants",
    "officer_of",
    "officers_in",
    "put_in_charge",
    "records_for_council",
]


@permission("F06a")
def acts_for_secretariat(project: Any, user: Any) -> bool:
    """Staff of the secretariat's owner department manage formulation (第六条)."""
    return plays(project, user, [roles.SECRETARIAT])


@permission("F06b")
def acts_for_committee(project: Any, user: Any) -> bool:
    """The secretary of the committee in charge, for projects of its own field only (第六条)."""
    return plays(project, user, [roles.COMMITTEE_SECRETARY])


def named_participants(project: Any) -> list[str]:
    """The organisations that the proposal names as participating, one a line."""
    return names_in(project.participants)


def applying_organisations(project: Any, prefix: str = "") -> Q:
    """The applicant and the organisations the proposal names as participating (第十八条)."""
    names = {f"{prefix}name__in": named_participants(project)}
    return Q(**{f"{prefix}pk": project.applicant_id}) | Q(**names)


def group_seats(project: Any) -> list[tuple[int, str, bool]]:
    """The seats of the drafting group today: who sits, in which role, and whether rightly.

    Rightly sits who belongs to the organisation of the seat, and that to the applying ones
    (第十八条). One query, once an object.
    """
    today = clock.today()
    theirs = OrganisationPerson.objects.current(today).filter(
        applying_organisations(project, "organisation__"),
        user=OuterRef("user"),
        organisation=OuterRef("organisation"),
    )
    seats = Seat.objects.current(today).filter(body=project.drafting_group_id)
    rows = seats.annotate(rightly=Exists(theirs)).values_list("user", "role", "rightly")
    return remembered(project, "group_seats", lambda: list(rows))


@permission("F18")
def acts_for_drafting_group(project: Any, user: Any) -> bool:
    """People on the project's drafting group, each for one of the applying organisations (第十八条)."""
    if not plays(project, user, [roles.DRAFTING_GROUP]):
        return False
    who = places_of(user).parties
    seats = group_seats(project)
    return any(rightly and f"user:{drafter}" in who for drafter, _role, rightly in seats)


@permission("F06a")
def records_for_council(project: Any, user: Any) -> bool:
    """The council's secretary records what the council decided; the council alone decides (第六条)."""
    return plays(project, user, [roles.COUNCIL_SECRETARY])


OFFICERS = (Seat.Role.SECRETARY, Seat.Role.CHAIR, Seat.Role.VICE_CHAIR)
"""Who may act for a committee, in this order."""


def officer_of(committee: Body, project: Any) -> Seat.Role | None:
    """Who acts for a committee in a project: its secretary, else its chair, else a vice chair.

    An officer serves when somebody behind the seat, a deputy too, is not of the applicant
    organisation. None when nobody is left.
    """
    own = OrganisationPerson.objects.current().filter(organisation=project.applicant_id)
    for role in OFFICERS:
        people = people_of([Party(body=committee, role=role)])
        if people.exclude(pk__in=own.values("user")).exists():
            return role
    return None


def officers_in(
    committees: Iterable[Body], projects: Iterable[Any]
) -> dict[tuple[int, int], Seat.Role]:
    """What ``officer_of`` gives, by the keys of committee and applicant; three queries for all."""
    applicants = {project.applicant_id for project in projects}
    current = OrganisationPerson.objects.current().filter(organisation__in=applicants)
    own = set(current.values_list("organisation", "user"))
    behind = people_by_seat(committees, OFFICERS)
    return {
        (body, applicant): role
        for applicant in applicants
        for role in reversed(OFFICERS)
        for body in {body for body, _role in behind}
        if any((applicant, person) not in own for person in behind.get((body, role), ()))
    }


def put_in_charge(project: Any, committee: Body) -> None:
    """Let a committee and its officer carry a project."""
    officer = officer_of(committee, project) or Seat.Role.SECRETARY
    project.involve(roles.COMMITTEE, Party.of(committee))
    project.involve(roles.COMMITTEE_SECRETARY, Party.of(committee, officer))


def has_a_part(project: Any, user: Any) -> bool:
    """Staff, and people of any party of the project."""
    return has_part(project, user)
