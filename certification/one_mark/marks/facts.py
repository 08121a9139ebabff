"""The mark as its steps see it, and who takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from certification.one_mark.marks import papers, rules
from certification.one_mark.marks.papers import ADD_PAPERS
from certification.one_mark.marks.records import authorised
from certification.one_mark.parties import acts_for_department, decides
from zsa_portal.documents import forms
from zsa_portal.workflow.models import Matter

if TYPE_CHECKING:
    from certification.one_mark.marks.records import Authorisation

EDIT = ("certification:mark_edit", _("Edit the application"))
PROVED = (
    rules.application_is_complete,
    rules.standard_is_in_force,
    rules.certificate_holds,
    rules.report_counts,
    rules.certificate_counts,
    rules.evidence_is_there,
)
MENDS = (EDIT, ADD_PAPERS)


def examines(mark: Any, user: Any) -> bool:
    """The department's people without an interest, and of no body that tested or certified it."""
    return acts_for_department(mark, user) and rules.is_of_no_partner(mark, user)


def grants(mark: Any, user: Any) -> bool:
    """The department's head, under the same conditions."""
    return decides(mark, user) and rules.is_of_no_partner(mark, user)


examines.article = "R28a"  # type: ignore[attr-defined]
grants.article = "R28a"  # type: ignore[attr-defined]


class Mark(Matter):
    """What the steps ask of a mark; ``marks.models`` brings the columns."""

    class Meta:
        abstract = True

    model: str
    authorisation: Authorisation | None
    lapsed: list[str]


if TYPE_CHECKING:
    MarkSteps = Mark
else:
    MarkSteps = models.Model


def authorise(mark: Any, by: Any) -> None:
    """Authorise a mark on what its application names, from today on, and issue the certificate."""
    mark.authorisation = authorised(mark, until=rules.authorisation_ends(mark))
    mark.lapsed = []
    forms.issue(papers.CERTIFICATE, about=mark, data=papers.certificate_data(mark), by=by)
