"""What named exceptions open: a condition in SQL with the one clock; nothing has to end it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from archive.exceptions.records import DOWNLOAD, DocumentException, FolderException
from archive.exceptions.rules import covers_level
from archive.records import Item
from archive.versions import keys_of
from zsa_portal.documents.grants import Grant
from zsa_portal.documents.models import Document
from zsa_portal.people.places import Places
from zsa_portal.regulations import clock
from zsa_portal.ui.conditions import NEVER, Condition, among, columns_of, within
from zsa_portal.ui.due import last_day

NAMED = """EXISTS (
  SELECT FROM archive_documentexception named
   WHERE named.content_object_id = {{document}} AND {inner} OFFSET 0)"""
IN_FOLDERS = """{{asked}} IN (
  SELECT SELECTED FROM archive_folderexception named
    JOIN archive_folder above ON above.id = named.content_object_id
    JOIN archive_folder folder ON folder.department_id = above.department_id
     AND folder.year = above.year AND starts_with(folder.number || '.', above.number || '.')
    JOIN archive_item record ON record.folder_id = folder.id
    JOIN zsa_documents_document paper ON paper.id = record.document_id
   WHERE {inner})"""
COPYING = """{permission} IN (
  SELECT allowed.id FROM auth_permission allowed WHERE starts_with(allowed.codename, %s))"""
OF_DOCUMENT, OF_FOLDER = "content_object__level", "paper__level"
"""Where the level stands of what an exception for a document, or for a folder, is asked about."""


def holds(now: dt.datetime) -> Condition:
    """The condition on exceptions that they hold at an instant."""
    columns = {"since": "since", "until": "until", "revoked": "revoked_at"}
    text = "{since} <= %s AND {until} > %s AND {revoked} IS NULL"
    return Condition(text, [now, now], **columns)


def live_to(who: Places, now: dt.datetime) -> Condition:
    """The condition on exceptions that they are a user's and hold at an instant."""
    return among("user", [who.user_id], "bigint") & holds(now)


def live(model: type[Any], who: Places, now: dt.datetime) -> QuerySet[Any]:
    """A user's exceptions of a table that hold at an instant."""
    rows: QuerySet[Any] = model.objects.filter(live_to(who, now))
    return rows


def copying() -> Condition:
    """The condition on exceptions that they let a marked copy be saved too."""
    return Condition(COPYING, [DOWNLOAD], permission="permission")


def _opened(who: Places, exceptions: Condition) -> Condition:
    if who.user_id is None:
        return NEVER
    called = columns_of(DocumentException, "named") | {"level": "{level}"}
    own = exceptions & covers_level("level")
    named = within(NAMED, own, called, document="pk", level="level")
    return named | in_folders("record.document_id", exceptions & covers_level(OF_FOLDER))


def in_folders(selected: str, exceptions: Condition) -> Condition:
    """The condition on rows that they are ``selected`` of what exceptions for folders lead to.

    These are ``named``; the records in the archive of their folder and of all that lie in it, by
    department, year and number, are ``record``, with their documents, ``paper``, which ``exceptions``
    may be asked of as well.
    """
    called = columns_of(FolderException, "named")
    called |= columns_of(Item, "record", "record__") | columns_of(Document, "paper", "paper__")
    kept = exceptions & among("record__state", [Item.State.ACCEPTED])
    return within(IN_FOLDERS.replace("SELECTED", selected), kept, called, asked="pk")


def names(document: int) -> Condition:
    """The condition on exceptions for documents that they open this one."""
    return among("content_object", [document], "bigint") & covers_level(OF_DOCUMENT)


def leads_to(document: int) -> Condition:
    """The condition on exceptions for folders that they open a record of a document."""
    of_it = among("record__document", [document], "bigint")
    return in_folders("named.id", of_it & covers_level(OF_FOLDER))


def opens(who: Places, now: dt.datetime) -> Condition:
    """The documents that exceptions open to a user to be read."""
    return _opened(who, live_to(who, now))


def lets_copy(who: Places, now: dt.datetime) -> Condition:
    """The documents of which exceptions let a user save a marked copy."""
    return _opened(who, live_to(who, now) & copying())


def exceptions_for(document: int, who: Places, now: dt.datetime) -> list[Any]:
    """The exceptions that open a document to a user, the longest first."""
    if who.user_id is None:
        return []
    own = live(DocumentException, who, now).filter(names(document))
    above = live(FolderException, who, now).filter(leads_to(document))
    return sorted([*own, *above], key=lambda row: row.until, reverse=True)


def remark(document: int, who: Places, now: dt.datetime) -> list[str]:
    """What stands on each page read by an exception: who, until when, why."""
    found = exceptions_for(document, who, now)
    if not found:
        return []
    first, last = clock.day_of(found[0].since), last_day(found[0].until)
    return [
        f"阅读人：{found[0].user}",
        f"授权时间：{first:%Y-%m-%d} 至 {last:%Y-%m-%d}",
        f"授权事由：{found[0].reason}",
    ]


def until(document: int, who: Places, now: dt.datetime) -> dt.datetime | None:
    """The exclusive end of the exception that opens a document to a user the longest."""
    found = exceptions_for(document, who, now)
    return found[0].until if found else None


def versions(document: int, who: Places, now: dt.datetime) -> list[int]:
    """The versions of the records that exceptions open, the record taken in last first."""
    rows = Item.objects.filter(document=document, state=Item.State.ACCEPTED)
    if not live(DocumentException, who, now).filter(names(document)).exists():
        given = live_to(who, now) & covers_level(OF_FOLDER)
        rows = rows.filter(in_folders("record.id", given))
    return keys_of(rows.order_by("-accepted_at", "-pk"))


EXCEPTIONS = Grant(_("A named exception"), opens, lets_copy, remark, until, versions)
