"""What every page's shell needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from zsa_portal.home import navigation, queries
from zsa_portal.people.places import places_of

INBOX = "home.inbox"


def shell(request: HttpRequest) -> dict[str, Any]:
    """Menu and counts of the signed-in user; the public menu for everybody else.

    Kept on the request: parts of a page, such as the cells of a table, ask for it again.
    """
    if not hasattr(request, "shell_of_page"):
        request.shell_of_page = _shell(request)  # type: ignore[attr-defined]
    found: dict[str, Any] = request.shell_of_page  # type: ignore[attr-defined]
    return found


def _shell(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": [], "public_navigation": navigation.public(request.path)}
    who = places_of(user)
    rows = {key: entry.count(user) for key, entry in navigation.counted(who).items() if entry.count}
    counts = queries.numbers_of(user, rows)
    return {
        "navigation": navigation.groups(request.path, who, counts),
        "public_navigation": navigation.public(request.path),
        "inbox_count": counts[INBOX],
    }
