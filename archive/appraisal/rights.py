"""What an appraisal opens: its panel reads the records that it judges, until they are disposed of."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from archive import roles
from archive.appraisal.records import AppraisedItem
from archive.appraisal.states import OPEN, A
from archive.records import Item
from archive.versions import keys_of
from zsa_portal.documents.grants import Grant
from zsa_portal.people.models import DepartmentCode
from zsa_portal.people.places import Places
from zsa_portal.ui.conditions import NEVER, Condition, columns_of, within
from zsa_portal.workflow.access import recused_from
from zsa_portal.workflow.models import Involvement

ASKED = tuple(state for state in OPEN if state != A.CHOOSING)
JUDGED = """EXISTS (
  SELECT FROM zsa_workflow_matter appraisal
    JOIN archive_item record ON record.id = {item}
    JOIN zsa_workflow_involvement seat ON seat.matter_id = appraisal.id
    JOIN zsa_people_party party ON party.id = seat.party_id
    LEFT JOIN zsa_people_department home ON home.id = party.department_id
   WHERE appraisal.id = {appraisal} AND appraisal.state = ANY(%s) AND record.state = %s
     AND seat.role = %s AND seat.until IS NULL AND party.key = ANY(%s)
     AND (party.department_id IS NULL OR home.code = %s OR home.id = record.department_id))"""
OPENED = """{{document}} IN (
  SELECT record.document_id FROM archive_appraiseditem judged
    JOIN archive_item record ON record.id = judged.item_id
   WHERE {inner})"""


def sits_for(who: Places) -> list[str]:
    """The keys of a staff member's parties that may be members of a panel: heads and posts."""
    seats = (key for key in who.parties if key.startswith("post:") or key.endswith(":head"))
    return sorted(seats) if who.staff else []


def members_judging(document: int) -> QuerySet[Involvement]:
    """The seats of the panels that judge the records of a document (its key) now.

    Posts and the quality department judge all records, other departments those of their own.
    """
    rows = AppraisedItem.objects.filter(
        appraisal__state__in=ASKED, item__state=Item.State.ACCEPTED, item__document=document
    )
    homes = rows.filter(appraisal=OuterRef("matter")).values("item__department")
    own = Q(party__department__in=homes)
    own |= Q(party__department__isnull=True) | Q(party__department__code=DepartmentCode.QUALITY)
    seats = Involvement.objects.filter(own, role=roles.PANEL.code, until__isnull=True)
    return seats.filter(matter__in=rows.values("appraisal"))


def judges(who: Places) -> Condition:
    """The condition on records of appraisals that a user judges them in a panel, or stands in there."""
    seats = sits_for(who)
    if not seats:
        return NEVER
    seated = [roles.PANEL.code, seats, DepartmentCode.QUALITY]
    values = [list(ASKED), Item.State.ACCEPTED, *seated]
    judged = Condition(JUDGED, values, item="item", appraisal="appraisal")
    return judged & ~recused_from(who, "appraisal__")


def judged_rows(who: Places) -> QuerySet[AppraisedItem]:
    """The records that a user judges as a member of a panel, or standing in for one."""
    return AppraisedItem.objects.filter(judges(who))


def opens(who: Places, _now: dt.datetime) -> Condition:
    """The documents that a panel's member reads page by page."""
    called = columns_of(AppraisedItem, "judged") | {"appraisal__pk": "judged.appraisal_id"}
    return within(OPENED, judges(who), called, document="pk")


def lets_copy(_who: Places, _now: dt.datetime) -> Condition:
    """No copy leaves by an appraisal."""
    return NEVER


def remark(document: int, who: Places, _now: dt.datetime) -> list[str]:
    """What stands on each page read for an appraisal: which one."""
    row: Any = judged_rows(who).filter(item__document=document).select_related("appraisal").first()
    return [f"仅供鉴定使用：{row.appraisal.title}"] if row else []


def until(_document: int, _who: Places, _now: dt.datetime) -> dt.datetime | None:
    """An appraisal opens a record as long as it goes on, to no fixed instant."""
    return None


def versions(document: int, who: Places, _now: dt.datetime) -> list[int]:
    """The versions that are judged."""
    return keys_of(judged_rows(who).filter(item__document=document).order_by("pk"), "item__version")


APPRAISALS = Grant(_("An appraisal panel"), opens, lets_copy, remark, until, versions)
