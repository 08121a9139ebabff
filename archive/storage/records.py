"""The custodian's checks of the archive's storage (第十二条第一款第二项)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.regulations import clock


class StorageCheck(models.Model):
    """One check: the day of the last backup, whether viruses were found, and the space of that moment.

    ``proved_on`` is the day of the last restore drill, None where none is told of.
    ``free_bytes`` and ``total_bytes`` are measured by the portal where its files lie. ``note`` says
    what was found and what is done about it.
    """

    at = models.DateTimeField(_("checked"), default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("checked by")
    )
    backed_up_on = models.DateField(_("last backup"))
    proved_on = models.DateField(_("last restore drill"), null=True, blank=True)
    infected = models.BooleanField(_("viruses found"), default=False)
    note = models.TextField(_("what was found and done"), max_length=2000, blank=True)
    free_bytes = models.PositiveBigIntegerField(_("free space"))
    total_bytes = models.PositiveBigIntegerField(_("whole space"))

    class Meta:
        verbose_name = _("check of the storage")
        verbose_name_plural = _("checks of the storage")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{clock.day_of(self.at):%F}"

    @property
    def free_percent(self) -> int:
        """How many per cent of the space are free, rounded down; 0 of no space at all."""
        return 100 * self.free_bytes // self.total_bytes if self.total_bytes else 0
