"""What a department sent, so that a retry finds what is there; when all ended projects were gone through."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.records import Item
from zsa_portal.people.models import Department
from zsa_portal.regulations import clock


class Received(models.Model):
    """A file as it was sent: lower-case hex SHA-256 of its bytes, before anything was taken out."""

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name=_("department")
    )
    sha256 = models.CharField(_("checksum as sent"), max_length=64)
    item = models.ForeignKey(
        Item, models.CASCADE, related_name="received", verbose_name=_("record")
    )
    at = models.DateTimeField(_("received"), default=clock.now)

    class Meta:
        verbose_name = _("received file")
        verbose_name_plural = _("received files")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "sha256"], name="a_department_sends_a_file_once"
            ),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


class GoneThrough(models.Model):
    """When everything was last gone through for what is owed under ``key``; since then what changed is."""

    key = models.CharField(_("what for"), max_length=40, unique=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("time of going through")
        verbose_name_plural = _("times of going through")

    def __str__(self) -> str:
        return f"{self.key} {self.at:%F %T}"
