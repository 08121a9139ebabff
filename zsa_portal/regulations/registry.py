"""What the processes declare, once each: a second declaration of a key is refused at start."""

from __future__ import annotations

from collections import UserDict
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")


class Unique(UserDict[str, T]):
    """Declared things by a key that nothing else has, in the order of their declaration.

    ``what`` names their kind for the refusal. Keys are the codes of one small world, as those of
    roles and procedures; a Registry is for what apps declare side by side.
    """

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__()

    def __setitem__(self, key: str, thing: T) -> None:
        if key in self.data:
            raise ImproperlyConfigured(f"{self.what} {key!r} is declared twice")
        super().__setitem__(key, thing)

    def add(self, key: str, thing: T) -> T:
        """Declare a thing and return it. ImproperlyConfigured when the key is refused."""
        self[key] = thing
        return thing


class Registry(Unique[T]):
    """Declared things by a key that carries the app that declares it, so that apps never meet.

    ``standards.project_notice`` is one; a key without an app is refused as one that is taken.
    """

    def __setitem__(self, key: str, thing: T) -> None:
        app, _dot, name = key.partition(".")
        if not (app and name):
            raise ImproperlyConfigured(f"{self.what} {key!r} does not carry its app, as app.name")
        super().__setitem__(key, thing)
