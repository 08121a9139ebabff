"""A partner (合作机构): a laboratory or certification body, its listing and its yearly re-evaluation."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from certification.one_mark import roles
from certification.one_mark.partners.entering_steps import EnteringSteps
from certification.one_mark.partners.listing_steps import ListingSteps
from certification.one_mark.partners.states import KNOWN, STAGES, STATES, S
from zsa_portal.catalogue.models import Standard
from zsa_portal.people.models import TechnicalField
from zsa_portal.people.places import Places
from zsa_portal.ui.conditions import Condition, among
from zsa_portal.workflow.access import applied_for, involved_in
from zsa_portal.workflow.machine import register
from zsa_portal.workflow.triggers import begins_as


def may_know(who: Places, prefix: str) -> Condition:
    """Who is or was listed is everybody's; the others are the staff's and their own people's.

    What is still being written is only theirs who write it.
    """
    state = f"{prefix}state"
    found = among(state, KNOWN)
    if who.user_id is None:
        return found
    found |= applied_for(who, prefix) | involved_in(who, prefix)
    return found | ~among(state, [S.DRAFT]) if who.staff else found


@register
@pghistory.track(
    obj_field=pghistory.ObjForeignKey(
        related_name="partner_events", related_query_name="partner_events"
    )
)
class Partner(EnteringSteps, ListingSteps):
    """A body that tests, or certifies, products for the 1字标 (手册 8.4; R28b)."""

    class Work(models.TextChoices):
        LABORATORY = "laboratory", _("Testing laboratory")
        CERTIFIER = "certifier", _("Certification body")

    kind_code = "partner"
    kind_label = _("Partner of the 1字标")
    ROLES = roles.PARTNER_ROLES
    STATES = STATES
    STAGES = STAGES
    DISCOVERY = staticmethod(may_know)  # type: ignore[assignment]  # read from the class

    works_as = models.CharField(_("works as"), max_length=20, choices=Work)
    accreditation_number = models.CharField(
        _("accreditation or approval number"), max_length=80, blank=True
    )
    accreditation_issuer = models.CharField(
        _("accredited or approved by"), max_length=160, blank=True
    )
    accredited_until = models.DateField(_("accredited until"), null=True, blank=True)
    fields = ArrayField(
        models.CharField(max_length=30, choices=TechnicalField),
        verbose_name=_("technical fields of the scope"),
        default=list,
        blank=True,
    )
    standards = models.ManyToManyField(
        Standard, blank=True, related_name="+", verbose_name=_("standards of the scope")
    )
    scope = models.TextField(_("what it tests or certifies"), blank=True)
    contact_person = models.CharField(_("contact person"), max_length=80, blank=True)
    contact_phone = models.CharField(_("contact phone"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        triggers = [begins_as(S.DRAFT)]

    @classmethod
    def list_url(cls) -> str:
        return reverse("certification:partners")

    @property
    def work(self) -> Work:
        """What it works as."""
        return self.Work(self.works_as)
