"""The loan (借阅、调用) of archive records: asked for, approved by level, lent for a time, ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pghistory
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive import roles
from archive.kinds import WITHOUT_TABS
from archive.loans.asking_steps import Asking
from archive.loans.lending_steps import Lending
from archive.loans.states import STAGES, STATES, L
from archive.loans.terms import Form
from zsa_portal.people.places import Places
from zsa_portal.ui.conditions import Condition, among
from zsa_portal.workflow.access import known_to_parties
from zsa_portal.workflow.machine import register
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.triggers import begins_as


def may_know(who: Places, prefix: str) -> Condition:
    """The borrower and those who decide on it; what is still being written only the borrower."""
    written = ~among(f"{prefix}state", [L.DRAFT])
    written |= among(f"{prefix}created_by", [who.user_id], "bigint")
    return known_to_parties(who, prefix) & written


@register
@pghistory.track(
    obj_field=pghistory.ObjForeignKey(related_name="loan_events", related_query_name="loan_events")
)
class Loan(Asking, Lending, Matter):
    """A loan of records to one employee; ``level`` is the highest of its records.

    ``starts_on`` and ``ends_on`` are the days asked for, then those granted, both included.
    What opens it is ``opens_at <= now < closes_at`` without an ``ended_at``, asked in SQL
    (``rights.py``). ``extend_to`` is the last day asked for in an open request for more time.
    """

    kind_code = "loan"
    EXPLAINED_PUBLICLY = False
    kind_label = _("Loan")
    ROLES = (
        roles.BORROWER,
        roles.HEAD,
        roles.LEADER,
        roles.CUSTODIAN,
    )
    STATES = STATES
    STAGES = STAGES
    WITHOUT_TABS = WITHOUT_TABS
    DISCOVERY = staticmethod(may_know)  # type: ignore[assignment]  # read from the class
    CORRECTABLE = ()
    page_related = ("borrower",)

    borrower = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="loans", verbose_name=_("borrower")
    )
    form = models.CharField(_("form"), max_length=12, choices=Form, default=Form.ELECTRONIC)
    purpose = models.CharField(_("purpose"), max_length=300, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to (last day)"), null=True, blank=True)
    no_copying = models.BooleanField(_("no copying"), default=False)
    no_commercial_use = models.BooleanField(_("no commercial use"), default=False)
    asked_at = models.DateTimeField(_("asked for"), null=True, blank=True)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended early"), null=True, blank=True)
    copies_allowed = models.BooleanField(_("marked copies may be saved"), default=False)
    extend_to = models.DateField(_("extension asked until"), null=True, blank=True)
    remark = models.CharField(_("remark on the copies"), max_length=300, blank=True)
    return_note = models.CharField(_("condition on return"), max_length=500, blank=True)

    if TYPE_CHECKING:
        rows: Any

    class Meta:
        verbose_name = _("loan")
        verbose_name_plural = _("loans")
        indexes = [models.Index(fields=["borrower", "closes_at"])]
        triggers = [begins_as(L.DRAFT)]

    @classmethod
    def list_url(cls) -> str:
        return reverse("archive:loans")
