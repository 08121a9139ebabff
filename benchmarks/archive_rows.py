"""Records of an archive by the hundred thousand, made in the database itself: rights, names, texts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import connection

from archive.filing.actions import filing_open
from archive.filing.models import first_of
from zsa_portal.documents.models import File
from zsa_portal.people.models import Department, DepartmentMembership, User
from zsa_portal.regulations import clock

DEPARTMENTS = 12
EXCEPTIONS = 5_000
TEXTS = 4_000
FIRST = 10_000_000
"""The keys of what is made begin here; documents and records share them."""
SEEDED = 20_261_128
COMMON = ("标准", "技术", "要求", "规定", "试验", "方法", "文件", "项目", "数据", "评审")
TABLES = ("zsa_documents_document", "zsa_documents_documenttext", "archive_item", "archive_folder")
WORDS = ("zsa_documents_documenttext", "archive_item", "archive_folder")
INDEXES = ("documents_by_words", "records_by_words", "folders_by_words")


@dataclass(frozen=True)
class Archive:
    """What was made: who reads it, who filed it, a word that stands in few texts."""

    reader: User
    rare: str


def prepared() -> Archive:
    """The reader, an ordinary member of the first department, and the pool of texts; no records yet."""
    departments, reader, filer, approver = _people()
    day = first_of(clock.today())
    filings = [filing_open(department=one, month=day, by=None) for one in departments]
    file = File.objects.create(sha256="0" * 64, size=1, media_type="text/plain")
    with connection.cursor() as cursor:
        for name in WORDS:
            cursor.execute(f"ALTER TABLE {name} ALTER COLUMN words DROP EXPRESSION")
        for name in TABLES:
            cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
        cursor.execute(
            "CREATE TABLE bench_text AS SELECT number, text, zsa_words(text) AS words"
            " FROM unnest(%s) WITH ORDINALITY AS made (text, number)",
            [list(_texts())],
        )
        cursor.execute("CREATE UNIQUE INDEX ON bench_text (number)")
        cursor.execute(
            "CREATE TABLE bench_place AS SELECT number - 1 AS number, department, filing"
            " FROM unnest(%s, %s) WITH ORDINALITY AS made (department, filing, number)",
            [[one.pk for one in departments], [one.pk for one in filings]],
        )
        cursor.execute(
            "CREATE TABLE bench_once AS SELECT %s::bigint AS filer, %s::bigint AS approver,"
            " %s::bigint AS file",
            [filer.pk, approver.pk, file.pk],
        )
    return Archive(reader, "鸿雁")


def grow(begin: int, end: int) -> None:
    """Make the records from ``begin`` up to ``end``; a folder holds fifty."""
    with connection.cursor() as cursor, _without_indexes():
        for statement in (FOLDERS, DOCUMENTS, RECORDS, SAID):
            cursor.execute(statement, {"first": FIRST, "begin": begin, "end": end, "texts": TEXTS})


def grant(reader: User, group: Group, documents: int) -> None:
    """The reader's exceptions, approved; for guardian alone what the rule gives by level and department."""
    with connection.cursor() as cursor:
        for statement in (EXCEPTION_ROWS, GUARDIAN_USER, GUARDIAN_GROUP):
            given = {"first": FIRST, "count": documents, "most": EXCEPTIONS}
            cursor.execute(statement, given | {"reader": reader.pk, "group": group.pk})


def word_in(share: int) -> str:
    """The word of two characters that stands in as nearly as may be one of ``share`` texts."""
    with connection.cursor() as cursor:
        cursor.execute(WORD, [TEXTS / share])
        return str(cursor.fetchone()[0])


def hide(word: str, records: int) -> None:
    """Write a word into the texts of so many 机密 records of which the reader knows no more than that."""
    with connection.cursor() as cursor:
        cursor.execute(HIDDEN, {"first": FIRST, "word": word, "records": records})


def settled() -> None:
    """Let the database know what it holds, as autovacuum does in time."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


@contextmanager
def _without_indexes() -> Iterator[None]:
    with connection.cursor() as cursor:
        for name in INDEXES:
            cursor.execute(f"DROP INDEX {name}")
        yield
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for name, table in zip(INDEXES, WORDS, strict=True):
            cursor.execute(f"CREATE INDEX {name} ON {table} USING gin (words)")


def _people() -> tuple[list[Department], User, User, User]:
    departments = [
        Department.objects.get_or_create(code=f"bench_{n}", defaults={"name": f"部门{n}"})[0]
        for n in range(DEPARTMENTS)
    ]
    reader, filer, approver = (
        User.objects.create_user(f"bench-{name}", f"{name}@bench.example.org", name=name)
        for name in ("reader", "filer", "approver")
    )
    for user, home in ((reader, departments[0]), (filer, departments[1])):
        DepartmentMembership.objects.create(user=user, department=home, starts=clock.today())
    return departments, reader, filer, approver


def _texts() -> Iterator[str]:
    """Texts of some 300 characters of words that are common, and of others each rarer than the last."""
    chance = random.Random(SEEDED)  # noqa: S311 - repeatable, no secret
    signs = [chr(0x4E00 + n) for n in range(3000)]
    words = ["".join(chance.choices(signs, k=2)) for _n in range(5000)]
    shares = [1 / (n + 10) for n in range(5000)]
    for number in range(TEXTS):
        said = chance.choices(words, shares, k=110) + chance.choices(COMMON, k=25)
        chance.shuffle(said)
        if number % 1000 == 7:
            said.append("鸿雁")
        sentences = ["".join(said[at : at + 15]) for at in range(0, len(said), 15)]
        yield f"{'，'.join(sentences)}。见 T/ZSA {number % 400}-20{number % 26:02} bench{number % 50}"


FOLDERS = """
INSERT INTO archive_folder (id, department_id, year, number, name, person_reason, created_by_id,
       created_at, words)
SELECT %(first)s + n, p.department, 2001 + n %% 26, (n / 312)::text || '.' || n, '事项' || n, '',
       filer, now(), zsa_words('事项' || n)
  FROM generate_series(%(begin)s / 50, (%(end)s - 1) / 50) n
  JOIN bench_place p ON p.number = n %% 12, bench_once
    ON CONFLICT DO NOTHING
"""
DOCUMENTS = """
INSERT INTO zsa_documents_document (id, matter_id, kind, title, level, owner_id, uploaded_by_id,
       created_at)
SELECT %(first)s + n, CASE WHEN n %% 5 = 0 THEN p.filing END, 'archive.record', '第' || n || '号',
       CASE WHEN n %% 20 < 11 THEN 'public' WHEN n %% 20 < 17 THEN 'restricted'
            ELSE 'confidential' END,
       p.department, filer, now() - n * interval '1 minute'
  FROM generate_series(%(begin)s, %(end)s - 1) n
  JOIN bench_place p ON p.number = (n / 50) %% 12, bench_once
"""
RECORDS = """
INSERT INTO archive_item (id, department_id, folder_id, filing_id, document_id, name, medium, sort,
       entry, retention, remark, box, shelf, name_reason, level_reason, pdf_reason, level_asked,
       state, returned_for, accepted_at, added_by_id, added_at, words)
SELECT %(first)s + n, p.department, %(first)s + n / 50, p.filing, %(first)s + n, name, 'electronic',
       'text', '', '30', '', '', '', '', '', '', '', 'accepted', '',
       now() - n * interval '1 minute', filer, now(), zsa_words(name)
  FROM generate_series(%(begin)s, %(end)s - 1) n
  JOIN bench_place p ON p.number = (n / 50) %% 12, bench_once,
       LATERAL (SELECT '第' || n || '号'
                       || (ARRAY['报告', '合同', '纪要', '清单', '方案'])[1 + n %% 5] AS name) made
"""
SAID = """
INSERT INTO zsa_documents_documenttext (document_id, file_id, state, attempts, text, is_cut, error,
       words)
SELECT %(first)s + n, file, 'ready', 1, t.text, false, '', t.words
  FROM generate_series(%(begin)s, %(end)s - 1) n
  JOIN bench_text t ON t.number = 1 + n %% %(texts)s, bench_once
"""
HIDDEN = """
UPDATE zsa_documents_documenttext said
   SET text = text || %(word)s, words = zsa_words(text || %(word)s)
 WHERE document_id IN (
       SELECT document.id FROM zsa_documents_document document
        WHERE document.id >= %(first)s AND level = 'confidential'
          AND owner_id <> (SELECT department FROM bench_place WHERE number = 0)
          AND NOT EXISTS (SELECT FROM archive_documentexception named
                           WHERE named.content_object_id = document.id)
        ORDER BY document.id LIMIT %(records)s)
"""
WORD = """
SELECT word FROM ts_stat('SELECT words FROM bench_text')
 WHERE length(word) = 2 AND word !~ '[a-z0-9]'
 ORDER BY abs(ndoc - %s), word LIMIT 1
"""
EXCEPTION_ROWS = """
INSERT INTO archive_documentexception (permission_id, user_id, content_object_id, reason, since,
       until, given_by_id, approved_at, approved_by_id, revoked_for)
SELECT permission.id, %(reader)s, %(first)s + n * (%(count)s / %(most)s), '', now(),
       now() + interval '90 days', filer, now(), approver, ''
  FROM generate_series(0, %(most)s - 1) n, bench_once, auth_permission permission
 WHERE permission.codename = 'read_document'
"""
GUARDIAN_USER = """
INSERT INTO guardian_userobjectpermission (permission_id, content_type_id, object_pk, user_id)
SELECT permission.id, permission.content_type_id,
       (%(first)s + n * (%(count)s / %(most)s))::text, %(reader)s
  FROM generate_series(0, %(most)s - 1) n, auth_permission permission
 WHERE permission.codename = 'read_document'
"""
GUARDIAN_GROUP = """
INSERT INTO guardian_groupobjectpermission (permission_id, content_type_id, object_pk, group_id)
SELECT permission.id, permission.content_type_id, document.id::text, %(group)s
  FROM zsa_documents_document document, auth_permission permission
 WHERE permission.codename = 'read_document' AND document.id >= %(first)s
   AND (document.level = 'public'
        OR document.level = 'restricted'
           AND document.owner_id = (SELECT department FROM bench_place WHERE number = 0))
"""
