"""What the association knows of a body's standards work, as the body recorded it (认定 第七条)."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.models import Organisation
from zsa_portal.regulations import clock


@pghistory.track()
class BodyFacts(models.Model):
    """The facts about a body's standards work; the newest row holds, earlier ones stay as they were."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="standards_work", verbose_name=_("body")
    )
    since = models.DateField(_("standards work since"))
    founded = models.DateField(_("founded"), null=True, blank=True)
    department = models.CharField(_("department for standards work"), max_length=160)
    staff = models.TextField(_("staff who know standards work"), max_length=2000)
    rules = models.TextField(_("own rules for group standards"), max_length=2000)
    rules_since = models.DateField(_("own rules in effect since"))
    incident_on = models.DateField(
        _("day of the last incident of large negative effect"), null=True, blank=True
    )
    incident = models.TextField(_("what happened"), max_length=2000, blank=True)
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("recorded by"),
    )

    class Meta:
        verbose_name = _("facts about a body's standards work")
        verbose_name_plural = _("facts about bodies' standards work")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["organisation", "-id"])]

    def __str__(self) -> str:
        return f"{self.organisation} {self.recorded_at:%Y-%m-%d}"
