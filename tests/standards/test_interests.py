"""Nobody carries the own organisation's project through; a deputy or the chair acts instead."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from standards import roles
from standards.states import S
from tests.standards.association import LONG_AGO, TITLE, organisation, person
from zsa_portal.documents.access import may_add
from zsa_portal.people.models import Deputyship, OrganisationPerson, Seat
from zsa_portal.people.places import forget
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.queries import open_duties
from zsa_portal.workflow.refusals import StepsUnmet


def joins(user, firm):
    """Let a user act for an organisation too."""
    OrganisationPerson.objects.create(user=user, organisation=firm, starts=LONG_AGO)
    forget(user)


@pytest.fixture
def project_at(walker):
    """Every project is walked: the people here are not those of the stations."""
    return lambda state: walker.to(walker.start(TITLE), state)


@pytest.fixture
def secretary(cast):
    """The committee's secretary, who works for the applicant."""
    joins(cast.committee_secretary, cast.organisation)
    return cast.committee_secretary


@pytest.fixture
def chair(cast):
    """The committee's chair."""
    seat = Seat.objects.get(user=cast.members[0])
    Seat.objects.filter(pk=seat.pk).update(role=Seat.Role.CHAIR)
    return cast.members[0]


def deputy_of(user):
    deputy = person("deputy")
    Deputyship.objects.create(principal=user, deputy=deputy, starts=LONG_AGO)
    return deputy


def open_ballot(walker, project, by):
    with clock.moved_to(walker.now):
        return perform(project.open_ballot, by=by, days=7)


@pytest.mark.rule("F06b")
def test_a_secretary_of_the_applicant_does_not_act_and_the_deputy_does(walker, cast, project_at):
    project = project_at(S.TC_REGISTERED)
    joins(cast.committee_secretary, cast.organisation)
    deputy = deputy_of(cast.committee_secretary)
    with pytest.raises(PermissionDenied):
        open_ballot(walker, project, cast.committee_secretary)
    assert open_ballot(walker, project, deputy).state == S.TC_BALLOT


def test_a_secretary_of_another_organisation_acts(walker, cast, project_at):
    joins(cast.committee_secretary, organisation("别家公司"))
    project = project_at(S.TC_REGISTERED)
    assert open_ballot(walker, project, cast.committee_secretary).state == S.TC_BALLOT


@pytest.mark.rule("F06b")
def test_the_chair_acts_where_the_secretary_is_of_the_applicant(
    walker, secretary, chair, project_at
):
    project = project_at(S.TC_REGISTERED)
    assert project.party(roles.COMMITTEE_SECRETARY).role == Seat.Role.CHAIR
    with clock.moved_to(walker.now):
        assert [duty.matter_id for duty in open_duties(chair)] == [project.pk]
        assert not open_duties(secretary).filter(key__startswith="turn:").exists()
    with pytest.raises(PermissionDenied):
        open_ballot(walker, project, secretary)
    assert open_ballot(walker, project, chair).state == S.TC_BALLOT


def test_the_secretary_s_deputy_goes_before_the_chair(secretary, chair, project_at):
    deputy_of(secretary)
    project = project_at(S.TC_REGISTERED)
    assert project.party(roles.COMMITTEE_SECRETARY).role == Seat.Role.SECRETARY


def test_without_an_officer_the_proposal_waits_with_a_clear_sentence(walker, secretary, project_at):
    with pytest.raises(StepsUnmet) as refused:
        project_at(S.TC_REGISTERED)
    assert refused.value.reasons == [
        (
            "Secretary and chairs of TC1 are missing or belong to the applicant; the "
            "secretary names a deputy first."
        )
    ]


def test_a_secretary_of_the_applicant_adds_no_papers_of_the_office(walker, cast, project_at):
    project = project_at(S.DOSSIER_FILING)
    assert may_add(project, cast.committee_secretary, "standards.filing_letter")
    joins(cast.committee_secretary, cast.organisation)
    assert not may_add(project, cast.committee_secretary, "standards.filing_letter")
    assert may_add(project, deputy_of(cast.committee_secretary), "standards.filing_letter")


@pytest.mark.rule("F06a")
@pytest.mark.parametrize(
    ("office", "state", "step"),
    [
        ("secretariat", S.SECRETARIAT_EVALUATION, "fail_evaluation"),
        ("council_secretary", S.BEFORE_COUNCIL, "close_after_refusal"),
    ],
)
def test_other_officers_of_the_applicant_do_not_act_either(
    walker, cast, project_at, office, state, step
):
    project = project_at(state)
    officer = getattr(cast, office)
    joins(officer, cast.organisation)
    with pytest.raises(PermissionDenied), clock.moved_to(walker.now):
        perform(getattr(project, step), by=officer, reason="市场需求不足")
