"""What an opinion said before its author corrected it, and which opinions stand."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.notices.triggers import CORRECTED_ONCE
from zsa_portal.regulations import clock


class Standing(models.Manager):
    """The opinions that were not withdrawn: what is counted, read, moderated and answered."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(withdrawn_at=None)


class OpinionVersion(models.Model):
    """One version of an opinion that a correction replaced; rows are only added."""

    opinion = models.ForeignKey(
        "zsa_notices.Opinion", models.PROTECT, related_name="versions", verbose_name=_("opinion")
    )
    version = models.PositiveSmallIntegerField(_("version"))
    clause = models.CharField(_("clause"), max_length=60, blank=True)
    type = models.CharField(_("type"), max_length=2, blank=True)
    text = models.TextField(_("opinion"))
    proposed_change = models.TextField(_("proposed change"), blank=True)
    replaced_at = models.DateTimeField(_("replaced"), default=clock.now)

    class Meta:
        verbose_name = _("earlier version of an opinion")
        verbose_name_plural = _("earlier versions of opinions")
        ordering = ["opinion", "version"]
        constraints = [
            models.UniqueConstraint(fields=["opinion", "version"], name="an_earlier_version_once")
        ]
        triggers = list(CORRECTED_ONCE)

    def __str__(self) -> str:
        return f"{self.opinion_id} {self.version}"
