"""Bags: what of the archive left, or is about to leave, as a BagIt bag."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.records import Folder
from zsa_portal.documents.models import File
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Matter


def job_of(pk: int) -> str:
    """The name under which it is told how far a bag (its key) is."""
    return f"bag:{pk}"


class Bag(models.Model):
    """A folder with those below it, or a project's folders, as one bag (zip) for another archive.

    ``total`` records go into it, ``done`` of them lie in it; ``file`` is the bag once it is made,
    ``error`` says why it could not be.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", pgettext_lazy("bag", "Failed")

    folder = models.ForeignKey(
        Folder,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="bags",
        verbose_name=_("folder"),
    )
    project = models.ForeignKey(
        Matter,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="archive_bags",
        verbose_name=_("project"),
    )
    purpose = models.CharField(_("for whom and what"), max_length=300)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    total = models.PositiveIntegerField(_("records"), default=0)
    done = models.PositiveIntegerField(_("records in it"), default=0)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("why it failed"), max_length=500, blank=True)
    file = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked for by")
    )
    asked_at = models.DateTimeField(_("asked for"), default=clock.now)
    made_at = models.DateTimeField(_("made"), null=True, blank=True)

    class Meta:
        verbose_name = _("bag")
        verbose_name_plural = _("bags")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(folder__isnull=False, project__isnull=True)
                | models.Q(folder__isnull=True, project__isnull=False),
                name="a_bag_is_of_a_folder_or_a_project",
            ),
        ]

    def __str__(self) -> str:
        return str(self.folder or self.project)
