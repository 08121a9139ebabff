"""The log of a matter: every step and every other act on it, written in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models

from zsa_portal.workflow.memo import forget
from zsa_portal.workflow.models import LogEntry, Matter


def record(
    matter: Matter,
    *,
    by: Any,
    step: str,
    source: str | None = None,
    rules: Sequence[str] = (),
    values: dict[str, Any] | None = None,
    reason: str = "",
) -> LogEntry:
    """Write a log entry: of a step when ``source`` is given, else of an action that moves nothing."""
    values = values or {}
    forget(matter)
    return LogEntry.objects.create(
        matter_id=matter.pk,
        by=by,
        step=step,
        from_state=matter.state if source is None else source,
        to_state=matter.state,
        rules=list(rules),
        reason=reason or str(values.get("reason", "")),
        values={key: _plain(value) for key, value in values.items() if key != "reason"},
    )


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return f"{value._meta.label_lower}:{value.pk}"
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | models.QuerySet):
        return [_plain(one) for one in value]
    if isinstance(value, int | float | bool | type(None)):
        return value
    return str(value)
