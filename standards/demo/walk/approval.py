"""The walker's stations from the proposal to the issued plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standards.planning import actions as planning
from standards.proposals.rules import POLICY_CHECKS
from standards.states import S
from zsa_portal.workflow.perform import catch_up, perform

if TYPE_CHECKING:
    from standards.demo.walk.walker import Moments, Station, Walker
    from standards.models import Project

NOTICE_DAYS = 15


def policy_review(walker: Walker, project: Project) -> Moments:
    """Attach what the dossier will need, and submit."""
    yield from walker.proposing(project)
    yield walker.later(0, "submitted")
    perform(project.submit_proposal, by=walker.cast.applicant)


def tc_registered(walker: Walker, project: Project) -> Moments:
    """Pass the policy review."""
    yield walker.later(3, "policy_passed")
    perform(
        project.pass_policy_review,
        by=walker.office("policy_review"),
        checks=list(POLICY_CHECKS),
        opinion=walker.text("policy_opinion"),
    )


def tc_ballot(walker: Walker, project: Project) -> Moments:
    """Open the committee's ballot."""
    yield walker.later(2, "ballot_opened")
    perform(project.open_ballot, by=walker.cast.committee_secretary, days=walker.ballot_days)


def tc_ballot_closed(walker: Walker, project: Project) -> Moments:
    """Everyone votes and the ballot is closed."""
    yield from walker.voting(project)
    yield walker.later(0, "ballot_closed")
    perform(project.close_ballot, by=walker.cast.committee_secretary)


def proposal_returned(walker: Walker, project: Project) -> Moments:
    """Return a proposal whose ballot missed its majority."""
    yield walker.later(1)
    perform(
        project.return_after_ballot,
        by=walker.cast.committee_secretary,
        reason=walker.text("returned"),
    )


def dossier_filing(walker: Walker, project: Project) -> Moments:
    """Accept the passed proposal."""
    yield walker.later(1)
    perform(project.accept_ballot, by=walker.cast.committee_secretary)


def secretariat_evaluation(walker: Walker, project: Project) -> Moments:
    """Complete the dossier and file it."""
    secretary = walker.cast.committee_secretary
    yield walker.later(2, "filed")
    walker.add_papers(project, "filing", secretary)
    walker.forms_made(project)
    perform(project.file_dossier, by=secretary)


def ready_for_notice(walker: Walker, project: Project) -> Moments:
    """Pass the evaluation."""
    yield walker.later(4, "evaluated")
    perform(
        project.pass_evaluation,
        by=walker.office("evaluation"),
        necessary=True,
        feasible=True,
        opinion=walker.text("evaluation_opinion"),
    )


def approval_notice(walker: Walker, project: Project) -> Moments:
    """Put the project on public notice, with those that go on it together."""
    yield walker.later(1, "notice_opened")
    if projects := walker.noticed_with(project):
        planning.project_notice_publish(
            projects=projects,
            title=walker.text("notice_title", title=project.title),
            body=walker.text("notice_body", title=project.title),
            days=NOTICE_DAYS,
            by=walker.office("notice"),
        )


def notice_closed(walker: Walker, project: Project) -> Moments:
    """Let the notice run out."""
    yield from walker.objecting(project)
    yield walker.when_due(project, NOTICE_DAYS + 1)
    catch_up(project)


def before_council(walker: Walker, project: Project) -> Moments:
    """Lay the project before the council."""
    yield walker.later(1)
    perform(project.send_to_council, by=walker.office("notice"))


def plan_issued(walker: Walker, project: Project) -> Moments:
    """The council approves and the plan is issued."""
    yield walker.later(5, "council_decided")
    planning.work_plan_issue(
        projects=[project],
        decision=walker.verdict(project, "plan"),
        by=walker.cast.council_secretary,
    )


STATIONS: dict[str, Station] = {
    S.POLICY_REVIEW: policy_review,
    S.TC_REGISTERED: tc_registered,
    S.TC_BALLOT: tc_ballot,
    S.TC_BALLOT_CLOSED: tc_ballot_closed,
    S.DOSSIER_FILING: dossier_filing,
    S.SECRETARIAT_EVALUATION: secretariat_evaluation,
    S.READY_FOR_NOTICE: ready_for_notice,
    S.APPROVAL_NOTICE: approval_notice,
    S.NOTICE_CLOSED: notice_closed,
    S.BEFORE_COUNCIL: before_council,
    S.PLAN_ISSUED: plan_issued,
}
