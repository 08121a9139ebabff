"""Who handles a matter, and who did."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.models import DepartmentMembership
from zsa_portal.regulations import clock


class HandlingQuerySet(models.QuerySet):
    """Who handles which matter."""

    def current(self, day: dt.date | None = None) -> HandlingQuerySet:
        """Those that hold: not given back, by an active person of the department that owns the matter.

        That person belongs to it on a day, today by default.
        """
        home = DepartmentMembership.objects.current(day).filter(
            user=OuterRef("person"), department=OuterRef("matter__owner")
        )
        return self.filter(Exists(home), until=None, person__is_active=True)


class Handling(models.Model):
    """A person of its department handles a matter from an instant until another.

    It gives no right and takes none. Who leaves the department handles its matters no longer, though
    the row stays open; see ``current``.
    """

    matter = models.ForeignKey(
        "zsa_workflow.Matter",
        models.CASCADE,
        related_name="handlings",
        verbose_name=_("matter"),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="handlings",
        verbose_name=_("handled by"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("named by"),
    )
    since = models.DateTimeField(_("since"), default=clock.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)

    objects = HandlingQuerySet.as_manager()

    class Meta:
        verbose_name = _("handling of a matter")
        verbose_name_plural = _("handlings of matters")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], condition=models.Q(until=None), name="one_handles_a_matter"
            )
        ]
        indexes = [
            models.Index(
                fields=["person", "matter"],
                condition=models.Q(until=None),
                name="handled_now",
            )
        ]

    def __str__(self) -> str:
        return f"{self.matter_id}: {self.person}"
