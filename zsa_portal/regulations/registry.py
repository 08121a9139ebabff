"""What the processes declare, once each: a second declaration of a key is refused at start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")


class Registry(Mapping[str, T], Generic[T]):
    """Declared things by key, in the order of their declaration.

    ``what`` names their kind for the refusal. A key carries the app that declares it, as
    ``standards.project_notice``, so that apps never meet.
    """

    def __init__(self, what: str) -> None:
        self.what = what
        self._declared: dict[str, T] = {}

    def add(self, key: str, thing: T) -> T:
        """Declare a thing and return it. ImproperlyConfigured when the key is taken."""
        if key in self._declared:
            raise ImproperlyConfigured(f"{self.what} {key!r} is declared twice")
        self._declared[key] = thing
        return thing

    def __getitem__(self, key: str) -> T:
        return self._declared[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._declared)

    def __len__(self) -> int:
        return len(self._declared)
