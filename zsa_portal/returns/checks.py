"""What is told at start about the mailbox of returns."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from zsa_portal.returns.boxes import BOXES


@register
def returns_are_readable(**_options: Any) -> list[CheckMessage]:
    """RETURNS_URL is of a known kind, and mails that come back have an address to come back to."""
    if not settings.RETURNS_URL:
        return []
    where, found = urlsplit(settings.RETURNS_URL), []
    if where.scheme not in BOXES or not (where.hostname and where.username):
        kinds = ", ".join(f"{kind}://user:password@host" for kind in BOXES)
        found.append(Error(f"RETURNS_URL is none of {kinds}.", id="zsa_returns.E001"))
    if "@" not in settings.RETURNS_ADDRESS:
        said = "RETURNS_URL needs RETURNS_ADDRESS, such as returns+*@zsa.example.org."
        found.append(Error(said, id="zsa_returns.E002"))
    return found
