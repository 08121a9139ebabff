"""The menu entry of returned mails."""

from django.utils.translation import gettext_lazy as _

from zsa_portal.people.menu import MENU, SECRETARIAT, Entry, staff

MENU.add(
    "returns.returns",
    Entry(_("Returned mail"), "returns:returns", "arrow-return-left", {SECRETARIAT: 42}, staff),
)
