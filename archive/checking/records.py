"""What the four checks of Chinese archive practice found of each record (真实性、完整性、可用性、安全性)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.checking.kinds import ADVICE, ADVISED, Check, Flaw, Occasion
from archive.records import Item
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Matter


class CheckRun(models.Model):
    """The checks of one filing or intake on one occasion: ``total`` records, ``done`` looked at."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Under way")
        DONE = "done", _("Made")

    origin = models.ForeignKey(
        Matter, models.PROTECT, related_name="check_runs", verbose_name=_("filing or intake")
    )
    occasion = models.CharField(_("occasion"), max_length=12, choices=Occasion)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    total = models.PositiveIntegerField(_("records"), default=0)
    done = models.PositiveIntegerField(_("looked at"), default=0)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("begun by"),
    )
    begun_at = models.DateTimeField(_("begun"), default=clock.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("run of the four checks")
        verbose_name_plural = _("runs of the four checks")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["origin", "occasion"],
                condition=models.Q(state="waiting"),
                name="one_run_of_checks_under_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.origin_id} {self.occasion}"


class CheckResult(models.Model):
    """What one check found of one record in one run.

    ``sha256`` is that of the file that was looked at, empty for paper originals; ``detail`` says
    more in the words of who looked, in Chinese.
    """

    run = models.ForeignKey(CheckRun, models.CASCADE, related_name="results", verbose_name=_("run"))
    item = models.ForeignKey(Item, models.CASCADE, related_name="checks", verbose_name=_("record"))
    kind = models.CharField(_("check"), max_length=12, choices=Check)
    flaw = models.CharField(_("what was found"), max_length=14, choices=Flaw, blank=True)
    detail = models.CharField(_("detail"), max_length=300, blank=True)
    sha256 = models.CharField(_("checksum"), max_length=64, blank=True)
    at = models.DateTimeField(_("checked"), default=clock.now)

    class Meta:
        verbose_name = _("result of a check")
        verbose_name_plural = _("results of checks")
        ordering = ["run", "item", "pk"]
        indexes = [models.Index(fields=["item", "kind", "-at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "item", "kind"], name="one_result_of_a_check_in_a_run"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.kind}: {self.flaw or 'ok'}"

    @property
    def passed(self) -> bool:
        """Whether nothing was found."""
        return self.flaw == Flaw.NONE

    @property
    def advice(self) -> Any:
        """What to do about it, empty where nothing was found."""
        return ADVISED.get(self.run.occasion, ADVICE).get(self.flaw, "")
