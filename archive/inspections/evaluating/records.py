"""What one department says of another's public filing of a half-year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.inspections.evaluating.marks import ASPECTS, LONGEST_REMARK, Mark
from zsa_portal.people.models import Department
from zsa_portal.regulations import clock
from zsa_portal.ui.elements import Tone
from zsa_portal.workflow.machine import Text

if TYPE_CHECKING:
    from archive.inspections.models import Inspection


TONES: dict[str, Tone] = {Mark.GOOD: "ok", Mark.SUFFICIENT: "neutral", Mark.LACKING: "warn"}


def mark_of(aspect: str) -> models.CharField[Any, Any]:
    """The column of an aspect."""
    return models.CharField(ASPECTS[aspect], max_length=12, choices=Mark)


class Evaluation(models.Model):
    """The head of the ``evaluating`` department marks the public filing of the ``evaluated`` one.

    The last one of a pair counts, until the report of the inspection is released.
    """

    inspection: models.ForeignKey[Inspection, Inspection] = models.ForeignKey(
        "archive.Inspection",
        models.PROTECT,
        related_name="evaluations",
        verbose_name=_("inspection"),
        db_index=False,
    )
    evaluating = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name=_("evaluating department")
    )
    evaluated = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name=_("evaluated department")
    )
    in_time = mark_of("in_time")
    complete = mark_of("complete")
    findable = mark_of("findable")
    remark = models.CharField(_("remark"), max_length=LONGEST_REMARK, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("given by")
    )
    given_at = models.DateTimeField(_("given"), default=clock.now)

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        ordering = ["evaluated__position", "evaluated", "evaluating__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "evaluating", "evaluated"],
                name="a_department_evaluates_another_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(evaluating=models.F("evaluated")),
                name="no_department_evaluates_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evaluating} → {self.evaluated}"

    @property
    def said(self) -> list[tuple[Text, str, Tone]]:
        """The word of each mark beside its aspect, with its tone."""
        marks = [(label, Mark(getattr(self, name))) for name, label in ASPECTS.items()]
        return [(label, str(mark.label), TONES[mark]) for label, mark in marks]
