"""docs/access.md: what is meant, as a page that people read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.access.policy import NO_PHASES, Policy

PAGE = Path(__file__).parents[2] / "docs" / "access.md"
HEAD = """# Who may see what

Written from the policies of access (`tests/access/policy.yaml`, `tests/<app>/access/policy.yaml`);
`pytest tests/access --write-access-matrix` writes it anew. Every address belongs to one family. What
the portal answers is in the `matrix.yaml` beside each policy; a difference fails the tests.

Answers: *ok*; *led on* to another page; *to sign in*; *forbidden* (403: may see, may not act);
*hidden* (404: cannot be discovered); *not now* (409: may act, but not in this state).
"""


def page(policies: list[Policy]) -> str:
    """The whole page."""
    return "\n".join([HEAD, *(line for one in policies for line in _part(one))])


def _part(policy: Policy) -> Iterator[str]:
    yield f"## {policy.part.namespace or 'The kernel'}\n"
    yield "| family of addresses | phase | answers |"
    yield "|---|---|---|"
    for name, family in policy.families.items():
        what = f"**{name}**: {family['why'].strip()}"
        for phase, answers in _phases(family):
            yield f"| {what} | {phase} | {answers} |"
            what = ""
        for exception in family.get("exceptions", []):
            phases = ", ".join(exception.get("phases", []))
            whose = f"{', '.join(exception['roles'])}: {exception['answer']}"
            where = ", ".join(f"`{one}`" for one in exception["addresses"])
            yield f"| except {where}: {exception['reason']} | {phases} | {whose} |"
    yield ""


def _phases(family: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The phases of a family that are answered alike, together."""
    alike: dict[str, list[str]] = {}
    rows = {phase: row for phase, row in family.items() if phase not in NO_PHASES}
    for phase, row in rows.items():
        answers = [f"*{answer}* {', '.join(names)}" for answer, names in row.items()]
        alike.setdefault("; ".join(answers), []).append(phase)
    for answers, phases in alike.items():
        yield ", ".join(phases).replace("any", "–"), answers
