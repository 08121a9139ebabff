"""Database triggers: a log that only grows, and no state without a log entry."""

from __future__ import annotations

import pgtrigger

LOG_IS_WRITE_ONCE = (
    pgtrigger.Protect(name="log_is_write_once", operation=pgtrigger.Update | pgtrigger.Delete),
    pgtrigger.Trigger(
        name="log_is_not_truncated",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'the log only grows';",
    ),
)

STATE_NEEDS_LOG = pgtrigger.Trigger(
    name="state_needs_log",
    level=pgtrigger.Row,
    when=pgtrigger.After,
    operation=pgtrigger.UpdateOf("state"),
    condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
    timing=pgtrigger.Deferred,
    func="""
        IF NOT EXISTS (
            SELECT 1 FROM zsa_workflow_logentry
            WHERE matter_id = NEW.id AND from_state = OLD.state AND to_state = NEW.state
              AND xid = (pg_current_xact_id()::text)::bigint
        ) THEN
            RAISE EXCEPTION 'matter %: state % -> % has no log entry in this transaction',
                NEW.id, OLD.state, NEW.state;
        END IF;
        RETURN NULL;
    """,
)


def begins_as(*states: str) -> pgtrigger.Trigger:
    """A trigger for a procedure's own table: a new matter starts in one of these states, logged."""
    allowed = ", ".join(f"'{state}'" for state in states)
    return pgtrigger.Trigger(
        name="begins_as",
        level=pgtrigger.Row,
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        timing=pgtrigger.Deferred,
        func=f"""
            IF NOT EXISTS (
                SELECT 1 FROM zsa_workflow_logentry
                WHERE matter_id = NEW.matter_ptr_id AND from_state = ''
                  AND to_state IN ({allowed}) AND xid = (pg_current_xact_id()::text)::bigint
            ) THEN
                RAISE EXCEPTION 'matter % did not begin properly', NEW.matter_ptr_id;
            END IF;
            RETURN NULL;
        """,  # noqa: S608 - states are identifiers of the code
    )
