"""The disposal register (销毁清册) as an official paper, and who reads it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from archive import roles
from zsa_portal.documents import access
from zsa_portal.documents.forms import FormKind
from zsa_portal.workflow.models import Level

APPRAISAL = "appraisal"
RECORDS_IN_VIEW = ("later:records", "papers")
"""What stands beside the forms of those who decide on records: the records, the register."""
SIGNERS = (roles.CUSTODIAN, roles.SECRETARY_GENERAL, roles.VICE_CHAIR, roles.SUPERVISOR)
TITLE = _("Disposal register (销毁清册)")

REGISTER = FormKind(
    key="archive.disposal_register",
    title=TITLE,
    template="forms/archive/disposal_register.html",
    prefix="XH",
    level=Level.RESTRICTED,
    landscape=True,
    long_table="rows",
)
CONFIDENTIAL_REGISTER = FormKind(
    key="archive.disposal_register_confidential",
    title=TITLE,
    template="forms/archive/disposal_register.html",
    prefix="XHM",
    level=Level.CONFIDENTIAL,
    landscape=True,
    long_table="rows",
)
"""The register with 机密 records: their names are as confidential as they are."""
access.share(REGISTER.key, SIGNERS)
access.confide(CONFIDENTIAL_REGISTER.key, SIGNERS)
