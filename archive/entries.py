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
MENU.add(
    "archive.filing_months",
    Entry(_("Filing by month"), "archive:filing_months", "calendar3", {ARCHIVE: 12}, staff),
)
MENU.add(
    "archive.filing_missing",
    Entry(
        _("Projects not filed"), "archive:filing_missing", "patch-exclamation", {ARCHIVE: 14}, staff
    ),
)
MENU.add(
    "archive.public_files",
    Entry(_("Public files"), "archive:public_files", "folder2-open", {ARCHIVE: 16}, staff),
)
MENU.add(
    "archive.inspections",
    Entry(_("Inspections"), "archive:inspections", "clipboard-check", {ARCHIVE: 40}, staff),
)
