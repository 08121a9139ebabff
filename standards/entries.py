"""What standards put in the menus."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zsa_portal.people.menu import MENU, WORK, Entry
from zsa_portal.people.places import Places


def may_propose(who: Places) -> bool:
    """Those who act for an organisation."""
    return bool(who.organisations)


MENU.add("standards.projects", Entry(_("Projects"), "standards:projects", "kanban", {WORK: 10}))
MENU.add(
    "standards.proposal_new",
    Entry(
        _("New proposal"),
        "standards:proposal_new",
        "file-earmark-plus",
        {WORK: 20},
        may_propose,
    ),
)
