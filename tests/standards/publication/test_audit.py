"""F28 and F06a: experts audit, the council decides."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from standards.models import Project
from standards.publication import actions
from standards.publication.engagement import EXPERT_AUDIT
from standards.publication.papers import PUBLICATION
from standards.states import S
from tests.standards.association import expert
from tests.standards.publication.conftest import missing
from zsa_portal.documents.models import Document
from zsa_portal.engagements.models import Engagement
from zsa_portal.engagements.queries import eligible_experts
from zsa_portal.people.models import Deputyship, Expert, OrganisationPerson
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Duty, Matter, Recusal
from zsa_portal.workflow.queries import open_duties
from zsa_portal.workflow.refusals import BadValue, StepsUnmet, WrongState


def experts_of(*users):
    return list(Expert.objects.filter(user__in=users).order_by("pk"))


def test_experts_are_engaged_owe_their_opinion_and_read_the_dossier(walker, project_at):
    project = project_at(S.EXPERT_CHECK)
    one = walker.cast.experts[0]
    assert Duty.objects.filter(matter=project, key="expert_audit", done_at=None).count() == 2
    with clock.moved_to(walker.now):
        assert Matter.objects.visible_to(one).filter(pk=project.pk).exists()
        read = Document.objects.readable_by(one).values_list("kind", flat=True)
        assert {"standards.approval_draft", "standards.approval_letter"} <= set(read)


def test_an_expert_s_deputy_is_not_shown_the_audit(walker, project_at, make_user):
    project_at(S.EXPERT_CHECK)
    principal, deputy = walker.cast.experts[0], make_user()
    day = clock.day_of(walker.now)
    Deputyship.objects.create(principal=principal, deputy=deputy, starts=day)
    with clock.moved_to(walker.now):
        assert [duty.key for duty in open_duties(principal)] == ["expert_audit"]
        assert list(open_duties(deputy)) == []


def test_before_and_after_the_audit_an_expert_reads_nothing(walker, project_at, opine, act):
    one, two = walker.cast.experts
    project = project_at(S.APPROVAL_DRAFT_READY)
    assert not Document.objects.readable_by(one).exists()
    project = walker.to(project, S.EXPERT_CHECK)
    with clock.moved_to(walker.now):
        assert Document.objects.readable_by(one).exists()
    for user in (one, two):
        opine(project, user)
    act(project, "pass_audit", by=walker.cast.secretariat)
    with clock.moved_to(walker.now):
        assert not Document.objects.readable_by(one).exists()


@pytest.mark.rule("F28")
def test_at_least_one_expert_with_an_account_is_engaged(walker, project_at, act):
    project = project_at(S.APPROVAL_DRAFT_READY)
    stranger = Expert.objects.create(name="无账号", kind=Expert.Kind.TECHNICAL)
    for chosen in ([], [stranger]):
        with pytest.raises(StepsUnmet) as refused:
            act(project, "engage_experts", by=walker.cast.secretariat, experts=chosen)
        assert list(missing(refused)) == ["F28"]


@pytest.mark.rule("F28")
def test_nobody_of_the_drafting_organisations_audits(walker, project_at, act):
    project = project_at(S.APPROVAL_DRAFT_READY)
    own = expert("own", organisation=walker.cast.organisation)
    named = expert("named", employer=walker.cast.organisation.name)
    drafter = walker.cast.applicant
    Expert.objects.create(user=drafter, name="drafter", kind=Expert.Kind.TECHNICAL)
    for user in (own, named, drafter):
        with pytest.raises(StepsUnmet) as refused:
            act(project, "engage_experts", by=walker.cast.secretariat, experts=experts_of(user))
        assert missing(refused) == {
            "F28": [f"{user.expert} belongs to a drafting organisation and takes no part."]
        }
    assert set(eligible_experts(project, EXPERT_AUDIT)) == set(experts_of(*walker.cast.experts))


@pytest.mark.rule("F28")
def test_a_person_of_a_drafting_organisation_audits_nothing_whatever_the_card_says(
    walker, project_at, act
):
    project = project_at(S.APPROVAL_DRAFT_READY)
    hidden = expert("hidden", employer="自由职业")
    OrganisationPerson.objects.create(
        user=hidden, organisation=walker.cast.organisation, starts=clock.day_of(walker.now)
    )
    with pytest.raises(StepsUnmet):
        act(project, "engage_experts", by=walker.cast.secretariat, experts=experts_of(hidden))
    with clock.moved_to(walker.now):
        assert set(eligible_experts(project, EXPERT_AUDIT)) == set(experts_of(*walker.cast.experts))


@pytest.mark.rule("F28")
def test_a_recused_expert_is_not_engaged(walker, project_at, act):
    project = project_at(S.APPROVAL_DRAFT_READY)
    one = walker.cast.experts[0]
    Recusal.objects.create(matter=project, user=one, reason="合作关系", declared_by=one)
    with pytest.raises(StepsUnmet) as refused:
        act(project, "engage_experts", by=walker.cast.secretariat, experts=experts_of(one))
    assert missing(refused) == {"F28": ["expert-1 is recused in this matter."]}


@pytest.mark.rule("F28")
def test_the_audit_waits_for_every_expert(walker, project_at, opine, act):
    project = project_at(S.EXPERT_CHECK)
    opine(project, walker.cast.experts[0])
    with pytest.raises(StepsUnmet) as refused:
        act(project, "pass_audit", by=walker.cast.secretariat)
    assert missing(refused) == {"F28": ["The opinion of expert-2 is missing."]}


@pytest.mark.rule("F28")
def test_one_failing_opinion_stops_the_audit(walker, project_at, opine, act):
    project = project_at(S.EXPERT_CHECK)
    one, two = walker.cast.experts
    opine(project, one)
    opine(project, two, "fail", "指标缺少依据")
    with pytest.raises(StepsUnmet) as refused:
        act(project, "pass_audit", by=walker.cast.secretariat)
    assert missing(refused) == {
        "F28": ["expert-2 found that the dossier does not pass; return it with reasons."]
    }
    opine(project, two, "pass")
    assert act(project, "pass_audit", by=walker.cast.secretariat).state == S.COUNCIL_APPROVAL


@pytest.mark.rule("F28")
def test_changes_asked_for_are_handled(walker, project_at, opine, act):
    project = project_at(S.EXPERT_CHECK)
    one, two = walker.cast.experts
    opine(project, one, "pass_with_changes", "统一术语")
    opine(project, two)
    with pytest.raises(StepsUnmet):
        act(project, "pass_audit", by=walker.cast.secretariat, handling=" ")
    done = act(project, "pass_audit", by=walker.cast.secretariat, handling="术语已统一")
    assert (done.state, done.audit_handling) == (S.COUNCIL_APPROVAL, "术语已统一")


def test_an_opinion_against_says_why(walker, project_at, opine):
    project = project_at(S.EXPERT_CHECK)
    for conclusion in ("fail", "pass_with_changes"):
        with pytest.raises(BadValue):
            opine(project, walker.cast.experts[0], conclusion, " ")
    with pytest.raises(BadValue):
        opine(project, walker.cast.experts[0], "maybe", "x")
    assert Engagement.objects.filter(at__isnull=False).count() == 0


def test_only_engaged_experts_give_opinions(walker, project_at, opine, outsiders):
    project = project_at(S.EXPERT_CHECK)
    other = expert("not-engaged")
    for somebody in [*outsiders.values(), other, walker.cast.secretariat]:
        with pytest.raises(PermissionDenied):
            opine(project, somebody)


def test_after_the_audit_no_opinion_is_changed(walker, project_at, opine):
    project = project_at(S.COUNCIL_APPROVAL)
    with pytest.raises(WrongState):
        opine(project, walker.cast.experts[0], "fail", "晚了")


def test_a_silent_expert_is_released_and_another_engaged(walker, project_at, opine, act):
    project = project_at(S.EXPERT_CHECK)
    one, two = walker.cast.experts
    third = expert("expert-3")
    opine(project, one)
    audit = Engagement.objects.get(user=two)
    secretariat = walker.cast.secretariat
    act(project, "engage_more_experts", by=secretariat, experts=experts_of(third))
    project = act(project, "release_expert", by=secretariat, audit=audit, reason="出差")
    assert project.state == S.EXPERT_CHECK
    with pytest.raises(PermissionDenied):
        opine(project, two)
    opine(project, third)
    assert act(project, "pass_audit", by=secretariat).state == S.COUNCIL_APPROVAL


@pytest.mark.rule("F28")
def test_an_opinion_that_was_given_is_not_released_away(walker, project_at, opine, act):
    project = project_at(S.EXPERT_CHECK)
    two = walker.cast.experts[1]
    audit = opine(project, two, "fail", "不行")
    with pytest.raises(StepsUnmet):
        act(project, "release_expert", by=walker.cast.secretariat, audit=audit, reason="不同意见")


def test_an_audit_of_another_project_is_not_released(walker, project_at, act):
    first, second = project_at(S.EXPERT_CHECK), project_at(S.EXPERT_CHECK, "乙")
    audit = second.audits.first()
    with pytest.raises(BadValue):
        act(first, "release_expert", by=walker.cast.secretariat, audit=audit, reason="错了的")


def test_a_failed_audit_returns_the_dossier_and_a_new_round_begins(walker, project_at, opine, act):
    project = project_at(S.EXPERT_CHECK)
    secretariat, drafter = walker.cast.secretariat, walker.cast.applicant
    opine(project, walker.cast.experts[0], "fail", "指标缺少依据")
    project = act(project, "fail_audit", by=secretariat, reason="指标缺少依据，请补充验证")
    assert (project.state, project.stage) == (S.APPROVAL_RETURNED, "50.92")
    assert "请补充验证" in drafter.messages.first().body
    with clock.moved_to(walker.now):
        walker.add_papers(project, "approval", drafter)
    act(project, "submit_approval_dossier", by=drafter)
    project = act(
        project, "engage_experts", by=secretariat, experts=experts_of(*walker.cast.experts)
    )
    assert (project.audits.first().round, project.audits.live().filter(at=None).count()) == (2, 2)
    with pytest.raises(StepsUnmet):
        act(project, "pass_audit", by=secretariat)


@pytest.mark.rule("F28")
def test_a_dossier_is_returned_only_with_reasons(walker, project_at, act):
    project = project_at(S.APPROVAL_DRAFT_READY)
    with pytest.raises(StepsUnmet):
        act(project, "return_approval_dossier", by=walker.cast.secretariat, reason=" ")


@pytest.mark.rule("F06a")
def test_the_secretariat_alone_manages_the_audit(walker, project_at, act, outsiders):
    project = project_at(S.APPROVAL_DRAFT_READY)
    for somebody in [*outsiders.values(), walker.cast.applicant, walker.cast.committee_secretary]:
        for name, values in (
            ("engage_experts", {"experts": []}),
            ("return_approval_dossier", {"reason": "理由理由"}),
        ):
            with pytest.raises(PermissionDenied):
                act(project, name, by=somebody, **values)


def test_several_standards_are_approved_in_one_decision(walker, project_at):
    first, second = project_at(S.COUNCIL_APPROVAL), project_at(S.COUNCIL_APPROVAL, "乙")
    with clock.moved_to(walker.now):
        done = actions.publication_approve(
            projects=[second, first],
            decision=walker.decision("决议7"),
            by=walker.cast.council_secretary,
        )
    assert [project.state for project in done] == [S.APPROVED, S.APPROVED]
    assert {project.approval_decision.number for project in done} == {"决议7"}


def test_all_or_none_when_one_of_them_cannot(walker, project_at):
    first, second = project_at(S.COUNCIL_APPROVAL), project_at(S.EXPERT_CHECK, "乙")
    with pytest.raises(WrongState), clock.moved_to(walker.now):
        actions.publication_approve(
            projects=[first, second],
            decision=walker.decision("决议7"),
            by=walker.cast.council_secretary,
        )
    assert Project.objects.get(pk=first.pk).state == S.COUNCIL_APPROVAL
    assert not first.decisions.filter(purpose=PUBLICATION.key).exists()


@pytest.mark.rule("F06a")
def test_nothing_is_approved_without_the_councils_decision(walker, project_at, act):
    from zsa_portal.ballots.resolutions import Decision

    project = project_at(S.COUNCIL_APPROVAL)
    with pytest.raises(StepsUnmet) as refused:
        act(
            project,
            "approve_publication",
            by=walker.cast.council_secretary,
            decision=Decision.objects.first(),
        )
    assert missing(refused) == {"F06a": ["The council's approval is not recorded."]}


@pytest.mark.rule("F06a")
def test_only_the_councils_secretary_records_the_decision(walker, project_at, outsiders):
    project = project_at(S.COUNCIL_APPROVAL)
    for somebody in [*outsiders.values(), walker.cast.secretariat, walker.cast.applicant]:
        with pytest.raises(PermissionDenied), clock.moved_to(walker.now):
            actions.publication_approve(
                projects=[project], decision=walker.decision("决议7"), by=somebody
            )


def test_a_refusal_returns_the_dossier_with_reasons(walker, project_at):
    project = project_at(S.COUNCIL_APPROVAL)
    with clock.moved_to(walker.now):
        done = actions.publication_refuse(
            project=project,
            decision=walker.decision("决议8", yes=2, no=7),
            reason="实施条件不具备",
            by=walker.cast.council_secretary,
        )
    assert done.state == S.APPROVAL_RETURNED
    assert "实施条件不具备" in walker.cast.applicant.messages.first().body


def test_without_a_refusal_nothing_is_returned_from_the_council(walker, project_at, act):
    project = project_at(S.COUNCIL_APPROVAL)
    with pytest.raises(StepsUnmet):
        act(project, "return_after_council", by=walker.cast.council_secretary, reason="没有决议")
