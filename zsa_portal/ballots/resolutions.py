"""Decisions that a body took and an officer records."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.ballots import triggers
from zsa_portal.documents.models import Version
from zsa_portal.people.models import Body
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Matter


class Decision(models.Model):
    """What a body decided on matters, recorded by an officer; a later record corrects an earlier.

    ``present`` are people out of ``seats``; records from before the seats were kept have none.
    """

    class Mode(models.TextChoices):
        MEETING = "meeting", _("In a session")
        CIRCULATION = "circulation", _("By circulation")

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")

    body = models.ForeignKey(Body, models.PROTECT, related_name="decisions", verbose_name=_("body"))
    matters = models.ManyToManyField(Matter, related_name="decisions", verbose_name=_("matters"))
    purpose = models.CharField(_("purpose"), max_length=60, db_index=True)
    mode = models.CharField(_("mode"), max_length=12, choices=Mode)
    decided_on = models.DateField(_("date of the decision"))
    number = models.CharField(_("number of the resolution"), max_length=60)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome)
    yes = models.PositiveSmallIntegerField(_("in favour"), null=True, blank=True)
    no = models.PositiveSmallIntegerField(_("against"), null=True, blank=True)
    abstain = models.PositiveSmallIntegerField(_("abstaining"), null=True, blank=True)
    present = models.PositiveSmallIntegerField(_("present or answering"), null=True, blank=True)
    seats = models.PositiveSmallIntegerField(
        _("voting seats of that day"), null=True, editable=False
    )
    note = models.TextField(_("note"), blank=True)
    document = models.ForeignKey(
        Version,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("resolution paper"),
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["purpose", "-recorded_at"])]
        triggers = list(triggers.DECIDED_ONCE)

    def __str__(self) -> str:
        return f"{self.number} {self.get_outcome_display()}"
