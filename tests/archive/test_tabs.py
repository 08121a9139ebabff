"""The tabs of the archive's matters: none that has nothing to show there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser

from archive.appraisal.models import Appraisal
from archive.filing.models import Filing
from archive.inspections.models import Inspection
from archive.intakes.models import Intake
from archive.levels.models import TableEdit
from archive.loans.models import Loan
from zsa_portal.workflow.tabs import TABS, anybody, tabs_for

KINDS = (Appraisal, Filing, Inspection, Intake, Loan, TableEdit)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind_code)
def test_no_matter_of_the_archive_has_tabs_of_ballots_or_notices(kind, monkeypatch):
    everybodys = {
        key: replace(tab, visible=anybody) for key, tab in TABS.items() if key.startswith("*.")
    }
    assert {"*.ballots", "*.opinions"} <= everybodys.keys()
    monkeypatch.setattr(TABS, "data", everybodys)
    shown = {tab.key for tab in tabs_for(kind(kind=kind.kind_code), AnonymousUser())}
    assert {"ballots", "opinions"}.isdisjoint(shown)
    assert "log" in shown
