"""What somebody asked to have done in several matters, and what came of each."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.regulations import clock


class BulkRun(models.Model):
    """A step that one person takes for chosen matters of one procedure; nobody else reads it.

    ``values`` are the posted texts of the step's form by field, each a list.
    """

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="bulk_runs",
        verbose_name=_("by"),
    )
    kind = models.CharField(_("kind"), max_length=30)
    step = models.CharField(_("step"), max_length=60)
    values: Any = models.JSONField(_("what was typed"), default=dict)
    language = models.CharField(_("language"), max_length=10, blank=True)
    asked_at = models.DateTimeField(_("asked for"), default=clock.now, db_index=True)

    class Meta:
        verbose_name = _("step for several matters")
        verbose_name_plural = _("steps for several matters")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.step} {self.asked_at:%F %T}"


class BulkRow(models.Model):
    """One chosen matter of a run: ``seen`` as the preview showed it, ``said`` why it was refused.

    It waits while ``done_at`` is empty; then ``taken`` says whether the step was taken.
    """

    run = models.ForeignKey(BulkRun, models.CASCADE, related_name="rows", verbose_name=_("run"))
    matter = models.ForeignKey(
        "zsa_workflow.Matter", models.CASCADE, related_name="+", verbose_name=_("matter")
    )
    seen = models.CharField(_("seen"), max_length=40, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    taken = models.BooleanField(_("taken"), default=False)
    said = models.TextField(_("why not"), blank=True)

    class Meta:
        verbose_name = _("matter of a step for several")
        verbose_name_plural = _("matters of a step for several")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["run", "matter"], name="once_in_a_run")]
        indexes = [
            models.Index(fields=["run"], condition=models.Q(done_at=None), name="bulk_rows_open")
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.matter_id}"
