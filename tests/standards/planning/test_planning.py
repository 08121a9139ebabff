"""F13a to F15: ballot, dossier, evaluation, notice, objections, council, plan."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from standards.models import Project, WorkPlan
from standards.planning import actions, rules
from standards.planning.forms import EvaluationForm
from standards.planning.papers import APPROVAL_BALLOT, PLAN, PROJECT_NOTICE, SUMMARY_FORM
from standards.proposals.forms import PolicyPassForm
from standards.states import S
from tests.standards.association import TITLE
from zsa_portal.ballots.actions import vote_cast
from zsa_portal.ballots.queries import current, tally
from zsa_portal.documents.models import Document, IssuedForm
from zsa_portal.notices.queries import closes_at
from zsa_portal.people.models import Body
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import months_after
from zsa_portal.workflow.models import Recusal
from zsa_portal.workflow.perform import catch_up, perform
from zsa_portal.workflow.refusals import StepsUnmet, WrongState


def missing(refused):
    return {unmet.rule: unmet.missing for unmet in refused.value.unmet}


def vote(walker, project, yes: int, no: int = 0, abstain: int = 0) -> Project:
    """Let members vote, then let the time run out."""
    ballot = current(project, APPROVAL_BALLOT.code)
    choices = ["approve"] * yes + ["disapprove"] * no + ["abstain"] * abstain
    with clock.moved_to(walker.now):
        for member, choice in zip(walker.cast.members, choices, strict=False):
            vote_cast(
                ballot=ballot,
                by=member,
                choice=choice,
                reason="理由" if choice == "disapprove" else "",
            )
    with walker.day(8):
        return catch_up(Project.objects.get(pk=project.pk))


@pytest.mark.rule("F13a")
def test_five_of_seven_do_not_pass(walker, project_at):
    project = vote(walker, project_at(S.TC_BALLOT), yes=5)
    assert project.state == S.TC_BALLOT_CLOSED
    with pytest.raises(StepsUnmet) as refused, clock.moved_to(walker.now):
        perform(project.accept_ballot, by=walker.cast.committee_secretary)
    assert missing(refused) == {"F13a": ["1 more vote in favour is needed: 5 of 7, 6 required."]}


def test_six_of_seven_pass(walker, project_at):
    project = vote(walker, project_at(S.TC_BALLOT), yes=6, no=1)
    with clock.moved_to(walker.now):
        assert (
            perform(project.accept_ballot, by=walker.cast.committee_secretary).state
            == S.DOSSIER_FILING
        )


@pytest.mark.rule("F13a")
def test_exactly_three_quarters_of_eight_pass_and_five_do_not(walker, project_at):
    from tests.standards.association import LONG_AGO, person
    from zsa_portal.people.models import Body, Seat

    eighth = person("eighth")
    Seat.objects.create(body=Body.objects.get(code="TC1"), user=eighth, starts=LONG_AGO)
    project = walker.to(project_at(S.TC_REGISTERED), S.TC_BALLOT)
    ballot = current(project, APPROVAL_BALLOT.code)
    with clock.moved_to(walker.now):
        for member in walker.cast.members[:5]:
            vote_cast(ballot=ballot, by=member, choice="approve")
        assert tally(ballot).passed is False
        vote_cast(ballot=ballot, by=eighth, choice="approve")
        assert (tally(ballot).yes, tally(ballot).base, tally(ballot).passed) == (6, 8, True)


@pytest.mark.rule("F13a")
def test_recused_absent_and_abstaining_members_stay_in_the_base(walker, project_at):
    project = project_at(S.TC_BALLOT)
    Recusal.objects.create(
        matter=project,
        user=walker.cast.members[6],
        reason="参与起草",
        declared_by=walker.cast.members[6],
    )
    project = vote(walker, project, yes=5, abstain=1)
    counted = tally(current(project, APPROVAL_BALLOT.code))
    assert (counted.base, counted.passed) == (7, False)


def test_a_missed_ballot_goes_back_with_the_reason(walker, project_at):
    project = vote(walker, project_at(S.TC_BALLOT), yes=5, no=2)
    with clock.moved_to(walker.now):
        project = perform(
            project.return_after_ballot,
            by=walker.cast.committee_secretary,
            reason="赞成票未达到四分之三",
        )
    assert (project.state, project.stage) == (S.PROPOSAL_RETURNED, "10.92")
    assert "赞成票未达到四分之三" in walker.cast.applicant.messages.first().body


def test_a_passed_ballot_cannot_be_sent_back(walker, project_at):
    project = vote(walker, project_at(S.TC_BALLOT), yes=7)
    with pytest.raises(StepsUnmet), clock.moved_to(walker.now):
        perform(project.reject_after_ballot, by=walker.cast.committee_secretary, reason="不想要了")


def test_a_ballot_is_not_closed_early_while_someone_may_still_vote(walker, project_at):
    project = project_at(S.TC_BALLOT)
    with pytest.raises(StepsUnmet), clock.moved_to(walker.now):
        perform(project.close_ballot, by=walker.cast.committee_secretary)


@pytest.mark.rule("F06b")
def test_the_secretary_of_another_committee_may_not_act(walker, project_at, outsiders):
    project = project_at(S.TC_REGISTERED)
    for name in ("secretary of another committee", "other member", "clerk of another department"):
        with pytest.raises(PermissionDenied), clock.moved_to(walker.now), transaction.atomic():
            perform(project.open_ballot, by=outsiders[name], days=7)


@pytest.mark.rule("F13b")
@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("standards.filing_letter", "Filing letter (报送函) is missing."),
        ("standards.standard_outline", "Draft of the standard (annex 3) is missing."),
        ("standards.comparison_report", "Comparison report or novelty search report is missing."),
    ],
)
def test_a_missing_paper_blocks_filing_and_is_named(walker, project_at, kind, sentence):
    project = project_at(S.DOSSIER_FILING)
    secretary = walker.cast.committee_secretary
    with clock.moved_to(walker.now):
        walker.add(project, "standards.filing_letter", "报送函", secretary)
        Document.objects.filter(matter=project, kind=kind).update(withdrawn_at=walker.now)
        with pytest.raises(StepsUnmet) as refused:
            perform(Project.objects.get(pk=project.pk).file_dossier, by=secretary)
    assert missing(refused) == {"F13b": [sentence]}


@pytest.mark.rule("F13b")
def test_the_summary_of_proposals_is_made_by_the_portal_or_an_own_one_serves(walker, project_at):
    project = project_at(S.DOSSIER_FILING)
    form = project.issued_forms.get(kind=SUMMARY_FORM.key)
    row = form.data["rows"][0]
    assert (form.data["annex"], row["title"], row["purpose"]) == ("附件1", project.title, "制定")
    assert row["units"][0] == project.applicant.name
    secretary = walker.cast.committee_secretary
    with clock.moved_to(walker.now):
        walker.add(project, "standards.filing_letter", "报送函", secretary)
        form.matters.clear()
        with pytest.raises(StepsUnmet) as refused:
            perform(Project.objects.get(pk=project.pk).file_dossier, by=secretary)
        assert missing(refused) == {"F13b": ["Summary of project proposals (annex 1) is missing."]}
        walker.add(project, "standards.proposal_summary", "汇总表", secretary)
        filed = perform(Project.objects.get(pk=project.pk).file_dossier, by=secretary)
    assert filed.state == S.SECRETARIAT_EVALUATION


def test_a_novelty_report_serves_instead_of_a_comparison(walker, project_at):
    project = project_at(S.DOSSIER_FILING)
    secretary = walker.cast.committee_secretary
    with clock.moved_to(walker.now):
        walker.add(project, "standards.filing_letter", "报送函", secretary)
        document = Document.objects.get(matter=project, kind="standards.comparison_report")
        Document.objects.filter(pk=document.pk).update(withdrawn_at=walker.now)
        walker.add(project, "standards.novelty_report", "查新报告", secretary)
        filed = perform(Project.objects.get(pk=project.pk).file_dossier, by=secretary)
    assert filed.state == S.SECRETARIAT_EVALUATION


@pytest.mark.rule("F14a")
@pytest.mark.parametrize(("necessary", "feasible"), [(True, False), (False, True), (False, False)])
def test_an_evaluation_passes_only_when_necessary_and_feasible(
    walker, project_at, necessary, feasible
):
    project = project_at(S.SECRETARIAT_EVALUATION)
    with pytest.raises(StepsUnmet), clock.moved_to(walker.now):
        perform(
            project.pass_evaluation,
            by=walker.cast.secretariat,
            necessary=necessary,
            feasible=feasible,
            opinion="x",
        )


@pytest.mark.rule("F14a")
def test_a_failed_evaluation_needs_reasons(walker, project_at):
    project = project_at(S.SECRETARIAT_EVALUATION)
    with pytest.raises(StepsUnmet) as refused, clock.moved_to(walker.now):
        perform(project.fail_evaluation, by=walker.cast.secretariat, reason="")
    assert missing(refused) == {"F14a": ["The reason is missing."]}


def test_a_failed_evaluation_returns_the_project_with_reasons(walker, project_at):
    project = project_at(S.SECRETARIAT_EVALUATION)
    with clock.moved_to(walker.now):
        project = perform(
            project.fail_evaluation, by=walker.cast.secretariat, reason="市场需求不足"
        )
    assert project.state == S.PROPOSAL_RETURNED
    assert "市场需求不足" in walker.cast.applicant.messages.first().body


def test_a_deficient_dossier_goes_back_to_the_committee(walker, project_at):
    project = project_at(S.SECRETARIAT_EVALUATION)
    with clock.moved_to(walker.now):
        project = perform(project.return_dossier, by=walker.cast.secretariat, reason="汇总表未盖章")
    assert project.state == S.DOSSIER_FILING
    assert "汇总表未盖章" in walker.cast.committee_secretary.messages.first().body


def publish(walker, projects, days):
    with clock.moved_to(walker.now):
        return actions.project_notice_publish(
            projects=projects, title="立项公示", body="公示", days=days, by=walker.cast.secretariat
        )


@pytest.mark.rule("F14b")
def test_a_notice_of_fourteen_days_is_refused(walker, project_at):
    from zsa_portal.regulations.rule import RuleUnmet

    project = project_at(S.READY_FOR_NOTICE)
    with pytest.raises(RuleUnmet) as refused:
        publish(walker, [project], 14)
    assert refused.value.missing == ["The period is at least 15 natural days."]
    assert Project.objects.get(pk=project.pk).state == S.READY_FOR_NOTICE


def test_a_notice_of_fifteen_days_runs_to_the_last_second_of_the_last_day(walker, project_at):
    project = project_at(S.READY_FOR_NOTICE)
    publish(walker, [project], 15)
    end = closes_at(project, PROJECT_NOTICE.code)
    opened = clock.day_of(walker.now)
    assert end == clock.start_of(opened + dt.timedelta(days=16))
    with clock.moved_to(end - dt.timedelta(seconds=1)):
        assert catch_up(Project.objects.get(pk=project.pk)).state == S.APPROVAL_NOTICE
    with clock.moved_to(end):
        assert catch_up(Project.objects.get(pk=project.pk)).state == S.NOTICE_CLOSED


def test_one_notice_covers_several_projects(walker, project_at):
    first, second = project_at(S.READY_FOR_NOTICE), project_at(S.READY_FOR_NOTICE, "规范二")
    notice = publish(walker, [first, second], 20)
    assert set(notice.matters.values_list("pk", flat=True)) == {first.pk, second.pk}
    assert {p.state for p in Project.objects.all()} == {S.APPROVAL_NOTICE}


@pytest.mark.rule("F06a")
def test_no_plan_without_the_councils_approval(walker, project_at):
    project = project_at(S.BEFORE_COUNCIL)
    with clock.moved_to(walker.now):
        from zsa_portal.ballots.actions import decision_record

        made = decision_record(
            kind=PLAN,
            matters=[project],
            outcome="rejected",
            by=walker.cast.council_secretary,
            **walker.decision("决议1", yes=0, no=9),
        )
        plan = WorkPlan.objects.create(
            number="X",
            issued_on=clock.today(),
            decision=made,
            issued_by=walker.cast.council_secretary,
        )
        with pytest.raises(StepsUnmet) as refused:
            perform(project.issue_plan, by=walker.cast.council_secretary, plan=plan)
    assert missing(refused) == {"F06a": ["The council's approval is not recorded."]}


@pytest.mark.rule("F06a")
def test_an_approval_of_an_earlier_round_is_none(walker, project_at):
    project = project_at(S.BEFORE_COUNCIL)
    with clock.moved_to(walker.now):
        from zsa_portal.ballots.actions import decision_record

        decision_record(
            kind=PLAN,
            matters=[project],
            outcome="approved",
            by=walker.cast.council_secretary,
            **walker.decision("决议1"),
        )
        assert rules.council_has_approved.missing(project) == []
        project.entered_at = clock.now() + dt.timedelta(seconds=1)
        assert rules.council_has_approved.missing(project) == [
            "The council's approval is not recorded."
        ]


@pytest.mark.rule("F06a")
def test_staff_do_not_decide_for_the_council(walker, project_at):
    project = project_at(S.BEFORE_COUNCIL)
    with pytest.raises(PermissionDenied), clock.moved_to(walker.now):
        actions.work_plan_issue(
            projects=[project], decision=walker.decision("决议1"), by=walker.cast.secretariat
        )
    assert WorkPlan.objects.count() == 0


@pytest.mark.rule("F27a")
def test_one_plan_covers_several_projects_with_numbers_and_dates(walker, project_at):
    first, second = project_at(S.BEFORE_COUNCIL), project_at(S.BEFORE_COUNCIL, "规范二")
    with clock.moved_to(walker.now):
        plan = actions.work_plan_issue(
            projects=[first, second],
            decision=walker.decision("决议1"),
            by=walker.cast.council_secretary,
        )
    rows = Project.objects.order_by("pk").values_list("state", "plan_number", "plan_starts")
    day = clock.day_of(walker.now)
    assert list(rows) == [
        (S.PLAN_ISSUED, f"{plan.number}-01", day),
        (S.PLAN_ISSUED, f"{plan.number}-02", day),
    ]
    ends = set(Project.objects.values_list("plan_ends", flat=True))
    assert ends == {months_after(day, 6)}
    form = IssuedForm.objects.get(kind="standards.work_plan")
    assert [row["title"] for row in form.data["rows"]] == [TITLE, "规范二"]


def test_a_refused_project_is_closed_with_the_reason(walker, project_at):
    project = project_at(S.BEFORE_COUNCIL)
    with clock.moved_to(walker.now):
        project = actions.project_refuse(
            project=project,
            decision=walker.decision("决议2", yes=2, no=7),
            reason="不属于协会工作重点",
            by=walker.cast.council_secretary,
        )
    assert project.state == S.PROPOSAL_REJECTED
    with pytest.raises(WrongState), clock.moved_to(walker.now):
        perform(project.send_to_council, by=walker.cast.secretariat)


def test_without_a_refusal_no_project_is_closed_by_the_council(walker, project_at):
    project = project_at(S.BEFORE_COUNCIL)
    with clock.moved_to(walker.now), pytest.raises(StepsUnmet) as refused:
        perform(project.close_after_refusal, by=walker.cast.council_secretary, reason="没有决议")
    assert missing(refused) == {
        "standards.plan.rejected": ["No refusal by the council is recorded."]
    }


def test_without_a_council_a_project_waits_with_a_clear_sentence(walker, project_at):
    project = project_at(S.NOTICE_CLOSED)
    Body.objects.filter(kind=Body.Kind.COUNCIL).update(kind=Body.Kind.PANEL)
    assert not rules.council_is_set_up(project)
    with clock.moved_to(walker.now), pytest.raises(StepsUnmet) as refused:
        perform(project.send_to_council, by=walker.cast.secretariat)
    assert missing(refused) == {
        "council_is_set_up": [
            "The council is not set up yet; enter it before a project is sent to it."
        ]
    }


@pytest.mark.parametrize(
    ("form", "name"), [(EvaluationForm, "feasible"), (PolicyPassForm, "checks")]
)
def test_what_the_rules_demand_is_marked_as_required_before_it_is_sent(project_at, form, name):
    fields = form(matter=project_at(S.SECRETARIAT_EVALUATION), user=None)
    assert "required-mark" in fields[name].as_field_group()


def test_the_evaluation_shows_the_proposal_and_the_papers_beside_its_form(
    client, walker, project_at
):
    project = project_at(S.SECRETARIAT_EVALUATION)
    client.force_login(walker.cast.secretariat)
    with clock.moved_to(walker.now):
        page = client.get(reverse("workflow:step", args=[project.pk, "pass_evaluation"]))
    shown = page.content.decode()
    paper = Document.objects.filter(matter=project.pk).readable_by(walker.cast.secretariat).first()
    assert shown.count("data-beside") == 2
    assert project.applicant.name in shown.partition("data-beside")[2]
    assert reverse("documents:text", args=[paper.versions.latest("number").pk]) in shown
