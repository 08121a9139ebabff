"""Who is asked for what: the cells of a part, the answer of each, and the table they stand in."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.access.addresses import ADMIN, addresses, arguments
from tests.access.parts import ANY, Part, World, parts_of_apps
from tests.access.world import PART as KERNEL
from tests.access.world import ROLES
from zsa_portal.people.models import User
from zsa_portal.regulations import clock

POST = " (post)"
"""Ends the name of a row that tells what a POST gets, of an address that takes nothing else."""
ONLY_POST = "405"
SIGN_IN = "sign-in"
NONSENSE = {
    "applicant": "999999",
    "organisation": "x",
    "user": "999999",
    "reason": "a\x00b",
    "text": "长" * 5000,
    "day": "2026-02-30",
    "starts_at": "0001-01-01T00:00",
    "ends": "99999-01-01",
    "until": "1900-01-01",
    "choice": "maybe",
    "days": "9" * 30,
    "number": "-1",
    "matters": ["x", "9" * 30],
    "seen": "x",
    "next": "//elsewhere.example.org/",
}
OWN = {
    "people:import_preview": "404",
    "workflow:bulk_run": "404",
    "workflow:bulk_progress": "404",
}
"""What its person alone is shown, with the answer that somebody else of the same role gets."""
Table = dict[str, dict[str, dict[str, list[str]]]]


class Cell(NamedTuple):
    """An address as a row calls it, the phase, and the path that is asked."""

    name: str
    phase: str
    path: str

    @property
    def posts(self) -> bool:
        return self.name.endswith(POST)


@dataclass(frozen=True)
class Asked:
    """A part with its world, and the roles it is asked as."""

    part: Part
    world: World
    namespaces: frozenset[str]
    known: Mapping[str, Any]

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(self.world.users)

    @property
    def own_roles(self) -> tuple[str, ...]:
        """Those that its rows name: the kernel's do not name the roles of apps."""
        return ROLES if self.part is KERNEL else self.roles

    def cells(self) -> list[Cell]:
        """Every address of this part in each of its phases; what only takes a POST once more so."""
        found = [cell for name, pattern in self._mine() for cell in self._of(name, pattern)]
        found += [
            cell
            for phase, names in self.part.stations.items()
            for name in names
            for cell in self._in(name, addresses()[name], [phase])
        ]
        table = read(self.part.matrix)
        by_post = [cell for cell in found if cell.name + POST in table]
        return found + [cell._replace(name=cell.name + POST) for cell in by_post]

    def _mine(self) -> list[tuple[str, str]]:
        return [
            (name, pattern)
            for name, pattern in sorted(addresses().items())
            if self._asks(name, pattern)
        ]

    def _asks(self, name: str, pattern: str) -> bool:
        """The part's own addresses, and for an app those of the kernel that need its matters."""
        namespace = name.rpartition(":")[0]
        if name.startswith(ADMIN) or namespace in self.namespaces:
            return namespace == self.part.namespace
        return self.part is KERNEL or arguments(name, pattern, self.known, KERNEL.keys_of) is None

    def _of(self, name: str, pattern: str) -> list[Cell]:
        keys_of, keys = {**KERNEL.keys_of, **self.part.keys_of}, self.world.keys
        if (anyway := arguments(name, pattern, keys[ANY], keys_of)) is not None:
            return [Cell(name, ANY, reverse(name, kwargs=anyway))]
        return self._in(name, pattern, self.part.phases)

    def _in(self, name: str, pattern: str, phases: Iterable[str]) -> list[Cell]:
        keys_of, keys = {**KERNEL.keys_of, **self.part.keys_of}, self.world.keys
        given = [
            (phase, arguments(name, pattern, {**keys[ANY], **keys[phase]}, keys_of))
            for phase in phases
        ]
        return [Cell(name, phase, reverse(name, kwargs=found)) for phase, found in given if found]

    def answer(self, role: str, cell: Cell) -> str:
        """The status the cell's path gets, or ``sign-in``; everything it did is rolled back."""
        return self.answer_to(self.world.users[role], cell)

    def answer_to(self, user: User | None, cell: Cell) -> str:
        """The same for a user."""
        client = client_of(user)
        with clock.moved_to(self.world.now[cell.phase]), transaction.atomic():
            response = client.post(cell.path, NONSENSE) if cell.posts else client.get(cell.path)
            transaction.set_rollback(True)
        to_sign_in = response.headers.get("Location", "").startswith(reverse("account_login"))
        return SIGN_IN if to_sign_in else str(response.status_code)

    def expected(self, cell: Cell, role: str) -> str:
        """The answer the table gives a role."""
        row = read(self.part.matrix)[cell.name][cell.phase]
        if role in self.own_roles:
            return expected(row, role)
        answer = expected(row, like()[role])
        return OWN.get(cell.name, answer) if answer == "200" else answer

    def observed(self) -> Table:
        """What the portal answers, in the shape of the table."""
        table: Table = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
        cells = [cell for cell in self.cells() if not cell.posts]
        for cell in cells:
            self._observe(cell, table)
        for cell in cells:
            if any(ONLY_POST in answers for answers in table[cell.name].values()):
                self._observe(cell._replace(name=cell.name + POST), table)
        return {n: {p: dict(a) for p, a in phases.items()} for n, phases in table.items()}

    def _observe(self, cell: Cell, table: Table) -> None:
        for role in self.own_roles:
            table[cell.name][cell.phase][self.answer(role, cell)].append(role)


@functools.cache
def like() -> dict[str, str]:
    """The roles that apps bring, and as which of the kernel's roles each is answered there."""
    return {role: one for part in parts_of_apps() for role, one in part.like.items()}


def all_roles() -> list[str]:
    """The kernel's roles and those that the installed apps bring."""
    return [*ROLES, *like()]


def build_all() -> list[Asked]:
    """The kernel's world and on it that of every app; the kernel is asked as all their roles."""
    kernel = KERNEL.build()
    found = {part.namespace: part.build(kernel) for part in parts_of_apps()}
    for world in found.values():
        kernel.users |= world.users
    return asked_in({KERNEL.namespace: kernel, **found})


def asked_in(worlds: Mapping[str, World]) -> list[Asked]:
    """The kernel, then every app, each asked in its own of the worlds that are there."""
    apps, known = parts_of_apps(), worlds[KERNEL.namespace].keys[ANY]
    namespaces = frozenset(part.namespace for part in apps)
    return [Asked(part, worlds[part.namespace], namespaces, known) for part in (KERNEL, *apps)]


def otherwise(asked: Iterable[Asked], role: str) -> list[str]:
    """What a role is answered otherwise than the tables say, a line each."""
    return [
        f"{cell.name} ({cell.phase}) {cell.path}: {got}, the table says {wanted}"
        for one in asked
        if role in one.roles
        for cell in one.cells()
        if (got := one.answer(role, cell)) != (wanted := one.expected(cell, role))
    ]


@functools.lru_cache(maxsize=64)
def client_of(user: Any) -> Client:
    """A client signed in as the user, anonymous for None."""
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    return client


@functools.cache
def read(path: Path) -> Table:
    """A table, its answers as texts; empty where there is none yet."""
    rows = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {
        name: {phase: {str(a): roles for a, roles in row.items()} for phase, row in phases.items()}
        for name, phases in rows.items()
    }


def table_with(part: Part) -> Table:
    """The rows of the kernel and of one app; apps have rows of the same addresses."""
    return {**read(KERNEL.matrix), **read(part.matrix)}


def expected(row: dict[str, Any], role: str) -> str:
    """The answer that one row of one phase gives a role it knows."""
    named = (status for status, roles in row.items() if roles != "rest" and role in roles)
    rest = (status for status, roles in row.items() if roles == "rest")
    return next(named, None) or next(rest)


def written(table: Table, roles: tuple[str, ...]) -> str:
    """The table as YAML, the largest group of each row called ``rest``."""
    lines = ["# Made and kept as tests/access/test_matrix.py tells. Roles: " + ", ".join(roles)]
    for name, phases in sorted(table.items()):
        lines.append(f"{name}:")
        for phase, answers in phases.items():
            most = max(answers, key=lambda status: len(answers[status]))
            groups = [
                f"{status}: {'rest' if status == most else '[' + ', '.join(roles) + ']'}"
                for status, roles in sorted(answers.items())
            ]
            lines.append(f"  {phase}: {{{', '.join(groups)}}}")
    return "\n".join(lines) + "\n"
