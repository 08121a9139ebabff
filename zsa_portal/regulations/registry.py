"""What the processes declare, once each: a second declaration of a key is refused at start."""

from __future__ import annotations

from collections import UserDict
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")


class Registry(UserDict[str, T]):
    """Declared things by key, in the order of their declaration.

    ``what`` names their kind for the refusal. A key carries the app that declares it, as
    ``standards.project_notice``, so that apps never meet.
    """

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__()

    def __setitem__(self, key: str, thing: T) -> None:
        if key in self.data:
            raise ImproperlyConfigured(f"{self.what} {key!r} is declared twice")
        super().__setitem__(key, thing)

    def add(self, key: str, thing: T) -> T:
        """Declare a thing and return it. ImproperlyConfigured when the key is taken."""
        self[key] = thing
        return thing
