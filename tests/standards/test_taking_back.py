"""The secretariat takes its own conclusions back until the next party acts."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from standards.models import Project
from standards.states import S
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.queries import reason_of_state
from zsa_portal.workflow.refusals import WrongState

POINTS = ["law", "mandatory", "field", "core_technology", "no_duplicate"]
CASES = [
    (
        S.TC_REGISTERED,
        "take_back_policy_review",
        S.POLICY_REVIEW,
        "pass_policy_review",
        {"checks": POINTS, "opinion": "符合"},
        S.TC_BALLOT,
    ),
    (
        S.READY_FOR_NOTICE,
        "take_back_evaluation",
        S.SECRETARIAT_EVALUATION,
        "pass_evaluation",
        {"necessary": True, "feasible": True, "opinion": "可行"},
        S.APPROVAL_NOTICE,
    ),
    (
        S.BEFORE_COUNCIL,
        "take_back_from_council",
        S.NOTICE_CLOSED,
        "send_to_council",
        {},
        S.PLAN_ISSUED,
    ),
    (
        S.COUNCIL_APPROVAL,
        "take_back_audit",
        S.EXPERT_CHECK,
        "pass_audit",
        {"handling": "已处理"},
        S.APPROVED,
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "back", "to", "again", "values", "after"), CASES)
def test_the_secretariat_takes_back_until_the_next_party_acts(
    walker, project_at, state, back, to, again, values, after
):
    project, cast = project_at(state), walker.cast
    with clock.moved_to(walker.now):
        for other in (cast.applicant, cast.committee_secretary, cast.council_secretary):
            with pytest.raises(PermissionDenied):
                perform(getattr(project, back), by=other)
        taken = perform(getattr(project, back), by=cast.secretariat)
        assert taken.state == to
        assert perform(getattr(taken, again), by=cast.secretariat, **values).state == state
    gone_on = walker.to(Project.objects.get(pk=project.pk), after)
    with clock.moved_to(walker.now), pytest.raises(WrongState):
        perform(getattr(gone_on, back), by=cast.secretariat)


@pytest.mark.django_db
def test_what_was_evaluated_anew_counts(walker, project_at):
    project = project_at(S.READY_FOR_NOTICE)
    with clock.moved_to(walker.now):
        project = perform(project.take_back_evaluation, by=walker.cast.secretariat)
        project = perform(
            project.fail_evaluation, by=walker.cast.secretariat, reason="与在研项目重复"
        )
    assert project.state == S.PROPOSAL_RETURNED
    assert project.evaluations.order_by("pk").last().feasible is False


@pytest.mark.django_db
def test_what_was_taken_back_in_turn_leaves_the_earlier_reason_in_view(walker, project_at):
    project = project_at(S.SECRETARIAT_EVALUATION)
    secretary, officer = walker.cast.committee_secretary, walker.cast.secretariat
    values = {"necessary": True, "feasible": True, "opinion": "可行"}
    with clock.moved_to(walker.now):
        project = perform(project.return_dossier, by=officer, reason="报送函缺少印章")
        project = perform(project.file_dossier, by=secretary)
        project = perform(project.pass_evaluation, by=officer, **values)
        project = perform(project.take_back_evaluation, by=officer)
        project = perform(project.take_back_dossier, by=secretary)
        assert reason_of_state(project, secretary).reason == "报送函缺少印章"
