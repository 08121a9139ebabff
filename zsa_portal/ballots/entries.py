"""What ballots put in the menu and in the calendar."""

from django.utils.translation import gettext_lazy as _

from zsa_portal.ballots.dates import ballots_dated
from zsa_portal.people.menu import MENU, MINE, Entry
from zsa_portal.workflow.calendar import SOURCES, Source

MENU.add("ballots.mine", Entry(_("My ballots"), "ballots:mine", "check2-square", {MINE: 30}))
SOURCES.add("ballots.ends", Source(_("Ends of ballots"), ballots_dated, 30, "warn"))
