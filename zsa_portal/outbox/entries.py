"""The menu entries of the outbox."""

from django.utils.translation import gettext_lazy as _

from zsa_portal.outbox.queries import unread
from zsa_portal.people.menu import MENU, MINE, SECRETARIAT, Entry, staff

MENU.add("outbox.inbox", Entry(_("Messages"), "outbox:inbox", "envelope", {MINE: 40}, count=unread))
MENU.add(
    "outbox.deliveries",
    Entry(_("Deliveries"), "outbox:deliveries", "send", {SECRETARIAT: 40}, staff),
)
MENU.add(
    "outbox.routing",
    Entry(_("Routing"), "outbox:routing", "signpost-split", {SECRETARIAT: 41}, staff),
)
