"""What reconsideration keeps: the request and what became of it (认定 第十八条)."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from certification.reconsideration.papers import Ground
from zsa_portal.regulations import clock

USER = settings.AUTH_USER_MODEL


class Reconsideration(models.Model):
    """One request for reconsideration of a review, examined once."""

    class Decision(models.TextChoices):
        FOUNDED = "founded", _("Founded")
        UNFOUNDED = "unfounded", _("Unfounded")

    recognition = models.ForeignKey(
        "certification.Recognition", models.PROTECT, related_name="reconsiderations"
    )
    grounds = ArrayField(models.CharField(max_length=20, choices=Ground), verbose_name=_("grounds"))
    breach = models.TextField(_("where the review broke it"))
    effect = models.TextField(_("material effect on the result"))
    asked_by = models.ForeignKey(
        USER, models.PROTECT, related_name="+", verbose_name=_("asked for by")
    )
    asked_at = models.DateTimeField(_("asked for"), default=clock.now)
    decision = models.CharField(_("decision"), max_length=12, choices=Decision, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("request for reconsideration")
        verbose_name_plural = _("requests for reconsideration")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recognition"],
                condition=models.Q(decision=""),
                name="one_open_reconsideration",
            ),
            models.CheckConstraint(
                condition=models.Q(decision="", decided_at=None)
                | (models.Q(decided_at__isnull=False) & ~models.Q(reason="")),
                name="a_decided_request_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recognition} {self.asked_at:%F}"

    @property
    def ground_labels(self) -> list[str]:
        """The principles in words."""
        return [str(Ground(one).label) for one in self.grounds if one in Ground.values]
