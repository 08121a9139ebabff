"""The experts whom the association may engage."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.accounts.models import User
from zsa_portal.people.dated import Dated
from zsa_portal.people.fields import TechnicalField
from zsa_portal.people.folding import NameField
from zsa_portal.people.history import tracked
from zsa_portal.people.organisations.models import Organisation
from zsa_portal.people.sorting import made_pinyin
from zsa_portal.ui.finding.sides import By

EXPERTS_FOUND_BY = By(("name", "employer"))


class Expert(models.Model):
    """An expert whom the association may engage.

    ``origin`` is the side of society the expert comes from (认定 第十二条),
    ``standardisation_since`` the day from which the expert works in standardisation.
    """

    class Kind(models.TextChoices):
        TECHNICAL = "technical", _("Technical")
        STANDARDISATION = "standardisation", _("Standardisation")
        TESTING = "testing", _("Testing")
        MARKET = "market", _("Market")
        INVESTMENT = "investment", _("Investment")

    class Origin(models.TextChoices):
        GOVERNMENT = "government", _("Government")
        SOCIAL_ORGANISATION = "social_organisation", _("Social organisation")
        ENTERPRISE = "enterprise", _("Enterprise")
        RESEARCH = "research", _("Research institution")
        TESTING = "testing", _("Testing body")
        CERTIFICATION = "certification", _("Certification body")
        USER = "user", _("Users")
        CONSUMER = "consumer", _("Consumers")

    FOUND_BY = EXPERTS_FOUND_BY

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
    origin = models.CharField(_("origin"), max_length=20, choices=Origin, blank=True)
    standardisation_since = models.DateField(
        _("works in standardisation since"), null=True, blank=True
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
    by_pinyin = made_pinyin("name")

    class Meta:
        verbose_name = _("expert")
        verbose_name_plural = _("experts")
        ordering = ["by_pinyin", "pk"]
        indexes = [EXPERTS_FOUND_BY.index("experts_found")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:expert", args=[self.pk])


class Background(models.Model):
    """What an expert brings to a technical field (认定 第十三条(三)), with what shows it."""

    class Kind(models.TextChoices):
        PROFESSIONAL = "professional", _("Professional")
        MANAGERIAL = "managerial", _("Managerial")
        TESTING = "testing", _("Testing")
        CERTIFICATION = "certification", _("Certification")

    expert = models.ForeignKey(
        Expert, models.CASCADE, related_name="backgrounds", verbose_name=_("expert")
    )
    field = models.CharField(_("technical field"), max_length=30, choices=TechnicalField)
    kind = models.CharField(_("kind of background"), max_length=20, choices=Kind)
    evidence = models.CharField(
        _("what shows it"),
        max_length=200,
        blank=True,
        help_text=_("For instance projects, posts or publications."),
    )

    class Meta:
        verbose_name = _("background of an expert")
        verbose_name_plural = _("backgrounds of experts")
        ordering = ["field", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["expert", "field", "kind"],
                name="zsa_people_background_once",
                violation_error_message=_("This background is recorded already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_field_display()} · {self.get_kind_display()}"


@tracked()
class Employment(Dated):
    """Where an expert works or worked, from a day to a day."""

    expert = models.ForeignKey(
        Expert, models.CASCADE, related_name="employments", verbose_name=_("expert")
    )
    employer = NameField(_("employer"), max_length=160)
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("employing organisation"),
    )
    post = models.CharField(_("post held there"), max_length=80, blank=True)

    class Meta(Dated.Meta):
        verbose_name = _("employment of an expert")
        verbose_name_plural = _("employment history of experts")
        ordering = ["-starts", "-pk"]

    def __str__(self) -> str:
        return f"{self.expert} · {self.employer}"
