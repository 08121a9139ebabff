"""What a user is today: departments, posts, organisations and seats, in one query."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from zsa_portal.people.administration.offices import Office
from zsa_portal.people.dated import holds_on_sql
from zsa_portal.people.parties import Party
from zsa_portal.regulations import clock
from zsa_portal.ui.prepared import prepared_rows

if TYPE_CHECKING:
    from zsa_portal.people.models import User

TYPES = "bigint, date, text[]"
QUERY = """
WITH who AS (
  SELECT $1 AS id, false AS deputy
  UNION
  SELECT d.principal_id, true FROM zsa_people_deputyship d WHERE d.deputy_id = $1 AND {d}
)
SELECT 'dept', m.department_id::text, CASE WHEN m.is_head THEN 'head' ELSE '' END, who.deputy
  FROM zsa_people_departmentmembership m JOIN who ON who.id = m.user_id WHERE {m}
UNION ALL
SELECT 'dept', m.department_id::text, 'archivist', who.deputy
  FROM zsa_people_departmentmembership m JOIN who ON who.id = m.user_id WHERE {m} AND m.is_archivist
UNION ALL
SELECT 'code', h.code, '', who.deputy
  FROM zsa_people_departmentmembership m JOIN who ON who.id = m.user_id
  JOIN zsa_people_department h ON h.id = m.department_id WHERE {m}
UNION ALL
SELECT 'org', p.organisation_id::text, CASE WHEN p.is_administrator THEN 'admin' ELSE '' END, who.deputy
  FROM zsa_people_organisationperson p JOIN who ON who.id = p.user_id
 WHERE {p} AND NOT who.deputy
UNION ALL
SELECT 'body', s.body_id::text, s.role, who.deputy
  FROM zsa_people_seat s JOIN who ON who.id = s.user_id WHERE {s}
UNION ALL
SELECT 'post', h.post, '', who.deputy
  FROM zsa_people_postholding h JOIN who ON who.id = h.user_id WHERE {h}
UNION ALL
SELECT 'user', who.id::text, '', who.deputy FROM who
UNION ALL
SELECT 'office', g.name, '', false
  FROM zsa_people_user_groups u JOIN auth_group g ON g.id = u.group_id
 WHERE u.user_id = $1 AND g.name = ANY($3)
"""


@dataclass(frozen=True)
class Places:
    """A user's places on one day.

    ``parties`` are Party keys, those of principals included but for organisations, which are
    acted for by their own people alone. ``departments`` are the codes of the departments one belongs
    to or stands in for. ``organisations`` and ``administers`` are ids of
    organisations the user acts for in person; ``bodies`` those the user sits on in person: a
    deputy has the principal's duties, not the votes; ``staff`` tells whether the user belongs to
    any department, ``is_admin`` whether the administration's pages are open to the user. Who holds
    an office of administration has no place but that: its holder reads no papers.
    """

    user_id: int | None = None
    parties: frozenset[str] = frozenset()
    staff: bool = False
    departments: frozenset[str] = frozenset()
    organisations: frozenset[int] = field(default_factory=frozenset)
    administers: frozenset[int] = field(default_factory=frozenset)
    bodies: frozenset[int] = field(default_factory=frozenset)
    is_admin: bool = False

    def __contains__(self, party: Party | None) -> bool:
        return party is not None and party.key in self.parties


NOBODY = Places()


def places_of(user: Any, day: dt.date | None = None) -> Places:
    """The places of a user on a day (today by default); NOBODY for an anonymous or inactive one.

    Kept on the user object, so a page asks the database once.
    """
    if user is None or not user.is_authenticated or not user.is_active:
        return NOBODY
    day = day or clock.today()
    kept: dict[dt.date, Places] = user.__dict__.setdefault("_places", {})
    if day not in kept:
        kept[day] = _read(user, day)
    return kept[day]


def forget(user: User) -> None:
    """Drop what ``places_of`` kept on this object, after the user's places changed."""
    user.__dict__.pop("_places", None)


def _read(user: User, day: dt.date) -> Places:
    dated = {row: holds_on_sql(row) % {"day": "$2"} for row in "dmpsh"}
    rows = prepared_rows(QUERY.format(**dated), TYPES, user.pk, day, list(Office.values))
    if any(kind == "office" for kind, *_rest in rows):
        return Places(user_id=user.pk, is_admin=user.is_staff)
    parties = set()
    for kind, ref, role, _deputy in rows:
        if kind == "code":
            continue
        parties.add(f"{kind}:{ref}")
        if role and kind != "org":
            parties.add(f"{kind}:{ref}:{role}")
    own = [(kind, ref, role) for kind, ref, role, deputy in rows if not deputy]
    return Places(
        user_id=user.pk,
        parties=frozenset(parties),
        staff=any(kind == "dept" for kind, _ref, _role in own),
        departments=frozenset(ref for kind, ref, _role, _deputy in rows if kind == "code"),
        organisations=frozenset(int(ref) for kind, ref, _role in own if kind == "org"),
        administers=frozenset(int(ref) for kind, ref, role in own if kind == "org" and role),
        bodies=frozenset(int(ref) for kind, ref, _role in own if kind == "body"),
        is_admin=user.is_staff,
    )
