"""The one ZIP of a matter that somebody asked for; it goes after a day."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Matter

FOLDER = "zips"


def new_name() -> str:
    """A name that nobody guesses."""
    return secrets.token_hex(20)


class PaperZip(models.Model):
    """The papers of a matter that one person may read, as one ZIP; the newest one asked for.

    ``held`` says what lies in it when it is ready: ``{"versions": {key: level}, "forms": {…}}``.
    ``name`` is that of the file below FILES_ROOT; ``language`` that of its list.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", pgettext_lazy("zip", "Failed")

    matter = models.ForeignKey(
        Matter, models.CASCADE, related_name="paper_zips", verbose_name=_("matter")
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="paper_zips",
        verbose_name=_("asked for by"),
    )
    asked_at = models.DateTimeField(_("asked for"), default=clock.now)
    language = models.CharField(_("language"), max_length=10, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    name = models.CharField(_("file name"), max_length=40, default=new_name)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    held: Any = models.JSONField(_("holds"), default=dict)
    left_out = models.PositiveIntegerField(_("left out"), default=0)

    class Meta:
        verbose_name = _("papers as one ZIP")
        verbose_name_plural = _("papers as one ZIP")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "asked_by"], name="one_zip_of_a_reader")
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.asked_by_id}"

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        return Path(settings.FILES_ROOT) / FOLDER / self.name

    @property
    def job(self) -> str:
        """The name under which it is told how far it is."""
        return f"zip:{self.name}"
