"""What the archive puts in the menus and in the calendar."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from archive.dates import archive_days
from archive.exceptions.queries import number_waiting_for
from archive.parties import holds_custody, leads
from archive.search.found import records
from zsa_portal.people.front import SEARCHES, Search
from zsa_portal.people.menu import MENU, Entry, Group, staff
from zsa_portal.workflow.calendar import SOURCES, Source

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
MENU.add(
    "archive.items",
    Entry(_("Records of the archive"), "archive:items", "folder2-open", {ARCHIVE: 20}, staff),
)
MENU.add(
    "archive.my_loans",
    Entry(_("My loans"), "archive:my_loans", "journal-bookmark", {ARCHIVE: 30}, staff),
)
MENU.add(
    "archive.loans",
    Entry(_("Loans of records"), "archive:loans", "journal-text", {ARCHIVE: 40}, holds_custody),
)
MENU.add(
    "archive.spot_checks",
    Entry(
        _("Spot checks of loans"),
        "archive:spot_checks",
        "clipboard-check",
        {ARCHIVE: 50},
        holds_custody,
    ),
)
MENU.add(
    "archive.lists_taken",
    Entry(
        _("Lists handed out"),
        "archive:lists_taken",
        "file-earmark-lock",
        {ARCHIVE: 55},
        holds_custody,
    ),
)
MENU.add(
    "archive.exceptions",
    Entry(
        _("Named exceptions"), "archive:exceptions", "person-check", {ARCHIVE: 60}, holds_custody
    ),
)
MENU.add(
    "archive.exceptions_waiting",
    Entry(
        _("Exceptions to approve"),
        "archive:exceptions_waiting",
        "person-check",
        {ARCHIVE: 62},
        leads,
        count=number_waiting_for,
    ),
)
MENU.add(
    "archive.retention",
    Entry(
        _("Records whose time is over"),
        "archive:retention",
        "hourglass-split",
        {ARCHIVE: 70},
        holds_custody,
    ),
)
MENU.add(
    "archive.bags",
    Entry(
        _("Bags for other archives"),
        "archive:bags",
        "box-arrow-up-right",
        {ARCHIVE: 76},
        holds_custody,
    ),
)
MENU.add(
    "archive.intakes",
    Entry(
        _("Bags of other archives"),
        "archive:intakes",
        "box-arrow-in-right",
        {ARCHIVE: 78},
        holds_custody,
    ),
)
MENU.add(
    "archive.appraisals",
    Entry(_("Appraisals of records"), "archive:appraisals", "archive", {ARCHIVE: 72}, staff),
)
MENU.add(
    "archive.storage",
    Entry(
        _("Checks of the storage"), "archive:storage", "clock-history", {ARCHIVE: 74}, holds_custody
    ),
)
SEARCHES.add("archive.records", Search(_("Records of the archive"), records, 55))
SOURCES.add(
    "archive.days", Source(_("Days of the archive"), archive_days, 60, "neutral", visible=staff)
)
