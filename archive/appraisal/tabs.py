"""The tab of an appraisal's page: its records, what the panel said, the register."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from archive.appraisal.papers import APPRAISAL
from archive.appraisal.queries import records_tab
from zsa_portal.workflow.tabs import Tab, register

register(
    Tab(
        "records",
        _("Records"),
        "archive/appraisal/records_tab.html",
        records_tab,
        10,
        (APPRAISAL,),
        "archive",
    )
)
