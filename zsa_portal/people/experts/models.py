"""The experts whom the association may engage."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.accounts.models import User
from zsa_portal.people.fields import TechnicalField
from zsa_portal.people.folding import NameField
from zsa_portal.people.organisations.models import Organisation


class Expert(models.Model):
    """An expert whom the association may engage."""

    class Kind(models.TextChoices):
        TECHNICAL = "technical", _("Technical")
        STANDARDISATION = "standardisation", _("Standardisation")
        TESTING = "testing", _("Testing")
        MARKET = "market", _("Market")
        INVESTMENT = "investment", _("Investment")

    user = models.OneToOneField(
        User, models.SET_NULL, null=True, blank=True, related_name="expert", verbose_name=_("user")
    )
    name = NameField(_("full name"), max_length=80)
    fields = ArrayField(
        models.CharField(max_length=30, choices=TechnicalField),
        verbose_name=_("technical fields"),
        default=list,
    )
    kind = models.CharField(_("kind of expertise"), max_length=30, choices=Kind)
    years = models.PositiveSmallIntegerField(
        _("years of experience"), default=0, validators=[MaxValueValidator(70)]
    )
    employer = NameField(_("employer"), max_length=160, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="experts",
        verbose_name=_("employing organisation"),
    )
    title = models.CharField(_("professional title"), max_length=80, blank=True)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("expert")
        verbose_name_plural = _("experts")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
