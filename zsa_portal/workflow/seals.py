"""What the sealer keeps: one seal for each row of a log, and one root for each day."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.regulations import clock

SEALED_ONCE = pgtrigger.Protect(name="sealed_once", operation=pgtrigger.Update | pgtrigger.Delete)


class Seal(models.Model):
    """The seal of one row of a log: the digest of the row and of the seal before it.

    ``position`` counts each chain from 1 without gaps; ``row`` is the key of the log's row.
    """

    chain = models.CharField(_("chain"), max_length=40)
    position = models.PositiveBigIntegerField(_("position"))
    row = models.PositiveBigIntegerField(_("row"))
    digest = models.CharField(_("digest"), max_length=64)
    at = models.DateTimeField(_("sealed"), default=clock.now)

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        ordering = ["chain", "position"]
        indexes = [models.Index(fields=["chain", "at"])]
        constraints = [
            models.UniqueConstraint(fields=["chain", "position"], name="one_seal_of_a_position"),
            models.UniqueConstraint(fields=["chain", "row"], name="one_seal_of_a_row"),
        ]
        triggers = [SEALED_ONCE]

    def __str__(self) -> str:
        return f"{self.chain} {self.position}"


class DayRoot(models.Model):
    """The root of all chains at the end of a day, which goes outside the database."""

    day = models.DateField(_("day"), unique=True)
    root = models.CharField(_("root"), max_length=64)
    sent_at = models.DateTimeField(_("sent"), default=clock.now)

    class Meta:
        verbose_name = _("root of a day")
        verbose_name_plural = _("roots of the days")
        ordering = ["-day"]
        triggers = [SEALED_ONCE]

    def __str__(self) -> str:
        return f"{self.day} {self.root}"
