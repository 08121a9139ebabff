"""Who complains, with what evidence, and what is written meanwhile: beside the matter, never in it.

Name, contact and the secret of the private page stand in a table of their own, so that nothing that
lists, logs or prints matters has them at hand.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zsa_portal.documents.models import File
from zsa_portal.regulations import clock

COMPLAINT = "zsa_complaints.Complaint"
USER = settings.AUTH_USER_MODEL


def new_token() -> str:
    """The secret of a private page."""
    return secrets.token_urlsafe(24)


class Complainant(models.Model):
    """The person who complains, known to the association.

    ``shares_contact`` lets the body know name and contact too; ``language`` is that of mails.
    """

    complaint = models.OneToOneField(
        COMPLAINT, models.PROTECT, related_name="complainant", verbose_name=_("complaint")
    )
    name = models.CharField(_("name"), max_length=80)
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    contact = models.CharField(_("phone or e-mail"), max_length=160)
    shares_contact = models.BooleanField(_("the body may know name and contact"), default=False)
    account = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("account")
    )
    language = models.CharField(_("language"), max_length=10, blank=True)
    token = models.CharField(
        _("secret of its page"), max_length=48, unique=True, default=new_token, editable=False
    )
    ticket = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("complainant")
        verbose_name_plural = _("complainants")

    def __str__(self) -> str:
        return f"{self.complaint_id}"

    def get_absolute_url(self) -> str:
        return reverse("complaints:follow", args=[self.token])


class Note(models.Model):
    """Something written in a complaint, by one side to another; the association reads all of it."""

    class Side(models.TextChoices):
        COMPLAINANT = "complainant", _("Complainant")
        DESK = "desk", _("Association")
        BODY = "body", _("Body complained about")

    complaint = models.ForeignKey(
        COMPLAINT, models.PROTECT, related_name="notes", verbose_name=_("complaint")
    )
    side = models.CharField(_("written by"), max_length=12, choices=Side)
    by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    text = models.TextField(_("text"))
    at = models.DateTimeField(_("at"), default=clock.now)
    for_body = models.BooleanField(_("the body reads it"), default=False)
    for_complainant = models.BooleanField(_("the complainant reads it"), default=False)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.get_side_display()} {self.at:%F %T}"


class Evidence(models.Model):
    """A file that came with a complaint, or with a note; ``for_body`` once it was passed on.

    One that came with a note is read by whom the note is read.
    """

    complaint = models.ForeignKey(
        COMPLAINT, models.PROTECT, related_name="evidence", verbose_name=_("complaint")
    )
    note = models.ForeignKey(
        Note,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence",
        verbose_name=_("message"),
    )
    file = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name=_("file"))
    name = models.CharField(_("file name"), max_length=255)
    cleaned = models.CharField(_("taken out of the file"), max_length=300, blank=True)
    at = models.DateTimeField(_("at"), default=clock.now)
    for_body = models.BooleanField(_("the body reads it"), default=False)
    for_complainant = models.BooleanField(_("the complainant reads it"), default=False)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
