"""How many opinions may come from one address or one visitor in an hour."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Settable

WINDOW = dt.timedelta(hours=1)

PER_ADDRESS = Settable(
    "opinions.per_address",
    120,
    _("Opinions an hour from one network address"),
    _("The regulations name no limit; many people of one organisation share an address."),
)
PER_VISITOR = Settable(
    "opinions.per_visitor",
    60,
    _("Opinions an hour from one visitor"),
    _("The regulations name no limit; a careful reader may have many comments on one draft."),
)


@dataclass(frozen=True)
class Visitor:
    """Where a request comes from: network address, and session key or user; neither is stored."""

    address: str
    visitor: str


def take(who: Visitor) -> dt.datetime | None:
    """Count one opinion of a visitor; None if it is allowed, else when to try again.

    The hour is that of the clock. While Valkey is away each web process counts for itself.
    """
    now = clock.now()
    window = int(now.timestamp() // WINDOW.total_seconds())
    allowed = [
        _count("address", who.address, window) <= PER_ADDRESS.value(),
        _count("visitor", who.visitor, window) <= PER_VISITOR.value(),
    ]
    if all(allowed):
        return None
    return dt.datetime.fromtimestamp((window + 1) * WINDOW.total_seconds(), tz=clock.SHANGHAI)


def _count(kind: str, value: str, window: int) -> int:
    key = f"opinions:{kind}:{salted_hmac('opinions', value).hexdigest()[:32]}:{window}"
    cache.add(key, 0, timeout=int(2 * WINDOW.total_seconds()))
    try:
        return int(cache.incr(key))
    except ValueError:
        # Valkey went, or came back, between the two.
        return 1
