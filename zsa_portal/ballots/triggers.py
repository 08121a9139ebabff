"""Database triggers: votes only grow, in time; the electors' list and a closed count stay."""

from __future__ import annotations

import pgtrigger

STAYS = pgtrigger.Protect(name="stays", operation=pgtrigger.Delete)


def not_truncated() -> pgtrigger.Trigger:
    """A trigger against emptying the whole table, which Protect lets pass."""
    return pgtrigger.Trigger(
        name="is_not_truncated",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'ballots are kept';",
    )


VOTES_ONLY_GROW = (
    STAYS,
    not_truncated(),
    pgtrigger.Protect(
        name="cast_once",
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange(
            "elector", "choice", "reason", "sheet", "changes", "cast_at", "cast_by"
        ),
    ),
    pgtrigger.Protect(
        name="replaced_once",
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(old__replaced_at__isnull=False),
    ),
    pgtrigger.Trigger(
        name="cast_in_time",
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func="""
            IF NOT EXISTS (
                SELECT 1 FROM zsa_ballots_elector e JOIN zsa_ballots_ballot b ON b.id = e.ballot_id
                WHERE e.id = NEW.elector_id AND e.struck_at IS NULL AND e.successor_id IS NULL
                  AND b.closed_at IS NULL
                  AND NEW.cast_at >= b.opened_at AND NEW.cast_at < b.closes_at
            ) THEN
                RAISE EXCEPTION 'vote of elector % outside of its ballot', NEW.elector_id;
            END IF;
            RETURN NEW;
        """,
    ),
)

ELECTORS_ARE_FROZEN = (
    STAYS,
    not_truncated(),
    pgtrigger.Protect(
        name="frozen_at_opening",
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange("ballot", "seat", "user", "name", "organisation"),
    ),
    pgtrigger.Trigger(
        name="stays_when_closed",
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func="""
            IF EXISTS (
                SELECT 1 FROM zsa_ballots_ballot
                WHERE id = NEW.ballot_id AND closed_at IS NOT NULL
            ) THEN
                RAISE EXCEPTION 'ballot % is closed', NEW.ballot_id;
            END IF;
            RETURN NEW;
        """,
    ),
)

COUNTED_ONCE = (
    STAYS,
    not_truncated(),
    pgtrigger.Protect(
        name="asked_once",
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange(
            "matter",
            "kind",
            "body",
            "question",
            "opened_at",
            "numerator",
            "denominator",
            "basis",
            "rule",
            "abstention_is_valid",
            "sheet",
            "tally_shown",
            "names_shown",
        ),
    ),
    pgtrigger.Protect(
        name="only_a_panels_goes_on",
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(new__closes_at__lt=pgtrigger.F("old__closes_at"))
        | pgtrigger.Q(
            new__closes_at__df=pgtrigger.F("old__closes_at"), old__basis__df="whole_panel"
        ),
    ),
    pgtrigger.Protect(
        name="counted_once",
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(old__closed_at__isnull=False),
    ),
)

DECIDED_ONCE = (
    STAYS,
    pgtrigger.Protect(name="written_once", operation=pgtrigger.Update),
    not_truncated(),
)
