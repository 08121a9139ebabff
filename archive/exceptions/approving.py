"""Which exceptions wait for a leader's approval, and who gives it (归档管理制度 第十三条第三项)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from archive.exceptions.records import DocumentException, FolderException, NamedException
from archive.exceptions.rights import OF_DOCUMENT, OF_FOLDER, in_folders
from archive.parties import LEADERS, is_leader
from archive.records import Item
from zsa_portal.documents.rights import UNSEALED
from zsa_portal.people.models import Deputyship, PostHolding
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import condition, permission
from zsa_portal.ui.conditions import Condition, among, empty

OF_SEALED_PAPERS = ~among(OF_FOLDER, UNSEALED) & empty("paper__withdrawn_at")
"""The condition on exceptions for folders, joined to the papers in them, that a paper is 机密."""


def _is_of_a_sealed_one() -> Condition:
    """The condition on exceptions for documents that theirs is 机密."""
    return ~among(OF_DOCUMENT, UNSEALED) & empty("content_object__withdrawn_at")


def _leads_to_sealed_ones() -> Condition:
    """The condition on exceptions for folders that a 机密 record lies in or below theirs."""
    return in_folders("named.id", OF_SEALED_PAPERS & empty("approved_at"))


SEALED: dict[type[Any], Callable[[], Condition]] = {
    DocumentException: _is_of_a_sealed_one,
    FolderException: _leads_to_sealed_ones,
}
"""The condition on exceptions of each table that there is something 机密 for them to open."""


def waits(model: type[Any], now: dt.datetime) -> Condition:
    """The condition on exceptions of a table that what they name of 机密 waits for an approval."""
    columns = {"until": "until", "revoked": "revoked_at"}
    runs = Condition("{until} > %s AND {revoked} IS NULL", [now], **columns)
    return runs & empty("approved_at") & SEALED[model]()


def waiting(model: type[Any], now: dt.datetime) -> QuerySet[Any]:
    """The exceptions of a table that wait for an approval, newest first."""
    rows: QuerySet[Any] = model.objects.filter(waits(model, now))
    return rows.order_by("-pk")


def sealed_in(folder: FolderException) -> int:
    """How many 机密 records an exception for a folder leads to now; one query."""
    of_it = among("pk", [folder.pk], "bigint") & OF_SEALED_PAPERS
    return Item.objects.filter(in_folders("record.id", of_it)).count()


def decided_by(user: Any) -> Q:
    """The condition on exceptions that a user decides on them.

    As a leader or as the deputy of one, who is neither the person to whom it is given nor who gave
    it; nor is the user.
    """
    held = PostHolding.objects.current().filter(post__in=LEADERS, user__is_active=True)
    absent = Deputyship.objects.current().filter(deputy=user.pk).values("principal")
    acting = held.filter(Q(user=user.pk) | Q(user__in=absent))
    others = acting.exclude(user=OuterRef("user")).exclude(user=OuterRef("given_by"))
    return Exists(others) & ~Q(user=user.pk) & ~Q(given_by=user.pk)


@permission("A13c")
def approves(exception: NamedException, user: Any) -> bool:
    """The secretary general or the executive vice chair, either one; nobody for oneself (第十三条)."""
    if not is_leader(user):
        return False
    rows: Any = type(exception).objects
    return bool(rows.filter(decided_by(user), pk=exception.pk).exists())


@condition
def waits_for_approval(exception: NamedException) -> Iterable[str]:
    """It runs, it names something 机密, and nobody approved it yet."""
    rows: Any = type(exception).objects.filter(pk=exception.pk)
    if exception.revoked_at is not None:
        yield _("This exception is revoked already.")
    elif exception.until <= clock.now():
        yield _("This exception has ended.")
    elif exception.approved_at is not None:
        yield _("This exception is approved already.")
    elif not rows.filter(waits(type(exception), clock.now())).exists():
        yield _("Nothing of it is confidential: it needs no approval.")
