"""F14c and F15: the committee handles what came in; the council waits for every objection."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from standards.models import Project
from standards.planning import rules
from standards.states import S
from tests.standards.planning.test_planning import missing
from zsa_portal.notices.actions import (
    Author,
    Remark,
    opinion_answer,
    opinion_moderate,
    opinion_resolve,
    opinion_submit,
)
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import catch_up, perform
from zsa_portal.workflow.queries import open_duties
from zsa_portal.workflow.refusals import BadValue, StepsUnmet


@pytest.fixture
def with_objection(walker, project_at):
    """A project whose notice has ended with one objection in it."""
    project = project_at(S.APPROVAL_NOTICE)
    with clock.moved_to(walker.now):
        item = project.notice_items.get()
        opinion = opinion_submit(
            item=item,
            by=None,
            author=Author("赵一", contact="13800000000"),
            remark=Remark("与现行标准重复"),
        )
    with walker.day(16):
        project = catch_up(Project.objects.get(pk=project.pk))
    return project, opinion


@pytest.mark.rule("F15")
def test_the_council_waits_for_every_objection(walker, with_objection):
    project, opinion = with_objection
    with pytest.raises(StepsUnmet) as refused, clock.moved_to(walker.now):
        perform(project.send_to_council, by=walker.cast.secretariat)
    assert missing(refused) == {"F15": [f"Objection {opinion.reference} is open."]}


@pytest.mark.rule("F15")
def test_an_objection_that_is_answered_but_not_resolved_stays_open(walker, with_objection):
    project, opinion = with_objection
    with clock.moved_to(walker.now):
        opinion_answer(opinion=opinion, disposition="accepted", by=walker.cast.committee_secretary)
        with pytest.raises(StepsUnmet) as refused:
            perform(project.send_to_council, by=walker.cast.secretariat)
    assert missing(refused) == {"F15": [f"Objection {opinion.reference} is open."]}


@pytest.mark.rule("F15")
def test_an_objection_that_was_hidden_stays_open(walker, with_objection):
    project, opinion = with_objection
    with clock.moved_to(walker.now):
        opinion_moderate(
            opinion=opinion, by=walker.cast.secretariat, moderation="hidden", reason="含辱骂内容"
        )
        with pytest.raises(StepsUnmet) as refused:
            perform(project.send_to_council, by=walker.cast.secretariat)
    assert missing(refused) == {"F15": [f"Objection {opinion.reference} is open."]}


@pytest.mark.rule("F14c")
def test_the_committee_handles_the_opinions_not_the_secretariat(walker, with_objection):
    _project, opinion = with_objection
    with pytest.raises(PermissionDenied), clock.moved_to(walker.now):
        opinion_answer(opinion=opinion, disposition="accepted", by=walker.cast.secretariat)


@pytest.mark.rule("F14c")
def test_the_secretariat_resolves_nothing_that_the_committee_answered(walker, with_objection):
    _project, opinion = with_objection
    with clock.moved_to(walker.now):
        opinion_answer(opinion=opinion, disposition="accepted", by=walker.cast.committee_secretary)
        with pytest.raises(PermissionDenied):
            opinion_resolve(
                opinion=opinion,
                resolution="已与提出人沟通，双方达成一致。",
                by=walker.cast.secretariat,
            )


@pytest.mark.rule("F14c")
@pytest.mark.parametrize("words", [".", "已处理", "适用范围不同。", "与现行标准重复"])
def test_an_objection_is_resolved_by_words_that_say_what_was_done(walker, with_objection, words):
    project, opinion = with_objection
    secretary = walker.cast.committee_secretary
    with clock.moved_to(walker.now):
        opinion_answer(
            opinion=opinion, disposition="rejected", answer="适用范围不同。", by=secretary
        )
        with pytest.raises(BadValue, match="Say what was done about the objection"):
            opinion_resolve(opinion=opinion, resolution=words, by=secretary)
        with pytest.raises(StepsUnmet):
            perform(Project.objects.get(pk=project.pk).send_to_council, by=walker.cast.secretariat)
        opinion_resolve(
            opinion=opinion, resolution="已在范围一章注明与该标准的区别。", by=secretary
        )


@pytest.mark.rule("F14c")
def test_a_direct_post_of_an_empty_word_resolves_nothing(walker, with_objection, client):
    _project, opinion = with_objection
    with clock.moved_to(walker.now):
        opinion_answer(opinion=opinion, disposition="accepted", by=walker.cast.committee_secretary)
        client.force_login(walker.cast.committee_secretary)
        url = reverse("notices:resolve", args=[opinion.pk])
        answer = client.post(url, {"resolution": "已阅"})
    assert answer.status_code == 422
    assert "Say what was done about the objection" in answer.content.decode()
    opinion.refresh_from_db()
    assert opinion.resolved_at is None


def test_after_the_notice_the_committee_owes_the_handling_until_all_is_resolved(
    walker, with_objection
):
    _project, opinion = with_objection
    secretary = walker.cast.committee_secretary
    with clock.moved_to(walker.now):
        assert [duty.key for duty in open_duties(secretary)] == ["answer_opinions"]
        opinion_answer(opinion=opinion, disposition="accepted", by=secretary)
        assert open_duties(secretary).exists()
        opinion_resolve(opinion=opinion, resolution="提出人已认可。", by=secretary)
        assert not open_duties(secretary).exists()


def test_without_objections_the_committee_owes_nothing(walker, project_at):
    project_at(S.NOTICE_CLOSED)
    with clock.moved_to(walker.now):
        assert not open_duties(walker.cast.committee_secretary).exists()


def test_a_resolved_objection_lets_the_project_go_on(walker, with_objection):
    project, opinion = with_objection
    with clock.moved_to(walker.now):
        secretary = walker.cast.committee_secretary
        opinion_answer(
            opinion=opinion, disposition="rejected", answer="适用范围不同。", by=secretary
        )
        opinion_resolve(opinion=opinion, resolution="提出人已认可。", by=secretary)
        project = perform(
            Project.objects.get(pk=project.pk).send_to_council, by=walker.cast.secretariat
        )
    assert project.state == S.BEFORE_COUNCIL


def test_a_project_goes_back_only_after_an_upheld_objection(walker, with_objection):
    project, opinion = with_objection
    officer, secretary = walker.cast.secretariat, walker.cast.committee_secretary
    with clock.moved_to(walker.now):
        opinion_answer(
            opinion=opinion, disposition="rejected", answer="不重复，范围不同", by=secretary
        )
        opinion_resolve(opinion=opinion, resolution="已与提出人沟通，双方达成一致。", by=secretary)
        with pytest.raises(StepsUnmet) as refused:
            perform(project.return_after_notice, by=officer, reason="重复")
    assert missing(refused) == {
        "an_objection_is_upheld": ["No objection was accepted; the project goes on to the council."]
    }


def test_an_upheld_objection_of_another_project_sends_none_back(walker, with_objection, project_at):
    project, opinion = with_objection
    other = project_at(S.NOTICE_CLOSED, title="另一项目")
    with clock.moved_to(walker.now):
        opinion_answer(opinion=opinion, disposition="accepted", by=walker.cast.committee_secretary)
    assert rules.an_objection_is_upheld.missing(project) == []
    assert rules.an_objection_is_upheld.missing(other) == [
        "No objection was accepted; the project goes on to the council."
    ]


def test_an_upheld_objection_sends_the_project_back_with_the_reason(walker, with_objection):
    project, opinion = with_objection
    officer, secretary = walker.cast.secretariat, walker.cast.committee_secretary
    with clock.moved_to(walker.now):
        opinion_answer(opinion=opinion, disposition="accepted", by=secretary)
        opinion_resolve(opinion=opinion, resolution="已与提出人沟通，双方达成一致。", by=secretary)
        with pytest.raises(PermissionDenied):
            perform(project.return_after_notice, by=secretary, reason="重复")
        with pytest.raises(StepsUnmet):
            perform(project.return_after_notice, by=officer, reason=" ")
        back = perform(project.return_after_notice, by=officer, reason="与现行标准重复")
    assert back.state == S.PROPOSAL_RETURNED
    assert "与现行标准重复" in walker.cast.applicant.messages.first().body
    with walker.day():
        again = perform(back.submit_proposal, by=walker.cast.applicant)
    again = walker.to(again, S.DOSSIER_FILING)
    with clock.moved_to(walker.now), pytest.raises(StepsUnmet) as refused:
        perform(again.file_dossier, by=secretary)
    assert (
        "Filing letter (报送函) is of an earlier round; add it anew." in (missing(refused)["F13b"])
    )


def test_an_objection_upheld_in_an_earlier_notice_sends_nothing_back_again(walker, with_objection):
    project, opinion = with_objection
    officer, secretary = walker.cast.secretariat, walker.cast.committee_secretary
    with clock.moved_to(walker.now):
        opinion_answer(opinion=opinion, disposition="accepted", by=secretary)
        opinion_resolve(opinion=opinion, resolution="已与提出人沟通，双方达成一致。", by=secretary)
        project = perform(project.return_after_notice, by=officer, reason="与现行标准重复")
    with walker.day():
        project = perform(project.submit_proposal, by=walker.cast.applicant)
    project = walker.to(project, S.DOSSIER_FILING)
    with clock.moved_to(walker.now):
        walker.add_papers(project, "proposal", secretary)
    project = walker.to(project, S.NOTICE_CLOSED)
    assert rules.an_objection_is_upheld.missing(project) == [
        "No objection was accepted; the project goes on to the council."
    ]
