"""Confirming an address: mail goes there again."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from zsa_portal.people.models import User
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.returns.models import Return


def address_confirm(*, address: str, by: User) -> int:
    """Let mail go to an address again: what came back before counts no more. Returns how many.

    Its own person may, and staff. PermissionDenied for anybody else. Mails that were stopped
    meanwhile are not sent by this; staff send them again one by one.
    """
    if address.lower() != by.email.lower() and not places_of(by).staff:
        raise PermissionDenied
    with transaction.atomic():
        rows = Return.objects.filter(address=address.lower(), lifted_at=None)
        return rows.update(lifted_at=clock.now(), lifted_by=by)
