"""Which steps of formulation are for several projects, and that each keeps its rules."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile

from standards.committees import candidates, committee_has_an_officer, with_officers
from standards.models import Project
from standards.parties import OFFICERS, officer_of
from standards.planning.papers import PROJECT_NOTICE
from standards.proposals.rules import POLICY_CHECKS
from standards.states import S
from tests.bulk import costs_the_same, names_for_several, outcomes, previewed, taken
from tests.standards.association import LONG_AGO, acting_for, body, organisation, person
from zsa_portal.notices.actions import Author, Remark, opinion_submit
from zsa_portal.notices.models import NoticeItem
from zsa_portal.people.models import Body, Deputyship, OrganisationPerson, Seat
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import catch_up, perform

PASSED = {"checks": list(POLICY_CHECKS), "opinion": "符合"}
EVALUATED = {"necessary": "on", "feasible": "on", "opinion": "必要且可行"}


@pytest.fixture
def several(walker, project_at):
    """Brings three projects to a state, or as many as are wanted."""

    def bring(state, many=3):
        return [project_at(state), *(project_at(state, f"规范{n}") for n in range(2, many + 1))]

    return bring


def fresh(projects):
    return [Project.objects.get(pk=one.pk) for one in projects]


def states(projects):
    return [one.state for one in fresh(projects)]


def test_these_steps_are_for_several():
    assert names_for_several(Project) == {
        "pass_policy_review",
        "hand_to_committee",
        "file_dossier",
        "pass_evaluation",
        "send_to_council",
        "engage_experts",
    }


@pytest.mark.parametrize(
    ("state", "step", "who"),
    [
        (S.POLICY_REVIEW, "pass_policy_review", "secretariat"),
        (S.SECRETARIAT_EVALUATION, "pass_evaluation", "secretariat"),
        (S.NOTICE_CLOSED, "send_to_council", "secretariat"),
        (S.APPROVAL_DRAFT_READY, "engage_experts", "secretariat"),
    ],
)
def test_a_preview_costs_the_same_for_one_and_three(walker, several, state, step, who):
    assert costs_the_same(step, several(state), by=getattr(walker.cast, who), now=walker.now)


def taken_back(walker, project):
    """A project whose complete dossier lies with the committee again."""
    with clock.moved_to(walker.now):
        return perform(project.take_back_dossier, by=walker.cast.committee_secretary)


def test_a_preview_of_dossiers_costs_the_same_for_one_and_three(walker, several):
    projects = [taken_back(walker, one) for one in several(S.SECRETARIAT_EVALUATION)]
    by = walker.cast.committee_secretary
    assert costs_the_same("file_dossier", projects, by=by, now=walker.now)


@pytest.mark.rule("F14a")
def test_projects_are_evaluated_together_with_one_opinion(walker, several):
    projects, by = several(S.SECRETARIAT_EVALUATION), walker.cast.secretariat
    answer = taken("pass_evaluation", projects, by=by, now=walker.now, **EVALUATED)
    assert outcomes(answer) == [(True, "")] * 3
    assert states(projects) == [S.READY_FOR_NOTICE] * 3
    found = [one.evaluations.get() for one in fresh(projects)]
    assert {(one.necessary, one.feasible, one.opinion) for one in found} == {
        (True, True, "必要且可行")
    }


@pytest.mark.rule("F14a")
def test_what_is_not_feasible_passes_in_none(walker, several):
    projects, by = several(S.SECRETARIAT_EVALUATION, 2), walker.cast.secretariat
    values = EVALUATED | {"feasible": ""}
    answer = taken("pass_evaluation", projects, by=by, now=walker.now, **values)
    refused = (False, "The evaluation of necessity and feasibility is not passed.")
    assert outcomes(answer) == [refused] * 2
    assert states(projects) == [S.SECRETARIAT_EVALUATION] * 2


@pytest.mark.rule("F13b")
def test_an_incomplete_dossier_is_named_and_the_others_are_filed(walker, project_at):
    without = project_at(S.DOSSIER_FILING)
    projects = [without, taken_back(walker, project_at(S.SECRETARIAT_EVALUATION, "规范二"))]
    by = walker.cast.committee_secretary
    found = previewed("file_dossier", projects, by=by, now=walker.now)
    assert [bool(refusals) for refusals in found] == [True, False]
    answer = taken("file_dossier", projects, by=by, now=walker.now)
    assert [done for done, _said in outcomes(answer)] == [False, True]


@pytest.mark.rule("F15")
def test_an_open_objection_keeps_its_own_project_only(walker, several):
    projects, by = several(S.APPROVAL_NOTICE, 2), walker.cast.secretariat
    object_to(projects[0])
    walker.now = walker.later(20)
    with clock.moved_to(walker.now):
        projects = [catch_up(one) for one in projects]
    found = previewed("send_to_council", projects, by=by, now=walker.now)
    assert [bool(refusals) for refusals in found] == [True, False]
    assert "Objection" in found[0][0]
    answer = taken("send_to_council", projects, by=by, now=walker.now)
    assert [done for done, _said in outcomes(answer)] == [False, True]
    assert states(projects) == [S.NOTICE_CLOSED, S.BEFORE_COUNCIL]


def object_to(project):
    """Somebody objects while the notice runs."""
    item = NoticeItem.objects.get(matter=project.pk, notice__kind=PROJECT_NOTICE.code)
    with clock.moved_to(item.notice.opened_at):
        opinion_submit(
            item=item,
            by=None,
            author=Author("钱二", "某公司", "13900000000", declares_truth=True),
            remark=Remark("与现行标准重复"),
            evidence=ContentFile("证明".encode(), name="证明.txt"),
        )


@pytest.mark.rule("F09")
def test_proposals_pass_together_where_every_point_holds(walker, several):
    projects, by = several(S.POLICY_REVIEW), walker.cast.secretariat
    some = PASSED | {"checks": list(POLICY_CHECKS)[1:]}
    answer = taken("pass_policy_review", projects[:1], by=by, now=walker.now, **some)
    assert [done for done, _said in outcomes(answer)] == [False]
    answer = taken("pass_policy_review", projects, by=by, now=walker.now, **PASSED)
    assert outcomes(answer) == [(True, "")] * 3
    assert [one.policy_reviews.get().opinion for one in fresh(projects)] == ["符合"] * 3
    assert {one.committee.code for one in fresh(projects)} == {"TC1"}


def test_where_a_field_has_several_committees_each_is_reviewed_alone(walker, several):
    projects, by = several(S.POLICY_REVIEW, 2), walker.cast.secretariat
    second()
    found = previewed("pass_policy_review", projects, by=by, now=walker.now)
    said = "Its field has several committees: choose one on the proposal's own page."
    assert found == [[said]] * 2
    answer = taken("pass_policy_review", projects, by=by, now=walker.now, **PASSED)
    assert outcomes(answer) == [(False, said)] * 2


def second(code="TC2", field="next_it"):
    """Another committee, with a secretary."""
    made, _people = body(Body.Kind.COMMITTEE, code, 5, field)
    secretary = person(f"{code}-secretary")
    Seat.objects.create(
        body=made, user=secretary, role=Seat.Role.SECRETARY, votes=False, starts=LONG_AGO
    )
    return made


@pytest.mark.rule("F06b")
def test_the_projects_of_a_dissolved_committee_are_handed_on_together(walker, several):
    projects, by = several(S.TC_REGISTERED), walker.cast.secretariat
    found = previewed("hand_to_committee", projects, by=by, now=walker.now)
    assert found == [["TC1 exists and the project lies in its field; it stays in charge."]] * 3
    Body.objects.filter(code="TC1").update(dissolved=clock.day_of(walker.now))
    heir = second()
    assert costs_the_same("hand_to_committee", projects, by=by, now=walker.now)
    values = {"committee": heir.pk, "reason": "原委员会已撤销"}
    answer = taken("hand_to_committee", projects, by=by, now=walker.now, **values)
    assert outcomes(answer) == [(True, "")] * 3
    assert [one.committee for one in fresh(projects)] == [heir] * 3


def test_a_committee_of_another_field_is_refused_before_anything_is_done(walker, several):
    projects, by = several(S.TC_REGISTERED, 2), walker.cast.secretariat
    Body.objects.filter(code="TC1").update(dissolved=clock.day_of(walker.now))
    heir, _other = second(), second("TC3", "bio")
    Project.objects.filter(pk=projects[1].pk).update(field="bio")
    values = {"committee": heir.pk, "reason": "原委员会已撤销"}
    answer = taken("hand_to_committee", projects, by=by, now=walker.now, **values)
    assert answer.status_code == 409
    assert [bool(line.refusals) for line in answer.context["lines"]] == [False, True]
    assert [one.committee.code for one in fresh(projects)] == ["TC1"] * 2


@pytest.mark.rule("F28")
def test_the_same_experts_are_engaged_for_several(walker, several):
    projects, by = several(S.APPROVAL_DRAFT_READY, 2), walker.cast.secretariat
    auditor = walker.cast.experts[0]
    values = {"experts": [auditor.expert.pk]}
    answer = taken("engage_experts", projects, by=by, now=walker.now, **values)
    assert outcomes(answer) == [(True, "")] * 2
    assert [one.engagements.get().user for one in fresh(projects)] == [auditor] * 2


def test_who_drafted_one_of_them_audits_none_before_it_is_looked_at_again(walker, several):
    projects, by = several(S.APPROVAL_DRAFT_READY, 2), walker.cast.secretariat
    auditor, outside = walker.cast.experts[0], organisation("起草单位乙")
    acting_for(outside, "somebody-else")
    OrganisationPerson.objects.create(user=auditor, organisation=outside, starts=LONG_AGO)
    Project.objects.filter(pk=projects[1].pk).update(participants=outside.name)
    values = {"experts": [auditor.expert.pk]}
    answer = taken("engage_experts", projects, by=by, now=walker.now, **values)
    assert [line.matter.pk for line in answer.context["lines"] if line.refusals] == [projects[1].pk]
    assert states(projects) == [S.APPROVAL_DRAFT_READY] * 2


def test_the_officers_read_at_once_are_those_read_one_by_one(walker, project_at):
    """Secretary of the applicant's own: a chair, then a deputy, then nobody acts."""
    project = project_at(S.POLICY_REVIEW)
    committee = Body.objects.get(code="TC1")
    seats = Seat.objects.filter(body=committee, role__in=OFFICERS)
    now = walker.now
    with clock.moved_to(now):
        assert same_officer(project, committee) is not None
        for seat in seats.exclude(user=walker.cast.applicant):
            OrganisationPerson.objects.create(
                user=seat.user, organisation=project.applicant, starts=LONG_AGO
            )
            same_officer(project, committee)
        assert same_officer(project, committee) is None
        first = seats.first()
        Deputyship.objects.create(principal=first.user, deputy=person("stands-in"), starts=LONG_AGO)
        assert same_officer(project, committee) == first.role


def same_officer(project, committee):
    """Who acts for the committee, the same read either way."""
    one, other = (Project.objects.get(pk=project.pk) for _way in range(2))
    with_officers([other])
    assert candidates(other) == [committee]
    missing = [list(committee_has_an_officer.missing(found)) for found in (one, other)]
    assert missing[0] == missing[1]
    return officer_of(committee, project)
