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
            "clause",
            "type",
            "text",
            "proposed_change",
            "evidence",
            "declared_true_at",
            "received_at",
            "token",
        ),
    ),
    pgtrigger.Protect(name="opinion_stays", operation=pgtrigger.Delete),
    NOT_TRUNCATED,
)

ANSWERED_ONCE = (
    pgtrigger.Protect(name="answer_stays", operation=pgtrigger.Update | pgtrigger.Delete),
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
