"""The menu entries of the states and of the batches."""

from django.utils.translation import gettext_lazy as _

from zsa_portal.people.menu import MENU, PUBLIC_SITE, SECRETARIAT, Entry, staff

MENU.add(
    "workflow.states",
    Entry(_("What the states mean"), "workflow:states_main", "diagram-2", {PUBLIC_SITE: 50}),
)
MENU.add(
    "workflow.batches",
    Entry(_("Batches: notices and plans"), "workflow:batches", "stack", {SECRETARIAT: 10}, staff),
)
