"""The tabs of a partner and of a mark."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from certification.one_mark.marks.queries import facts_of
from certification.one_mark.marks.states import KNOWN, WRITING
from certification.one_mark.parties import acts_for_applicant
from certification.one_mark.partners.actions import may_write
from certification.one_mark.partners.papers import OPEN
from certification.one_mark.partners.queries import qualification_of
from zsa_portal.workflow.tabs import Tab, register


def partner(matter: Any, user: Any) -> dict[str, Any]:
    """The partner's qualification with its listings, and the address to write it while it is open."""
    return {
        "facts": qualification_of(matter, user),
        "listings": matter.listings.all(),
        "may_edit": matter.state in OPEN and may_write(matter, user),
    }


def mark(matter: Any, user: Any) -> dict[str, Any]:
    """What is applied for and what was authorised, and the address to write it while it is open."""
    return {
        "facts": facts_of(matter, user),
        "authorisations": matter.authorisations.select_related("edition", "certifier"),
        "in_register": matter.state in KNOWN,
        "may_edit": matter.state in WRITING and acts_for_applicant(matter, user),
    }


for _kind, _label, _content in (
    ("partner", _("Qualification"), partner),
    ("mark", _("The product"), mark),
):
    register(
        Tab(
            "overview",
            _label,
            f"one_mark/{_kind}_tab.html",
            _content,
            10,
            (_kind,),
            "file-earmark-text",
        )
    )
