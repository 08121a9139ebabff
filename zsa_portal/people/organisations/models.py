"""Organisations, their membership of the association, and the people who act for them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.accounts.models import User
from zsa_portal.people.dated import Dated, once_at_a_time
from zsa_portal.people.fields import TechnicalField
from zsa_portal.people.folding import CodeField, CreditCodeField, NameField
from zsa_portal.people.history import tracked
from zsa_portal.people.sorting import made_pinyin
from zsa_portal.ui.finding.sides import By

ORGANISATIONS_FOUND_BY = By(("name", "name_en"))


class Organisation(models.Model):
    """An enterprise, social organisation or other body outside the association."""

    class Kind(models.TextChoices):
        ENTERPRISE = "enterprise", _("Enterprise")
        SOCIAL_ORGANISATION = "social_organisation", _("Social organisation")
        OTHER = "other", _("Other")

    FOUND_BY = ORGANISATIONS_FOUND_BY

    name = NameField(_("name"), max_length=160, unique=True)
    name_en = NameField(_("English name"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    credit_code = CreditCodeField(_("unified social credit code"), max_length=18, blank=True)
    legal_representative = NameField(_("legal representative"), max_length=80, blank=True)
    contact = models.CharField(_("contact"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.CharField(_("address"), max_length=240, blank=True)
    fields = ArrayField(
        models.CharField(max_length=30, choices=TechnicalField),
        verbose_name=_("technical fields"),
        default=list,
        blank=True,
    )
    by_pinyin = made_pinyin("name")

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["by_pinyin", "pk"]
        indexes = [
            ORGANISATIONS_FOUND_BY.index("organisations_found"),
            models.Index(fields=["by_pinyin"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["credit_code"],
                condition=~models.Q(credit_code=""),
                name="zsa_people_one_organisation_a_code",
                violation_error_message=_("Another organisation has this credit code."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:organisation", args=[self.pk])


@tracked()
class Membership(Dated):
    """The association membership of an organisation; rights ask the status of the day."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="memberships", verbose_name=_("organisation")
    )
    number = CodeField(_("membership number"), max_length=40, unique=True)
    end_reason = models.CharField(_("reason for the end"), max_length=200, blank=True)

    class Meta(Dated.Meta):
        verbose_name = _("association membership")
        verbose_name_plural = _("association memberships")
        constraints = [
            *Dated.Meta.constraints,
            once_at_a_time(
                "zsa_people_membership_once",
                "organisation",
                message=_("The organisation is a member in that time already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.organisation}"


@tracked()
class OrganisationPerson(Dated):
    """A user acts for an organisation; its administrators invite the others."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="organisation_roles", verbose_name=_("user")
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="people", verbose_name=_("organisation")
    )
    is_administrator = models.BooleanField(_("organisation administrator"), default=False)

    class Meta(Dated.Meta):
        verbose_name = _("person of an organisation")
        verbose_name_plural = _("people of organisations")
        indexes = [models.Index(fields=["user", "organisation"])]
        constraints = [
            *Dated.Meta.constraints,
            once_at_a_time(
                "zsa_people_organisationperson_once",
                "user",
                "organisation",
                message=_("This person acts for the organisation in that time already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation}"
