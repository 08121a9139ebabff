"""What an appraisal opens: its panel reads the records that it judges, until they are disposed of."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from archive import roles
from archive.appraisal.records import AppraisedItem
from archive.appraisal.states import OPEN, A
from archive.records import Item
from archive.versions import keys_of
from zsa_portal.documents.grants import Grant
from zsa_portal.people.models import DepartmentCode, Party
from zsa_portal.people.places import Places
from zsa_portal.ui.conditions import NEVER
from zsa_portal.workflow.models import Involvement, Recusal

ASKED = tuple(state for state in OPEN if state != A.CHOOSING)


def sits_for(who: Places) -> list[str]:
    """The keys of a staff member's parties that may be members of a panel: heads and posts."""
    seats = (key for key in who.parties if key.startswith("post:") or key.endswith(":head"))
    return sorted(seats) if who.staff else []


def _members(own: Q) -> QuerySet[Involvement]:
    """The seats of panels: of those who judge all records, and of those of ``own`` departments."""
    return Involvement.objects.filter(
        Q(party__department__isnull=True) | Q(party__department__code=DepartmentCode.QUALITY) | own,
        role=roles.PANEL.code,
        until__isnull=True,
    )


def _judged_now() -> QuerySet[AppraisedItem]:
    """The records of the archive on which a panel is asked now."""
    return AppraisedItem.objects.filter(appraisal__state__in=ASKED, item__state=Item.State.ACCEPTED)


def members_judging(document: int) -> QuerySet[Involvement]:
    """The seats of the panels that judge the records of a document (its key) now."""
    rows = _judged_now().filter(item__document=document)
    homes = rows.filter(appraisal=OuterRef("matter")).values("item__department")
    return _members(Q(party__department__in=homes)).filter(matter__in=rows.values("appraisal"))


def judged_rows(who: Places) -> QuerySet[AppraisedItem]:
    """The records that a user judges as a member of a panel, or standing in for one."""
    seats = _members(Q(party__department=OuterRef("item__department"))).filter(
        matter=OuterRef("appraisal"),
        party__in=Party.objects.filter(key__in=sits_for(who)),
    )
    recused = Recusal.objects.filter(
        matter=OuterRef("appraisal"), user=who.user_id, lifted_at__isnull=True
    )
    return _judged_now().filter(Exists(seats), ~Exists(recused))


def opens(who: Places, _now: dt.datetime) -> Q:
    """The documents that a panel's member reads page by page."""
    if not sits_for(who):
        return NEVER
    return Q(pk__in=judged_rows(who).values("item__document"))


def lets_copy(_who: Places, _now: dt.datetime) -> Q:
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
