"""What apps add to the facts of a standard on its public page: when it is due for what, and the like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from zsa_portal.regulations.registry import Registry

if TYPE_CHECKING:
    from zsa_portal.catalogue.models import Edition

Fact = tuple[Any, Any]
FACTS: Registry[Callable[[Edition], Sequence[Fact]]] = Registry("facts of a standard")
"""By a key that carries its app: of a published edition, (label, value) in order, for everybody."""


def facts_of(edition: Edition) -> list[Fact]:
    """What the apps add of an edition; a query or two for each that has something to say."""
    return [fact for found in FACTS.values() for fact in found(edition)]
