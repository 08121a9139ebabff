"""What recognition puts in the menus."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from certification.upkeep.queries import days_of
from zsa_portal.catalogue.facts import FACTS
from zsa_portal.people.menu import MENU, PUBLIC_SITE, WORK, Entry
from zsa_portal.people.places import Places

MENU.add(
    "certification.recognitions",
    Entry(_("Recognitions"), "certification:recognitions", "patch-check", {WORK: 12}),
)


def keeps_standards(who: Places) -> bool:
    """Staff, and those who act for an organisation."""
    return who.staff or bool(who.organisations)


MENU.add(
    "certification.upkeep",
    Entry(
        _("Re-checks and re-examinations"),
        "certification:upkeep",
        "calendar-check",
        {WORK: 14},
        keeps_standards,
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
