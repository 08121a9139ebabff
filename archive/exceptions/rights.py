"""What named exceptions open: a condition in SQL with the one clock; nothing has to end it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import BooleanField, Exists, F, Func, OuterRef, QuerySet, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from archive.exceptions.records import DOWNLOAD, DocumentException, FolderException
from archive.records import OF_RECORDS, Folder, Item
from archive.versions import keys_of
from zsa_portal.documents.grants import Grant
from zsa_portal.people.places import Places
from zsa_portal.regulations import clock
from zsa_portal.ui.conditions import NEVER, Condition, among, columns_of, within
from zsa_portal.ui.due import last_day

NAMED = """EXISTS (
  SELECT FROM archive_documentexception named
   WHERE named.content_object_id = {{document}} AND {inner} OFFSET 0)"""
BELOW = """EXISTS (
  SELECT FROM archive_folderexception named
    JOIN archive_folder above ON above.id = named.content_object_id
   WHERE {inner} AND above.department_id = {{department}} AND above.year = {{year}}
     AND starts_with({{number}} || '.', above.number || '.'))"""
IN_FOLDERS = "{{folder}} IN (SELECT folder.id FROM archive_folder folder WHERE {inner})"
COPYING = """{permission} IN (
  SELECT allowed.id FROM auth_permission allowed WHERE starts_with(allowed.codename, %s))"""


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
    named = within(NAMED, exceptions, columns_of(DocumentException, "named"), document="pk")
    lies_below = within(
        IN_FOLDERS, _below(exceptions), columns_of(Folder, "folder"), folder="folder"
    )
    records = among("state", [Item.State.ACCEPTED]) & lies_below
    return named | within(OF_RECORDS, records, columns_of(Item, "record"), document="pk")


def _below(exceptions: Condition) -> Condition:
    """The folders of exceptions and all that lie in them: by department, year and number."""
    called = columns_of(FolderException, "named")
    place = {name: name for name in ("department", "year", "number")}
    return within(BELOW, exceptions, called, **place)


class StartsWith(Func):
    """Whether a text begins with another, both given by the rows."""

    function = "starts_with"
    output_field = BooleanField()


def lies_above(document: int) -> Exists:
    """The condition on exceptions for folders that a record of a document lies in or below theirs."""
    items = Item.objects.filter(
        document=document,
        state=Item.State.ACCEPTED,
        folder__department=OuterRef("content_object__department"),
        folder__year=OuterRef("content_object__year"),
    ).annotate(place=Concat(F("folder__number"), Value(".")))
    theirs = Concat(OuterRef("content_object__number"), Value("."))
    return Exists(items.filter(StartsWith(F("place"), theirs)))


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
    own = live(DocumentException, who, now).filter(content_object=document)
    above = live(FolderException, who, now).filter(lies_above(document))
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
    if not live(DocumentException, who, now).filter(content_object=document).exists():
        rows = rows.filter(folder__in=Folder.objects.filter(_below(live_to(who, now))))
    return keys_of(rows.order_by("-accepted_at", "-pk"))


EXCEPTIONS = Grant(_("A named exception"), opens, lets_copy, remark, until, versions)
