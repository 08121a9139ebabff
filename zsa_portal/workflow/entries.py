"""The menu entry of the states."""

from django.utils.translation import gettext_lazy as _

from zsa_portal.people.menu import MENU, PUBLIC_SITE, Entry

MENU.add(
    "workflow.states",
    Entry(_("What the states mean"), "workflow:states_main", "diagram-2", {PUBLIC_SITE: 50}),
)
