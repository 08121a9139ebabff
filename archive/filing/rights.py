"""What checking a filing opens: its head reads what he approves, while he does (第三条)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from archive import roles
from archive.filing.states import F
from archive.records import Item
from archive.versions import keys_of
from zsa_portal.documents.grants import Grant
from zsa_portal.people.models import User
from zsa_portal.people.places import Places
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import provision
from zsa_portal.ui.conditions import NEVER, Condition
from zsa_portal.workflow.models import Involvement, Recusal

TAKEN_IN = """EXISTS (
  SELECT FROM archive_item record
   WHERE record.document_id = {document} AND record.state = %s
     AND NOT EXISTS (SELECT FROM zsa_documents_version later
                      WHERE later.document_id = record.document_id
                        AND later.id > record.version_id OFFSET 0)
  OFFSET 0)"""
HEADS = ":head"
"""How the keys of the parties end that head a department."""


@provision("A10a", otherwise=NEVER)
def is_taken_in() -> Condition:
    """The documents that are in the archive as they are now: who sent one borrows it too (第十条).

    One that got a later version since is worked on, and its author's as before.
    """
    return Condition(TAKEN_IN, [Item.State.ACCEPTED], document="pk")


def checked_by(who: Places) -> QuerySet[Item]:
    """The rows of the lists that wait for a user as the head of their department."""
    heads = [key for key in who.parties if key.endswith(HEADS)]
    part = Involvement.objects.filter(
        matter=OuterRef("filing"), role=roles.HEAD.code, until=None, party__key__in=heads
    )
    recused = Recusal.objects.filter(
        matter=OuterRef("filing"), user=who.user_id, lifted_at__isnull=True
    )
    rows = Item.objects.filter(Exists(part), ~Exists(recused), filing__state=F.CHECK)
    return rows.exclude(state=Item.State.DISPOSED)


def opens(who: Places, now: dt.datetime) -> Q:
    """The documents on lists that a user checks now; the state that ends it is asked in SQL."""
    if not any(key.endswith(HEADS) for key in who.parties):
        return NEVER
    return Q(pk__in=checked_by(who).values("document"))


def copies(who: Places, now: dt.datetime) -> Q:
    """Who checks reads page by page and saves nothing."""
    return NEVER


def remark(document: int, who: Places, now: dt.datetime) -> list[str]:
    """What stands on each page read for the check: for which department and month."""
    row = checked_by(who).filter(document=document).select_related("filing__department").first()
    if row is None or who.user_id is None:
        return []
    filing: Any = row.filing
    return [
        f"归档审核：{filing.department.name} {filing.month:%Y年%-m月}",
        f"阅读人：{User.objects.get(pk=who.user_id)}    {clock.day_of(now):%Y-%m-%d}",
    ]


def until(document: int, who: Places, now: dt.datetime) -> dt.datetime | None:
    """It ends with the decision, at no instant known before."""
    return None


def versions(document: int, who: Places, now: dt.datetime) -> list[int]:
    """The versions on the lists that a user checks."""
    return keys_of(checked_by(who).filter(document=document).order_by("pk"))


CHECKING = Grant(
    _("Checks the filing as the head of the department"), opens, copies, remark, until, versions
)
