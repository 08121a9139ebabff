"""The report of the four checks (四性检测报告) as an official paper."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from archive.filing.papers import SIGNERS
from zsa_portal.documents import access
from zsa_portal.documents.forms import FormKind
from zsa_portal.workflow.models import Level

TITLE = _("Report of the four checks (四性检测报告)")
CHECK_REPORT = FormKind(
    key="archive.check_report",
    title=TITLE,
    template="forms/archive/check_report.html",
    prefix="GDJC",
    level=Level.RESTRICTED,
    long_table="rows",
)
CONFIDENTIAL_REPORT = FormKind(
    key="archive.check_report_confidential",
    title=TITLE,
    template="forms/archive/check_report.html",
    prefix="GDJCM",
    level=Level.CONFIDENTIAL,
    long_table="rows",
)
"""The report on records one of which is 机密: their names are as confidential as they are."""
access.share(CHECK_REPORT.key, SIGNERS)
