"""How many wrong passwords are borne, and when one may try again.

Wrong passwords are counted for a name and an address together, so nobody shuts out a colleague
behind the same address, nor the owner of a name at another. An address from which people sign in
well may make more mistakes in all; a name is guarded against many addresses at once, except where
its owner has signed in before. django-allauth counts the other acts (``ACCOUNT_RATE_LIMITS``).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.core.internal.ratelimit import Rate, cache_lock, get_cache_key, get_rates
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zsa_portal.regulations import clock

DAYS_KNOWN = 30
"""How long an address is remembered for a good sign-in."""
MOST_KNOWN = 200
"""How many people an address is remembered for at most."""


@dataclass(frozen=True)
class Limit:
    """So many wrong passwords in so many seconds; ``more`` for each person known at the address."""

    name: str
    amount: int
    seconds: int
    more: int = 0


@dataclass(frozen=True)
class Taken:
    """A try that was counted, so that a right password takes it back."""

    key: str
    seconds: int
    at: float


class TryAgainAt(Exception):
    """Too many wrong passwords; ``until`` says when the next try is counted."""

    def __init__(self, until: dt.datetime) -> None:
        super().__init__(until)
        self.until = until


def of_pair() -> Limit:
    """Wrong passwords for one name from one address."""
    return Limit("pair", *settings.SIGN_IN_LIMITS["pair"])


def of_address() -> Limit:
    """Wrong passwords from one address, whatever the names."""
    return Limit("address", *settings.SIGN_IN_LIMITS["address"])


def of_name() -> Limit:
    """Wrong passwords for one name from all addresses where its owner is not known."""
    return Limit("name", *settings.SIGN_IN_LIMITS["name"])


def attempt(*, name: str, address: str) -> list[Taken]:
    """Count a try before its password is looked at. TryAgainAt when a limit is reached.

    ``name`` is what was typed, a user name or an address of mail; ``address`` the computer's.
    """
    people = _known(address)
    taken: list[Taken] = []
    try:
        for limit, key in _limits(_folded(name), address, people):
            taken.append(_take(limit, key, limit.amount + limit.more * len(people)))
    except TryAgainAt:
        take_back(taken)
        raise
    return taken


def take_back(taken: list[Taken]) -> None:
    """Uncount a try whose password was right."""
    for one in taken:
        with cache_lock(one.key):
            kept = cache.get(one.key, [])
            if one.at in kept:
                kept.remove(one.at)
                cache.set(one.key, kept, one.seconds)


def signed_in(*, name: str, address: str) -> None:
    """Remember that a person signed in well from an address."""
    key = _key("known", address)
    with cache_lock(key):
        people = _known(address) | {_digest(_folded(name)): clock.now().timestamp()}
        newest = sorted(people.items(), key=lambda pair: pair[1])[-MOST_KNOWN:]
        cache.set(key, dict(newest), DAYS_KNOWN * 86400)


def forgive(*, names: list[str], address: str) -> None:
    """Forget the wrong passwords of a person who set a new one by mail."""
    for name in map(_folded, names):
        cache.delete_many([_key("pair", name, address), _key("name", name)])


def _limits(name: str, address: str, people: dict[str, float]) -> Iterator[tuple[Limit, str]]:
    yield of_pair(), _key("pair", name, address)
    yield of_address(), _key("address", address)
    if _digest(name) not in people:
        yield of_name(), _key("name", name)


def _take(limit: Limit, key: str, amount: int) -> Taken:
    with cache_lock(key):
        now = clock.now().timestamp()
        tries = [at for at in cache.get(key, []) if at > now - limit.seconds]
        if len(tries) >= amount:
            raise TryAgainAt(_instant(tries[-amount] + limit.seconds))
        cache.set(key, [*tries, now], limit.seconds)
    return Taken(key, limit.seconds, now)


def _known(address: str) -> dict[str, float]:
    """The people known at an address, each with the instant of the last good sign-in."""
    oldest = clock.now().timestamp() - DAYS_KNOWN * 86400
    people: dict[str, float] = cache.get(_key("known", address), {})
    return {who: at for who, at in people.items() if at > oldest}


def _folded(name: str) -> str:
    return name.strip().lower()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _key(*parts: str) -> str:
    return f"sign-in:{parts[0]}:{_digest(chr(0).join(parts[1:]))}"


def _instant(seconds: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(math.ceil(seconds), tz=clock.SHANGHAI)


ACTIONS = {
    "account_login": "login",
    "account_reset_password": "reset_password",
    "account_reset_password_from_key": "reset_password_from_key",
    "account_change_password": "change_password",
    "account_set_password": "change_password",
    "account_email": "manage_email",
    "account_reauthenticate": "reauthenticate",
}
"""What django-allauth counts, by the address of the page where it answers 429."""


def handler429(request: HttpRequest) -> HttpResponse:
    """The page of django-allauth's own limits, with the time of the next try."""
    return too_many(request, _until(request))


def too_many(request: HttpRequest, until: dt.datetime) -> HttpResponse:
    """A page that says when to try again, to people and to programs."""
    seconds = max(1, math.ceil((until - clock.now()).total_seconds()))
    said = {"until": until, "resets": True}
    page = render(request, "errors/429.html", said, status=429)
    page["Retry-After"] = str(seconds)
    return page


def _until(request: HttpRequest) -> dt.datetime:
    """When django-allauth takes the next try: its fullest limit's oldest one runs out."""
    match = request.resolver_match
    action = ACTIONS.get(match.url_name or "", "") if match else ""
    rates = get_rates(app="allauth.account", action=action, config=app_settings.RATE_LIMITS)
    waits = [wait for rate in rates if (wait := _wait(request, action, rate)) is not None]
    return clock.now() + dt.timedelta(seconds=math.ceil(max(waits, default=60)))


def _wait(request: HttpRequest, action: str, rate: Rate) -> float | None:
    """Seconds until a limit of django-allauth, which counts by the machine's time, has room."""
    if rate.per == "user" and not request.user.is_authenticated:
        return None
    typed = request.POST.get("email", "").lower()
    key = get_cache_key(request, app="allauth.account", action=action, rate=rate, key=typed)
    tries: list[float] = cache.get(key, [])
    if len(tries) < rate.amount:
        return None
    return tries[rate.amount - 1] + float(rate.duration) - time.time()


def address_of(request: Any) -> str:
    """The computer's address, past the proxies that are trusted."""
    address: str = get_adapter().get_client_ip(request)
    return address
