"""What production refuses to start with."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured

REQUIRED = (
    "SECRET_KEY",
    "DATABASE_URL",
    "REDIS_URL",
    "ALLOWED_HOSTS",
    "SITE_URL",
    "EMAIL_URL",
    "DEFAULT_FROM_EMAIL",
    "STATE_DIR",
)
SHORTEST_SECRET = 50
FEWEST_CHARACTERS = 10


def refuse_missing(environment: Mapping[str, str]) -> None:
    """Raise ImproperlyConfigured naming every variable that production needs and does not have."""
    missing = [name for name in REQUIRED if not environment.get(name, "").strip()]
    if missing:
        raise ImproperlyConfigured(f"Set in the environment: {', '.join(missing)}.")


def refuse_unsafe(settings: Mapping[str, Any]) -> None:
    """Raise ImproperlyConfigured naming every setting that must not go into use."""
    found = list(unsafe(settings))
    if found:
        raise ImproperlyConfigured(" ".join(found))


def unsafe(settings: Mapping[str, Any]) -> Iterator[str]:
    """Yield one sentence for each setting that would leave the portal open."""
    key = settings["SECRET_KEY"]
    if len(key) < SHORTEST_SECRET or len(set(key)) < FEWEST_CHARACTERS:
        yield f"SECRET_KEY must be random and at least {SHORTEST_SECRET} characters long."
    if settings["DEBUG"]:
        yield "DEBUG shows the portal's inside to everyone: switch it off."
    if settings["DEMO"]:
        yield "DEMO would let the demonstration's accounts in: switch it off."
    if "*" in settings["ALLOWED_HOSTS"]:
        yield "ALLOWED_HOSTS must name the portal's own host names, not *."
    if not settings["SITE_URL"].startswith("https://"):
        yield "SITE_URL must begin with https://."
    yield from _open_cookies(settings)


def _open_cookies(settings: Mapping[str, Any]) -> Iterator[str]:
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY"):
        if not settings[name]:
            yield f"{name} must be on: a cookie could be read on the way."
    for name in ("SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_SAMESITE"):
        if settings[name] not in {"Lax", "Strict"}:
            yield f"{name} must be Lax or Strict: another site could use a person's cookie."
