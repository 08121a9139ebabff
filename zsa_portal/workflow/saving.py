"""Saving the fields of a matter's form while it may still be written in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied

from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import held, touched
from zsa_portal.workflow.refusals import Changed

M = TypeVar("M", bound=Matter)


def saved_mark(matter: Matter, step: str) -> str:
    """What a page has seen of a form's fields: the log entry of their last saving."""
    saves = matter.log.filter(step=step).order_by("-pk")
    return str(saves.values_list("pk", flat=True).first() or 0)


def fields_save(
    matter: M,
    values: Mapping[str, Any],
    *,
    by: Any,
    step: str,
    states: Sequence[str],
    may: Callable[[Any, Any], bool],
    seen: str = "",
) -> M:
    """Save what changed of a form's fields, log it as ``step`` and return the fresh matter.

    ``may`` tells who writes, ``seen`` is what ``saved_mark`` said when the page was shown. Raises
    WrongState outside ``states``, PermissionDenied, Changed when somebody else saved meanwhile.
    """
    with held(matter, states=states) as fresh:
        if not may(fresh, by):
            raise PermissionDenied
        if seen and seen != saved_mark(fresh, step):
            raise Changed(fresh)
        changed = [name for name, value in values.items() if getattr(fresh, name) != value]
        if changed:
            for name in changed:
                setattr(fresh, name, values[name])
            fresh.save(update_fields=changed)
            touched(fresh)
            record(fresh, by=by, step=step, values={"fields": changed})
    return fresh
