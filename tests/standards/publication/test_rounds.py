"""A dossier that was sent back: papers of the new round count, taking back leads where it came from."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from standards.demo.walk.samples import PAPERS
from standards.publication import actions
from standards.publication.rules import approval_dossier_is_complete
from standards.states import S
from tests.standards.publication.conftest import missing
from zsa_portal.documents.models import Document
from zsa_portal.regulations import clock
from zsa_portal.workflow.refusals import StepsUnmet


@pytest.mark.rule("F25")
def test_after_a_failed_audit_the_papers_come_anew(walker, project_at, act):
    project = project_at(S.EXPERT_CHECK)
    drafter = walker.cast.applicant
    walker.now += dt.timedelta(days=1)
    act(project, "fail_audit", by=walker.cast.secretariat, reason="指标缺少依据，请补充验证")
    with pytest.raises(StepsUnmet) as refused:
        act(project, "submit_approval_dossier", by=drafter)
    assert missing(refused) == {
        "F25": [
            "Submission letter (报送函) is of an earlier round; add it anew.",
            "Approval draft (报批稿) is of an earlier round; add it anew.",
            "Drafting explanation for approval is of an earlier round; add it anew.",
            (
                "Statement on intellectual property and its handling is of an earlier round; "
                "add it anew."
            ),
        ]
    }
    with clock.moved_to(walker.now):
        walker.add_papers(project, "approval", drafter)
    assert act(project, "submit_approval_dossier", by=drafter).state == S.APPROVAL_DRAFT_READY


@pytest.mark.rule("F25")
def test_one_paper_of_an_earlier_round_blocks_the_submission(walker, project_at, act):
    project = project_at(S.COUNCIL_APPROVAL)
    cast = walker.cast
    walker.now += dt.timedelta(days=1)
    with clock.moved_to(walker.now):
        project = actions.publication_refuse(
            project=project,
            decision=walker.decision("决议8", yes=2, no=7),
            reason="实施条件不具备",
            by=cast.council_secretary,
        )
        for kind, title in PAPERS["approval"].items():
            if kind != "standards.patent_report":
                walker.add(project, kind, title, cast.applicant)
    with pytest.raises(StepsUnmet) as refused:
        act(project, "submit_approval_dossier", by=cast.applicant)
    assert missing(refused) == {
        "F25": [
            (
                "Statement on intellectual property and its handling is of an earlier round; "
                "add it anew."
            )
        ]
    }


def test_a_deficient_dossier_is_completed_not_made_anew(walker, project_at, act):
    project = project_at(S.APPROVAL_DRAFT_READY)
    walker.now += dt.timedelta(days=1)
    act(project, "return_approval_dossier", by=walker.cast.secretariat, reason="汇总情况说明未盖章")
    again = act(project, "submit_approval_dossier", by=walker.cast.applicant)
    assert again.state == S.APPROVAL_DRAFT_READY


def test_a_dossier_submitted_again_is_taken_back_to_where_it_came_from(walker, project_at, act):
    project, cast = project_at(S.APPROVAL_DRAFT_READY), walker.cast
    act(project, "return_approval_dossier", by=cast.secretariat, reason="汇总情况说明未盖章")
    act(project, "submit_approval_dossier", by=cast.applicant)
    with pytest.raises(PermissionDenied):
        act(project, "take_back_approval_dossier", by=cast.applicant)
    back = act(project, "take_back_reworked_dossier", by=cast.applicant)
    assert (back.state, back.stage) == (S.APPROVAL_RETURNED, "50.92")
    again = act(back, "submit_approval_dossier", by=cast.applicant)
    assert again.state == S.APPROVAL_DRAFT_READY


def test_a_dossier_submitted_for_the_first_time_was_never_returned(walker, project_at, act):
    project = project_at(S.APPROVAL_DRAFT_READY)
    with pytest.raises(PermissionDenied):
        act(project, "take_back_reworked_dossier", by=walker.cast.applicant)


@pytest.mark.rule("F25")
def test_taking_back_makes_no_papers_of_an_earlier_round_count(walker, project_at, act):
    project, cast = project_at(S.EXPERT_CHECK), walker.cast
    walker.now += dt.timedelta(days=1)
    act(project, "fail_audit", by=cast.secretariat, reason="指标缺少依据，请补充验证")
    with clock.moved_to(walker.now):
        walker.add_papers(project, "approval", cast.applicant)
    act(project, "submit_approval_dossier", by=cast.applicant)
    project = act(project, "take_back_reworked_dossier", by=cast.applicant)
    assert approval_dossier_is_complete.missing(project) == []
    Document.objects.filter(matter=project, kind="standards.approval_letter").update(
        withdrawn_at=walker.now
    )
    assert approval_dossier_is_complete.missing(project) == [
        "Submission letter (报送函) is missing."
    ]
