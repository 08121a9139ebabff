"""Saving the fields of a matter's form while it may still be written in."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models

from zsa_portal.regulations import clock
from zsa_portal.workflow.changes import before_of
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import held, touched
from zsa_portal.workflow.refusals import Changed
from zsa_portal.workflow.wording import saves

M = TypeVar("M", bound=Matter)
ONE_SITTING = dt.timedelta(minutes=30)
"""Within this time a person's savings of the same fields are one entry of the log."""
MOST_ENTRIES = 100


def mark_of(row: models.Model, names: Iterable[str]) -> str:
    """What a page has seen of the fields that its form writes: the same while nobody changed them."""
    values = "\x1f".join(f"{name}={getattr(row, name)!r}" for name in sorted(names))
    return hashlib.sha256(values.encode()).hexdigest()[:20]


def mark_of_all(rows: Iterable[models.Model], names: Sequence[str]) -> str:
    """The same of several rows in their order."""
    return hashlib.sha256("".join(mark_of(row, names) for row in rows).encode()).hexdigest()[:20]


@dataclass(frozen=True)
class Written:
    """What a form of a matter writes: its ``fields``, in which states, and who may.

    ``step`` is what a saving is called in the log, which tells of ``told`` what they held to those
    who read them.
    """

    step: str
    fields: Collection[str]
    states: Sequence[str]
    may: Callable[[Any, Any], bool]
    told: Collection[str] = ()

    def __post_init__(self) -> None:
        saves(self.step, told=self.told)

    def mark(self, matter: Matter) -> str:
        """What a page has seen of the fields."""
        return mark_of(matter, self.fields)


def fields_save(
    matter: M, values: Mapping[str, Any], *, written: Written, by: Any, seen: str = ""
) -> M:
    """Save what changed of a form's fields, log it and return the fresh matter.

    ``seen`` is what ``Written.mark`` said when the page was shown. Raises WrongState outside the
    form's states, PermissionDenied, Changed when somebody else saved meanwhile.
    """
    with held(matter, states=written.states) as fresh:
        if not written.may(fresh, by):
            raise PermissionDenied
        if seen and seen != written.mark(fresh):
            raise Changed(fresh)
        write(fresh, values, by=by, step=written.step)
    return fresh


def write(matter: Matter, values: Mapping[str, Any], *, by: Any, step: str) -> None:
    """Write what changed of a held matter's fields, and log it; nothing where nothing did."""
    changed = [name for name, value in values.items() if getattr(matter, name) != value]
    if not changed:
        return
    noted = {"fields": changed, "before": before_of(matter, step, changed)}
    for name in changed:
        setattr(matter, name, values[name])
    matter.save(update_fields=changed)
    touched(matter)
    note_saving(matter, by=by, step=step, values=noted)


def note_saving(matter: Matter, *, by: Any, step: str, values: dict[str, Any]) -> None:
    """Log that somebody saved a draft: within a sitting only what no entry of it names yet.

    Anything else that happens to the matter ends a sitting. ``values`` may name ``fields``. What
    each saving changed is in the history of the row. The matter is held.
    """
    recent = matter.log.filter(at__gte=clock.now() - ONE_SITTING).order_by("-pk")[:MOST_ENTRIES]
    sitting = list(takewhile(lambda row: (row.step, row.by_id) == (step, by.pk), recent))
    named = {name for row in sitting for name in row.values.get("fields", ())}
    if not sitting or not named.issuperset(values.get("fields", ())):
        record(matter, by=by, step=step, values=values)
