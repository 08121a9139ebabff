"""Database triggers: files and versions are written once, numbers only grow, forms stay as issued."""

from __future__ import annotations

import pgtrigger


def frozen() -> pgtrigger.Protect:
    """A trigger for rows that are written once."""
    return pgtrigger.Protect(name="written_once", operation=pgtrigger.Update | pgtrigger.Delete)


COUNTS_UP = (
    pgtrigger.Protect(
        name="only_grows",
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(new__value__lte=pgtrigger.F("old__value"))
        | pgtrigger.Q(old__key__df=pgtrigger.F("new__key")),
    ),
    pgtrigger.Protect(name="counter_stays", operation=pgtrigger.Delete),
)

STAYS_AS_ISSUED = (
    pgtrigger.Protect(
        name="issued_once",
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange(
            "kind", "title", "number", "data", "check_token", "issued_at", "issued_by"
        ),
    ),
    pgtrigger.Protect(
        name="made_once",
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(old__file__isnull=False)
        & (
            pgtrigger.Q(new__file__df=pgtrigger.F("old__file"))
            | pgtrigger.Q(new__state__df=pgtrigger.F("old__state"))
        ),
    ),
    pgtrigger.Protect(name="form_stays", operation=pgtrigger.Delete),
)
