"""What the kernel and each app bring to the questions of access, and where it is found."""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps

from zsa_portal.people.models import User

TESTS = Path(__file__).parents[1]
ANY = "any"
"""The phase of addresses that concern no matter."""


@dataclass
class World:
    """Users by role, and by phase the instant to look at it and the keys of addresses.

    ``bodies`` are the people whom an app's matters need besides one user a role; ``apart`` are
    accounts of administration, which the portal answers as it does the admin.
    """

    users: dict[str, User | None] = field(default_factory=dict)
    now: dict[str, dt.datetime] = field(default_factory=dict)
    keys: dict[str, dict[str, Any]] = field(default_factory=dict)
    bodies: dict[str, Any] = field(default_factory=dict)
    apart: dict[str, User] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """What one app asks: its namespace, phases and role people, and how its matters are made.

    ``build`` gets the kernel's world and makes the app's own: its users, an instant and keys for
    every phase, and under ``any`` what its addresses without a matter need. ``like`` names the
    app's own roles and for each the kernel's role as which it is answered where no matter is
    concerned. ``keys_of`` maps an address, or a namespace, to the key that its ``pk`` is.
    ``stations`` names the phases in which only a few addresses are asked: those that are open to
    somebody only then.
    """

    namespace: str
    folder: Path
    build: Callable[..., World]
    phases: tuple[str, ...] = ()
    stations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    like: Mapping[str, str] = field(default_factory=dict)
    keys_of: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_only_of_tests(self) -> bool:
        """Whether the app itself stands in the tests and is never delivered."""
        return apps.is_installed(f"{TESTS.name}.{self.folder.parent.name}")

    @property
    def matrix(self) -> Path:
        return self.folder / "matrix.yaml"

    @property
    def policy(self) -> Path:
        return self.folder / "policy.yaml"


def parts_of_apps() -> list[Part]:
    """The part of every installed app that has a folder tests/<app>/access.

    A package of the kernel has it in tests/zsa_portal/<package>/access.
    """
    installed = {config.name.removeprefix("tests.") for config in apps.get_app_configs()}
    folders = sorted(file.parent.relative_to(TESTS) for file in TESTS.glob("**/access/world.py"))
    found = [".".join(folder.parts) for folder in folders if folder.parts[1:]]
    modules = [f"tests.{one}.world" for one in found if one.removesuffix(".access") in installed]
    return [importlib.import_module(module).PART for module in modules]
