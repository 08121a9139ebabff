"""The small association in which the tests' projects go their way."""

from __future__ import annotations

import datetime as dt
from typing import Any

from standards.demo.walk import Cast
from zsa_portal.people.models import (
    Body,
    Department,
    DepartmentMembership,
    Expert,
    Membership,
    Organisation,
    OrganisationPerson,
    Post,
    PostHolding,
    Seat,
    User,
)
from zsa_portal.regulations import clock

START = dt.datetime(2026, 1, 5, 9, 30, tzinfo=clock.SHANGHAI)
TITLE = "示例规范"
LONG_AGO = dt.date(2020, 1, 1)


def person(username: str) -> User:
    """A user known by this name."""
    return User.objects.create_user(
        username=username, email=f"{username}@example.org", name=username, language="en"
    )


def body(kind: str, code: str, size: int, field: str = "") -> tuple[Body, list[User]]:
    """A body with so many voting seats."""
    made = Body.objects.create(kind=kind, code=code, name=code, field=field)
    people = [person(f"{code}-{number}") for number in range(1, size + 1)]
    for user in people:
        Seat.objects.create(body=made, user=user, starts=LONG_AGO)
    return made, people


def organisation(name: str, *, member: bool = True) -> Organisation:
    """An enterprise, a member of the association since long ago if so."""
    made = Organisation.objects.create(name=name, kind=Organisation.Kind.ENTERPRISE)
    if member:
        Membership.objects.create(organisation=made, number=f"M-{made.pk}", starts=LONG_AGO)
    return made


def acting_for(organisation_: Organisation, username: str) -> User:
    """A user who acts for an organisation."""
    user = person(username)
    OrganisationPerson.objects.create(user=user, organisation=organisation_, starts=LONG_AGO)
    return user


def expert(username: str, **fields: Any) -> User:
    """A user who is listed as an expert."""
    user = person(username)
    fields.setdefault("kind", Expert.Kind.TECHNICAL)
    Expert.objects.create(user=user, name=username, **fields)
    return user


def small_association() -> Cast:
    """A committee of seven with a secretary, a council of nine, a member, the secretariat."""
    secretariat = person("secretariat")
    department = Department.objects.create(code="standards", name="标准培育部")
    DepartmentMembership.objects.create(user=secretariat, department=department, starts=LONG_AGO)
    committee, members = body(Body.Kind.COMMITTEE, "TC1", 7, "next_it")
    secretary = person("tc-secretary")
    Seat.objects.create(
        body=committee, user=secretary, role=Seat.Role.SECRETARY, votes=False, starts=LONG_AGO
    )
    body(Body.Kind.COUNCIL, "council", 9)
    council_secretary = person("council-secretary")
    PostHolding.objects.create(user=council_secretary, post=Post.COUNCIL_SECRETARY, starts=LONG_AGO)
    member = organisation("示例科技有限公司")
    return Cast(
        applicant=acting_for(member, "applicant"),
        organisation=member,
        secretariat=secretariat,
        committee_secretary=secretary,
        members=members,
        council_secretary=council_secretary,
        experts=[expert("expert-1"), expert("expert-2")],
    )
