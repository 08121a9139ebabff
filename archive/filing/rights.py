"""What checking a filing opens: its head reads what he approves, while he does (第三条)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
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
from zsa_portal.ui.conditions import NEVER, Condition, among, columns_of, within
from zsa_portal.workflow.access import recused_from

TAKEN_IN = """EXISTS (
  SELECT FROM archive_item record
   WHERE record.document_id = {document} AND record.state = %s
     AND NOT EXISTS (SELECT FROM zsa_documents_version later
                      WHERE later.document_id = record.document_id
                        AND later.id > record.version_id OFFSET 0)
  OFFSET 0)"""
CHECKED = """EXISTS (
  SELECT FROM zsa_workflow_matter filing
    JOIN zsa_workflow_involvement part ON part.matter_id = filing.id
    JOIN zsa_people_party party ON party.id = part.party_id
   WHERE filing.id = {filing} AND filing.state = %s
     AND part.role = %s AND part.until IS NULL AND party.key = ANY(%s))"""
OF_RECORDS = """{{document}} IN (
  SELECT record.document_id FROM archive_item record WHERE {inner})"""
HEADS = ":head"
"""How the keys of the parties end that head a department."""


@provision("A10a", otherwise=NEVER)
def is_taken_in() -> Condition:
    """The documents that are in the archive as they are now: who sent one borrows it too (第十条).

    One that got a later version since is worked on, and its author's as before.
    """
    return Condition(TAKEN_IN, [Item.State.ACCEPTED], document="pk")


def checks(who: Places) -> Condition:
    """The condition on rows of lists that these wait for a user as the head of their department."""
    heads = sorted(key for key in who.parties if key.endswith(HEADS))
    if not heads:
        return NEVER
    checked = Condition(CHECKED, [F.CHECK, roles.HEAD.code, heads], filing="filing")
    checked &= ~recused_from(who, "filing__")
    return checked & ~among("state", [Item.State.DISPOSED])


def checked_by(who: Places) -> QuerySet[Item]:
    """The rows of the lists that wait for a user as the head of their department."""
    return Item.objects.filter(checks(who))


def opens(who: Places, now: dt.datetime) -> Condition:
    """The documents on lists that a user checks now; the state that ends it is asked in SQL."""
    called = columns_of(Item, "record") | {"filing__pk": "record.filing_id"}
    return within(OF_RECORDS, checks(who), called, document="pk")


def copies(who: Places, now: dt.datetime) -> Condition:
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
