"""A ballot that runs: ended without outcome by its keeper, or by the applicant's withdrawal."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from standards.models import Project
from standards.planning.papers import APPROVAL_BALLOT
from standards.states import S
from zsa_portal.ballots.actions import vote_cast
from zsa_portal.ballots.queries import current, tally
from zsa_portal.documents.models import IssuedForm
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Duty, LogEntry
from zsa_portal.workflow.perform import catch_up, perform
from zsa_portal.workflow.refusals import WrongState

WHY = "随附草案有误"


@pytest.fixture
def voting(walker, project_at):
    """A project on which the first member has voted."""
    project = project_at(S.TC_BALLOT)
    with clock.moved_to(walker.now):
        ballot = current(project, APPROVAL_BALLOT.code)
        vote_cast(ballot=ballot, by=walker.cast.members[0], choice="approve")
    return project


@pytest.mark.parametrize("keeper", ["committee_secretary", "secretariat"])
def test_its_keeper_ends_it_with_a_reason_and_it_is_opened_anew(walker, voting, client, keeper):
    by = getattr(walker.cast, keeper)
    url = reverse("workflow:step", args=[voting.pk, "end_ballot_without_outcome"])
    client.force_login(by)
    with clock.moved_to(walker.now):
        assert client.post(url, {"reason": " "}).status_code == 422
        assert client.post(url, {"reason": WHY}).status_code == 302
        project = Project.objects.get(pk=voting.pk)
        assert project.state == S.TC_REGISTERED
        ended = current(project, APPROVAL_BALLOT.code)
        assert (ended.end_reason, ended.closed_by, tally(ended).passed) == (WHY, by, False)
        page = client.get(ended.get_absolute_url()).content.decode()
        assert "Ended without outcome" in page
        assert WHY in page
        for member in walker.cast.members:
            assert WHY in member.messages.first().body
        assert LogEntry.objects.filter(matter=project, step="ballot_end", reason=WHY).count() == 1
        assert not IssuedForm.objects.filter(matters=project, kind="ballots.result").exists()
        project = perform(project.open_ballot, by=walker.cast.committee_secretary, days=7)
    again = current(project, APPROVAL_BALLOT.code)
    assert (again.pk > ended.pk, tally(again).silent) == (True, 7)


def test_nobody_else_ends_it(walker, voting, outsiders):
    cast = walker.cast
    others = [cast.members[0], cast.applicant, cast.council_secretary, *outsiders.values()]
    with clock.moved_to(walker.now):
        for somebody in others:
            with pytest.raises(PermissionDenied):
                perform(voting.end_ballot_without_outcome, by=somebody, reason=WHY)
    assert Project.objects.get(pk=voting.pk).state == S.TC_BALLOT


def test_a_ballot_whose_time_is_over_is_counted(walker, voting):
    with walker.day(8), pytest.raises(WrongState):
        perform(voting.end_ballot_without_outcome, by=walker.cast.secretariat, reason=WHY)
    with clock.moved_to(walker.now):
        project = catch_up(Project.objects.get(pk=voting.pk))
    assert project.state == S.TC_BALLOT_CLOSED


def test_the_applicant_withdraws_during_it(walker, voting, client):
    url = reverse("workflow:step", args=[voting.pk, "withdraw_from_ballot"])
    client.force_login(walker.cast.applicant)
    with clock.moved_to(walker.now):
        assert client.post(url, {"reason": "另行申报"}).status_code == 302
    project = Project.objects.get(pk=voting.pk)
    ended = current(project, APPROVAL_BALLOT.code)
    assert (project.state, ended.end_reason) == (S.ABANDONED, "另行申报")
    assert "另行申报" in walker.cast.members[3].messages.first().body
    assert not Duty.objects.filter(matter=project, done_at=None).exists()


def test_only_the_applicant_withdraws(walker, voting, outsiders):
    cast = walker.cast
    for somebody in [cast.secretariat, cast.committee_secretary, *outsiders.values()]:
        with pytest.raises(PermissionDenied), clock.moved_to(walker.now):
            perform(voting.withdraw_from_ballot, by=somebody, reason="另行申报")
