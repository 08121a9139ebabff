"""What is wrong with the archive's storage (归档管理制度 第十二条第一款第二项)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Settable
from zsa_portal.regulations.rule import rule

Check = Any
BACKUP_DAYS = Settable(
    "archive.backup_days",
    7,
    gettext_lazy("Days within which the archive's storage is backed up"),
    gettext_lazy("第十二条 wants backups in time; how often is left open."),
)
LEAST_FREE = Settable(
    "archive.least_free_percent",
    10,
    gettext_lazy("Per cent of the archive's storage that stay free at least"),
    gettext_lazy("第十二条 speaks of too little space without a figure."),
)
CHECK_DAYS = Settable(
    "archive.storage_check_days",
    30,
    gettext_lazy("Days within which the custodian checks the archive's storage"),
    gettext_lazy("第十二条 wants frequent checks; how often is left open."),
)


@rule("A12b")
def backup_is_recent(check: Check) -> Iterable[str]:
    """The storage is backed up in time; asked today of the last check."""
    most = int(BACKUP_DAYS.value())
    if clock.today() - check.backed_up_on > dt.timedelta(days=most):
        yield _("The last backup is of %(day)s: back the storage up every %(days)d days.") % {
            "day": check.backed_up_on,
            "days": most,
        }


@rule("A12b")
def nothing_is_infected(check: Check) -> Iterable[str]:
    """The storage is free of viruses."""
    if check.infected:
        yield _("Viruses were found: %(note)s") % {"note": check.note}


@rule("A12b")
def space_suffices(check: Check) -> Iterable[str]:
    """There is space enough; asked of what was measured."""
    least = int(LEAST_FREE.value())
    if check.free_percent < least:
        yield _("%(free)d %% of the space are free, at least %(least)d %% are wanted.") % {
            "free": check.free_percent,
            "least": least,
        }


@rule("A12b")
def storage_is_checked(check: Check | None) -> Iterable[str]:
    """The custodian checks the storage time and again; asked of the last check, None if there is none."""
    most = int(CHECK_DAYS.value())
    if check is None or clock.now() - check.at > dt.timedelta(days=most):
        yield _("The storage was not checked for %(days)d days: check it and write it down.") % {
            "days": most
        }


def problems_of(check: Check) -> list[str]:
    """What is wrong by a check, in sentences."""
    return [
        *backup_is_recent.missing(check),
        *nothing_is_infected.missing(check),
        *space_suffices.missing(check),
    ]
