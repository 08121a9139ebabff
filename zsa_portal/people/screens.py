"""What the screens of people share: the directory's tabs."""

from __future__ import annotations

from typing import ClassVar

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.rules import keeps_registers
from zsa_portal.ui.elements import Crumb, Tab

DIRECTORY = (
    ("organisations", _("Organisations"), "buildings"),
    ("departments", _("Departments"), "diagram-3"),
    ("posts", _("Posts"), "person-badge"),
    ("bodies", _("Committees and council"), "people"),
    ("experts", _("Experts"), "mortarboard"),
    ("invitations", _("Invitations"), "person-plus"),
)
KEEPERS = (("imports", _("Import"), "upload"),)


class Directory:
    """Gives a staff page the tabs of the directory; ``directory_tab`` names the page's own."""

    directory_tab: ClassVar[str] = ""

    def get_tabs(self) -> list[Tab]:
        request: HttpRequest = self.request  # type: ignore[attr-defined]  # of the view
        rows = DIRECTORY + (KEEPERS if keeps_registers(request.user) else ())
        return [
            Tab(str(label), reverse(f"people:{name}"), active=name == self.directory_tab, icon=icon)
            for name, label, icon in rows
        ]


def crumb(name: str) -> Crumb:
    """The way back to a page of the directory."""
    labels = {key: label for key, label, _icon in DIRECTORY + KEEPERS}
    return Crumb(str(labels[name]), reverse(f"people:{name}"))
