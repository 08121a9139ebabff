"""What has been sent about a deadline, and the figures that say when."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Settable
from zsa_portal.workflow.models import Duty

NOT_SAID = _("The regulations set deadlines; when to remind of them is left to the portal.")
DAYS_BEFORE = Settable(
    "reminders.days_before", [7, 3, 1], _("Days before the last day on which to remind"), NOT_SAID
)
DAYS_AFTER = Settable(
    "reminders.days_after", [1, 3, 7], _("Days after the last day on which to remind"), NOT_SAID
)
ESCALATE_AFTER = Settable(
    "reminders.escalate_after", 3, _("Days after which heads and secretaries are told"), NOT_SAID
)
HOUR = Settable("reminders.hour", 8, _("Hour of the day from which reminders are sent"), NOT_SAID)


class ReminderSent(models.Model):
    """One reminder of one duty: ``offset`` in days from the last day, negative before it."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="reminders", verbose_name=_("duty"))
    offset = models.SmallIntegerField(_("days from the last day"))
    sent_at = models.DateTimeField(_("sent"), default=clock.now)
    people = models.PositiveSmallIntegerField(_("people told"), default=0)

    class Meta:
        verbose_name = _("reminder sent")
        verbose_name_plural = _("reminders sent")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["duty", "offset"], name="zsa_reminders_one_an_offset")
        ]

    def __str__(self) -> str:
        return f"{self.duty} {self.offset:+d}"
