"""The four checks (真实性、完整性、可用性、安全性), when they are made, and what each may find wrong."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


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
    NOT_DRAWN = "not_drawn", _("No pages to read can be made of the file")
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
    Flaw.NOT_DRAWN: _("Return the row: the archivist saves the file in parts or as a PDF."),
    Flaw.HARMFUL: _("Return the row: the file is to be saved without it."),
    Flaw.INFECTED: _("Do not open the file; return the row and tell the security role."),
    Flaw.NOT_EXAMINED: _("Begin the checks again; if it stays so, look at worker and scanner."),
}
"""What to do about each in a filing."""
UNOPENED = (Flaw.NOT_OPENING, Flaw.NO_PAGES, Flaw.NOT_DRAWN)
"""What tells that nobody could read a file above public once its list is signed."""
ADVICE_OF_A_BAG: dict[str, Any] = ADVICE | {
    Flaw.BYTES_GONE: _("Restore the file from the backup, or from the bag."),
    Flaw.BYTES_CHANGED: _("Restore the file from the backup, or from the bag, and check again."),
    Flaw.NO_FILE: _("Ask who sent the bag for the file."),
    Flaw.NO_PLACE: _("Write down where the paper original lies in this archive."),
    Flaw.NO_METADATA: _("Ask who sent the bag for what is lacking."),
    Flaw.NOT_OPENING: _("Ask who sent the bag for the file as its program saves it."),
    Flaw.NO_PAGES: _("Ask who sent the bag whether it is the right file."),
    Flaw.NOT_DRAWN: _("Ask who sent the bag for it in parts, or as a PDF."),
    Flaw.HARMFUL: _("Do not hand the file out; ask who sent the bag for it without this."),
    Flaw.INFECTED: _("Do not open the file; tell the security role and who sent the bag."),
}
"""What to do about each in a bag that was taken in: nobody returns its rows."""
ADVISED: dict[str, dict[str, Any]] = {Occasion.INTAKE: ADVICE_OF_A_BAG}
"""What is advised on an occasion, where it is not ``ADVICE``."""
