"""Writing down checks of the storage, and telling in time what is wrong (第十二条第一款第二项)."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from archive.parties import is_custodian
from archive.storage.records import StorageCheck
from archive.storage.rules import problems_of, storage_is_checked
from zsa_portal.outbox.actions import message_post
from zsa_portal.outbox.models import Message
from zsa_portal.people.models import Department, DepartmentCode, Party, Post, User
from zsa_portal.people.queries import people_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.refusals import BadValue

EVENT = "archive.storage"
TOLD_EVERY = dt.timedelta(days=7)
TOLD = (Post.CUSTODIAN, Post.SECRETARY_GENERAL)


def storage_check_add(
    *,
    backed_up_on: dt.date,
    infected: bool,
    note: str,
    by: User,
    proved_on: dt.date | None = None,
) -> StorageCheck:
    """Write a check of the storage down; what is wrong is told at once (及时汇报).

    By the custodian. Raises PermissionDenied; BadValue("backed_up_on" or "proved_on", …) for
    a day to come, BadValue("note", …) where viruses were found and nothing is said about it.
    """
    if not is_custodian(by):
        raise PermissionDenied
    words = note.strip()
    for field, day in (("backed_up_on", backed_up_on), ("proved_on", proved_on)):
        if day is not None and day > clock.today():
            raise BadValue(field, _("The day lies ahead."))
    if infected and not words:
        raise BadValue("note", _("Say what was found and what is done about it."))
    with transaction.atomic():
        check = _measured(backed_up_on, infected=infected, note=words, by=by)
        check.proved_on = proved_on
        check.save()
        if problems := problems_of(check):
            _tell(problems)
        return check


def watch_storage() -> int:
    """Tell once a week what is wrong with the storage now; returns how many problems were told."""
    if _told():
        return 0
    last = StorageCheck.objects.select_related("by").first()
    problems = storage_is_checked.missing(last)
    if last is not None:
        now = _measured(last.backed_up_on, infected=last.infected, note=last.note, by=last.by)
        problems += problems_of(now)
    if not problems:
        return 0
    with transaction.atomic():
        list(Department.objects.select_for_update(no_key=True).filter(code=DepartmentCode.FINANCE))
        if _told():
            return 0
        _tell(problems)
        return len(problems)


def _measured(backed_up_on: dt.date, *, infected: bool, note: str, by: User) -> StorageCheck:
    """A check with the space of this moment, not saved."""
    space = shutil.disk_usage(settings.FILES_ROOT)
    return StorageCheck(
        at=clock.now(),
        by=by,
        backed_up_on=backed_up_on,
        infected=infected,
        note=note,
        free_bytes=space.free,
        total_bytes=space.total,
    )


def _told() -> bool:
    return Message.objects.filter(event=EVENT, created_at__gt=clock.now() - TOLD_EVERY).exists()


def _tell(problems: Sequence[str]) -> None:
    for person in people_of([Party.of_post(post) for post in TOLD]):
        with translation.override(person.language):
            message_post(
                recipient=person,
                event=EVENT,
                subject=_("Something is wrong with the archive's storage"),
                body="\n".join(problems),
                to_do=_("See to it that the storage is mended and checked"),
                link=reverse("archive:storage") if is_custodian(person) else "",
            )
