"""A recognised standard, the people who keep it up, and matters brought to a state by their steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from certification.approval.papers import RECOGNISED
from certification.demo.walk.keeping import KeepCast, Keeper
from tests.standards.association import LONG_AGO, acting_for, body, expert, organisation, person
from zsa_portal.catalogue.models import Edition, Standard
from zsa_portal.people.models import (
    Background,
    Body,
    Department,
    DepartmentMembership,
    Expert,
    Organisation,
    Post,
    PostHolding,
    User,
)
from zsa_portal.regulations import clock

FIELD = "next_it"
RECOGNISED_ON = dt.date(2024, 3, 1)


def at(year: int, month: int, day: int, *time: int) -> dt.datetime:
    """An instant in Shanghai, at 09:30 if no time is given."""
    return dt.datetime(year, month, day, *(time or (9, 30)), tzinfo=clock.SHANGHAI)


def reviewer(username: str, **fields: Any) -> User:
    """An expert of the field with a recorded background in it."""
    user = expert(username, fields=[FIELD], employer="某研究院", **fields)
    Background.objects.create(expert=user.expert, field=FIELD, kind=Background.Kind.PROFESSIONAL)
    return user


@pytest.fixture
def cast(db: None) -> KeepCast:
    """A body, the secretariat, a sub-committee of five, a council of nine, four experts."""
    secretariat = person("secretariat")
    department = Department.objects.create(code="standards", name="标准培育部")
    DepartmentMembership.objects.create(user=secretariat, department=department, starts=LONG_AGO)
    committee, members = body(Body.Kind.COMMITTEE, "TC1", 5, FIELD)
    body(Body.Kind.COUNCIL, "council", 9)
    council_secretary = person("council-secretary")
    PostHolding.objects.create(user=council_secretary, post=Post.COUNCIL_SECRETARY, starts=LONG_AGO)
    own = organisation("示例产业联盟")
    return KeepCast(
        applicant=acting_for(own, "applicant"),
        organisation=own,
        secretariat=secretariat,
        council_secretary=council_secretary,
        committee=committee,
        members=members,
        experts=[reviewer(f"expert-{number}") for number in range(1, 5)],
    )


@pytest.fixture
def keeper(cast: KeepCast) -> Keeper:
    """A walker whose clock stands where the next re-check of the standard is opened."""
    return Keeper(cast, at(2026, 1, 5))


@pytest.fixture
def make_edition(cast: KeepCast) -> Callable[..., Edition]:
    """Make a recognised edition in force."""

    def make(
        running: int = 1, on: dt.date = RECOGNISED_ON, body: Organisation | None = None, **more: Any
    ) -> Edition:
        standard = Standard.objects.create(running=running, field=FIELD)
        return Edition.objects.create(
            **{
                "kind": RECOGNISED.key,
                "standard": standard,
                "number": f"T/ZSA {running}-{on.year}",
                "title": f"边缘计算网关技术要求 {running}",
                "year": on.year,
                "status": Edition.Status.CURRENT,
                "published_on": on,
                "implemented_on": on,
                "drafting_units": "某设计公司\n某研究所",
                "principal_drafters": "赵一、钱二",
                "source_body": body or cast.organisation,
                "source_number": f"T/EX {running}-{on.year}",
            }
            | more
        )

    return make


@pytest.fixture
def edition(make_edition: Callable[..., Edition]) -> Edition:
    """One recognised standard."""
    return make_edition()


@pytest.fixture
def kept_at(keeper: Keeper, edition: Edition) -> Callable[..., Any]:
    """Bring a re-check, re-examination or revision of the standard to a state."""

    def reach(kind: str, state: str, **told: str) -> Any:
        for name, value in told.items():
            setattr(keeper, name, value)
        day = at(2027, 1, 5) if kind == "reexamination" else at(2026, 1, 5)
        return keeper.to(keeper.opened(edition, kind, day), state)

    return reach


@pytest.fixture
def standardiser(cast: KeepCast) -> Expert:
    """A standardisation expert, four years in standardisation on 2026-01-05."""
    return reviewer(
        "standardiser", kind="standardisation", standardisation_since=dt.date(2022, 1, 5)
    ).expert
