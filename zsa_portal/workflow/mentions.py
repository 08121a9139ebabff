"""What entries of the log speak of: rows of other packages, named to those who may know them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.utils.translation import gettext as _

from zsa_portal.regulations.registry import Registry

Namer = Callable[[Any, Collection[int]], dict[int, str]]
"""The names of rows, by key, that a user may know; the others are left out. One query."""
NAMERS: Registry[Namer] = Registry("naming of what a log mentions")
"""By the model's label, as the log writes it: ``zsa_documents.document``."""
PEOPLE = "zsa_workflow.handling"
NO_PAPERS = {PEOPLE}
"""The labels of rows that are no papers: people, what somebody said."""
MOST_NAMED = 5
"""So many rows of an entry are named, of more their number is told."""


def names_of(entries: Iterable[dict[str, Any]], user: Any) -> dict[str, str]:
    """The names of what the values of entries mention, by mention; one query for each model."""
    keys: dict[str, set[int]] = {}
    for values in entries:
        for label, key in _mentions(values):
            keys.setdefault(label, set()).add(key)
    return {
        f"{label}:{key}": name
        for label, found in keys.items()
        for key, name in NAMERS[label](user, found).items()
    }


def about(values: dict[str, Any], names: dict[str, str]) -> str:
    """The rows that an entry speaks of, in words, with the version that it names; "" for none."""
    known = [
        names[f"{label}:{key}"] for label, key in _mentions(values) if f"{label}:{key}" in names
    ]
    if not known:
        return ""
    said = "; ".join(known[:MOST_NAMED])
    if len(known) > MOST_NAMED:
        more = {"names": said, "count": len(known) - MOST_NAMED}
        said = _("%(names)s and %(count)s more") % more
    if version := values.get("version"):
        return _("%(name)s, version %(number)s") % {"name": said, "number": version}
    return said


def mentions_paper(values: dict[str, Any]) -> bool:
    """Whether an entry speaks of a paper at all, named or not."""
    return any(label not in NO_PAPERS for label, _key in _mentions(values))


def _mentions(values: dict[str, Any]) -> Iterable[tuple[str, int]]:
    for value in values.values():
        for one in value if isinstance(value, list) else [value]:
            label, _colon, key = one.partition(":") if isinstance(one, str) else ("", "", "")
            if label in NAMERS and key.isdecimal():
                yield label, int(key)
