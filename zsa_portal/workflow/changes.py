"""What the savings of a matter's fields changed, old and new, to whom may read these fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.db import models
from django.utils.translation import gettext as _

from zsa_portal.ui.differences import difference
from zsa_portal.ui.elements import Change
from zsa_portal.ui.listing import listed
from zsa_portal.workflow.models import LogEntry, Matter
from zsa_portal.workflow.wording import SAVINGS, field_label

SHORT = 60
"""A value of so many characters at most stands in the line, a longer one is folded."""
MOST_COMPARED = 20
"""So many long values are compared on a page, the newest first; of others both texts are shown."""


def before_of(row: Matter, step: str, names: Iterable[str]) -> dict[str, Any]:
    """What the fields of a row that a saving tells of hold now, as a log entry keeps it."""
    told = SAVINGS[step].told if step in SAVINGS else frozenset()
    return {name: _plain(getattr(row, name)) for name in names if name in told}


def changes_of(
    matter: Matter, rows: Sequence[LogEntry], user: Any
) -> dict[int, tuple[Change, ...]]:
    """What each of a matter's log entries, the newest first, changed; by key of the entry.

    The new value is what the next saving of the field found, or what it holds now. Entries that
    kept no old value have none, nor has who may not read the fields.
    """
    after: dict[str, Any] = {}
    found: dict[int, tuple[Change, ...]] = {}
    compared = 0
    for row in rows:
        before = row.values.get("before") or {}
        if row.step not in SAVINGS:
            continue
        if SAVINGS[row.step].reads(matter, user):
            made = [
                _change(matter, name, old, after.get(name, _now(matter, name)), compared)
                for name, old in _in_order(row.values, before)
            ]
            compared += sum(one.is_long for one in made)
            found[row.pk] = tuple(made)
        after.update(before)
    return found


def _in_order(values: dict[str, Any], before: dict[str, Any]) -> list[tuple[str, Any]]:
    """The old values in the order in which the form has their fields: the database keeps another."""
    places = {name: place for place, name in enumerate(values.get("fields", ()))}
    return sorted(before.items(), key=lambda pair: places.get(pair[0], len(places)))


def _change(matter: Matter, name: str, old: Any, new: Any, compared: int) -> Change:
    before, after = _said(matter, name, old), _said(matter, name, new)
    is_long = max(len(before), len(after)) > SHORT
    label = field_label(matter, name)
    if is_long and compared < MOST_COMPARED:
        both = difference(before, after)
        return Change(label, both.old, both.new, is_long=True)
    return Change(label, before, after, is_long=is_long)


def _now(matter: Matter, name: str) -> Any:
    return _plain(getattr(matter, name))


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if isinstance(value, int | float | bool | type(None)) else str(value)


def _said(matter: Matter, name: str, value: Any) -> str:
    if isinstance(value, list):
        return listed([_said(matter, name, one) for one in value])
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value in ("", None):
        return "—"
    choices = cast("models.Field[Any, Any]", matter._meta.get_field(name)).flatchoices
    return str(dict(choices).get(value, value))
