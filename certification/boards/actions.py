"""Issuing the figures of a year as an official paper."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from certification.boards.figures import paper_data
from certification.boards.papers import YEAR_FIGURES
from certification.boards.queries import runs_recognition
from zsa_portal.documents import forms
from zsa_portal.documents.models import IssuedForm
from zsa_portal.people.models import User


@transaction.atomic
def year_figures_issue(*, year: int, by: User) -> IssuedForm:
    """Issue the 年度统计 of a year as its figures stand now; a later one does not change it.

    Raises PermissionDenied for anyone but the secretariat's department.
    """
    if not runs_recognition(by):
        raise PermissionDenied
    title = f"{year}年中关村标准认定年度统计"
    return forms.issue(YEAR_FIGURES, about=(), data=paper_data(year), by=by, title=title)
