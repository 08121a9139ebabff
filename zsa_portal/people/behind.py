"""Who stands behind a party on a day, as SQL: every step asks it for those whom it tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from zsa_portal.people.dated import holds_on_sql
from zsa_portal.people.parties import Party

Selected = tuple[str, list[Any]]
"""A SELECT of keys of users, and its values."""

MEMBERS = {"": "TRUE", "head": "m.is_head", "archivist": "m.is_archivist"}
"""Which members of a department a party of it is, by its role."""


def behind(party: Party, day: dt.date) -> Selected:
    """The keys of the users behind a party on a day, also of those who are not active."""
    if party.user_id:
        return "SELECT %s::bigint", [party.user_id]
    if party.post:
        return _from("postholding h WHERE h.post = %s", "h", day), [party.post]
    if party.department_id:
        members = f"departmentmembership m WHERE m.department_id = %s AND {MEMBERS[party.role]}"
        return _from(members, "m", day), [party.department_id]
    if party.organisation_id:
        people = "organisationperson p WHERE p.organisation_id = %s"
        return _from(people, "p", day), [party.organisation_id]
    if party.body_id:
        seats = "seat s WHERE s.body_id = %s AND %s IN (s.role, '')"
        return _from(seats, "s", day), [party.body_id, party.role]
    return "SELECT NULL::bigint", []


def deputies_of(absent: Sequence[Selected], day: dt.date, without: int | None) -> Selected:
    """The keys of the deputies of those selected who are active, but for the user ``without``."""
    chosen, values = either(absent)
    sql = (
        "SELECT d.deputy_id FROM zsa_people_deputyship d"  # noqa: S608 - our own text
        " JOIN zsa_people_user u ON u.id = d.principal_id AND u.is_active"
        f" WHERE d.principal_id IN ({chosen}) AND u.id IS DISTINCT FROM %s::bigint"
        f" AND {_holds('d', day)}"
    )
    return sql, [*values, without]


def either(selected: Sequence[Selected]) -> Selected:
    """The keys of all of these."""
    return " UNION ALL ".join(sql for sql, _values in selected), [
        value for _sql, values in selected for value in values
    ]


def _from(rows: str, alias: str, day: dt.date) -> str:
    return f"SELECT {alias}.user_id FROM zsa_people_{rows} AND {_holds(alias, day)}"  # noqa: S608 - our own text


def _holds(alias: str, day: dt.date) -> str:
    return holds_on_sql(alias) % {"day": f"DATE '{day.isoformat()}'"}
