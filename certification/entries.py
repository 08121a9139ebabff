"""What recognition and the 1字标 put in the menus."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from certification.upkeep.dates import upkeep_dated
from certification.upkeep.queries import days_of, next_recheck, next_reexamination
from zsa_portal.catalogue.columns import DAYS, DayOfEdition
from zsa_portal.catalogue.facts import FACTS
from zsa_portal.people.menu import (
    MENU,
    OWN_ORGANISATION,
    PUBLIC_SITE,
    SECRETARIAT,
    WORK,
    Entry,
    Group,
    staff,
)
from zsa_portal.people.places import Places
from zsa_portal.workflow.calendar import SOURCES, Source

ONE_MARK = Group(_("1字标"), 15)


def applies(who: Places) -> bool:
    """Those who act for an organisation."""
    return bool(who.organisations)


def has_to_do_with_it(who: Places) -> bool:
    """Staff, and those who act for an organisation."""
    return who.staff or applies(who)


MENU.add(
    "certification.recognitions",
    Entry(_("Recognitions"), "certification:recognitions", "patch-check", {WORK: 12}),
)
MENU.add(
    "certification.apply",
    Entry(
        _("Apply for recognition"),
        "certification:apply",
        "file-earmark-plus",
        {OWN_ORGANISATION: 50},
        applies,
    ),
)
MENU.add(
    "certification.bodies",
    Entry(
        _("Bodies and their standards"),
        "certification:bodies",
        "buildings",
        {WORK: 13},
        has_to_do_with_it,
    ),
)
MENU.add(
    "certification.year_figures",
    Entry(
        _("Year figures of recognition"),
        "certification:year_figures",
        "bar-chart",
        {SECRETARIAT: 27},
        staff,
    ),
)
MENU.add(
    "certification.register",
    Entry(
        _("Register of the 1字标"),
        "certification:register",
        "award",
        {ONE_MARK: 10, PUBLIC_SITE: 20},
    ),
)
MENU.add(
    "certification.marks",
    Entry(
        _("Applications for the 1字标"),
        "certification:marks",
        "card-checklist",
        {ONE_MARK: 20},
        has_to_do_with_it,
    ),
)
MENU.add(
    "certification.mark_new",
    Entry(
        _("Apply for the 1字标"),
        "certification:mark_new",
        "file-earmark-plus",
        {ONE_MARK: 30},
        applies,
    ),
)
MENU.add(
    "certification.partners",
    Entry(_("Partners"), "certification:partners", "buildings", {ONE_MARK: 40}, has_to_do_with_it),
)
MENU.add(
    "certification.upkeep",
    Entry(
        _("Re-checks and re-examinations"),
        "certification:upkeep",
        "calendar-check",
        {WORK: 14},
        has_to_do_with_it,
    ),
)
MENU.add(
    "certification.conclusions",
    Entry(
        _("Conclusions on recognised standards"),
        "certification:conclusions",
        "clipboard-check",
        {WORK: 32, PUBLIC_SITE: 12},
    ),
)
FACTS.add("certification.upkeep", days_of)
SOURCES.add(
    "certification.upkeep",
    Source(_("Recognised standards due"), upkeep_dated, 50, "warn", visible=has_to_do_with_it),
)
DAYS.add("certification.recheck", DayOfEdition(_("Next yearly re-check"), next_recheck))
DAYS.add("certification.reexamination", DayOfEdition(_("Next re-examination"), next_reexamination))
