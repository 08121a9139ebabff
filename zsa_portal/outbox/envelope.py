"""What stands on a mail's envelope: where it comes back to, and what packages above the outbox say."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping

from django.conf import settings

from zsa_portal.outbox.models import Mail
from zsa_portal.regulations.registry import Registry

HEADERS: Registry[Callable[[Mail], Mapping[str, str]]] = Registry("header of mails")
"""What a package adds to the headers of its own mails; nothing for those of others."""
STOPS: Registry[Callable[[Mail], str]] = Registry("stop of mails")
"""Why a mail must not go out, in words; an empty text where nothing is said against it."""
STAR = "*"
MARK = re.compile(r"(\d{1,18})-([0-9a-f]{16})")


def headers_of(mail: Mail) -> dict[str, str]:
    """The headers that packages add to a mail."""
    return {name: value for add in HEADERS.values() for name, value in add(mail).items()}


def stop_of(mail: Mail) -> str:
    """Why a mail must not go out, empty if it may."""
    return next((said for stop in STOPS.values() if (said := stop(mail))), "")


def return_path(mail: Mail) -> str:
    """Where a mail comes back to: the address of returns, signed for this mail alone (VERP).

    Without ``RETURNS_ADDRESS`` it is the sender's address. The star in it stands for the signed
    mark; an address without one takes all returns, which are then known by the Message-ID.
    """
    mark = f"{mail.pk}-{_signature(str(mail.pk))}"
    return settings.RETURNS_ADDRESS.replace(STAR, mark) or settings.DEFAULT_FROM_EMAIL


def marked_with(address: str) -> int | None:
    """The key of the mail that a return address was signed for; None for one nobody signed."""
    before, star, after = settings.RETURNS_ADDRESS.lower().partition(STAR)
    pattern = re.escape(before) + MARK.pattern + re.escape(after)
    found = re.fullmatch(pattern, address.strip().lower()) if star else None
    if found is None or not hmac.compare_digest(found[2], _signature(found[1])):
        return None
    return int(found[1])


def _signature(key: str) -> str:
    secret = hashlib.sha256(b"outbox.envelope" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(secret, key.encode(), hashlib.sha256).hexdigest()[:16]
