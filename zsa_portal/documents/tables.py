"""The stored versions of the table of levels."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.documents.triggers import frozen
from zsa_portal.regulations import clock


class LevelTable(models.Model):
    """A version of the table of levels (附件二), in force from a day until the next one's.

    The table as issued is number 1 and no row. ``rows`` are its entries, see ``levels.Entry``.
    """

    number = models.PositiveIntegerField(_("version"), unique=True)
    valid_from = models.DateField(_("in force from"), unique=True)
    rows = models.JSONField(_("entries"))
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("drafted by")
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("confirmed by")
    )
    confirmed_at = models.DateTimeField(_("confirmed"), default=clock.now)

    class Meta:
        verbose_name = _("table of levels")
        verbose_name_plural = _("tables of levels")
        ordering = ["-number"]
        triggers = [frozen()]

    def __str__(self) -> str:
        return f"{self.number} ({self.valid_from})"
