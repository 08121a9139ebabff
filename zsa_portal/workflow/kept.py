"""Values read once and kept on a matter's object: its conditions and its page ask for them often."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


def kept(matter: Any, name: str, read: Callable[[], T]) -> T:
    """What ``read`` gives, asked once for this object, until something is logged of the matter.

    ``perform`` and ``held`` work on fresh objects.
    """
    values = matter.__dict__.setdefault("_kept", {})
    if name not in values:
        values[name] = read()
    found: T = values[name]
    return found


def keep(matter: Any, name: str, value: Any) -> None:
    """Keep a value that was read for several matters at once; see ``kept``."""
    matter.__dict__.setdefault("_kept", {})[name] = value


def let_go(matter: Any) -> None:
    """Forget what was kept, after some of it was written: in the middle of a step's body."""
    matter.__dict__.pop("_kept", None)
