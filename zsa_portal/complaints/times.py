"""How long each part of a complaint may take; the regulation names no period, so all are settable."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Settable

NOT_SAID = _("Chapter 9 of the recognition rules names no period for complaints.")
ACCEPT_DAYS = Settable(
    "complaints.accept_days",
    5,
    _("Natural days to accept a complaint or say why not"),
    NOT_SAID,
)
COMPLETE_DAYS = Settable(
    "complaints.complete_days",
    15,
    _("Natural days a complainant has to complete a complaint"),
    NOT_SAID,
)
PASS_DAYS = Settable(
    "complaints.pass_days",
    3,
    _("Natural days to pass an accepted complaint to the body"),
    NOT_SAID,
)
REPORT_DAYS = Settable(
    "complaints.report_days",
    30,
    _("Natural days the body has to coordinate and report back"),
    NOT_SAID,
)
CLOSE_DAYS = Settable(
    "complaints.close_days",
    60,
    _("Natural days from receipt within which a complaint is closed"),
    NOT_SAID,
)
DEPARTMENT = Settable(
    "complaints.department",
    "standards",
    _("Code of the department that handles complaints"),
    _("Chapter 9 of the recognition rules names the association and no department."),
)


def ends(begun: dt.datetime, length: Settable) -> dt.datetime:
    """The exclusive end of a length in natural days: the day of beginning is not counted.

    The value counts that held when it began.
    """
    days = dt.timedelta(days=int(length.value(begun)) + 1)
    return clock.start_of(clock.day_of(begun) + days)


def accept_due(complaint: Any) -> dt.datetime:
    """Until when a complaint is accepted or not."""
    return ends(complaint.entered_at, ACCEPT_DAYS)


def completion_ends(complaint: Any) -> dt.datetime:
    """When the time of the complainant to complete is over."""
    return ends(complaint.entered_at, COMPLETE_DAYS)


def pass_due(complaint: Any) -> dt.datetime:
    """Until when an accepted complaint is with the body."""
    return ends(complaint.entered_at, PASS_DAYS)


def report_due(complaint: Any) -> dt.datetime:
    """Until when the body reports back."""
    return ends(complaint.entered_at, REPORT_DAYS)


def close_due(complaint: Any) -> dt.datetime:
    """Until when a complaint is closed: counted from its receipt."""
    due: dt.datetime = complaint.close_by
    return due
