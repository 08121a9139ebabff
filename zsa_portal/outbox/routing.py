"""Which events there are, of what kind, and whom they are told: declared by their owners."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured

from zsa_portal.outbox.kinds import Kind, Text
from zsa_portal.outbox.models import Routing
from zsa_portal.regulations.registry import Registry


@dataclass(frozen=True)
class Declared:
    """One event as its owner declares it; declaring it registers it.

    ``kind`` is that of its messages, ``asks`` the kind of those that ask something of their
    recipient, where that is another. ``roles`` are the role codes told besides the new holder;
    ``always`` says in words who is told in any case.
    """

    event: str
    label: Text
    group: Text
    kind: Kind
    asks: Kind | None = None
    roles: tuple[str, ...] = ()
    always: Text = ""

    def __post_init__(self) -> None:
        EVENTS.add(self.event, self)


EVENTS: Registry[Declared] = Registry("event")
NAMED: list[Callable[[], Iterable[str]]] = []
"""What gives the events that declarations of other packages name, as a kind of meeting its own."""


@dataclass(frozen=True)
class Route:
    """One event as it is told now: the declared roles, or those of its Routing row."""

    declared: Declared
    roles: tuple[Text, ...]
    note: str = ""
    changed: bool = False


ROLES: dict[str, Text] = {}


def declared(event: str) -> Declared:
    """The declaration of an event. ImproperlyConfigured for one that nobody declares."""
    found = EVENTS.get(event)
    if found is None:
        raise ImproperlyConfigured(f"event {event!r} is not declared")
    return found


def names(source: Callable[[], Iterable[str]]) -> Callable[[], Iterable[str]]:
    """Decorator: the function gives events that declarations name; asked once, at start."""
    NAMED.append(source)
    return source


def require_declared() -> None:
    """ImproperlyConfigured for an event that is named at start and that nobody declares."""
    for source in NAMED:
        for event in source():
            declared(event)


def name_roles(labels: Iterable[tuple[str, Text]]) -> None:
    """Say what role codes are called, for the page and for those who change a routing."""
    ROLES.update(labels)


def events() -> list[Declared]:
    """All declared events, in the order their owners give them."""
    return list(EVENTS.values())


def routes() -> list[Route]:
    """All events as they are told now; one query."""
    rows = {row.event: row for row in Routing.objects.all()}
    return [_route(event, rows.get(event.event)) for event in events()]


def _route(event: Declared, row: Routing | None) -> Route:
    codes: Sequence[str] = event.roles if row is None else row.roles
    return Route(
        declared=event,
        roles=tuple(ROLES.get(code, code) for code in codes),
        note="" if row is None else row.note,
        changed=row is not None and tuple(row.roles) != event.roles,
    )
