"""What a list has read of its documents already, so that the rule need not ask for it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True)
class Rows:
    """What is known of the documents asked: rules that can open none of them are not asked.

    ``scans`` and ``withdrawn`` tell whether such are among them; ``kinds`` are the kinds of their
    matters, None where these are not known. A document that is otherwise after all is not opened.
    """

    scans: bool = True
    withdrawn: bool = True
    kinds: frozenset[str] | None = None

    @classmethod
    def of(cls, rows: Iterable[tuple[Any, Any, str | None]]) -> Self:
        """What is known of documents by their ``scan_of``, ``withdrawn_at`` and matter's kind."""
        scans, withdrawn, kinds = zip(*rows, strict=True) if (rows := list(rows)) else ((), (), ())
        return cls(any(scans), any(withdrawn), frozenset(filter(None, kinds)))

    @property
    def in_matters(self) -> bool:
        """Whether documents of matters may be among them."""
        return self.kinds is None or bool(self.kinds)


ANY = Rows()
