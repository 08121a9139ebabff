"""Values read once and remembered on a matter's object: its conditions and its page ask often."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")


def remembered(matter: Any, name: str, read: Callable[[], T]) -> T:
    """What ``read`` gives, asked once for this object, until something is logged of the matter.

    ``perform`` and ``held`` work on fresh objects; inside a step's body nothing is remembered.
    """
    values = matter.__dict__.setdefault("_memo", {})
    if values is None:
        return read()
    if name not in values:
        values[name] = read()
    found: T = values[name]
    return found


def remember(matter: Any, name: str, value: Any) -> None:
    """Remember a value that was read for several matters at once; see ``remembered``."""
    values = matter.__dict__.setdefault("_memo", {})
    if values is not None:
        values[name] = value


def recalled(matter: Any, name: str) -> Any:
    """What is remembered under a name, None where nothing is."""
    return (matter.__dict__.get("_memo") or {}).get(name)


def forget(matter: Any) -> None:
    """Forget what was remembered, after something was written of the matter."""
    if matter.__dict__.get("_memo") is not None:
        matter.__dict__["_memo"] = {}


@contextmanager
def nothing_remembered(matter: Any) -> Iterator[None]:
    """Read everything anew meanwhile: a step's body writes what its own rules then ask."""
    matter.__dict__["_memo"] = None
    try:
        yield
    finally:
        matter.__dict__["_memo"] = {}
