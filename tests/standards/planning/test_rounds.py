"""A proposal that was sent back is filed with papers of its new round."""

from __future__ import annotations

import pytest

from standards.models import Project
from standards.planning.papers import SUMMARY_FORM
from standards.planning.rules import filing_dossier_is_complete
from standards.states import S
from tests.standards.planning.test_planning import missing, vote
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import StepsUnmet


@pytest.fixture
def filing_again(walker, project_at):
    """A proposal whose evaluation failed, submitted, reviewed and balloted once more."""
    project = project_at(S.SECRETARIAT_EVALUATION)
    with walker.day():
        project = perform(project.fail_evaluation, by=walker.cast.secretariat, reason="需求不足")
    with walker.day():
        project = perform(project.submit_proposal, by=walker.cast.applicant)
    return walker.to(project, S.DOSSIER_FILING)


@pytest.mark.rule("F13b")
def test_papers_of_an_earlier_round_do_not_count(walker, filing_again):
    secretary = walker.cast.committee_secretary
    newest = filing_again.issued_forms.filter(kind=SUMMARY_FORM.key).latest("pk")
    newest.matters.clear()
    with clock.moved_to(walker.now):
        assert "Summary of project proposals (annex 1) is of an earlier round; add it anew." in (
            filing_dossier_is_complete.missing(filing_again)
        )
        newest.matters.add(filing_again)
        with pytest.raises(StepsUnmet) as refused:
            perform(filing_again.file_dossier, by=secretary)
        assert missing(refused) == {
            "F13b": [
                "Filing letter (报送函) is of an earlier round; add it anew.",
                "Draft of the standard (annex 3) is of an earlier round; add it anew.",
                "Comparison report or novelty search report is of an earlier round; add it anew.",
            ]
        }
        walker.add_papers(filing_again, "filing", secretary)
        walker.add_papers(filing_again, "proposal", secretary)
        filed = perform(Project.objects.get(pk=filing_again.pk).file_dossier, by=secretary)
    assert filed.state == S.SECRETARIAT_EVALUATION


@pytest.mark.rule("F13b")
def test_the_evidence_of_an_earlier_ballot_does_not_count(walker, project_at):
    project = vote(walker, project_at(S.TC_BALLOT), yes=5)
    with walker.day():
        project = perform(
            project.return_after_ballot, by=walker.cast.committee_secretary, reason="赞成票不足"
        )
    assert "Evidence of the ballot is of an earlier round; add it anew." in (
        filing_dossier_is_complete.missing(project)
    )


def test_a_deficient_dossier_is_completed_not_made_anew(walker, project_at):
    project = project_at(S.SECRETARIAT_EVALUATION)
    with walker.day():
        project = perform(project.return_dossier, by=walker.cast.secretariat, reason="未盖章")
        again = perform(project.file_dossier, by=walker.cast.committee_secretary)
    assert again.state == S.SECRETARIAT_EVALUATION
