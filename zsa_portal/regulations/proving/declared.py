"""Everything that the code declares: found in its modules, whether or not anybody asks it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from types import ModuleType
from typing import Any

from zsa_portal.regulations.rule import Declared, Figure, rule_ids

WITHOUT_RULES = {"migrations", "settings", "management"}


@dataclass
class Thing:
    """A declared thing: its identity, the article it carries ("" if none), where it stands.

    A figure stands in every module that names it.
    """

    identity: str
    article: str
    modules: set[str]


def declared(packages: Iterable[str]) -> dict[str, Thing]:
    """The declared things that stand in the modules of these packages, by identity, sorted."""
    found: dict[str, Thing] = {}
    for one, module in _standing(packages):
        thing = Thing(one.identity(), "".join(rule_ids(one)), set())
        home = module if isinstance(one, Figure) else one.__module__
        found.setdefault(thing.identity, thing).modules.add(home)
    return dict(sorted(found.items()))


def _standing(packages: Iterable[str]) -> Iterator[tuple[Declared, str]]:
    for package in packages:
        for module in _modules(importlib.import_module(package)):
            for value in vars(module).values():
                yield from ((one, module.__name__) for one in _things(value))


def _things(value: Any) -> Iterator[Declared]:
    """A module's value itself, or what a declaration (a kind of notice, of ballot) holds."""
    if isinstance(value, Declared):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        parts = (getattr(value, field.name, None) for field in fields(value))
        yield from (part for part in parts if isinstance(part, Declared))


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    yield package
    for info in pkgutil.iter_modules(getattr(package, "__path__", [])):
        if info.name not in WITHOUT_RULES:
            yield from _modules(importlib.import_module(f"{package.__name__}.{info.name}"))
