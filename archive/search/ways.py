"""Ways to records among very many: by an index of words, or by going through the newest.

What stands in few texts is found by the one, what stands in many by the other.
A way tells of records that a user may know of, and of no other: rights stand in the statement that
looks for the words, or are asked of each hit before it leaves this module.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F, Func, QuerySet, Subquery

from archive.records import Item
from zsa_portal.ui.conditions import Condition
from zsa_portal.ui.prepared import planned_once

RECENT = 20_000
"""So many of the newest records are gone through one by one, before an index is asked for all."""
FIRST, FEW = 1_000, 12
"""What stands in fewer than so many of the newest records is taken to stand in few of all."""
HELD = 10_000
"""So many hits of what stands in few of all are read before rights are asked of any."""
NEWEST = ("-accepted_at", "-pk")
SORTED = Func(F("accepted_at"), template="(%(expressions)s + interval '0')").desc()
"""The same in an order that no index has: all that is found is sorted."""
IS_KEPT = Condition(f"{{state}} = '{Item.State.ACCEPTED}'", [], state="state")
"""The condition on records that they are in the archive, as the index of these says it."""
READ = """
WITH sample AS MATERIALIZED (SELECT count(*) < %s AS are_few FROM ({met}) met)
SELECT are_few, NULL::timestamptz, NULL::bigint, NULL::bigint, NULL::boolean FROM sample
UNION ALL SELECT TRUE, few.* FROM ({hits}) few WHERE (SELECT are_few FROM sample)
UNION ALL SELECT FALSE, plain.* FROM ({plain}) plain WHERE NOT (SELECT are_few FROM sample)"""
"""Whether few of the newest records are hits, said of every row: all hits where it is so, else plain ones.

One row more says it alone.
"""
Hit = tuple[dt.datetime, int]
"""When a record was taken in, and its key: the greatest is the newest."""


class Candidate(NamedTuple):
    """A hit whose rights are still to be asked, but where all staff may know of it, the user being one."""

    accepted_at: dt.datetime
    pk: int
    document: int
    plain: bool

    @property
    def hit(self) -> Hit:
        """As which it is told once its rights are asked."""
        return self.accepted_at, self.pk


@dataclass(frozen=True)
class Listed:
    """A list in which no words are looked for: ``rows`` are those of ``among`` that a user may know of."""

    rows: QuerySet[Item]
    among: QuerySet[Item]


@dataclass(frozen=True)
class Hits:
    """What is found: all of it, or so many of it as were asked for, in no order.

    ``newest`` gives the newest of all, up to so many.
    """

    found: list[Hit]
    newest: Callable[[int], list[Hit]]


@dataclass(frozen=True)
class ByWords:
    """What words are found in, for a user.

    ``hits`` are found by an index of words, ``walked`` are the same asked one by one, both whoever
    asks; ``known`` narrows them to what the user may know of so.
    """

    hits: QuerySet[Item]
    walked: QuerySet[Item]
    known: Callable[[QuerySet[Item]], QuerySet[Item]]

    def gathered(self, most: int) -> Hits:
        """What is found, ``most`` of it where it is more."""
        return Hits(_hits(self.known(self.hits).order_by(), most), self._newest)

    def _newest(self, most: int) -> list[Hit]:
        """What stands in many is met soon when the newest records are gone through one by one.

        What is not is found by the index of words and sorted.
        """
        found = _hits(self.known(_among_newest(self.walked, RECENT)), most)
        if len(found) == most:
            return found
        return _hits(self.known(self.hits).order_by(SORTED, "-pk"), most)


@dataclass(frozen=True)
class InTexts(ByWords):
    """The same where a hit is dear to find: what stands in few texts is read once, rights aside.

    ``plain`` is the condition on hits that all staff may know of them, the user being one;
    ``opened`` says of keys of documents which the user may.
    """

    plain: Condition
    opened: Callable[[Collection[int]], set[int]]

    def gathered(self, most: int) -> Hits:
        """What is found, ``most`` of it where it is more."""
        are_few, read = self._read(most)
        plain = [one.hit for one in read if one.plain][:most]
        found = plain if len(plain) == most else super().gathered(most).found
        newest = partial(self._known, sorted(read, reverse=True)) if are_few else self._newest
        return Hits(found, newest)

    def _read(self, most: int) -> tuple[bool, list[Candidate]]:
        """Whether hits are few, with all of them, else with ``most`` of the plain ones; one query."""
        met = _among_newest(self.walked, FIRST).order_by().values("pk")[:FEW]
        hits = self.hits.annotate(plain=self.plain).order_by()
        hits = hits.values_list("accepted_at", "pk", "document", "plain")
        parts = {"met": met, "hits": hits[: HELD + 1], "plain": hits.filter(plain=True)[:most]}
        asked = {name: part.query.sql_with_params() for name, part in parts.items()}
        text = READ.format(**{name: sql for name, (sql, _values) in asked.items()})
        values = [FEW, *chain.from_iterable(values for _sql, values in asked.values())]
        with connection.cursor() as cursor:
            cursor.execute(text, values)
            rows = cursor.fetchall()
        read = [Candidate(*hit) for _are_few, *hit in rows if hit[0] is not None]
        return rows[0][0] and len(read) <= HELD, read

    def _known(self, few: list[Candidate], most: int) -> list[Hit]:
        """The first of these that the user may know of, up to ``most``.

        Rights of keys are dear to ask: only of the first, where more is found than is counted.
        """
        known: list[Hit] = []
        begin, end = 0, 4 * most
        while True:
            coming = few[begin:end]
            with planned_once():
                opened = self.opened([one.document for one in coming if not one.plain])
            known += [one.hit for one in coming if one.plain or one.document in opened]
            if len(known) >= most or end >= len(few):
                return known[:most]
            begin, end = end, 3 * end


Ways = tuple[Listed] | tuple[ByWords, ...]


def kept() -> QuerySet[Item]:
    """All records in the archive, the newest first: for what is known or found to narrow."""
    return Item.objects.filter(IS_KEPT).order_by(*NEWEST)


def _among_newest(walked: QuerySet[Item], records: int) -> QuerySet[Item]:
    """Those of so many of the newest records, which are gone through one by one."""
    end = kept().values("accepted_at")[records : records + 1]
    return walked.filter(accepted_at__gte=Subquery(end))


def _hits(rows: Any, most: int) -> list[Hit]:
    return list(rows.values_list("accepted_at", "pk")[:most])
