"""F06a, F15: the council decides with those who sit on it, in this round, with no objection open."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from standards.models import Project, WorkPlan
from standards.planning import actions, rules
from standards.planning.papers import PLAN
from standards.states import S
from tests.standards.planning.test_planning import missing
from zsa_portal.ballots.actions import decision_record
from zsa_portal.ballots.resolutions import Decision
from zsa_portal.notices.actions import Author, Remark, opinion_submit
from zsa_portal.notices.models import Opinion
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import BadValue, StepsUnmet

BEYOND = {"present": 500, "yes": 500}
ALONE = {"present": 1, "yes": 1}


def typed(walker, votes):
    return walker.decision("决议1", **votes)


@pytest.mark.rule("F06a")
@pytest.mark.parametrize("votes", [BEYOND, ALONE])
def test_a_plan_is_not_issued_on_figures_that_are_not_the_councils(
    walker, project_at, client, votes
):
    project, by = project_at(S.BEFORE_COUNCIL), walker.cast.council_secretary
    client.force_login(by)
    with clock.moved_to(walker.now):
        with pytest.raises(BadValue) as refused:
            actions.work_plan_issue(projects=[project], decision=typed(walker, votes), by=by)
        assert refused.value.field == "present"
        data = typed(walker, votes) | {"matters": [project.pk], "seen": ""}
        answer = client.post(reverse("standards:plan_batch"), data)
        assert answer.status_code == 409
        assert str(refused.value) in answer.content.decode()
        refusing = typed(walker, votes | {"yes": 0, "no": votes["yes"]})
        with pytest.raises(BadValue):
            actions.project_refuse(project=project, decision=refusing, reason="不同意", by=by)
        url = reverse("workflow:step", args=[project.pk, "close_after_refusal"])
        assert client.post(url, refusing | {"reason": "不同意"}).status_code == 422
    assert Project.objects.get(pk=project.pk).state == S.BEFORE_COUNCIL
    assert (WorkPlan.objects.count(), Decision.objects.count()) == (0, 0)


def test_those_present_are_shown_out_of_the_seats(walker, project_at, client):
    project, by = project_at(S.BEFORE_COUNCIL), walker.cast.council_secretary
    with clock.moved_to(walker.now):
        actions.work_plan_issue(
            projects=[project], decision=typed(walker, {"present": 8, "yes": 8}), by=by
        )
        client.force_login(walker.cast.secretariat)
        page = client.get(f"{project.get_absolute_url()}ballots/").content.decode()
    assert "8 of 9 seats" in page


@pytest.mark.rule("F06a")
def test_a_decision_of_the_round_before_it_was_taken_back_issues_no_plan(walker, project_at):
    project, by = project_at(S.BEFORE_COUNCIL), walker.cast.council_secretary
    with clock.moved_to(walker.now):
        made = decision_record(
            kind=PLAN, matters=[project], outcome="approved", by=by, **walker.decision("决议1")
        )
        assert rules.council_has_approved.missing(project) == []
    later = walker.now + dt.timedelta(hours=1)
    with clock.moved_to(later):
        back = perform(project.take_back_from_council, by=walker.cast.secretariat)
        again = perform(back.send_to_council, by=walker.cast.secretariat)
        plan = WorkPlan.objects.create(
            number="X", issued_on=clock.today(), decision=made, issued_by=by
        )
        with pytest.raises(StepsUnmet) as refused:
            perform(again.issue_plan, by=by, plan=plan)
    assert missing(refused) == {"F06a": ["The council's approval is not recorded."]}


@pytest.mark.rule("F15")
def test_no_plan_while_a_hidden_objection_is_open(walker, project_at):
    project = project_at(S.APPROVAL_NOTICE)
    with clock.moved_to(walker.now):
        opinion = opinion_submit(
            item=project.notice_items.get(),
            by=None,
            author=Author("赵一", contact="13800000000"),
            remark=Remark("与现行标准重复"),
        )
    Opinion.objects.filter(pk=opinion.pk).update(resolved_at=walker.now)
    project = walker.to(project, S.BEFORE_COUNCIL)
    Opinion.objects.filter(pk=opinion.pk).update(
        resolved_at=None, moderation="hidden", moderation_reason="含辱骂内容"
    )
    with pytest.raises(StepsUnmet) as refused, clock.moved_to(walker.now):
        actions.work_plan_issue(
            projects=[project],
            decision=walker.decision("决议1"),
            by=walker.cast.council_secretary,
        )
    assert missing(refused) == {"F15": [f"Objection {opinion.reference} is open."]}


@pytest.mark.rule("F06a")
def test_a_minority_issues_no_plan_and_a_majority_is_no_refusal(walker, project_at):
    project, by = project_at(S.BEFORE_COUNCIL), walker.cast.council_secretary
    with clock.moved_to(walker.now):
        with pytest.raises(BadValue) as refused:
            actions.work_plan_issue(
                projects=[project], decision=typed(walker, {"yes": 4, "no": 5}), by=by
            )
        assert refused.value.field == "yes"
        with pytest.raises(BadValue):
            actions.project_refuse(
                project=project,
                decision=typed(walker, {"yes": 5, "no": 4}),
                reason="不同意",
                by=by,
            )
    assert Project.objects.get(pk=project.pk).state == S.BEFORE_COUNCIL
