"""What complaints put in the menus."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zsa_portal.catalogue.links import LINKS, Link
from zsa_portal.catalogue.models import Edition
from zsa_portal.people.menu import MENU, OWN_ORGANISATION, PUBLIC_SITE, SECRETARIAT, Entry, staff
from zsa_portal.people.places import Places


def acts_for_one(who: Places) -> bool:
    """Those who act for an organisation outside: its standards may be complained about."""
    return bool(who.organisations)


def about(edition: Edition) -> str:
    """Where one complains about an edition, with its number filled in."""
    known = {"number": edition.number, "title": edition.title}
    return f"{reverse('complaints:new')}?{urlencode(known)}"


LINKS.add("complaints.new", Link(_("Complain"), "exclamation-circle", about))
MENU.add(
    "complaints.new",
    Entry(_("Complain"), "complaints:new", "exclamation-circle", {PUBLIC_SITE: 60}),
)
MENU.add(
    "complaints.list",
    Entry(_("Complaints"), "complaints:list", "exclamation-circle", {SECRETARIAT: 25}, staff),
)
MENU.add(
    "complaints.figures",
    Entry(_("Figures of complaints"), "complaints:figures", "bar-chart", {SECRETARIAT: 26}, staff),
)
MENU.add(
    "complaints.ours",
    Entry(
        _("Complaints about us"),
        "complaints:list",
        "exclamation-circle",
        {OWN_ORGANISATION: 40},
        acts_for_one,
    ),
)
