"""What recognition puts in the menus."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zsa_portal.people.menu import MENU, OWN_ORGANISATION, WORK, Entry
from zsa_portal.people.places import Places

MENU.add(
    "certification.recognitions",
    Entry(_("Recognitions"), "certification:recognitions", "patch-check", {WORK: 12}),
)


def of_an_organisation(who: Places) -> bool:
    """Whoever acts for an organisation sees the entry."""
    return bool(who.organisations)


MENU.add(
    "certification.apply",
    Entry(
        _("Apply for recognition"),
        "certification:apply",
        "file-earmark-plus",
        {OWN_ORGANISATION: 50},
        visible=of_an_organisation,
    ),
)
