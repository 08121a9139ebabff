"""What the four checks of Chinese archive practice found of each record (真实性、完整性、可用性、安全性)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.records import Item
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Matter


class Check(models.TextChoices):
    """The four checks, in their order."""

    AUTHENTICITY = "authenticity", _("Authenticity (真实性)")
    COMPLETENESS = "completeness", _("Completeness (完整性)")
    USABILITY = "usability", _("Usability (可用性)")
    SAFETY = "safety", _("Safety (安全性)")


class Occasion(models.TextChoices):
    """When the checks are made."""

    FILING = "filing", _("When the list was submitted")
    CUSTODY = "custody", _("At the take-over")
    INSPECTION = "inspection", _("At an inspection")
    INTAKE = "intake", _("When the bag was taken in")


class Flaw(models.TextChoices):
    """What a check found wrong; empty where nothing is."""

    NONE = "", _("In order")
    BYTES_GONE = "bytes_gone", _("The file is not in the store any more")
    BYTES_CHANGED = "bytes_changed", _("The file is not what was stored: its checksum differs")
    LOG_BROKEN = "log_broken", _("The sealed log of its events was altered")
    NO_FILE = "no_file", _("The row has no file")
    NO_PLACE = "no_place", _("The row says no box or no shelf")
    NO_METADATA = "no_metadata", _("The row lacks name, level, kind or retention")
    NOT_OPENING = "not_opening", _("The file does not open")
    NO_PAGES = "no_pages", _("The file opens, but has no page")
    HARMFUL = "harmful", _("The file carries macros or something that acts by itself")
    INFECTED = "infected", _("The virus scanner names the file")
    NOT_EXAMINED = "not_examined", _("It could not be examined")


ADVICE: dict[str, Any] = {
    Flaw.BYTES_GONE: _("Restore the file from the backup, or return the row to be filed again."),
    Flaw.BYTES_CHANGED: _("Return the row; restore the file from the backup and check again."),
    Flaw.LOG_BROKEN: _("Tell the audit role at once; “verify_log” names the first bad row."),
    Flaw.NO_FILE: _("Return the row: the archivist adds the file or takes the row off."),
    Flaw.NO_PLACE: _("Return the row: the archivist writes down box and shelf."),
    Flaw.NO_METADATA: _("Return the row: the archivist fills in what is lacking."),
    Flaw.NOT_OPENING: _("Ask the archivist for the file as its program saves it."),
    Flaw.NO_PAGES: _("Ask the archivist whether the right file was filed."),
    Flaw.HARMFUL: _("Return the row: the file is to be saved without it."),
    Flaw.INFECTED: _("Do not open the file; return the row and tell the security role."),
    Flaw.NOT_EXAMINED: _("Begin the checks again; if it stays so, look at worker and scanner."),
}
"""What to do about each in a filing."""
ADVICE_OF_A_BAG: dict[str, Any] = ADVICE | {
    Flaw.BYTES_GONE: _("Restore the file from the backup, or from the bag."),
    Flaw.BYTES_CHANGED: _("Restore the file from the backup, or from the bag, and check again."),
    Flaw.NO_FILE: _("Ask who sent the bag for the file."),
    Flaw.NO_PLACE: _("Write down where the paper original lies in this archive."),
    Flaw.NO_METADATA: _("Ask who sent the bag for what is lacking."),
    Flaw.NOT_OPENING: _("Ask who sent the bag for the file as its program saves it."),
    Flaw.NO_PAGES: _("Ask who sent the bag whether it is the right file."),
    Flaw.HARMFUL: _("Do not hand the file out; ask who sent the bag for it without this."),
    Flaw.INFECTED: _("Do not open the file; tell the security role and who sent the bag."),
}
"""What to do about each in a bag that was taken in: nobody returns its rows."""
ADVISED: dict[str, dict[str, Any]] = {Occasion.INTAKE: ADVICE_OF_A_BAG}
"""What is advised on an occasion, where it is not ``ADVICE``."""


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
