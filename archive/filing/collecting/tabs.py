"""What a filing collects, and the archive of a project on its own matter's page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from archive.filing.collecting.material_tab import material, sees_material
from archive.filing.collecting.projects import archive_of
from zsa_portal.people.places import places_of
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.tabs import Tab, register


def is_staff_of_project(matter: Matter, user: Any) -> bool:
    """Staff, of a project of the association."""
    return matter.machine.IS_PROJECT and places_of(user).staff


register(
    Tab(
        "material",
        _("Material to file"),
        "archive/filing/material.html",
        material,
        10,
        ("filing",),
        "folder2-open",
        sees_material,
    )
)
register(
    Tab(
        "archive",
        _("Archive"),
        "archive/filing/project.html",
        archive_of,
        85,
        icon="archive",
        visible=is_staff_of_project,
    )
)
