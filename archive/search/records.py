"""Searches that people keep for themselves."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.regulations import clock


class SavedSearch(models.Model):
    """A search of somebody under a name: what was asked, as the address of the list says it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="archive_searches",
        verbose_name=_("whose"),
    )
    name = models.CharField(_("name"), max_length=60)
    asked = models.CharField(_("what is asked"), max_length=600)
    saved_at = models.DateTimeField(_("saved"), default=clock.now)

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="one_saved_search_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name
