"""The custodian gives and revokes named exceptions; leaders approve or refuse them for 机密 records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from archive.exceptions.approving import approves, waiting, waits_for_approval
from archive.exceptions.records import DOWNLOAD, KINDS, READ, NamedException
from archive.exceptions.telling import decided_tell, waiting_tell
from archive.parties import is_custodian
from archive.records import Folder
from zsa_portal.documents.models import Document
from zsa_portal.people.models import User
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.refusals import BadValue


def permission_of(model: type[Any], *, copies: bool) -> Permission:
    """The right that an exception on a document or folder gives."""
    name = f"{DOWNLOAD if copies else READ}_{model._meta.model_name}"
    found: Permission = Permission.objects.get(
        content_type__app_label=model._meta.app_label, codename=name
    )
    return found


def exception_give(
    *, on: Document | Folder, user: User, until: dt.date, reason: str, copies: bool, by: User
) -> NamedException:
    """Open a document, or a folder with all in it, to a person until the end of a day.

    What is 机密 stays closed until a leader approves it: they are told. Raises PermissionDenied for
    all but the custodian, and for an exception for oneself; BadValue("user" | "until", …).
    """
    _require_giveable(user, until, by)
    table: Any = KINDS[str(on._meta.model_name)]
    permission = permission_of(type(on), copies=copies)
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        same = table.objects.filter(user=user, permission=permission, content_object=on)
        open_ones = same.filter(revoked_at__isnull=True)
        if open_ones.filter(until__gt=clock.now()).exists():
            raise BadValue("user", _("This person has such an exception already; revoke it first."))
        open_ones.update(revoked_at=clock.now(), revoked_by=by, revoked_for=_("Given anew"))
        given: NamedException = table.objects.create(
            user=user,
            permission=permission,
            content_object=on,
            reason=reason,
            since=clock.now(),
            until=clock.start_of(until + dt.timedelta(days=1)),
            given_by=by,
        )
        waiting_tell(waiting(table, clock.now()).filter(pk=given.pk))
    return given


def _require_giveable(user: User, until: dt.date, by: User) -> None:
    if not is_custodian(by):
        raise PermissionDenied
    if user.pk == by.pk:
        raise PermissionDenied(
            _("Nobody gives an exception to oneself: ask who stands in for you.")
        )
    if not places_of(user).parties:
        raise BadValue("user", _("Who holds an office of administration reads no papers."))
    if not clock.today() <= until <= clock.today() + clock.FURTHEST:
        raise BadValue("until", _("Choose a day from today on, at most a year ahead."))


def exception_revoke(*, exception: NamedException, reason: str, by: User) -> None:
    """End an exception now, with the reason. PermissionDenied; BadValue once it is revoked."""
    if not is_custodian(by):
        raise PermissionDenied
    with _held(exception) as fresh:
        if fresh.revoked_at is not None:
            raise BadValue("", _("This exception is revoked already."))
        _revoke(fresh, reason, by)


def exception_approve(*, exception: NamedException, by: User) -> None:
    """A leader lets an exception open what it names of 机密 records; giver and person are told.

    Raises PermissionDenied for all but the leaders, for the person whom it is for and for who gave
    it; RuleUnmet where nothing waits for an approval.
    """
    with _decided(exception, by) as fresh:
        fresh.approved_at, fresh.approved_by = clock.now(), by
        fresh.save(update_fields=["approved_at", "approved_by"])


def exception_refuse(*, exception: NamedException, reason: str, by: User) -> None:
    """A leader refuses an exception with the reason, which revokes it; as :func:`exception_approve`."""
    with _decided(exception, by) as fresh:
        _revoke(fresh, reason, by)


@contextmanager
def _held(exception: NamedException) -> Iterator[Any]:
    """The exception as it is now, held until the end of the transaction."""
    with transaction.atomic():
        rows: Any = type(exception).objects.select_for_update(of=("self",))
        yield rows.select_related("user", "given_by", "content_object").get(pk=exception.pk)


@contextmanager
def _decided(exception: NamedException, by: User) -> Iterator[Any]:
    """The exception, held while a leader decides on it; what came of it is told."""
    with _held(exception) as fresh:
        if not approves(fresh, by):
            raise PermissionDenied
        waits_for_approval.require(fresh)
        yield fresh
        decided_tell(fresh)


def _revoke(fresh: NamedException, reason: str, by: User) -> None:
    fresh.revoked_at, fresh.revoked_by, fresh.revoked_for = clock.now(), by, reason
    fresh.save(update_fields=["revoked_at", "revoked_by", "revoked_for"])
