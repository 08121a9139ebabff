"""A small association, and projects brought to a state by their steps alone."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation

from standards.demo.walk import MAIN_LINE, Cast, Walker
from standards.models import Project
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


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Refusals are asserted by their English sentences."""
    with translation.override("en"):
        yield


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


@dataclass
class Way:
    """How far a project has been walked once for all tests of a module, and by whom."""

    walker: Walker
    project: Project


@pytest.fixture(scope="module")
def way(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Way | None]:
    """The way to the module's ``STATION``, if it names one; each test goes on from there."""
    station = getattr(request.module, "STATION", None)
    if station is None:
        yield None
        return
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        made = Walker(small_association(), START)
        yield Way(made, made.to(made.start(TITLE), station))
        transaction.set_rollback(True)


@pytest.fixture
def walker(way: Way | None, db: None) -> Walker:
    """A walker that begins on 2026-01-05 at 09:30 in Shanghai, or stands at the STATION."""
    return copy.deepcopy(way.walker) if way else Walker(small_association(), START)


@pytest.fixture
def cast(walker: Walker) -> Cast:
    """The people of the small association."""
    return walker.cast


@pytest.fixture
def project_at(walker: Walker, way: Way | None) -> Callable[..., Project]:
    """Bring a project to a state; the clock to go on with is ``walker.now``.

    The first one is that of the module's STATION, where it lies before the state.
    """
    begun: list[Project] = []

    def reach(state: str, title: str = TITLE) -> Project:
        if way and not begun and _lies_before(way.project, state, title):
            begun.append(Project.objects.get(pk=way.project.pk))
        else:
            if way and not begun:
                walker.now = START
            begun.append(walker.start(title))
        return walker.to(begun[-1], state)

    return reach


def _lies_before(project: Project, state: str, title: str) -> bool:
    return project.title == title and MAIN_LINE.index(project.state) <= MAIN_LINE.index(state)


@pytest.fixture
def outsiders(cast: Cast) -> dict[str, Any]:
    """Those who may never take a step that is somebody else's."""
    other = organisation("别家公司")
    finance = Department.objects.create(code="finance", name="财务部")
    clerk = person("clerk")
    DepartmentMembership.objects.create(user=clerk, department=finance, starts=LONG_AGO)
    _committee, others = body(Body.Kind.COMMITTEE, "TC2", 5, "bio")
    secretary = person("other-tc-secretary")
    Seat.objects.create(
        body=_committee, user=secretary, role=Seat.Role.SECRETARY, votes=False, starts=LONG_AGO
    )
    return {
        "other member": acting_for(other, "other-member"),
        "clerk of another department": clerk,
        "secretary of another committee": secretary,
        "member of another committee": others[0],
        "nobody in particular": person("nobody"),
    }
