"""Migrations that give declared keys another name, in every row that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pgtrigger
from django.db.migrations import RunPython
from django.db.models import Case, Value, When


def keys_renamed(keys: Mapping[str, str], *columns: str, past: Iterable[str] = ()) -> RunPython:
    """The operation that turns old keys into new ones, and back.

    ``columns`` are those that hold such keys, as ``zsa_notices.Notice.kind``; ``past`` are the
    triggers that keep their rows as written, as ``zsa_notices.Notice:notice_stays``. The records
    stay as they were written: only the name of their kind changes.
    """
    past = tuple(past)

    def rename(apps: Any, names: Mapping[str, str]) -> None:
        for place in columns:
            label, model, column = place.split(".")
            rows = apps.get_model(label, model).objects.filter(**{f"{column}__in": names})
            cases = (When(**{column: old}, then=Value(new)) for old, new in names.items())
            with pgtrigger.ignore(*past):
                rows.update(**{column: Case(*cases)})

    def forwards(apps: Any, _schema_editor: Any) -> None:
        rename(apps, keys)

    def backwards(apps: Any, _schema_editor: Any) -> None:
        rename(apps, {new: old for old, new in keys.items()})

    return RunPython(forwards, backwards)
