"""Appointment letters: the paper by which somebody was appointed to a post (QA3a, 质量手册 0.2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.documents.access import TITLES
from zsa_portal.documents.actions import document_add
from zsa_portal.documents.models import Appointment, Version
from zsa_portal.documents.rights import departments_of
from zsa_portal.people.models import Department, Post, PostHolding, User
from zsa_portal.people.places import places_of
from zsa_portal.people.rules import keeps_registers
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import rule
from zsa_portal.workflow.models import Level

LETTER = "documents.appointment_letter"
TITLES[LETTER] = gettext_lazy("Appointment letter")
BY_LETTER = (Post.MANAGEMENT_REPRESENTATIVE,)
"""The posts to which one is appointed by letter."""


@rule("QA3a")
def letter_is_there(holding: PostHolding) -> Iterable[str]:
    """The management representative is appointed by a letter, which is a paper (手册 0.2)."""
    if holding.post in BY_LETTER and letter_of(holding) is None:
        yield _(
            "The appointment letter of %(user)s is missing; add its signed and sealed scan."
        ) % {"user": holding.user}


def letter_of(holding: PostHolding) -> Version | None:
    """The newest letter of a holding that is not withdrawn, or None; one query."""
    rows = Version.objects.filter(
        document__appointments__holding=holding, document__withdrawn_at__isnull=True
    )
    return rows.select_related("document").order_by("-pk").first()


def letter_add(*, holding: PostHolding, upload: Any, by: User) -> Version:
    """Add the letter of an appointment; an earlier one stays beside it as it was.

    By those who keep the registers, who also say who holds a post. Raises PermissionDenied and
    BadValue("file", …).
    """
    if not keeps_registers(by):
        raise PermissionDenied
    with transaction.atomic():
        version = document_add(
            matter=None,
            kind=LETTER,
            title=f"任命书：{holding}（{clock.now():%F %T}）",
            upload=upload,
            by=by,
            level=Level.RESTRICTED,
            owner=Department.objects.filter(pk__in=departments_of(places_of(by))).first(),
        )
        Appointment.objects.create(holding=holding, document=version.document)
    return version
