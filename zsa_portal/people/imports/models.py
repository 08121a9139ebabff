"""What was imported, by whom and when."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.accounts.models import User
from zsa_portal.regulations import clock


class ImportRun(models.Model):
    """A checked spreadsheet: its rows wait here between preview and confirmation, no longer."""

    importer = models.SlugField(_("kind of import"), max_length=40)
    name = models.CharField(_("file name"), max_length=200)
    rows = models.JSONField(_("rows"), default=list)
    uploaded_by = models.ForeignKey(
        User, models.PROTECT, related_name="imports", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded"), default=clock.now)
    applied_at = models.DateTimeField(_("taken over"), null=True, blank=True)
    created = models.PositiveIntegerField(_("new rows"), default=0)
    updated = models.PositiveIntegerField(_("changed rows"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged rows"), default=0)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.importer} {self.name}"
