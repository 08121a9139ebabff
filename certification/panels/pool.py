"""The pool of experts asked for one matter: what is true of each, in one query whatever its size."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db import connection

from certification.panels.facts import Member, Subject, Tie, TieKind
from certification.panels.papers import INTEREST_MONTHS
from zsa_portal.people.dated import holds_on_sql
from zsa_portal.people.folding import folded_name
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.memo import remembered

if TYPE_CHECKING:
    from zsa_portal.workflow.models import Matter

BEST = 8
"""How many experts of each kind and origin are looked at for a proposal."""
LISTED = 40
WILD = re.compile(r"[%_\\]")

QUERY = """
WITH background AS (
  SELECT expert_id, array_agg(kind::text ORDER BY kind) AS kinds
    FROM zsa_people_background WHERE field = %(field)s GROUP BY expert_id
), work AS (
  SELECT w.expert_id,
         max(w.employer) FILTER (WHERE w.organisation_id = %(body)s::bigint OR w.employer = %(name)s) AS body,
         max(w.employer) FILTER (WHERE w.employer = ANY(%(drafters)s::text[])) AS drafter
    FROM zsa_people_employment w
   WHERE (w.organisation_id = %(body)s::bigint OR w.employer = %(name)s
          OR w.employer = ANY(%(drafters)s::text[]))
     AND (w.ends IS NULL
          OR (w.ends + make_interval(months => %(months)s))::date >= %(day)s)
   GROUP BY w.expert_id
), acting AS (
  SELECT p.user_id FROM zsa_people_organisationperson p
   WHERE p.organisation_id = %(body)s::bigint AND {p}
  UNION
  SELECT s.user_id FROM zsa_people_seat s WHERE s.organisation_id = %(body)s::bigint AND {s}
), recused AS (
  SELECT user_id, max(reason) AS reason FROM zsa_workflow_recusal
   WHERE matter_id = %(matter)s AND lifted_at IS NULL GROUP BY user_id
), given AS (
  SELECT expert_id, count(*) FILTER (WHERE ended_at IS NULL AND at IS NULL) AS open,
         count(at) AS served
    FROM zsa_engagements_engagement WHERE released_at IS NULL GROUP BY expert_id
), sat AS (
  SELECT l.expert_id,
         count(*) FILTER (WHERE m.kind || ':' || m.state <> ALL(%(over)s::text[])) AS open,
         count(l.seat_id) FILTER (WHERE m.kind || ':' || m.state = ANY(%(over)s::text[])) AS served
    FROM certification_place l JOIN certification_panelplan n ON n.id = l.plan_id
    JOIN zsa_workflow_matter m ON m.id = n.matter_id
   WHERE l.ended_at IS NULL AND n.matter_id <> %(matter)s GROUP BY l.expert_id
), kept AS (
  SELECT y.user_id, count(*) FILTER (WHERE d.done_at < d.due_at) AS in_time,
         count(*) FILTER (WHERE d.done_at >= d.due_at
                             OR d.done_at IS NULL AND d.due_at <= %(now)s) AS late
    FROM zsa_workflow_duty d JOIN zsa_people_party y ON y.id = d.party_id
   WHERE y.user_id IS NOT NULL AND d.due_at IS NOT NULL GROUP BY y.user_id
), known AS (
  SELECT e.id, e.user_id, e.name, e.title, e.kind, e.origin, e.employer, e.standardisation_since,
         e.active AND u.is_active IS TRUE AS available,
         %(field)s = ANY(e.fields) AS in_field,
         coalesce(b.kinds, '{{}}') AS backgrounds,
         CASE WHEN e.organisation_id = %(body)s::bigint OR e.employer = %(name)s THEN %(name)s::text
              ELSE coalesce(work.body, '') END AS employed,
         acting.user_id IS NOT NULL AS acts, %(name)s::text AS body_name,
         CASE WHEN e.name = ANY(%(drafters)s::text[]) THEN e.name
              WHEN e.employer = ANY(%(drafters)s::text[]) THEN e.employer
              ELSE coalesce(work.drafter, '') END AS drafted,
         coalesce(recused.reason, '') AS recused,
         coalesce(given.open, 0) + coalesce(sat.open, 0) AS open,
         coalesce(given.served, 0) + coalesce(sat.served, 0) AS served,
         coalesce(kept.in_time, 0) AS in_time, coalesce(kept.late, 0) AS late
    FROM zsa_people_expert e
    LEFT JOIN zsa_people_user u ON u.id = e.user_id
    LEFT JOIN background b ON b.expert_id = e.id
    LEFT JOIN work ON work.expert_id = e.id
    LEFT JOIN acting ON acting.user_id = e.user_id
    LEFT JOIN recused ON recused.user_id = e.user_id
    LEFT JOIN given ON given.expert_id = e.id
    LEFT JOIN sat ON sat.expert_id = e.id
    LEFT JOIN kept ON kept.user_id = e.user_id
   WHERE {which}
), scored AS (
  SELECT known.*,
         2 * in_field::int + least(cardinality(backgrounds), 3) + least(served, 3)
           - 2 * open - least(late, 3) AS score,
         available AND employed = '' AND drafted = '' AND recused = '' AND NOT acts
           AND (kind = 'standardisation' OR backgrounds <> '{{}}') AS likely
    FROM known
), ranked AS (
  SELECT scored.*, row_number() OVER (
           PARTITION BY {share} ORDER BY likely DESC, score DESC, open, id) AS place
    FROM scored
)
SELECT * FROM ranked WHERE place <= %(best)s ORDER BY likely DESC, score DESC, open, id
"""
"""What is known of the experts asked; the rules, not this, say who may sit."""


@dataclass(frozen=True)
class Candidate:
    """An expert seen from one matter.

    ``open`` and ``served`` count engagements and panels, ``in_time`` and ``late`` what was owed in
    person and done; ``score`` only orders those whom the rules let sit.
    """

    pk: int
    user: int | None
    title: str
    employer: str
    available: bool
    in_field: bool
    open: int
    served: int
    in_time: int
    late: int
    score: int
    member: Member

    @property
    def name(self) -> str:
        """The expert's name."""
        return self.member.name

    def as_chair(self) -> Candidate:
        """The same expert, named as chair."""
        return replace(self, member=replace(self.member, is_chair=True))


def best_of_the_pool(matter: Matter, subject: Subject, drafters: Iterable[str]) -> list[Candidate]:
    """The best experts of every kind of expertise and origin, the most suitable first; one query."""
    which = "e.active AND e.user_id IS NOT NULL"
    return list(_asked(matter, subject, drafters, which, "kind, origin", best=BEST))


def found_in_the_pool(
    matter: Matter, subject: Subject, drafters: Iterable[str], words: str, kind: str = ""
) -> list[Candidate]:
    """Up to LISTED experts by name or employer, and kind if given; those who may not sit too."""
    which = "(e.name ILIKE %(words)s OR e.employer ILIKE %(words)s) AND (%(kind)s = '' OR e.kind = %(kind)s)"
    pattern = f"%{WILD.sub('', words)}%"
    given = {"words": pattern, "kind": kind}
    return list(_asked(matter, subject, drafters, which, "true", best=LISTED, **given))


def these_of_the_pool(
    matter: Matter, subject: Subject, drafters: Iterable[str], experts: Collection[int]
) -> dict[int, Candidate]:
    """These experts as they are now, by their keys; one query, none for nobody."""
    if not experts:
        return {}
    given = {"experts": list(experts)}
    found = _asked(
        matter, subject, drafters, "e.id = ANY(%(experts)s)", "true", best=len(experts), **given
    )
    return {one.pk: one for one in found}


def names_in(text: str) -> frozenset[str]:
    """The names of a list with one or several on a line."""
    parts = text.replace("、", "\n").replace("；", "\n").replace(";", "\n").splitlines()
    return frozenset(filter(None, (folded_name(part) for part in parts)))


def _asked(
    matter: Matter,
    subject: Subject,
    drafters: Iterable[str],
    which: str,
    share: str,
    *,
    best: int,
    **given: Any,
) -> Iterator[Candidate]:
    day = clock.today()
    values = {
        "matter": matter.pk,
        "field": subject.field,
        "body": subject.body.pk if subject.body else None,
        "name": subject.body.name if subject.body else None,
        "drafters": sorted({*map(folded_name, subject.drafters), *drafters}),
        "months": int(remembered(matter, "interest_months", INTEREST_MONTHS.value)),
        "day": day,
        "now": clock.now(),
        "best": best,
        "over": _over(),
        **given,
    }
    text = QUERY.format(which=which, share=share, p=holds_on_sql("p"), s=holds_on_sql("s"))
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return (_candidate(row) for row in rows)


def _over() -> list[str]:
    """The states in which a matter of any kind is over, each with its kind."""
    return [
        f"{kind}:{state}"
        for kind, machine in MACHINES.items()
        for state, info in machine.STATES.items()
        if info.outcome in ("done", "ended")
    ]


def _candidate(row: dict[str, Any]) -> Candidate:
    ties: list[tuple[TieKind, str]] = [
        ("employed", row["employed"]),
        ("drafted", row["drafted"]),
        ("recused", row["recused"]),
    ]
    found = [Tie(kind, detail) for kind, detail in ties if detail]
    found += [Tie("acts", row["body_name"])] if row["acts"] else []
    member = Member(
        name=row["name"],
        kind=row["kind"],
        origin=row["origin"],
        standardisation_since=row["standardisation_since"],
        backgrounds=tuple(row["backgrounds"]),
        ties=tuple(found),
    )
    own = (
        "title",
        "employer",
        "available",
        "in_field",
        "open",
        "served",
        "in_time",
        "late",
        "score",
    )
    return Candidate(
        pk=row["id"], user=row["user_id"], member=member, **{name: row[name] for name in own}
    )
