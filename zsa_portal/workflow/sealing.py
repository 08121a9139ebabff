"""The sealed logs: one sealer chains committed rows, so what the database's owner changes is found.

A step's transaction knows nothing of the chain: every few seconds the sealer takes the rows that
were committed since and gives each a seal, the digest of the row and of the seal before it. Whoever
alters, removes or moves a sealed row breaks the chain there. The root of each day goes outside the
database, by mail to three officers and onto the filing lists, so a chain made anew is found as well.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils.translation import gettext as _

from zsa_portal.regulations import clock
from zsa_portal.regulations.registry import Registry
from zsa_portal.workflow.seals import Seal

AT_ONCE = 5_000
LOOK_BACK = 10_000
"""So many keys before the last sealed one the sealer still looks for rows that were committed late."""
GRACE = dt.timedelta(hours=1)
"""So long a committed row may be without its seal before it is named."""
ONE_SEALER = 7_305_412
"""The key of the lock that the one sealer holds."""
UNSEALED = """
SELECT r.id, jsonb_build_array({columns})::text FROM {table} r
  LEFT JOIN zsa_workflow_seal s ON s.chain = %s AND s.row = r.id
 WHERE s.row IS NULL AND r.id > %s ORDER BY r.id LIMIT %s
"""
CHAINED = """
SELECT s.position, s.row, s.digest, r.id IS NULL, jsonb_build_array({columns})::text
  FROM zsa_workflow_seal s LEFT JOIN {table} r ON r.id = s.row
 WHERE s.chain = %s ORDER BY s.position
"""
LEFT_OUT = """
SELECT r.id FROM {table} r LEFT JOIN zsa_workflow_seal s ON s.chain = %s AND s.row = r.id
 WHERE s.row IS NULL AND r.at < %s ORDER BY r.id
"""

OF_MATTERS = """
SELECT r.id, r.matter_id, s.position, s.digest, p.digest, jsonb_build_array({columns})::text
  FROM {table} r
  JOIN zsa_workflow_seal s ON s.chain = %s AND s.row = r.id
  LEFT JOIN zsa_workflow_seal p ON p.chain = s.chain AND p.position = s.position - 1
 WHERE r.matter_id = ANY(%s) ORDER BY s.position
"""
PASSED_OVER = """
SELECT r.id, r.matter_id FROM {table} r
  LEFT JOIN zsa_workflow_seal s ON s.chain = %s AND s.row = r.id
 WHERE r.matter_id = ANY(%s) AND s.row IS NULL AND EXISTS (
   SELECT 1 FROM zsa_workflow_seal later
    WHERE later.chain = %s AND later.row > r.id AND later.at < %s)
"""


@dataclass(frozen=True)
class Chain:
    """A log that is sealed: its table, with ``id`` and ``at``, and the other columns that count.

    What is sealed of a row is fixed once and for all: a column that came later has a chain of its own
    over the same table. ``joined`` says that a chain came when roots were kept outside already: these
    say nothing of it before its first seal.
    """

    key: str
    table: str
    columns: tuple[str, ...]
    joined: bool = False

    def __post_init__(self) -> None:
        CHAINS.add(self.key, self)

    def sql(self, text: str) -> str:
        """A statement for this log; times are written in UTC, whatever the session's zone."""
        at = "to_char(r.at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US')"
        columns = ", ".join(["r.id", at, *(f"r.{name}" for name in self.columns)])
        return text.format(table=self.table, columns=columns)


CHAINS: Registry[Chain] = Registry("sealed log")
LOG = Chain(
    "workflow.log",
    "zsa_workflow_logentry",
    ("matter_id", "by_id", "step", "from_state", "to_state", "rules", "reason", "values"),
)


def seal_logs() -> int:
    """Seal what was committed to every log since; returns how many rows. One sealer at a time."""
    return sum(_seal(chain) for chain in CHAINS.values())


def _seal(chain: Chain) -> int:
    sealed = 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_SEALER])
            if not cursor.fetchone()[0]:
                return sealed
            last = Seal.objects.filter(chain=chain.key).order_by("-position").first()
            above = (last.row - LOOK_BACK) if last else 0
            cursor.execute(chain.sql(UNSEALED), [chain.key, above, AT_ONCE])
            rows = cursor.fetchall()
            Seal.objects.bulk_create(_seals(chain, last, rows))
        sealed += len(rows)
        if len(rows) < AT_ONCE:
            return sealed


def _seals(chain: Chain, last: Seal | None, rows: list[tuple[int, str]]) -> Iterator[Seal]:
    digest, position = (last.digest, last.position) if last else ("", 0)
    now = clock.now()
    for place, (row, text) in enumerate(rows, position + 1):
        digest = _digest(digest, text)
        yield Seal(chain=chain.key, position=place, row=row, digest=digest, at=now)


def _digest(before: str, text: str) -> str:
    return hashlib.sha256(f"{before}{text}".encode()).hexdigest()


def findings() -> Iterator[str]:
    """What is wrong with the sealed logs, in words, the first bad row of each chain first.

    Reads every row once, in constant memory.
    """
    for chain in CHAINS.values():
        yield from _broken(chain)
        yield from _left_out(chain)


def _broken(chain: Chain) -> Iterator[str]:
    before, expected = "", 1
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(chain.sql(CHAINED), [chain.key])
        for position, row, digest, gone, text in cursor:
            said = {"chain": chain.key, "row": row, "position": position}
            if position != expected:
                yield _("%(chain)s: the seal before number %(position)d was removed.") % said
            elif gone:
                yield _("%(chain)s: row %(row)d was removed.") % said
            elif _digest(before, text) != digest:
                yield _("%(chain)s: row %(row)d was altered or moved.") % said
            before, expected = digest, position + 1


def _left_out(chain: Chain) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(chain.sql(LEFT_OUT), [chain.key, clock.now() - GRACE])
        for (row,) in cursor.fetchall():
            yield _("%(chain)s: row %(row)d has no seal.") % {"chain": chain.key, "row": row}


def broken_of(matters: Collection[int]) -> dict[int, int]:
    """Of which matters the sealed log no longer holds: the first bad row, by the matter's key.

    A row that the sealer has not reached yet is none; one that it passed over more than an hour ago
    has lost its seal. Two queries; the whole chain is for ``findings``.
    """
    found: dict[int, int] = {}
    with connection.cursor() as cursor:
        keys = list(matters)
        cursor.execute(LOG.sql(OF_MATTERS), [LOG.key, keys])
        for row, matter, position, digest, before, text in cursor.fetchall():
            if (before is None and position > 1) or _digest(before or "", text) != digest:
                found.setdefault(matter, row)
        cursor.execute(LOG.sql(PASSED_OVER), [LOG.key, keys, LOG.key, clock.now() - GRACE])
        for row, matter in cursor.fetchall():
            found.setdefault(matter, row)
    return found


def root_of(day: dt.date) -> str:
    """The root of a day: the SHA-256 of the last digest of each chain before the day's end."""
    end = clock.start_of(day + dt.timedelta(days=1))
    digests = []
    for key, chain in sorted(CHAINS.items()):
        last = Seal.objects.filter(chain=key, at__lt=end).order_by("-position").first()
        if last or not chain.joined:
            digests.append(f"{key}:{last.digest if last else ''}")
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def wrong_roots(outside: Mapping[dt.date, str]) -> Iterator[str]:
    """Which roots that were kept outside differ from those of the chains as they are now."""
    for day, root in outside.items():
        if root_of(day) != root:
            yield _("The root of %(day)s is another than the one kept outside.") % {"day": day}
