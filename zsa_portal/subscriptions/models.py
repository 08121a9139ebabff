"""Subscriptions of mail by field: who asked, who confirmed, what was found new, what was mailed."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core import signing
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zsa_portal.outbox.models import Mail
from zsa_portal.people.fields import TechnicalField
from zsa_portal.regulations import clock
from zsa_portal.subscriptions.topics import CHOICES

SALT = "subscriptions"


def new_token() -> str:
    """The secret of a subscription's page."""
    return secrets.token_urlsafe(24)


class Subscription(models.Model):
    """An address that wants what is new; nothing but the request's confirmation goes there before.

    ``address`` is in small letters; no ``fields`` are all fields. ``seen`` is the last thing found
    when it was last looked at, ``looked_on`` that day.
    """

    address = models.EmailField(_("address"))
    topics = ArrayField(
        models.CharField(max_length=20, choices=CHOICES), verbose_name=_("what is mailed")
    )
    fields = ArrayField(
        models.CharField(max_length=30, choices=TechnicalField),
        verbose_name=_("technical fields"),
        default=list,
        blank=True,
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    token = models.CharField(
        _("secret of its page"), max_length=48, unique=True, default=new_token, editable=False
    )
    asked_at = models.DateTimeField(_("asked for"), default=clock.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    told_at = models.DateTimeField(_("last mailed about itself"), null=True, blank=True)
    seen = models.BigIntegerField(_("last thing seen"), default=0, editable=False)
    looked_on = models.DateField(_("last looked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(Lower("address"), name="one_subscription_an_address"),
        ]

    def __str__(self) -> str:
        return str(_("subscription %(number)d")) % {"number": self.pk}

    @property
    def key(self) -> str:
        """What opens its page: signed, of this subscription alone."""
        return signing.Signer(salt=SALT).sign(self.token)

    def get_absolute_url(self) -> str:
        return reverse("subscriptions:own", args=[self.key])

    def end_url(self) -> str:
        """The path that ends it."""
        return reverse("subscriptions:end", args=[self.key])


class News(models.Model):
    """A public thing by topic and key, from the moment it was first found public."""

    topic = models.CharField(_("topic"), max_length=20, choices=CHOICES)
    thing = models.BigIntegerField(_("key of the thing"))
    fields = ArrayField(
        models.CharField(max_length=30), verbose_name=_("technical fields"), default=list
    )
    found_at = models.DateTimeField(_("found"), default=clock.now)

    class Meta:
        verbose_name = _("new thing")
        verbose_name_plural = _("new things")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "thing"], name="a_thing_is_new_once")
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.thing}"


class Letter(models.Model):
    """A mail to a subscriber: that of a day, or without a day one about the subscription itself."""

    subscription = models.ForeignKey(
        Subscription, models.CASCADE, related_name="letters", verbose_name=_("subscription")
    )
    mail = models.OneToOneField(
        Mail, models.CASCADE, related_name="subscription_letter", verbose_name=_("mail")
    )
    day = models.DateField(_("day"), null=True, blank=True)

    class Meta:
        verbose_name = _("mail of a subscription")
        verbose_name_plural = _("mails of subscriptions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "day"], name="one_mail_a_day_for_a_subscription"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subscription} {self.day or ''}"
