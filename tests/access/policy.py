"""Reads what is meant: families of addresses, of roles and phases, and the answer of each."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.access.asking import ONLY_POST, POST, SIGN_IN, read
from tests.access.parts import Part, parts_of_apps
from tests.access.world import PART as KERNEL
from tests.access.world import ROLES

ANSWERS = {
    "200": "ok",
    "302": "led on",
    SIGN_IN: "to sign in",
    "403": "forbidden",
    "404": "hidden",
    "409": "not now",
}
OTHERS = "others"
NO_PHASES = {"why", "addresses", "exceptions"}
Meant = dict[str, str]
"""Role -> answer."""


class Difference(NamedTuple):
    """A cell in which the matrix answers otherwise than the policy means."""

    address: str
    phase: str
    role: str
    meant: str
    answered: str


class Policy:
    """The policy of one part, with the families of roles that the kernel's names."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.roles = role_families(part)
        self.families: dict[str, dict[str, Any]] = _load(part.policy)["families"]

    @property
    def all_roles(self) -> list[str]:
        return list(ROLES) if self.part is KERNEL else [*ROLES, *self.part.like]

    def families_of(self, address: str) -> list[str]:
        """The names of the families to which an address belongs; one, where all is well."""
        return [name for name, family in self.families.items() if address in family["addresses"]]

    def addresses(self) -> list[str]:
        return [address for family in self.families.values() for address in family["addresses"]]

    def family_means(self, family: dict[str, Any], phase: str) -> Meant:
        """What each role gets in a phase; AssertionError if one is named twice or never."""
        meant: Meant = {}
        rest = ""
        for answer, names in family[phase].items():
            assert answer in ANSWERS.values(), answer
            if names == [OTHERS]:
                rest = answer
                continue
            for role in self._roles(names):
                assert role not in meant, f"{role} is named twice in {phase}: {family['why']}"
                meant[role] = answer
        for role in self.all_roles:
            meant.setdefault(role, rest)
        assert all(meant.values()), f"Some role is not named in {phase}: {family['why']}"
        return meant

    def means(self, address: str, phase: str) -> Meant:
        """What each role gets at an address in a phase, the exceptions heard."""
        family = self.families[self.families_of(address)[0]]
        meant = self.family_means(family, phase)
        for exception in family.get("exceptions", []):
            if address in exception["addresses"] and phase in exception.get("phases", [phase]):
                meant |= dict.fromkeys(self._roles(exception["roles"]), exception["answer"])
        return meant

    def differences(self) -> Iterator[Difference]:
        """Every cell of the matrix that is not as it is meant."""
        for address, phase, answered in self.cells():
            meant = self.means(address, phase)
            for role, answer in answered.items():
                if answer != meant[role]:
                    yield Difference(address, phase, role, meant[role], answer)

    def cells(self) -> Iterator[tuple[str, str, Meant]]:
        """Address, phase, and what each role is answered: by POST where that is all it takes."""
        table = read(self.part.matrix)
        for name, phases in table.items():
            for phase, row in phases.items():
                if not name.endswith(POST):
                    posts = table.get(name + POST, {}).get(phase)
                    yield name, phase, {role: _answer(row, posts, role) for role in self.all_roles}

    def idle_exceptions(self) -> Iterator[str]:
        """Exceptions that say of some cell what its family says anyway, or that meet no cell."""
        cells = {(address, phase) for address, phase, _answered in self.cells()}
        for name, family in self.families.items():
            for exception in family.get("exceptions", []):
                phases = exception.get("phases") or set(family) - NO_PHASES
                for address in exception["addresses"]:
                    for phase in phases:
                        meant = self.family_means(family, phase)
                        same = any(
                            meant[role] == exception["answer"]
                            for role in self._roles(exception["roles"])
                        )
                        if same or (address, phase) not in cells or not exception["reason"]:
                            yield f"{name}: {address} in {phase}"

    def _roles(self, families: Iterable[str]) -> set[str]:
        return {role for name in families for role in self.roles[name]}


def _answer(row: dict[str, Any], posts: dict[str, Any] | None, role: str) -> str:
    status = _status(row, role)
    if status == ONLY_POST and posts is not None:
        status = _status(posts, role)
    return ANSWERS.get(status, status)


def _status(row: dict[str, Any], role: str) -> str:
    named = [status for status, roles in row.items() if roles != "rest" and role in roles]
    return (named or [status for status, roles in row.items() if roles == "rest"])[0]


def role_families(part: Part) -> dict[str, set[str]]:
    """Family -> its roles; an app's file adds to those of the kernel."""
    found: dict[str, set[str]] = {}
    for one in [KERNEL] if part is KERNEL else [KERNEL, part]:
        known = {*ROLES, *one.like}
        for family, members in _load(one.policy)["roles"].items():
            roles = [found[name] if name in found else {name} & known for name in members]
            assert all(roles), f"{family}: {members}"
            found[family] = set().union(*roles)
    return found


@functools.cache
def _load(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def policies() -> list[Policy]:
    """The policy of the kernel and of every installed app."""
    return [Policy(part) for part in (KERNEL, *parts_of_apps())]


def policies_of_the_portal() -> list[Policy]:
    """Those of what is delivered: not of apps that only tests have."""
    return [one for one in policies() if not one.part.is_only_of_tests]
