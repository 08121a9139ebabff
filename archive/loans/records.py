"""What a loan is of, and the custodian's spot checks of how borrowed records are handled (A16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.records import Item
from zsa_portal.regulations import clock

if TYPE_CHECKING:
    from archive.loans.models import Loan


class LoanItem(models.Model):
    """One record of a loan."""

    loan: models.ForeignKey[Loan, Loan] = models.ForeignKey(
        "archive.Loan", models.CASCADE, related_name="rows", verbose_name=_("loan")
    )
    item = models.ForeignKey(
        Item, models.PROTECT, related_name="loan_rows", verbose_name=_("record")
    )

    class Meta:
        verbose_name = _("record of a loan")
        verbose_name_plural = _("records of a loan")
        constraints = [
            models.UniqueConstraint(fields=["loan", "item"], name="a_loan_has_a_record_once")
        ]

    def __str__(self) -> str:
        return f"{self.loan_id}: {self.item_id}"


class SpotCheck(models.Model):
    """A sample of loans drawn at random, of which the custodian looks into the handling (第十六条)."""

    drawn_at = models.DateTimeField(_("drawn"), default=clock.now)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("drawn by")
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        verbose_name = _("spot check")
        verbose_name_plural = _("spot checks")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{clock.day_of(self.drawn_at):%F}"

    def get_absolute_url(self) -> str:
        return reverse("archive:spot_check", args=[self.pk])


class SpotCheckRow(models.Model):
    """One loan of a sample: ``conforms`` is None until the custodian has looked into it."""

    check_of = models.ForeignKey(
        SpotCheck, models.CASCADE, related_name="rows", verbose_name=_("spot check")
    )
    loan: models.ForeignKey[Loan, Loan] = models.ForeignKey(
        "archive.Loan", models.PROTECT, related_name="spot_checks", verbose_name=_("loan")
    )
    conforms = models.BooleanField(_("handled as the rules say"), null=True, blank=True)
    finding = models.TextField(_("finding"), blank=True)
    found_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("found by"),
    )
    found_at = models.DateTimeField(_("found"), null=True, blank=True)

    class Meta:
        verbose_name = _("loan of a spot check")
        verbose_name_plural = _("loans of a spot check")
        ordering = ["check_of", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["check_of", "loan"], name="a_check_has_a_loan_once")
        ]

    def __str__(self) -> str:
        return f"{self.check_of_id}: {self.loan_id}"
