"""F06b, F08a: the committee that carries a proposal exists today and is of its field."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from standards import roles
from standards.models import Project
from standards.proposals.rules import POLICY_CHECKS
from standards.states import S
from tests.standards.association import LONG_AGO, body, person
from tests.standards.proposals.test_proposal import missing, save, submit
from zsa_portal.people.models import Body, Party, Seat
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import catch_up, perform
from zsa_portal.workflow.refusals import StepsUnmet

FIRST = {"code": "TC1"}
PASSED = {"checks": list(POLICY_CHECKS), "opinion": "符合"}
NO_MORE = "TC1 does not exist any more; the secretariat names another."
OTHER_FIELD = "The field of the project is not that of TC1."
WHY = "原委员会已撤销"


def another(code="TC2", field="next_it"):
    """A second committee, with a secretary."""
    made, _people = body(Body.Kind.COMMITTEE, code, 5, field)
    Seat.objects.create(
        body=made,
        user=person(f"{code}-secretary"),
        role=Seat.Role.SECRETARY,
        votes=False,
        starts=LONG_AGO,
    )
    return made


def dissolve(walker):
    Body.objects.filter(**FIRST).update(dissolved=clock.day_of(walker.now))


def pass_review(walker, project, **values):
    with clock.moved_to(walker.now):
        return perform(
            Project.objects.get(pk=project.pk).pass_policy_review,
            by=walker.cast.secretariat,
            **PASSED | values,
        )


def test_a_committee_founded_since_carries_the_proposal(walker, project_at):
    dissolve(walker)
    project = submit(walker, save(walker, walker.start("示例规范")))
    assert project.committee is None
    with pytest.raises(StepsUnmet) as refused:
        pass_review(walker, project)
    assert list(missing(refused)) == ["committee_exists"]
    founded = another()
    assert pass_review(walker, project).committee == founded


@pytest.mark.rule("F08a")
def test_of_several_committees_of_a_field_the_secretariat_chooses(walker, project_at, client):
    project, second = project_at(S.POLICY_REVIEW), another()
    with pytest.raises(StepsUnmet) as refused:
        pass_review(walker, project)
    assert missing(refused) == {"F08a": ["Choose one of the committees of this field: TC1, TC2."]}
    with pytest.raises(StepsUnmet) as refused:
        pass_review(walker, project, committee=another("TC3", "bio"))
    assert list(missing(refused)) == ["F08a"]
    url = reverse("workflow:step", args=[project.pk, "pass_policy_review"])
    client.force_login(walker.cast.secretariat)
    with clock.moved_to(walker.now):
        assert client.post(url, PASSED).status_code == 422
        assert client.post(url, PASSED | {"committee": second.pk}).status_code == 302
    project = Project.objects.get(pk=project.pk)
    assert (project.committee, project.party(roles.COMMITTEE)) == (second, Party.of(second))


def change_field(_walker):
    Body.objects.filter(**FIRST).update(field="bio")


CASES = [(dissolve, NO_MORE), (change_field, OTHER_FIELD)]


@pytest.mark.rule("F06b")
@pytest.mark.parametrize(("change", "sentence"), CASES)
@pytest.mark.parametrize(
    ("state", "step", "values"),
    [
        (S.TC_REGISTERED, "open_ballot", {"days": 7}),
        (S.PLAN_ISSUED, "form_drafting_group", {"members": []}),
        (S.TC_AGREEMENT, "agree_draft", {"decision": None}),
    ],
)
def test_a_committee_not_in_charge_any_more_acts_no_more(
    walker, project_at, change, sentence, state, step, values
):
    project = project_at(state)
    change(walker)
    with pytest.raises(StepsUnmet) as refused, clock.moved_to(walker.now):
        perform(getattr(project, step), by=walker.cast.committee_secretary, **values)
    assert missing(refused).get("F06b") == [sentence]


@pytest.mark.rule("F08a")
def test_a_proposal_does_not_pass_to_a_committee_dissolved_meanwhile(walker, project_at):
    project = project_at(S.POLICY_REVIEW)
    first = Body.objects.get(**FIRST)
    dissolve(walker)
    another()
    with pytest.raises(StepsUnmet) as refused:
        pass_review(walker, project, committee=first)
    assert list(missing(refused)) == ["F08a"]
    assert Project.objects.get(pk=project.pk).state == S.POLICY_REVIEW


def hand(walker, project, step="hand_to_committee", **values):
    with clock.moved_to(walker.now):
        return perform(
            getattr(project, step), by=walker.cast.secretariat, **{"reason": WHY} | values
        )


def test_another_committee_carries_on_for_one_dissolved(walker, project_at):
    project = project_at(S.DOSSIER_FILING)
    second = another()
    with pytest.raises(StepsUnmet) as refused:
        hand(walker, project)
    assert missing(refused) == {
        "committee_has_lapsed": [
            "TC1 exists and the project lies in its field; it stays in charge."
        ]
    }
    dissolve(walker)
    for somebody in (walker.cast.committee_secretary, walker.cast.applicant):
        with pytest.raises(PermissionDenied), clock.moved_to(walker.now):
            perform(project.hand_to_committee, by=somebody, reason=WHY)
    project = hand(walker, project)
    assert (project.state, project.committee) == (S.DOSSIER_FILING, second)
    assert project.holder == Party.of(second, Seat.Role.SECRETARY)
    assert project.party(roles.COMMITTEE) == Party.of(second)


def test_a_committee_dissolved_after_its_ballot_gives_way_to_one_that_votes_anew(
    walker, project_at
):
    project = project_at(S.TC_BALLOT_CLOSED)
    dissolve(walker)
    with pytest.raises(StepsUnmet) as refused, clock.moved_to(walker.now):
        perform(project.accept_ballot, by=walker.cast.committee_secretary)
    assert missing(refused) == {"F06b": [NO_MORE]}
    second = another()
    project = hand(walker, project, "hand_to_voting_committee")
    assert (project.state, project.committee) == (S.TC_REGISTERED, second)
    with clock.moved_to(walker.now):
        opened = perform(project.open_ballot, by=second.seats.get(role="secretary").user, days=7)
    assert opened.ballots.first().body == second


def test_a_committee_dissolved_before_its_meeting_gives_way_to_one_that_convenes_anew(
    walker, project_at
):
    project = project_at(S.TECHNICAL_REVIEW)
    dissolve(walker)
    second = another()
    project = hand(walker, project, "hand_to_reviewing_committee")
    assert (project.state, project.committee) == (S.REVIEW_DRAFT_READY, second)


def test_a_ballot_of_a_committee_dissolved_meanwhile_still_ends(walker, project_at):
    project = project_at(S.TC_BALLOT)
    dissolve(walker)
    with walker.day(8):
        assert catch_up(Project.objects.get(pk=project.pk)).state == S.TC_BALLOT_CLOSED
