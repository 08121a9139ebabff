"""Which addresses mail comes back from."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, TextField, When
from django.utils.translation import gettext as _

from zsa_portal.outbox.models import Mail
from zsa_portal.people.reach import Trouble
from zsa_portal.regulations import clock
from zsa_portal.returns.models import Return
from zsa_portal.returns.reasons import reason_of

PERMANENT = Return.Kind.PERMANENT


def stopped(mail: Mail) -> str:
    """Why no mail goes to an address, in words; empty where none came back for good."""
    rows = Return.objects.filter(address=mail.address.lower(), lifted_at=None, kind=PERMANENT)
    row = rows.order_by("pk").first()
    if row is None:
        return ""
    said = _("Not sent: mail to this address came back on %(day)s because %(reason)s.")
    return said % {"day": clock.day_of(row.received_at), "reason": reason_of(row.status)}


def troubles(addresses: Collection[str]) -> Mapping[str, Trouble]:
    """The returns that still count, by address; one query. See ``people.reach``."""
    found: dict[str, Trouble] = {}
    rows = Return.objects.filter(address__in=addresses, lifted_at=None).order_by("pk")
    for row in rows:
        before = found.get(row.address, Trouble(None, 0, ""))
        at = row.received_at if row.kind == PERMANENT else None
        first = at is not None and before.stopped_at is None
        found[row.address] = Trouble(
            before.stopped_at or at,
            before.times + 1,
            reason_of(row.status) if first or before.stopped_at is None else before.reason,
        )
    return found


def returned() -> QuerySet[Return]:
    """All returns with their mails, the newest first.

    ``stops`` says that one stops mail to its address, ``told`` is the address as staff see it.
    """
    same = Return.objects.filter(pk=OuterRef("pk"), lifted_at=None, kind=PERMANENT)
    hidden = ~Q(mail__shown_as="")
    return Return.objects.select_related("mail", "mail__message__recipient").annotate(
        stops=Exists(same),
        told=Case(When(hidden, then="mail__shown_as"), default="address", output_field=TextField()),
    )
