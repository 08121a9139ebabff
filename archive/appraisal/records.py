"""The records of an appraisal, what the panel says of each, and the signatures of the disposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.appraisal.verdicts import Place, Verdict
from archive.records import Item
from zsa_portal.people.models import Party
from zsa_portal.regulations import clock

if TYPE_CHECKING:
    from archive.appraisal.models import Appraisal


class AppraisedItem(models.Model):
    """One record of an appraisal."""

    appraisal: models.ForeignKey[Appraisal, Appraisal] = models.ForeignKey(
        "archive.Appraisal", models.PROTECT, related_name="rows", verbose_name=_("appraisal")
    )
    item = models.ForeignKey(
        Item, models.PROTECT, related_name="appraisals", verbose_name=_("record")
    )

    class Meta:
        verbose_name = _("record of an appraisal")
        verbose_name_plural = _("records of an appraisal")
        constraints = [
            models.UniqueConstraint(
                fields=["appraisal", "item"], name="an_appraisal_has_a_record_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.appraisal_id}: {self.item_id}"


class PanelOpinion(models.Model):
    """What a member of the panel says of a record; ``by`` spoke for the member. The last one counts."""

    row = models.ForeignKey(
        AppraisedItem, models.CASCADE, related_name="opinions", verbose_name=_("record")
    )
    party = models.ForeignKey(
        Party, models.PROTECT, related_name="+", verbose_name=_("member of the panel")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("given by")
    )
    at = models.DateTimeField(_("given"), default=clock.now)
    verdict = models.CharField(_("verdict"), max_length=12, choices=Verdict)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("opinion of the panel")
        verbose_name_plural = _("opinions of the panel")
        constraints = [
            models.UniqueConstraint(fields=["row", "party"], name="a_member_judges_a_record_once")
        ]

    def __str__(self) -> str:
        return f"{self.row_id}: {self.get_verdict_display()}"


class DisposalSignature(models.Model):
    """A signature under a disposal register; ``checksum`` is that of the register as it was signed."""

    appraisal: models.ForeignKey[Appraisal, Appraisal] = models.ForeignKey(
        "archive.Appraisal", models.PROTECT, related_name="signatures", verbose_name=_("appraisal")
    )
    place = models.PositiveSmallIntegerField(_("place"), choices=Place)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("signed by")
    )
    at = models.DateTimeField(_("signed"), default=clock.now)
    checksum = models.CharField(_("checksum of the register"), max_length=64)

    class Meta:
        verbose_name = _("signature of a disposal")
        verbose_name_plural = _("signatures of a disposal")
        ordering = ["appraisal", "place", "pk"]

    def __str__(self) -> str:
        return f"{self.get_place_display()}: {self.by}"
