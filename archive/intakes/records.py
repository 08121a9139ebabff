"""What a verified bag holds, as it is shown before it is taken in."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.workflow.models import Matter


class IntakeContents(models.Model):
    """The records and folders of a bag, plain rows that a worker read; see ``bags.plain``.

    Each record has besides its ``given``, the level that it comes in with. A worker holds the row
    while it is at the bag.
    """

    intake: models.OneToOneField[Matter, Matter] = models.OneToOneField(
        "archive.Intake",
        models.CASCADE,
        related_name="contents",
        verbose_name=_("intake of a bag"),
    )
    records = models.JSONField(_("records"), default=list)
    folders = models.JSONField(_("folders"), default=list)

    class Meta:
        verbose_name = _("contents of a bag")
        verbose_name_plural = _("contents of bags")

    def __str__(self) -> str:
        return str(self.intake)
