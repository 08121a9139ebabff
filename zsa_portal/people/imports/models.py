"""What was imported, by whom and when."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.accounts.models import User
from zsa_portal.regulations import clock

PATIENCE = dt.timedelta(seconds=15)


class ImportRun(models.Model):
    """A table that somebody sent: it is read, looked at, and taken over or sent.

    ``upload`` is kept until it is read, ``rows`` until they are taken over. ``about`` tells what a
    table concerns besides its kind, ``given`` what was said with it, ``language`` in which words
    its errors are written.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("To be read")
        REFUSED = "refused", _("With errors")
        READY = "ready", _("Checked")
        SUBMITTED = "submitted", _("Waiting for release")
        DONE = "done", _("Taken over")

    importer = models.SlugField(_("kind of import"), max_length=40)
    about = models.CharField(_("about"), max_length=60, blank=True)
    name = models.CharField(_("file name"), max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    upload = models.BinaryField(null=True, editable=False)
    language = models.CharField(_("language"), max_length=10, default=settings.LANGUAGE_CODE)
    given = models.JSONField(default=dict, editable=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    started_at = models.DateTimeField(_("reading began"), null=True, blank=True)
    rows = models.JSONField(_("rows"), default=list)
    errors = models.JSONField(_("errors"), default=list)
    uploaded_by = models.ForeignKey(
        User, models.PROTECT, related_name="imports", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded"), default=clock.now)
    submitted_at = models.DateTimeField(_("put forward"), null=True, blank=True)
    released_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("released by"),
    )
    applied_at = models.DateTimeField(_("taken over"), null=True, blank=True)
    created = models.PositiveIntegerField(_("new rows"), default=0)
    updated = models.PositiveIntegerField(_("changed rows"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged rows"), default=0)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-uploaded_at", "-pk"]
        indexes = [
            models.Index(
                fields=["started_at"],
                condition=models.Q(state="waiting"),
                name="tables_to_read",
            ),
            models.Index(fields=["uploaded_by", "importer", "about"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(released_by=models.F("uploaded_by")),
                name="released_by_a_second_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.importer} {self.name}"

    @property
    def waits_long(self) -> bool:
        """Whether the readers should have begun by now."""
        return self.started_at is None and clock.now() > self.uploaded_at + PATIENCE
