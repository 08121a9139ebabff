"""What the application's tab shows."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from certification.applications.forms import ApplicationForm
from certification.applications.papers import APPLYING, FILED
from certification.applications.queries import Filed
from certification.applications.rules import last_form, own_papers, says_the_same
from certification.models import Recognition
from certification.parties import acts_for_applicant
from zsa_portal.documents.queries import kind_title


def application_facts(recognition: Recognition) -> list[tuple[str, list[tuple[str, Any]]]]:
    """The fields of an application as its form groups them, each with its label and what it says."""
    fields = ApplicationForm.base_fields
    return [
        (
            str(heading),
            [(str(fields[name].label), _shown(recognition, name)) for name in names],
        )
        for heading, names in ApplicationForm.field_groups
    ]


def application_tab(recognition: Any, user: Any) -> dict[str, Any]:
    """The content of the application's tab."""
    own = acts_for_applicant(recognition, user)
    found = own_papers(recognition)
    form = last_form(recognition)
    return {
        "groups": application_facts(recognition),
        "facts": recognition.body_facts,
        "filed": [Filed(kind, kind_title(kind), found.get(kind)) for kind in FILED],
        "form_made": form,
        "form_is_current": form is not None and says_the_same(recognition, form),
        "together": recognition.applied_together(),
        "acts": own,
        "may_edit": own and recognition.state in APPLYING,
    }


def _shown(recognition: Recognition, name: str) -> Any:
    value = getattr(recognition, name)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    column: models.Field[Any, Any] = recognition._meta.get_field(name)  # type: ignore[assignment]
    return getattr(recognition, f"get_{name}_display")() if column.choices else value or ""
