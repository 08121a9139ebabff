"""The papers tab of a matter's page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zsa_portal.documents import access, dossiers, phases, queries
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.queries import has_part
from zsa_portal.workflow.tabs import Tab, register


def papers(matter: Matter, user: Any) -> dict[str, Any]:
    """The content of the tab: dossiers of the present state, papers by phase, forms, what may be added."""
    known = queries.documents_of(matter, user)
    forms = list(queries.forms_of(matter, user))
    readable = {("document", row.document.pk) for row in known if row.readable}
    readable |= {("form", form.pk) for form in forms}
    return {
        "paper_groups": phases.by_phase(matter, known),
        "issued_forms": forms,
        "dossiers": _checklists(matter, user, readable),
        "addable": access.addable(matter, user),
    }


def _checklists(matter: Matter, user: Any, readable: set[tuple[str, int]]) -> list[Any]:
    if not has_part(matter, user):
        return []
    return [
        (dossier, [row.narrowed(readable) for row in dossier.rows_on_page(matter)])
        for dossier in dossiers.shown(matter)
    ]


register(Tab("papers", _("Papers"), "documents/papers_tab.html", papers, order=20, icon="files"))
