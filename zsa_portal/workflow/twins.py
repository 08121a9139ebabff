"""What tells matters apart that stand in one list under the same title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Matter


def told_apart(matters: Iterable[Matter]) -> dict[int, str]:
    """What differs between matters whose title a list shows more than once, by their keys.

    Of the procedure, what it says of itself (``Matter.distinction``) and the day it was begun, as
    much as is needed. Matters whose title stands there once are left out. No query: rows that were
    read as bare matters say nothing of themselves, so the day tells them apart.
    """
    titled: dict[str, dict[int, Matter]] = {}
    for matter in matters:
        titled.setdefault(matter.shown_title.strip().casefold(), {})[matter.pk] = matter
    twins = [list(group.values()) for group in titled.values() if len(group) > 1]
    return {pk: words for group in twins for pk, words in _differing(group).items()}


def _differing(group: Sequence[Matter]) -> dict[int, str]:
    told = {matter.pk: (str(matter.machine.kind_label), matter.distinction) for matter in group}
    differing = [place for place in (0, 1) if len({words[place] for words in told.values()}) > 1]
    found = {
        pk: [words[place] for place in differing if words[place]] for pk, words in told.items()
    }
    if len(set(map(tuple, found.values()))) < len(group):
        for matter in group:
            found[matter.pk].append(
                _("begun on %(day)s") % {"day": clock.day_of(matter.created_at)}
            )
    return {pk: " · ".join(words) for pk, words in found.items()}
