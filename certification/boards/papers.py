"""The official paper of the figures of a year."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zsa_portal.documents.forms import FormKind
from zsa_portal.people.models import DepartmentCode
from zsa_portal.workflow.models import Level

YEAR_FIGURES = FormKind(
    key="certification.year_figures",
    title=_("Year figures of recognition (中关村标准认定年度统计)"),
    template="forms/year_figures.html",
    prefix="NT",
    level=Level.RESTRICTED,
    keeper=DepartmentCode.STANDARDS,
)
