"""What a list has read of its documents already, so that the rule need not ask for it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True)
class Rows:
    """What is known of the documents asked: rules that can open none of them are not asked.

    ``scans`` and ``withdrawn`` tell whether such are among them; ``kinds`` are the kinds of their
    matters and ``papers`` their own, None where these are not known. A document that is otherwise
    after all is not opened.
    """

    scans: bool = True
    withdrawn: bool = True
    kinds: frozenset[str] | None = None
    papers: frozenset[str] | None = None

    @classmethod
    def of(cls, rows: Iterable[tuple[Any, Any, str | None, str]]) -> Self:
        """What is known of documents by their ``scan_of``, ``withdrawn_at``, matter's kind and own."""
        rows = list(rows)
        scans, withdrawn, kinds, papers = zip(*rows, strict=True) if rows else ((), (), (), ())
        of_matters = frozenset(filter(None, kinds))
        return cls(any(scans), any(withdrawn), of_matters, frozenset(papers))

    @classmethod
    def of_one(cls, document: Any) -> Self:
        """What is known of one document whose row was read; of its matter the kind."""
        kind = document.matter.kind if document.matter_id else None
        return cls.of([(document.scan_of_id, document.withdrawn_at, kind, document.kind)])

    @property
    def in_matters(self) -> bool:
        """Whether documents of matters may be among them."""
        return self.kinds is None or bool(self.kinds)

    def among(self, kinds: Iterable[str]) -> list[str]:
        """Those kinds of papers that may be among them."""
        return sorted(kind for kind in kinds if self.papers is None or kind in self.papers)


ANY = Rows()
