"""What the screens read of drafting."""

from __future__ import annotations

from typing import Any

from zsa_portal.people.models import Organisation
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.wording import detail


def lead_election(project: Matter) -> list[tuple[Organisation, int]]:
    """How the drafting group last voted on its lead, most votes first; two queries, empty before."""
    entry = project.log.filter(step__in=("elect_lead", "elect_lead_anew")).first()
    return _votes(entry.values) if entry else []


def _votes(values: dict[str, Any]) -> list[tuple[Organisation, int]]:
    """The candidates and votes as the step's log entry keeps them."""
    kept = {int(key.rpartition(":")[2]): number for key, number in values.get("votes", [])}
    found = [(one, kept[one.pk]) for one in Organisation.objects.filter(pk__in=kept)]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].by_pinyin))


def _in_words(values: dict[str, Any]) -> str:
    return "\n".join(f"{organisation}: {number}" for organisation, number in _votes(values))


detail(elect_lead=_in_words, elect_lead_anew=_in_words)
