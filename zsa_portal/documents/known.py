"""What a list has read of its documents already, so that the rule need not ask for it again.

Part of the rule of ``rights.py``, said of single rows: what every member of staff knows of and reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from zsa_portal.ui.conditions import Condition, among, empty, filled
from zsa_portal.workflow.access import narrow_kinds, states_in
from zsa_portal.workflow.machine import Phase
from zsa_portal.workflow.models import Level


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


def plainly_known(document: str = "") -> Condition:
    """The documents that every member of staff may know of; ``document`` leads from the rows to them.

    All whose matters are beyond their draft and of no narrow kind, and not withdrawn.
    """
    beyond = ~states_in(Phase.DRAFT, prefix=f"{document}matter__")
    live = empty(f"{document}withdrawn_at")
    return beyond & live & ~among(f"{document}matter__kind", list(narrow_kinds()))


def plainly_read(document: str = "") -> Condition:
    """Those of ``plainly_known`` that every member of staff reads: the PUBLIC ones but scans of forms."""
    of_a_place = filled(f"{document}matter") | empty(f"{document}scan_of")
    return plainly_known(document) & among(f"{document}level", [Level.PUBLIC]) & of_a_place
