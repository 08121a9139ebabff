"""A step that misses something names the pages on which it is added, and they open."""

from __future__ import annotations

import pytest
from django.urls import reverse

from standards.models import Project
from standards.states import S
from zsa_portal.workflow.machine import meaning_of, steps_of


@pytest.mark.parametrize(
    ("state", "who", "step"),
    [
        (S.DRAFT_PROPOSAL, "applicant", "submit_proposal"),
        (S.DOSSIER_FILING, "committee_secretary", "file_dossier"),
        (S.ENQUIRY_READY, "applicant", "submit_enquiry_papers"),
        (S.TECHNICAL_REVIEW, "committee_secretary", "conclude_by_consensus"),
        (S.REVIEW_PASSED, "applicant", "submit_approval_dossier"),
        (S.NUMBERING_PUBLISHING, "secretariat", "publish_standard"),
    ],
)
def test_what_is_missing_leads_to_where_it_is_added(walker, project_at, client, state, who, step):
    project = project_at(state)
    Project.objects.filter(pk=project.pk).update(sub_field="")
    client.force_login(getattr(walker.cast, who))
    page = client.get(reverse("workflow:step", args=[project.pk, step]))
    assert page.context["missing"]
    mends = page.context["mends"]
    assert mends
    for mend in mends:
        assert mend.url in page.content.decode()
        assert client.get(mend.url).status_code == 200


def test_every_page_named_is_a_page():
    tabs = ("papers", "ballots", "opinions", "review", "approval")
    for transition in steps_of(Project):
        for name, _label in meaning_of(transition).mends:
            kind, _colon, tab = name.partition(":")
            assert tab in tabs if kind == "tab" else reverse(name, args=[1])
