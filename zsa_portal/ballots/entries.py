"""The menu entry of ballots."""

from django.utils.translation import gettext_lazy as _

from zsa_portal.people.menu import MENU, MINE, Entry

MENU.add("ballots.mine", Entry(_("My ballots"), "ballots:mine", "check2-square", {MINE: 30}))
