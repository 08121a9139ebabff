"""Projects by the thousand, copied in the database from those that the demonstration walked."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from standards.models import Project
from zsa_portal.documents.models import Document, Version
from zsa_portal.people.models import Organisation, OrganisationPerson
from zsa_portal.workflow.models import Duty, Involvement, LogEntry, Matter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

ENTRIES = 15
PAPERS = 10
BODIES = 200
"""Organisations that apply for them, beside those of the demonstration."""
FIRST = 10_000_000
"""The keys of what is made begin here."""
SUBJECTS = (
    "工业互联网",
    "智能传感器",
    "储能电站",
    "生物样本",
    "数据治理",
    "轨道交通",
    "新材料",
    "机器人",
)
THINGS = (
    "术语",
    "通用要求",
    "技术要求",
    "试验方法",
    "评价指南",
    "接口规范",
    "安全要求",
    "测试规程",
)
COPIED = (Matter, Project, LogEntry, Involvement, Duty, Document, Version)


def grow(begin: int, end: int) -> None:
    """Make the projects from ``begin`` up to ``end``, each in the state of one that was walked.

    Parties and duties are those of the walked one. Each has ``ENTRIES`` entries in its log and
    ``PAPERS`` papers: those of the walked one, of the entries those that moved it first; where it
    has fewer, they are there again.
    """
    bodies = _bodies()
    with transaction.atomic(), connection.cursor() as cursor, _without_triggers(cursor):
        cursor.execute("DROP TABLE IF EXISTS bench_chosen, bench_logged, bench_papered")
        given = {"first": FIRST, "begin": begin, "end": end, "bodies": bodies}
        for statement in (CHOSEN, LOGGED, PAPERED):
            cursor.execute(statement, given | {"entries": ENTRIES, "papers": PAPERS})
        for statement in _statements():
            cursor.execute(statement, {"subjects": list(SUBJECTS), "things": list(THINGS)})
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _bodies() -> list[int]:
    """The organisations that apply: those of the demonstration and as many others."""
    known = OrganisationPerson.objects.values_list("organisation", flat=True).distinct()
    names = [f"{SUBJECTS[n % 8]}第{n}研究院" for n in range(BODIES)]
    made = Organisation.objects.filter(name__in=names)
    if not made:
        kind = Organisation.Kind.ENTERPRISE
        Organisation.objects.bulk_create(Organisation(name=name, kind=kind) for name in names)
    return [*sorted(known), *made.order_by("pk").values_list("pk", flat=True)]


def _statements() -> Iterator[str]:
    """One statement for each table."""
    chosen = "bench_chosen c JOIN {table} t ON t.{key} = c.walked"
    made = {
        "number": "CASE WHEN t.number = '' THEN '' ELSE 'ZSA-' || 2016 + c.n %% 10 || '-' || c.n END",
        "title": "(%(subjects)s)[1 + c.n %% 8] || (%(things)s)[1 + c.n / 8 %% 8] || '第' || c.n || '部分'",
        "title_en": "'Part ' || c.n",
        "applicant_id": "c.body",
        "entered_at": "t.entered_at - c.n * interval '1 minute'",
        "due_at": "t.due_at + c.n * interval '1 minute'",
    }
    yield _copy(Matter, chosen, {"id": "c.id", **made})
    yield _copy(Project, chosen, {"matter_ptr_id": "c.id"})
    yield _copy(Involvement, chosen, {"matter_id": "c.id"})
    yield _copy(
        Duty, chosen, {"matter_id": "c.id", "token": "gen_random_uuid()", "due_at": made["due_at"]}
    )
    logged = (
        "bench_chosen c JOIN bench_logged w ON w.matter = c.walked JOIN {table} t ON t.id = w.id"
    )
    yield _copy(LogEntry, f"{logged} ORDER BY c.n, w.place", {"matter_id": "c.id"})
    papered = (
        "bench_chosen c JOIN bench_papered w ON w.matter = c.walked JOIN {table} t ON t.id = w.{of}"
    )
    key = f"c.id * {PAPERS} + w.place"
    title = "CASE WHEN w.again = 1 THEN t.title ELSE t.title || ' ' || w.again END"
    own = {"id": key, "matter_id": "c.id", "title": title}
    yield _copy(Document, papered.replace("{of}", "document"), own)
    yield _copy(Version, papered.replace("{of}", "version"), {"document_id": key, "number": "1"})


def _copy(model: type[Model], rows: str, own: Mapping[str, str]) -> str:
    """Copy rows of a table, ``t`` in ``rows``, with columns of their own; its key counts on."""
    fields: list[Any] = [
        field
        for field in model._meta.local_concrete_fields
        if not field.generated and (field.column != "id" or "id" in own) and field.column != "xid"
    ]
    columns = ", ".join(field.column for field in fields)
    values = ", ".join(own.get(field.column, f"t.{field.column}") for field in fields)
    key = next((field.column for field in fields if field.column.startswith("matter")), "id")
    table = model._meta.db_table
    where = rows.replace("{table}", table).replace("{key}", "id" if model is Matter else key)
    return f"INSERT INTO {table} ({columns}) SELECT {values} FROM {where}"


@contextmanager
def _without_triggers(cursor: Any) -> Iterator[None]:
    """The copies are of what the triggers let pass once."""
    tables = [model._meta.db_table for model in COPIED]
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


CHOSEN = """
CREATE TABLE bench_chosen AS
WITH walked AS (
  SELECT m.id, row_number() OVER (ORDER BY m.id) - 1 AS place, count(*) OVER () AS of
    FROM zsa_workflow_matter m JOIN standards_project p ON p.matter_ptr_id = m.id
   WHERE m.id < %(first)s AND p.committee_id IS NOT NULL
)
SELECT n, %(first)s + n AS id, w.id AS walked,
       (%(bodies)s::bigint[])[1 + n %% cardinality(%(bodies)s::bigint[])] AS body
  FROM generate_series(%(begin)s, %(end)s - 1) n JOIN walked w ON w.place = n %% w.of
"""
LOGGED = """
CREATE TABLE bench_logged AS
WITH ranked AS (
  SELECT id, matter_id AS matter, from_state <> to_state AS moves,
         row_number() OVER (PARTITION BY matter_id ORDER BY from_state = to_state, id DESC) AS rank,
         count(*) OVER (PARTITION BY matter_id) AS of
    FROM zsa_workflow_logentry WHERE matter_id IN (SELECT walked FROM bench_chosen)
)
SELECT r.matter, r.id, row_number() OVER (PARTITION BY r.matter ORDER BY NOT r.moves, r.id) AS place
  FROM ranked r, generate_series(0, %(entries)s) again
 WHERE r.rank + again * r.of <= %(entries)s
"""
PAPERED = """
CREATE TABLE bench_papered AS
WITH newest AS (
  SELECT DISTINCT ON (d.id) d.id AS document, v.id AS version, d.matter_id AS matter
    FROM zsa_documents_document d JOIN zsa_documents_version v ON v.document_id = d.id
   WHERE d.withdrawn_at IS NULL AND d.matter_id IN (SELECT walked FROM bench_chosen)
   ORDER BY d.id, v.number DESC
), ranked AS (
  SELECT *, row_number() OVER (PARTITION BY matter ORDER BY document) AS rank,
         count(*) OVER (PARTITION BY matter) AS of
    FROM newest
)
SELECT matter, document, version, 1 + again AS again, rank + again * of - 1 AS place
  FROM ranked, generate_series(0, %(papers)s) again
 WHERE rank + again * of <= %(papers)s
"""
