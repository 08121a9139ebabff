"""When somebody last read the log of a matter: what came since then is new to them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import connection, models
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


NOTE = """
    WITH earlier AS (SELECT at FROM zsa_workflow_logvisit WHERE user_id = %s AND matter_id = %s)
    INSERT INTO zsa_workflow_logvisit (user_id, matter_id, at) VALUES (%s, %s, %s)
    ON CONFLICT (user_id, matter_id) DO UPDATE SET at = EXCLUDED.at
    RETURNING (SELECT at FROM earlier)
"""


def visited(matter: Any, user: Any) -> dt.datetime | None:
    """Note that a user reads a matter's log now; when the user did so before, None for never."""
    with connection.cursor() as cursor:
        cursor.execute(NOTE, [user.pk, matter.pk, user.pk, matter.pk, clock.now()])
        before: dt.datetime | None = cursor.fetchone()[0]
    return before
