"""F05, F08a, F09: what a proposal needs, who may make one, and the policy review."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from standards.committees import committee_exists
from standards.models import Project
from standards.proposals import actions
from standards.proposals.rules import POLICY_CHECKS, policy_review_is_passed
from standards.states import S
from tests.standards.association import LONG_AGO, acting_for, organisation
from zsa_portal.catalogue.models import Edition, Standard
from zsa_portal.documents.models import IssuedForm
from zsa_portal.outbox.models import Message
from zsa_portal.people.models import Body, Membership, OrganisationPerson, TechnicalField
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import StepsUnmet, WrongState


def missing(refused: pytest.ExceptionInfo[StepsUnmet]) -> dict[str, list[str]]:
    """The missing sentences by rule."""
    return {unmet.rule: unmet.missing for unmet in refused.value.unmet}


def submit(walker, project):
    with clock.moved_to(walker.now):
        return perform(project.submit_proposal, by=walker.cast.applicant)


def save(walker, project, **values):
    with clock.moved_to(walker.now):
        return actions.proposal_save(project=project, values=values, by=walker.cast.applicant)


@pytest.mark.rule("F05")
@pytest.mark.parametrize("field", ["", "astrology"])
def test_a_proposal_without_one_of_the_nine_fields_is_refused(walker, field):
    project = save(walker, walker.start("示例规范"), field=field)
    with pytest.raises(StepsUnmet) as refused:
        submit(walker, project)
    assert missing(refused) == {"F05": ["Name one of the nine technical fields."]}


@pytest.mark.rule("F05")
def test_a_proposal_without_a_sub_field_is_refused(walker):
    project = save(walker, walker.start("示例规范"), sub_field=" ")
    with pytest.raises(StepsUnmet) as refused:
        submit(walker, project)
    assert missing(refused) == {"F05": ["The sub-field is missing."]}


def test_every_one_of_the_nine_fields_is_accepted(walker):
    assert len(TechnicalField) == 9
    for field in TechnicalField:
        Body.objects.get_or_create(
            kind=Body.Kind.COMMITTEE, field=field, defaults={"code": field, "name": field}
        )
        project = save(walker, walker.start(f"规范 {field}"), field=field, supporting=True)
        assert submit(walker, project).state == S.POLICY_REVIEW


@pytest.mark.rule("F08a")
def test_a_non_member_cannot_begin_a_proposal(walker):
    stranger = organisation("非会员公司", member=False)
    with pytest.raises(RuleUnmet) as refused, clock.moved_to(walker.now):
        actions.proposal_start(
            applicant=stranger, title="规范", by=acting_for(stranger, "stranger")
        )
    assert refused.value.missing == [
        "非会员公司 is not a member of the association today; only members may propose a standard."
    ]
    assert Project.objects.count() == 0


@pytest.mark.rule("F08a")
def test_membership_counts_on_its_last_day_and_not_on_the_next(walker):
    project = walker.start("示例规范")
    last_day = clock.day_of(walker.now)
    Membership.objects.filter(organisation=walker.cast.organisation).update(ends=last_day)
    with (
        clock.moved_to(clock.start_of(last_day + dt.timedelta(days=1))),
        pytest.raises(StepsUnmet) as refused,
    ):
        perform(project.submit_proposal, by=walker.cast.applicant)
    assert list(missing(refused)) == ["F08a"]


def test_membership_counts_to_the_last_second_of_its_last_day(walker):
    project = walker.start("示例规范")
    last_day = clock.day_of(walker.now)
    Membership.objects.filter(organisation=walker.cast.organisation).update(ends=last_day)
    last_second = clock.start_of(last_day + dt.timedelta(days=1)) - dt.timedelta(seconds=1)
    with clock.moved_to(last_second):
        assert perform(project.submit_proposal, by=walker.cast.applicant).state == S.POLICY_REVIEW


def test_the_screen_takes_no_organisation_of_others_and_no_empty_proposal(walker, client):
    foreign, url = organisation("别家公司"), reverse("standards:proposal_new")
    client.force_login(walker.cast.applicant)
    with clock.moved_to(walker.now):
        refused = client.post(url, {"applicant": foreign.pk, "title": "规范"})
        empty = client.post(url, {"applicant": walker.cast.organisation.pk, "title": " "})
    assert list(refused.context["form"].errors) == ["applicant"]
    assert list(empty.context["form"].errors) == ["title"]
    assert Project.objects.count() == 0


def test_nobody_proposes_for_an_organisation_of_others(walker):
    foreign = organisation("别家公司")
    with pytest.raises(PermissionDenied), clock.moved_to(walker.now):
        actions.proposal_start(applicant=foreign, title="规范", by=walker.cast.applicant)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title_en": ""}, "English title is missing."),
        ({"scope": "  "}, "scope and main technical content is missing."),
        ({"patents": None}, "Say whether patents are involved."),
        ({"patents": True}, "patents involved is missing."),
        ({"purpose": "revision"}, "A revision names the standard it revises."),
        (
            {"purpose": "revision", "revised_standard": "T/ZSA 7-2022"},
            "T/ZSA 7-2022 is no standard in force; write the number as the catalogue has it.",
        ),
        ({"planned_end": dt.date(2026, 1, 1)}, "The planned end lies after the planned start."),
        (
            {"planned_start": dt.date(2020, 1, 1), "planned_end": dt.date(2020, 7, 1)},
            "The planned end cannot lie in the past.",
        ),
        ({"planned_start": dt.date(2020, 1, 1)}, "The planned start cannot lie in the past."),
        ({"ics": "abc"}, "ICS: “abc” is no ICS number. Write it like 35.240.50."),
        (
            {"contact_phone": "xxx"},
            "contact phone: “xxx” is no telephone number. Write it like 010-12345678 or 13800000000.",
        ),
    ],
)
def test_an_unfinished_proposal_is_saved_but_not_submitted(walker, values, sentence):
    project = save(walker, walker.start("示例规范"), **values)
    with pytest.raises(StepsUnmet) as refused:
        submit(walker, project)
    assert missing(refused) == {"proposal_is_complete": [sentence]}
    assert Project.objects.get(pk=project.pk).state == S.DRAFT_PROPOSAL
    assert IssuedForm.objects.count() == 0


@pytest.mark.parametrize(("status", "submitted"), [("current", True), ("replaced", False)])
def test_a_revision_revises_a_standard_in_force(walker, status, submitted):
    Edition.objects.create(
        standard=Standard.objects.create(running=7),
        title="示例规范",
        number="T/ZSA 7-2022",
        year=2022,
        status=status,
        published_on=dt.date(2022, 1, 1),
        implemented_on=dt.date(2022, 2, 1),
    )
    values = {"purpose": "revision", "revised_standard": "T/ZSA 7—2022"}
    project = save(walker, walker.start("示例规范"), **values)
    if submitted:
        assert submit(walker, project).state == S.POLICY_REVIEW
    else:
        with pytest.raises(StepsUnmet):
            submit(walker, project)


def test_a_proposal_may_be_planned_to_start_today(walker):
    project = walker.start("示例规范")
    today = clock.day_of(walker.now)
    plan = {"planned_start": today, "planned_end": today + dt.timedelta(days=1)}
    assert submit(walker, save(walker, project, **plan)).state == S.POLICY_REVIEW


def test_a_submitted_proposal_has_its_form_and_its_committee(walker):
    project = submit(walker, walker.start("示例规范"))
    form = IssuedForm.objects.get(matters=project.pk, kind="standards.proposal_form")
    assert form.data["title"] == "示例规范"
    assert form.number == "JY-2026-001"
    assert project.committee.code == "TC1"
    assert project.holder.department.code == "standards"


def test_a_submitted_proposal_is_no_longer_edited(walker):
    project = submit(walker, walker.start("示例规范"))
    with pytest.raises(WrongState):
        save(walker, project, title="另一个")


@pytest.mark.rule("F09")
def test_no_ballot_without_a_passed_policy_review(walker, project_at):
    project = project_at(S.TC_REGISTERED)
    project.policy_reviews.all().delete()
    with pytest.raises(StepsUnmet) as refused, clock.moved_to(walker.now):
        perform(project.open_ballot, by=walker.cast.committee_secretary, days=7)
    assert missing(refused) == {"F09": ["The policy-compliance review is not passed."]}


@pytest.mark.rule("F09")
def test_a_review_of_what_was_submitted_before_is_none(project_at):
    passed = project_at(S.TC_REGISTERED)
    review = passed.policy_reviews.first()
    passed.submitted_at = review.at
    assert policy_review_is_passed.missing(passed) == []
    passed.submitted_at = review.at + dt.timedelta(seconds=1)
    assert policy_review_is_passed.missing(passed) == [
        "The policy-compliance review is not passed."
    ]


@pytest.mark.rule("F09")
def test_a_pass_confirms_every_point(walker, project_at):
    project = project_at(S.POLICY_REVIEW)
    points = [point for point in POLICY_CHECKS if point != "mandatory"]
    with pytest.raises(StepsUnmet) as refused, clock.moved_to(walker.now):
        perform(
            project.pass_policy_review, by=walker.cast.secretariat, checks=points, opinion="符合"
        )
    assert missing(refused) == {"F09": ["Not confirmed: Not below mandatory standards."]}


@pytest.mark.rule("F09")
def test_a_failed_review_needs_reasons(walker, project_at):
    project = project_at(S.POLICY_REVIEW)
    with pytest.raises(StepsUnmet), clock.moved_to(walker.now):
        perform(
            project.return_from_policy_review, by=walker.cast.secretariat, reason=" ", checks=[]
        )


def test_a_failed_review_goes_back_and_the_reason_is_told(walker, project_at):
    project = project_at(S.POLICY_REVIEW)
    with clock.moved_to(walker.now):
        project = perform(
            project.return_from_policy_review,
            by=walker.cast.secretariat,
            reason="与强制性标准的关系没有说明",
            checks=["law"],
        )
    assert (project.state, project.holder.organisation) == (
        S.POLICY_RETURNED,
        walker.cast.organisation,
    )
    told = walker.cast.applicant.messages.first()
    assert "与强制性标准的关系没有说明" in told.body
    save(walker, project, scope="补充")
    assert submit(walker, Project.objects.get(pk=project.pk)).state == S.POLICY_REVIEW


@pytest.mark.rule("F06a")
@pytest.mark.parametrize("who", ["applicant", "committee_secretary", "council_secretary"])
def test_only_the_secretariat_reviews(walker, project_at, who):
    project = project_at(S.POLICY_REVIEW)
    with pytest.raises(PermissionDenied), clock.moved_to(walker.now):
        perform(
            project.pass_policy_review,
            by=getattr(walker.cast, who),
            checks=list(POLICY_CHECKS),
            opinion="x",
        )


def test_without_a_committee_of_its_field_a_proposal_waits_with_a_clear_sentence(
    walker, project_at
):
    project = project_at(S.POLICY_REVIEW)
    Body.objects.filter(kind=Body.Kind.COMMITTEE).update(dissolved=clock.day_of(walker.now))
    with clock.moved_to(walker.now):
        assert not committee_exists(project)
    with clock.moved_to(walker.now), pytest.raises(StepsUnmet) as refused:
        perform(
            project.pass_policy_review,
            by=walker.cast.secretariat,
            checks=list(POLICY_CHECKS),
            opinion="x",
        )
    assert missing(refused) == {
        "committee_exists": [
            (
                "There is no technical committee for this field; set one up before passing "
                "the proposal on."
            )
        ]
    }


def test_a_proposal_is_taken_back_until_it_is_reviewed(walker, project_at):
    project = project_at(S.POLICY_REVIEW)
    with clock.moved_to(walker.now):
        assert (
            perform(project.take_back_proposal, by=walker.cast.applicant).state == S.DRAFT_PROPOSAL
        )
    project = walker.to(Project.objects.get(pk=project.pk), S.TC_REGISTERED)
    with pytest.raises(WrongState), clock.moved_to(walker.now):
        perform(project.take_back_proposal, by=walker.cast.applicant)


def test_a_proposal_submitted_again_is_taken_back_to_where_it_was_returned(walker, project_at):
    project, by = project_at(S.POLICY_REVIEW), walker.cast.applicant
    with clock.moved_to(walker.now):
        back = perform(
            project.return_from_policy_review,
            by=walker.cast.secretariat,
            reason="范围不清",
            checks=[],
        )
        again = perform(back.submit_proposal, by=by)
        with pytest.raises(PermissionDenied):
            perform(again.take_back_proposal, by=by)
        assert perform(again.take_back_revision, by=by).state == S.POLICY_RETURNED
        assert Matter.objects.visible_to(walker.cast.secretariat).filter(pk=project.pk).exists()


def test_a_discarded_draft_is_told_and_shown_to_nobody_else(walker):
    project, by = walker.start("示例规范"), walker.cast.applicant
    with clock.moved_to(walker.now):
        done = perform(project.discard_draft, by=by)
    assert done.state == S.DISCARDED
    assert Matter.objects.visible_to(by).filter(pk=project.pk).exists()
    assert not Matter.objects.visible_to(walker.cast.secretariat).filter(pk=project.pk).exists()
    assert not Message.objects.filter(about=project.pk).exists()


def test_a_colleagues_saving_meanwhile_is_not_overwritten(walker, client):
    project = save(walker, walker.start("示例规范"), scope="甲写的范围")
    address = reverse("standards:proposal_edit", args=[project.pk])
    client.force_login(walker.cast.applicant)
    with clock.moved_to(walker.now):
        seen = client.get(address).context["seen"]
        save(walker, project, scope="乙写的范围")
        late = client.post(
            address,
            {"title": "示例规范", "purpose": "formulation", "scope": "甲又写", "seen": seen},
        )
        assert late.status_code == 409
        assert "甲又写" in late.content.decode()
        assert Project.objects.get(pk=project.pk).scope == "乙写的范围"
        again = {
            "title": "示例规范",
            "purpose": "formulation",
            "scope": "甲又写",
            "seen": late.context["seen"],
        }
        assert client.post(address, again).status_code == 302
    assert Project.objects.get(pk=project.pk).scope == "甲又写"


def test_nobody_of_the_secretariat_decides_on_the_own_application(walker, project_at):
    project = project_at(S.POLICY_REVIEW)
    OrganisationPerson.objects.create(
        user=walker.cast.secretariat, organisation=walker.cast.organisation, starts=LONG_AGO
    )
    with clock.moved_to(walker.now), pytest.raises(PermissionDenied):
        perform(
            project.pass_policy_review,
            by=walker.cast.secretariat,
            checks=list(POLICY_CHECKS),
            opinion="符合",
        )
    assert Project.objects.get(pk=project.pk).state == S.POLICY_REVIEW
