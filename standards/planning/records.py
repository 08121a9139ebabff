"""What project approval keeps: the secretariat's evaluations and the work plan."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.regulations import clock


class WorkPlan(models.Model):
    """A plan issued on a decision of the council, covering one or many projects (第十五条)."""

    number = models.CharField(_("number"), max_length=40, unique=True)
    issued_on = models.DateField(_("issued"))
    decision = models.ForeignKey(
        "zsa_ballots.Decision", models.PROTECT, related_name="plans", verbose_name=_("decision")
    )
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("issued by")
    )

    class Meta:
        verbose_name = _("work plan")
        verbose_name_plural = _("work plans")
        ordering = ["-issued_on", "-pk"]

    def __str__(self) -> str:
        return self.number


class Evaluation(models.Model):
    """The secretariat's evaluation of a project's necessity and feasibility (第十四条)."""

    project = models.ForeignKey("standards.Project", models.CASCADE, related_name="evaluations")
    necessary = models.BooleanField(_("necessary"))
    feasible = models.BooleanField(_("feasible"))
    opinion = models.TextField(_("opinion"))
    evaluator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("evaluator")
    )
    at = models.DateTimeField(_("at"), default=clock.now)

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.project} {self.at:%F}"
