"""The stations of a suggestion: its two states, each walked to once for all tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tests import stations
from tests.proof.models import Suggestion
from tests.proof.states import ADOPTED, OPEN
from tests.proof.walk import Walk
from zsa_portal.people.models import Body, Department, DepartmentMembership, Seat, User
from zsa_portal.regulations import clock

LONG_AGO = dt.date(2020, 1, 1)
START = dt.datetime(2026, 1, 5, 9, 30, tzinfo=clock.SHANGHAI)


def walk() -> Iterator[tuple[str, stations.Told]]:
    """The people, then each state."""
    made = people()
    told = {"keeper": made.keeper.pk, "committee": made.committee.pk}
    yield stations.PEOPLE, told
    suggestion = made.begin()
    yield OPEN, {"suggestion": suggestion.pk, "now": made.now.isoformat()}
    made.adopt(suggestion)
    yield ADOPTED, {"suggestion": suggestion.pk, "now": made.now.isoformat()}


def people() -> Walk:
    """A department with one of its people, and a committee of three."""
    department = Department.objects.create(code="pumps", name="Pumps")
    keeper = _person("keeper")
    DepartmentMembership.objects.create(user=keeper, department=department, starts=LONG_AGO)
    committee = Body.objects.create(kind=Body.Kind.COMMITTEE, code="TC-P", name="TC Pumps")
    for name in ("ann", "ben", "cyd"):
        Seat.objects.create(body=committee, user=_person(name), starts=LONG_AGO)
    return Walk(keeper, department, committee, START)


def _person(name: str) -> User:
    return User.objects.create_user(
        username=name, email=f"{name}@example.org", name=name, language="en"
    )


def suggestion_at(state: str) -> tuple[Walk, Suggestion]:
    """A suggestion in a state, and who led it there: from its station, walked where there is none."""
    if not stations.known():
        walk_ = people()
        begun = walk_.begin()
        return walk_, begun if state == OPEN else walk_.adopt(begun)
    people_told = stations.load(f"proof.{stations.PEOPLE}")
    told = stations.load(f"proof.{state}")
    walk_ = Walk(
        User.objects.get(pk=people_told["keeper"]),
        Department.objects.get(code="pumps"),
        Body.objects.get(pk=people_told["committee"]),
        dt.datetime.fromisoformat(told["now"]).astimezone(START.tzinfo),
    )
    return walk_, Suggestion.objects.get(pk=told["suggestion"])
