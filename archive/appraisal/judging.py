"""What the panel says of each record of an appraisal, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from archive import roles
from archive.appraisal.panel import judges
from archive.appraisal.verdicts import LONGER, Verdict
from archive.kinds import Medium
from zsa_portal.documents.rights import UNSEALED
from zsa_portal.people.models import Party
from zsa_portal.workflow.memo import remembered


@dataclass(frozen=True)
class Judged:
    """A record of an appraisal: the members of the panel that judge it, and what they said."""

    pk: int
    item: Any
    members: tuple[Party, ...]
    opinions: tuple[Any, ...]

    @property
    def silent(self) -> list[Party]:
        """The members that have not said anything yet."""
        said = {opinion.party_id for opinion in self.opinions}
        return [party for party in self.members if party.pk not in said]

    @property
    def verdict(self) -> Verdict | None:
        """What becomes of it once every member has spoken, else None.

        It is disposed of where all say so; otherwise the longest time that one asks for holds.
        """
        if self.silent:
            return None
        return max((Verdict(one.verdict) for one in self.opinions), key=LONGER.index, default=None)

    @property
    def is_disposed(self) -> bool:
        """Whether it goes onto the disposal register."""
        return self.verdict == Verdict.DISPOSE

    @property
    def is_confidential(self) -> bool:
        """Whether it is 机密."""
        return self.item.document.level not in UNSEALED

    @property
    def is_paper(self) -> bool:
        """Whether it is a paper original."""
        return bool(self.item.medium == Medium.PAPER)


def judged(appraisal: Any) -> Sequence[Judged]:
    """The records of an appraisal in a stable order, with what the panel said; two queries, kept."""
    return remembered(appraisal, "judged", lambda: _judged(appraisal))


def _judged(appraisal: Any) -> list[Judged]:
    rows = appraisal.rows.select_related(
        "item__document__matter",
        "item__department",
        "item__folder__project",
    ).order_by("item__department", "item__folder__year", "item")
    said = rows.model._meta.get_field("opinions").related_model.objects.order_by("pk")
    people = ("by", "party", *(f"party__{name}" for name in Party.WITH_NAMES))
    found = rows.prefetch_related(Prefetch("opinions", queryset=said.select_related(*people)))
    panel = appraisal.parties(roles.PANEL)
    return [
        Judged(
            row.pk,
            row.item,
            tuple(party for party in panel if judges(party, row.item.department_id)),
            tuple(row.opinions.all()),
        )
        for row in found
    ]


def to_dispose(appraisal: Any) -> list[Judged]:
    """The records that go onto the disposal register."""
    return [one for one in judged(appraisal) if one.is_disposed]


def to_keep(appraisal: Any) -> list[Judged]:
    """The records that are kept on."""
    return [one for one in judged(appraisal) if one.verdict and not one.is_disposed]
