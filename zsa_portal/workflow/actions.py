"""Acts on any matter that are no steps of its procedure: correction and recusal."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.people.models import User
from zsa_portal.workflow.changes import before_of
from zsa_portal.workflow.interests import runs
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import held, touched
from zsa_portal.workflow.refusals import BadValue, Refusal
from zsa_portal.workflow.wording import word

word(matter_correct=gettext_lazy("Corrected"))


def may_correct(matter: Matter, user: Any) -> bool:
    """Who runs the procedure corrects a matter; its procedure's end closes that too."""
    return matter.state_info.outcome != "ended" and runs(matter, user)


def require_correctable(matter: Matter) -> None:
    """Refusal, with the reason, when nothing of a matter is corrected any more."""
    if reason := matter.correction_refusal():
        raise Refusal([reason], matter=matter)


def matter_correct(*, matter: Matter, values: dict[str, str], reason: str, by: User) -> Matter:
    """Correct fields of a matter that went wrong, with a reason; old and new stay in the log.

    ``values`` maps names among the procedure's ``CORRECTABLE`` to their right value. Raises
    PermissionDenied, Refusal when nothing is corrected any more, BadValue for a field that is not
    correctable, empty or nothing to correct.
    """
    with held(matter) as fresh:
        if not may_correct(fresh, by):
            raise PermissionDenied
        require_correctable(fresh)
        changed = _changed(fresh, values, reason)
        before = {name: getattr(fresh, name) for name in changed}
        told = before_of(fresh, "matter_correct", changed)
        words = "; ".join(f"{before[name]} → {value}" for name, value in changed.items())
        for name, value in changed.items():
            setattr(fresh, name, value)
        fresh.full_clean(exclude=[f.name for f in fresh._meta.fields if f.name not in changed])
        fresh.save(update_fields=list(changed))
        fresh.corrected(before, by=by)
        touched(fresh)
        noted = {"fields": list(changed), "words": words, "before": told}
        record(fresh, by=by, step="matter_correct", values=noted, reason=reason)
    return fresh


def _changed(matter: Matter, values: dict[str, str], reason: str) -> dict[str, str]:
    if unknown := set(values) - set(matter.CORRECTABLE):
        raise BadValue(unknown.pop(), _("This cannot be corrected here."))
    if not reason.strip():
        raise BadValue("reason", _("Give the reason for the correction."))
    right = {name: value.strip() for name, value in values.items()}
    changed = {name: value for name, value in right.items() if getattr(matter, name) != value}
    if not changed:
        raise BadValue("reason", _("Nothing was changed."))
    return changed
