"""Which events there are and whom they are told: gathered from those who declare them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from zsa_portal.outbox.models import Routing

Text = str | Promise


@dataclass(frozen=True)
class Declared:
    """One event as its owner declares it.

    ``roles`` are the role codes told besides the new holder; ``always`` says in words who is told
    in any case.
    """

    event: str
    label: Text
    group: Text
    roles: tuple[str, ...] = ()
    always: Text = ""


@dataclass(frozen=True)
class Route:
    """One event as it is told now: the declared roles, or those of its Routing row."""

    declared: Declared
    roles: tuple[Text, ...]
    note: str = ""
    changed: bool = False


SOURCES: list[Callable[[], Iterable[Declared]]] = []
ROLES: dict[str, Text] = {}


def declares(source: Callable[[], Iterable[Declared]]) -> Callable[[], Iterable[Declared]]:
    """Decorator: the function gives the events of its package whenever the page is read."""
    if source not in SOURCES:
        SOURCES.append(source)
    return source


def name_roles(labels: Iterable[tuple[str, Text]]) -> None:
    """Say what role codes are called, for the page and for those who change a routing."""
    ROLES.update(labels)


def events() -> list[Declared]:
    """All declared events, in the order their owners give them."""
    return [declared for source in SOURCES for declared in source()]


def routes() -> list[Route]:
    """All events as they are told now; one query."""
    rows = {row.event: row for row in Routing.objects.all()}
    return [_route(declared, rows.get(declared.event)) for declared in events()]


def _route(declared: Declared, row: Routing | None) -> Route:
    codes: Sequence[str] = declared.roles if row is None else row.roles
    return Route(
        declared=declared,
        roles=tuple(ROLES.get(code, code) for code in codes),
        note="" if row is None else row.note,
        changed=row is not None and tuple(row.roles) != declared.roles,
    )
