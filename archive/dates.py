"""The days of the archive in the calendar: filing each month, the inspections of the year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from archive.filing.times import MONTHLY, first_of
from archive.inspections.times import HALF_YEARLY, SINCE
from zsa_portal.people.models import DepartmentCode
from zsa_portal.people.places import places_of
from zsa_portal.workflow.calendar import Dated


def archive_days(user: Any, first: dt.date, last: dt.date) -> Sequence[Dated]:
    """The last days of filing (第六条第一款) and the months of inspection (第二款); no query.

    Filing is the archivists' own day, an inspection the quality department's.
    """
    before, who = first - dt.timedelta(days=1), places_of(user)
    archivist = any(key.endswith(":archivist") for key in who.parties)
    inspects = DepartmentCode.QUALITY in who.departments
    inspecting = [day for day in HALF_YEARLY.due_days(SINCE, last) if day >= first]
    return [
        *(_filing(day, mine=archivist) for day in MONTHLY.due_days(before, last)),
        *(_inspection(day, mine=inspects) for day in inspecting),
    ]


def _filing(day: dt.date, *, mine: bool) -> Dated:
    return Dated(
        day=day,
        title=_("Last day to file the material of %(month)s") % {"month": f"{first_of(day):%Y-%m}"},
        url=reverse("archive:filing_months"),
        uid=f"archive-filing-{day:%Y%m}",
        part=_("You file") if mine else "",
        mine=mine,
    )


def _inspection(day: dt.date, *, mine: bool) -> Dated:
    return Dated(
        day=day,
        title=_("Inspection of the filings begins (%(month)s)") % {"month": f"{day:%Y-%m}"},
        url=reverse("archive:inspections"),
        uid=f"archive-inspection-{day:%Y%m}",
        part=_("You inspect") if mine else "",
        mine=mine,
    )
