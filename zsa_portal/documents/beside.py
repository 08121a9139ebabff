"""The papers of a matter beside a form, each with its text; see ``workflow/beside.py``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from zsa_portal.documents.queries import forms_of, readable_papers
from zsa_portal.workflow.beside import Panel
from zsa_portal.workflow.models import Matter


def papers_beside(matter: Matter, user: Any, key: str, clause: str) -> Iterable[Panel]:
    """The papers that a user may read, of the kinds named (by commas; all and the forms if none).

    A text is fetched when it is opened, narrowed to ``clause`` if one is given.
    """
    kinds = set(filter(None, key.split(",")))
    papers = [
        known
        for known in readable_papers(matter, user)
        if known.newest and (not kinds or known.document.kind in kinds)
    ]
    forms = [] if kinds else list(forms_of(matter, user))
    if papers or forms:
        context = {"papers": papers, "forms": forms, "clause": clause}
        yield Panel(_("Papers"), render_to_string("documents/beside.html", context))
