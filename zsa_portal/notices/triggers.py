"""Database triggers: what was said stays as it came in, answers are only added."""

from __future__ import annotations

import pgtrigger

NOT_TRUNCATED = pgtrigger.Trigger(
    name="is_not_truncated",
    level=pgtrigger.Statement,
    when=pgtrigger.Before,
    operation=pgtrigger.Truncate,
    func="RAISE EXCEPTION 'nothing that was said is thrown away';",
)

SAID_ONCE = (
    pgtrigger.Protect(
        name="said_once",
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange(
            "item",
            "number",
            "reference",
            "author",
            "sheet",
            "organisation",
            "evidence",
            "declared_true_at",
            "received_at",
            "token",
        ),
    ),
    pgtrigger.Protect(
        name="corrected_as_a_version",
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(
            "((OLD.clause, OLD.type, OLD.text, OLD.proposed_change)"
            " IS DISTINCT FROM (NEW.clause, NEW.type, NEW.text, NEW.proposed_change)"
            " AND NEW.version <> OLD.version + 1)"
        ),
    ),
    pgtrigger.Protect(
        name="withdrawn_once",
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(
            "OLD.withdrawn_at IS NOT NULL AND (OLD.withdrawn_at, OLD.version)"
            " IS DISTINCT FROM (NEW.withdrawn_at, NEW.version)"
        ),
    ),
    pgtrigger.Protect(name="opinion_stays", operation=pgtrigger.Delete),
    NOT_TRUNCATED,
)

ANSWERED_ONCE = (
    pgtrigger.Protect(name="answer_stays", operation=pgtrigger.Update | pgtrigger.Delete),
    NOT_TRUNCATED,
)

CORRECTED_ONCE = (
    pgtrigger.Protect(name="version_stays", operation=pgtrigger.Update | pgtrigger.Delete),
    NOT_TRUNCATED,
)

PUBLISHED_ONCE = (
    pgtrigger.Protect(
        name="notice_stays",
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange("kind", "number", "title", "body", "opened_at", "closes_at"),
    ),
    pgtrigger.Protect(name="notice_is_kept", operation=pgtrigger.Delete),
)
