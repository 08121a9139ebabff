"""What recognition puts in the menus."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zsa_portal.people.menu import MENU, WORK, Entry

MENU.add(
    "certification.recognitions",
    Entry(_("Recognitions"), "certification:recognitions", "patch-check", {WORK: 12}),
)
