"""What the archive puts in the menus."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zsa_portal.people.menu import MENU, Entry, Group, staff

ARCHIVE = Group(_("Archive"), 25)

MENU.add(
    "archive.filings",
    Entry(_("Filings"), "archive:filings", "archive", {ARCHIVE: 10}, staff),
)

MENU.add(
    "archive.levels",
    Entry(_("Table of levels"), "archive:levels", "shield-lock", {ARCHIVE: 60}, staff),
)
