"""People, bodies and an example matter, for all tests of the kernel."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pgtrigger
import pytest
from _pytest import runner
from django.db import connection, transaction
from django.test import TransactionTestCase
from django.utils import translation

from tests.procedure import roles
from tests.procedure.models import Example
from zsa_portal.outages.processes import keep_loaded
from zsa_portal.outages.room import with_room
from zsa_portal.people.models import (
    Body,
    Department,
    DepartmentMembership,
    Organisation,
    OrganisationPerson,
    Party,
    PostHolding,
    Seat,
    User,
)
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.settle import begin

LONG_AGO = dt.date(2020, 1, 1)
numbers = itertools.count(1)
SWEPT_AFTER = 16_000_000
"""Bytes by which a test's database may grow until its tables are swept."""
swept_at: dict[str, int] = {}

Maker = Callable[..., Any]


def _flush(
    self: TransactionTestCase, _original: Any = TransactionTestCase._fixture_teardown
) -> None:
    """Empty the tables after a transaction test, past the triggers that keep logs whole."""
    with pgtrigger.ignore():
        _original(self)


TransactionTestCase._fixture_teardown = _flush
runner.runtestprotocol = with_room(runner.runtestprotocol)


def pytest_collection_finish() -> None:
    """Tests run as the portal does: Python searches its memory rarely."""
    keep_loaded()


@pytest.fixture(autouse=True, scope="module")
def swept_tables(django_db_blocker: Any) -> Iterator[None]:
    """Between files, rid the tables of what tests rolled back, once there is much of it.

    The servers of the tests sweep nothing by themselves: a table swept while a test holds it keeps
    its pages, is taken for empty from then on, and plans over it are made for no row at all.
    """
    yield
    with django_db_blocker.unblock():
        if connection.connection is not None and not connection.in_atomic_block:
            _sweep_if_grown()


def _sweep_if_grown() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        size = cursor.fetchone()[0]
        if size > swept_at.get("size", 0) + SWEPT_AFTER:
            cursor.execute("VACUUM")
            cursor.execute("SELECT pg_database_size(current_database())")
            swept_at["size"] = cursor.fetchone()[0]


@pytest.fixture(autouse=True)
def language_of_its_own() -> Iterator[None]:
    """No test hands the language of its last request on to the next."""
    yield
    translation.deactivate()


@pytest.fixture
def make_user(db: None) -> Maker:
    """Make a user; ``organisation`` makes it act for one, as ``administrator`` if so."""

    def make(
        name: str = "",
        *,
        organisation: Organisation | None = None,
        administrator: bool = False,
        posts: tuple[str, ...] = (),
        **fields: Any,
    ) -> User:
        number = next(numbers)
        fields.setdefault("username", f"user{number}")
        fields.setdefault("email", f"user{number}@example.org")
        fields.setdefault("language", "en")
        user = User.objects.create_user(name=name or f"Person {number}", **fields)
        if organisation is not None:
            OrganisationPerson.objects.create(
                user=user,
                organisation=organisation,
                is_administrator=administrator,
                starts=LONG_AGO,
            )
        for post in posts:
            PostHolding.objects.create(user=user, post=post, starts=LONG_AGO)
        return user

    return make


@pytest.fixture
def make_staff(make_user: Maker) -> Maker:
    """Make a user of a department (``secretariat`` unless named), with posts if any."""

    def make(
        name: str = "", *, department: str = "secretariat", head: bool = False, **fields: Any
    ) -> User:
        user = make_user(name, **fields)
        home, _made = Department.objects.get_or_create(
            code=department, defaults={"name": department.title()}
        )
        DepartmentMembership.objects.create(
            user=user, department=home, is_head=head, starts=LONG_AGO
        )
        return user

    return make


@pytest.fixture
def make_organisation(db: None) -> Maker:
    """Make an organisation."""

    def make(name: str = "", **fields: Any) -> Organisation:
        fields.setdefault("kind", Organisation.Kind.ENTERPRISE)
        return Organisation.objects.create(name=name or f"Organisation {next(numbers)}", **fields)

    return make


@pytest.fixture
def make_committee(make_user: Maker) -> Maker:
    """Make a body with ``size`` voting seats: the first the chair, the second the secretary."""

    def make(
        size: int = 7, *, kind: str = Body.Kind.COMMITTEE, field: str = "", name: str = ""
    ) -> Body:
        number = next(numbers)
        body = Body.objects.create(
            kind=kind, code=f"body-{number}", name=name or f"Body {number}", field=field
        )
        roles = [Seat.Role.CHAIR, Seat.Role.SECRETARY]
        for place in range(size):
            role = roles[place] if place < len(roles) else Seat.Role.MEMBER
            Seat.objects.create(body=body, user=make_user(), role=role, starts=LONG_AGO)
        return body

    return make


@pytest.fixture
def make_matter(make_user: Maker, make_staff: Maker, make_organisation: Maker) -> Maker:
    """Make an example matter in ``state``, reached by its steps; see ``take`` for who takes them.

    ``applicant`` and ``committee`` may be given; its people hang on it as ``matter.people``.
    """

    def make(
        state: str = "draft",
        *,
        applicant: Organisation | None = None,
        committee: Body | None = None,
        **fields: Any,
    ) -> Example:
        applicant = applicant or make_organisation()
        people = {
            "applicant": make_user(organisation=applicant, administrator=True),
            "staff": make_staff(),
        }
        owner = Department.objects.get(code="secretariat")
        with transaction.atomic():
            matter = Example(
                title=fields.pop("title", f"Example {next(numbers)}"),
                owner=owner,
                applicant=applicant,
                **fields,
            )
            parties = [
                (roles.APPLICANT, Party.of(applicant)),
                (roles.SECRETARIAT, Party.of(owner)),
                (roles.COUNCIL_SECRETARY, Party.of_post("council_secretary")),
            ]
            if committee is not None:
                secretary = Party.of(committee, Seat.Role.SECRETARY)
                parties += [
                    (roles.COMMITTEE, Party.of(committee)),
                    (roles.COMMITTEE_SECRETARY, secretary),
                ]
            begin(matter, by=people["applicant"], parties=parties)
        people["council_secretary"] = make_user(posts=("council_secretary",))
        matter = take(matter, people, state)
        matter.people = people
        return matter

    return make


PATHS: dict[str, tuple[str, ...]] = {
    "draft": (),
    "received": ("submit",),
    "balloting": ("submit", "to_ballot"),
    "noticed": ("submit", "put_on_notice"),
    "deciding": ("submit", "put_on_notice", "close_notice"),
    "published": ("submit", "put_on_notice", "close_notice", "publish"),
    "ended": ("submit", "end"),
}


def take(matter: Example, people: dict[str, User], state: str) -> Example:
    """Bring an example matter from draft to a state by its steps."""
    for name in PATHS[state]:
        values: dict[str, Any] = {}
        who = {
            "submit": people["applicant"],
            "publish": people["council_secretary"],
            "close_notice": None,
        }
        if name == "put_on_notice":
            values = {
                "closes_at": clock.now()
                + dt.timedelta(days=0 if state in {"deciding", "published"} else 15)
            }
        if name == "end":
            values = {"reason": "Not wanted."}
        matter = perform(getattr(matter, name), by=who.get(name, people["staff"]), **values)
    return matter


@pytest.fixture
def example_matter(make_matter: Maker) -> Example:
    """An example matter that has been received; its people are in ``.people``."""
    return make_matter("received")
