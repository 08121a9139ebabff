"""The papers of formulation and recognition have their level from the table of levels (A18b)."""

from __future__ import annotations

import datetime as dt

import pytest

from zsa_portal.documents import access, forms, levels
from zsa_portal.documents.kinds import FORMS
from zsa_portal.documents.levels import CLASSIFIED, entry_of, level_of
from zsa_portal.documents.tables import LevelTable
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db

PUBLIC, RESTRICTED, CONFIDENTIAL = "public", "restricted", "confidential"
AS_THE_TABLE = {
    "standards.proposal_form": RESTRICTED,
    "standards.sealed_proposal": RESTRICTED,
    "standards.comparison_report": RESTRICTED,
    "standards.approval_draft": RESTRICTED,
    "standards.review_minutes": RESTRICTED,
    "standards.working_draft": RESTRICTED,
    "standards.work_plan": PUBLIC,
    "notices.public_notice": PUBLIC,
    "catalogue.announcement": PUBLIC,
    "certification.public_notice": PUBLIC,
    "certification.conclusion_announcement": PUBLIC,
    "certification.application_form": RESTRICTED,
    "certification.comparison_report": RESTRICTED,
    "certification.meeting_minutes": RESTRICTED,
    "certification.charter": RESTRICTED,
    "certification.assessment_summary": RESTRICTED,
    "certification.opinion_sheet": RESTRICTED,
    "certification.review_report": RESTRICTED,
    "ballots.result": RESTRICTED,
    "ballots.resolution": RESTRICTED,
    "certification.partner_evaluation": CONFIDENTIAL,
    "certification.partner_letter": CONFIDENTIAL,
    "certification.partner_delisting": CONFIDENTIAL,
    "certification.partner_accreditation": CONFIDENTIAL,
    "certification.mark_test_report": CONFIDENTIAL,
    "certification.mark_suspension": CONFIDENTIAL,
    "certification.mark_withdrawal": CONFIDENTIAL,
}


def opposite(level):
    return PUBLIC if level != PUBLIC else CONFIDENTIAL


@pytest.mark.rule("A18b")
@pytest.mark.parametrize(("kind", "level"), AS_THE_TABLE.items())
def test_papers_and_forms_have_the_level_of_the_table(kind, level):
    assert level_of(kind, opposite(level)) == level


@pytest.mark.parametrize(
    ("kind", "entry"),
    [
        ("ballots.result", "review_agenda_and_minutes"),
        ("certification.assessment_summary", "review_agenda_and_minutes"),
        ("certification.opinion_sheet", "review_agenda_and_minutes"),
        ("ballots.resolution", "council_mail_approvals"),
    ],
)
def test_what_committees_and_panels_voted_is_of_their_meetings_not_of_the_council(kind, entry):
    assert entry_of(kind, "standards") == entry
    assert entry_of(kind, "tc_service") == ""


@pytest.mark.parametrize("kind", sorted(CLASSIFIED))
def test_what_is_classified_is_a_declared_kind_and_declares_the_same_itself(kind):
    declared = FORMS.get(kind) or access.uploads.get(kind) or access.TITLES.get(kind)
    assert declared is not None
    department, key = CLASSIFIED[kind]
    assert levels.issued().find(department, key) is not None


@pytest.mark.rule("A18b")
def test_a_form_is_issued_at_the_level_of_the_version_in_force(cast):
    kind = FORMS["certification.partner_evaluation"]
    lowered = [
        one.as_row() | ({"levels": ["restricted"]} if one.key == "procedure" else {})
        for one in levels.issued().entries
    ]
    LevelTable.objects.create(
        number=2,
        valid_from=dt.date(2026, 5, 1),
        rows=lowered,
        drafted_by=cast.quality,
        confirmed_by=cast.quality_head,
    )
    last = clock.start_of(dt.date(2026, 5, 1)) - dt.timedelta(seconds=1)
    found = []
    for instant in (last, last + dt.timedelta(seconds=1)):
        with clock.moved_to(instant):
            found.append(forms.issue(kind, about=[], data={}, by=cast.quality).level)
    assert found == [CONFIDENTIAL, RESTRICTED]
