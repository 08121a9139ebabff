"""When somebody last read the log of a matter: what came since then is new to them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.regulations import clock


class LogVisit(models.Model):
    """A user's last look at the log of a matter."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user")
    )
    matter = models.ForeignKey(
        "zsa_workflow.Matter", models.CASCADE, related_name="+", verbose_name=_("matter")
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("look at a log")
        verbose_name_plural = _("looks at logs")
        constraints = [
            models.UniqueConstraint(fields=["user", "matter"], name="one_last_look_at_a_log")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.matter_id} {self.at:%F %T}"


def visited(matter: Any, user: Any) -> dt.datetime | None:
    """Note that a user reads a matter's log now; when the user did so before, None for never."""
    before: dt.datetime | None = (
        LogVisit.objects.filter(user=user.pk, matter=matter.pk).values_list("at", flat=True).first()
    )
    look = LogVisit(user_id=user.pk, matter_id=matter.pk, at=clock.now())
    LogVisit.objects.bulk_create(
        [look], update_conflicts=True, unique_fields=["user", "matter"], update_fields=["at"]
    )
    return before
