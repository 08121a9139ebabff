"""Visitors without an account: how often they may write in an hour, and pages that are theirs alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from zsa_portal.people.accounts.limits import address_of
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Settable

WINDOW = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Visitor:
    """Where a request comes from: network address, and session key or user; neither is stored."""

    address: str
    visitor: str


@dataclass(frozen=True)
class Limit:
    """How many things of a kind may come in an hour from one network address and one visitor."""

    key: str
    per_address: Settable
    per_visitor: Settable

    def take(self, who: Visitor) -> dt.datetime | None:
        """Count one thing of a visitor; None if it is allowed, else when to try again.

        The hour is that of the clock. While Valkey is away each web process counts for itself.
        """
        window = int(clock.now().timestamp() // WINDOW.total_seconds())
        allowed = [
            self._count("address", who.address, window) <= self.per_address.value(),
            self._count("visitor", who.visitor, window) <= self.per_visitor.value(),
        ]
        if all(allowed):
            return None
        return dt.datetime.fromtimestamp((window + 1) * WINDOW.total_seconds(), tz=clock.SHANGHAI)

    def _count(self, kind: str, value: str, window: int) -> int:
        key = f"{self.key}:{kind}:{salted_hmac(self.key, value).hexdigest()[:32]}:{window}"
        cache.add(key, 0, timeout=int(2 * WINDOW.total_seconds()))
        try:
            return int(cache.incr(key))
        except ValueError:
            # Valkey went, or came back, between the two.
            return 1


def too_many(request: HttpRequest, limit: Limit) -> dt.datetime | None:
    """When to try again, None when this visitor may write now; staff always may."""
    if places_of(request.user).staff:
        return None
    if request.user.is_authenticated:
        visitor = f"user:{request.user.pk}"
    else:
        if not request.session.session_key:
            request.session.create()
        visitor = f"session:{request.session.session_key}"
    return limit.take(Visitor(address_of(request), visitor))


def limited(response: HttpResponse, again: dt.datetime) -> HttpResponse:
    """The same answer with the header that programs read."""
    response["Retry-After"] = str(max(1, int((again - clock.now()).total_seconds())))
    return response


def private(response: HttpResponse) -> HttpResponse:
    """A page that nobody keeps and no search engine lists."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
