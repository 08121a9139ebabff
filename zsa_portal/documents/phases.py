"""The papers of a matter in the order of its phases, as its machine declares them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from zsa_portal.documents import access
from zsa_portal.documents.queries import KnownPaper
from zsa_portal.workflow.machine import Text
from zsa_portal.workflow.models import Matter

OTHER = _("Further papers")
Group = tuple[Text, list[KnownPaper]]


def by_phase(matter: Matter, rows: Sequence[KnownPaper]) -> list[Group]:
    """The papers under the stages of the procedure, as (heading, papers).

    A paper belongs to the first stage in which its kind is declared to be added; of a kind that
    may be added at any time, to the stage in which it came. Within a stage the kinds stand as they
    were declared.
    """
    stages = list(matter.machine.STAGES)
    first = _first_stages(matter)

    def place(row: KnownPaper) -> int:
        stage = first.get(row.document.kind) or _stage(matter, row.came_in)
        return stages.index(stage) if stage in stages else len(stages)

    order = {kind: at for at, kind in enumerate(access.uploads)}

    def within(row: KnownPaper) -> tuple[int, int, str, int]:
        paper = row.document
        return place(row), order.get(paper.kind, len(order)), paper.kind, paper.pk

    found = sorted(rows, key=within)
    labels = [*matter.machine.STAGES.values(), OTHER]
    return [(labels[at], list(some)) for at, some in itertools.groupby(found, key=place)]


def _first_stages(matter: Matter) -> dict[str, str]:
    """The first stage in which each kind is declared to be added, in the order of the states."""
    states = matter.machine.STATES
    order = {str(code): at for at, code in enumerate(states)}
    found: dict[str, str] = {}
    for kind, paper in access.uploads.items():
        known = [code for code in paper.states if code in order]
        if known:
            found[kind] = _stage(matter, min(known, key=order.__getitem__))
    return found


def _stage(matter: Matter, state: str) -> str:
    info = matter.machine.STATES.get(state)
    return info.stage.partition(".")[0] if info else ""
