"""F20a, F22a: thirty days of consultation, and an answer to every comment."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from standards.consultation.actions import enquiry_open
from standards.consultation.papers import ENQUIRY
from standards.models import Project
from standards.planning.papers import PROJECT_NOTICE
from standards.states import S
from zsa_portal.documents.models import IssuedForm
from zsa_portal.notices.actions import Author, Remark, opinion_answer, opinion_submit
from zsa_portal.notices.queries import closes_at, notices_on
from zsa_portal.notices.sharing import ChapterShare
from zsa_portal.people.models import Seat
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.workflow.findings import StepDraft
from zsa_portal.workflow.perform import catch_up, perform
from zsa_portal.workflow.refusals import BadValue, Refusal, StepsUnmet, WrongState


def open_for(walker, project, days):
    with clock.moved_to(walker.now):
        return enquiry_open(
            project=project,
            title="征求意见",
            body="请提意见",
            days=days,
            by=walker.cast.secretariat,
        )


def comment(project, text="建议修改", clause="5.1"):
    item = project.notice_items.order_by("pk").last()
    return opinion_submit(
        item=item,
        by=None,
        author=Author("钱二", contact="a@example.org"),
        remark=Remark(text, clause, "te", "改为……"),
    )


@pytest.mark.rule("F20a")
def test_a_consultation_of_twenty_nine_days_is_refused(walker, project_at):
    project = project_at(S.ENQUIRY_REGISTERED)
    with pytest.raises(RuleUnmet) as refused:
        open_for(walker, project, 29)
    assert refused.value.missing == ["The period is at least 30 natural days."]
    assert Project.objects.get(pk=project.pk).state == S.ENQUIRY_REGISTERED


def test_thirty_days_end_with_the_last_second_of_the_last_day(walker, project_at):
    project = open_for(walker, project_at(S.ENQUIRY_REGISTERED), 30)
    end = closes_at(project, ENQUIRY.code)
    assert end == clock.start_of(clock.day_of(walker.now) + dt.timedelta(days=31))
    with clock.moved_to(end - dt.timedelta(seconds=1)):
        assert comment(project).number == 1
        assert catch_up(Project.objects.get(pk=project.pk)).state == S.ENQUIRY_OPEN
    with clock.moved_to(end):
        with pytest.raises(Refusal):
            comment(project)
        assert catch_up(Project.objects.get(pk=project.pk)).state == S.ENQUIRY_CLOSED
    assert project.notice_items.order_by("pk").last().opinions.count() == 1


@pytest.fixture
def commented(walker, project_at):
    """A project whose consultation ended with one comment; the review draft is there."""
    project = project_at(S.ENQUIRY_OPEN)
    with clock.moved_to(walker.now):
        opinion = comment(project)
    with walker.day(31):
        project = catch_up(Project.objects.get(pk=project.pk))
        walker.add(project, "standards.review_draft", "送审稿", walker.cast.applicant)
    return Project.objects.get(pk=project.pk), opinion


@pytest.mark.rule("F22a")
def test_no_review_draft_while_a_comment_is_unanswered(walker, commented):
    project, _opinion = commented
    with pytest.raises(StepsUnmet) as refused, clock.moved_to(walker.now):
        perform(project.submit_review_draft, by=walker.cast.applicant)
    assert refused.value.reasons == ["1 comment is not answered."]


def test_twenty_unanswered_comments_are_one_line_with_their_number_and_a_link(
    client, walker, project_at
):
    project = project_at(S.ENQUIRY_OPEN)
    with clock.moved_to(walker.now):
        for number in range(20):
            comment(project, text=f"建议修改 {number}")
    with walker.day(31):
        project = catch_up(Project.objects.get(pk=project.pk))
        client.force_login(walker.cast.applicant)
        client.cookies["django_language"] = "en"
        shown = client.get(project.get_absolute_url()).content.decode()
    assert shown.count("not answered.") == 1
    assert "20 comments are not answered." in shown
    assert f'href="{project.get_absolute_url()}opinions/">' in shown


@pytest.mark.parametrize("disposition", ["partially_accepted", "rejected"])
def test_a_comment_not_accepted_in_full_needs_its_reason(walker, commented, disposition):
    _project, opinion = commented
    with pytest.raises(BadValue), clock.moved_to(walker.now):
        opinion_answer(
            opinion=opinion, disposition=disposition, answer=" ", by=walker.cast.applicant
        )


def test_without_the_review_draft_nothing_is_submitted(walker, project_at):
    project = project_at(S.ENQUIRY_OPEN)
    with walker.day(31):
        project = catch_up(Project.objects.get(pk=project.pk))
    with pytest.raises(StepsUnmet) as refused, clock.moved_to(walker.now):
        perform(project.submit_review_draft, by=walker.cast.applicant)
    assert refused.value.reasons == ["The review draft is missing."]


def test_the_drafting_group_answers_the_comments_not_the_secretariat(walker, commented):
    _project, opinion = commented
    with pytest.raises(PermissionDenied), clock.moved_to(walker.now):
        opinion_answer(opinion=opinion, disposition="accepted", by=walker.cast.secretariat)


def test_once_answered_the_table_is_issued_and_the_draft_goes_to_the_committee(walker, commented):
    project, opinion = commented
    with clock.moved_to(walker.now):
        opinion_answer(
            opinion=opinion, disposition="rejected", answer="已有规定", by=walker.cast.applicant
        )
        project = perform(
            Project.objects.get(pk=project.pk).submit_review_draft, by=walker.cast.applicant
        )
    assert project.state == S.REVIEW_DRAFT_READY
    assert IssuedForm.objects.filter(matters=project.pk, kind="notices.comment_table").count() == 1


@pytest.mark.rule("F20a")
def test_the_page_refuses_twenty_nine_days_and_keeps_what_was_written(walker, project_at, client):
    project = project_at(S.ENQUIRY_REGISTERED)
    client.force_login(walker.cast.secretariat)
    address = reverse("workflow:step", args=[project.pk, "open_enquiry"])
    answer = client.post(address, {"title": "征求意见", "body": "请提意见", "days": "29"})
    assert answer.status_code == 409
    assert answer.context["form"]["body"].value() == "请提意见"
    assert answer.context["missing"] == ["The period is at least 30 natural days."]
    assert Project.objects.get(pk=project.pk).state == S.ENQUIRY_REGISTERED


def test_the_approval_notice_does_not_offer_the_papers_of_the_later_consultation(
    walker, project_at, client
):
    project = project_at(S.ENQUIRY_OPEN)
    notices = {item.notice.kind: item.notice for item in notices_on(project)}
    with clock.moved_to(walker.now):
        pages = {kind: client.get(one.get_absolute_url()) for kind, one in notices.items()}
    offered = {kind: "征求意见稿" in page.content.decode() for kind, page in pages.items()}
    assert offered == {PROJECT_NOTICE.code: False, ENQUIRY.code: True}


def test_the_review_draft_is_taken_back_until_the_meeting_is_convened(walker, project_at):
    project, drafter = project_at(S.REVIEW_DRAFT_READY), walker.cast.applicant
    with clock.moved_to(walker.now):
        for by, step in (
            (walker.cast.committee_secretary, project.take_back_review_draft),
            (drafter, project.take_back_reworked_draft),
        ):
            with pytest.raises(PermissionDenied):
                perform(step, by=by)
        back = perform(project.take_back_review_draft, by=drafter)
        assert back.state == S.ENQUIRY_CLOSED
        perform(back.submit_review_draft, by=drafter)
    project = walker.to(Project.objects.get(pk=project.pk), S.TECHNICAL_REVIEW)
    with pytest.raises(WrongState), clock.moved_to(walker.now):
        perform(project.take_back_review_draft, by=drafter)


def test_an_answer_is_drafted_while_comments_still_come_in_and_sent_when_it_is_over(
    client, walker, project_at
):
    project = project_at(S.ENQUIRY_OPEN)
    words = {"disposition": "rejected", "answer": "已足够安静"}
    client.force_login(walker.cast.applicant)
    client.cookies["django_language"] = "en"
    with clock.moved_to(walker.now):
        opinion = comment(project)
        address = reverse("notices:answer", args=[opinion.pk])
        shown = client.get(address).content.decode()
        assert ["Save and next" in shown, "Keep as draft" in shown] == [False, True]
        listed = client.get(reverse("notices:answers", args=[project.pk, ENQUIRY.code]))
        assert "Draft an answer" in listed.content.decode()
        assert client.post(address, words).status_code == 409
        assert client.post(address, words | {"keep": "1"}).status_code == 302
        receipt = client.get(reverse("notices:receipt", args=[opinion.token]))
        assert "已足够安静" not in receipt.content.decode()
    opinion.refresh_from_db()
    assert (opinion.disposition, opinion.answer) == ("", "")
    with walker.day(31):
        catch_up(Project.objects.get(pk=project.pk))
        filled = client.get(address).context["form"]
        assert [filled[name].value() for name in words] == ["rejected", "已足够安静"]
        assert client.post(address, words).status_code == 302
    opinion.refresh_from_db()
    assert (opinion.disposition, opinion.answer) == ("rejected", "已足够安静")
    assert not StepDraft.objects.exists()


def test_a_drafter_hands_the_own_chapter_on_to_a_colleague_who_answers(
    client, walker, project_at, make_user
):
    project, drafter = project_at(S.ENQUIRY_OPEN), walker.cast.applicant
    client.force_login(drafter)
    client.cookies["django_language"] = "en"
    with clock.moved_to(walker.now):
        other = make_user()
        Seat.objects.create(body=project.drafting_group, user=other)
        said = comment(project, text="意见", clause="5.1")
        share = reverse("notices:share", args=[project.pk, ENQUIRY.code])
        listed = reverse("notices:answers", args=[project.pk, ENQUIRY.code])

        def hand(to):
            answer = client.post(share, {"opinion": said.pk, "to": to}, follow=True)
            return answer.status_code, " ".join(str(one) for one in answer.context["messages"])

        assert "You hand on only a chapter" in hand(other.pk)[1]
        client.post(share, {"opinion": said.pk})
        assert other in client.get(listed).context["colleagues"]
        assert "This person does not answer" in hand(walker.cast.secretariat.pk)[1]
        assert client.post(share, {"opinion": said.pk, "to": "x"}).status_code == 404
        assert ChapterShare.objects.get().user == drafter
        assert hand(other.pk) == (200, f"{other} answers the comments on this chapter now: 5.")
    assert ChapterShare.objects.get().user == other
    logged = project.log.get(step="chapter_hand")
    assert (logged.by, logged.values["chapter"]) == (drafter, "5")


def test_chapters_are_shared_out_and_mine_is_a_list_while_the_whole_is_still_seen(
    client, walker, project_at
):
    project = project_at(S.ENQUIRY_OPEN)
    client.force_login(walker.cast.applicant)
    client.cookies["django_language"] = "en"
    with clock.moved_to(walker.now):
        fifth, tenth, annex = (
            comment(project, text=f"意见 {clause}", clause=clause)
            for clause in ("5.1", "10", "A.2")
        )
        share = reverse("notices:share", args=[project.pk, ENQUIRY.code])
        listed = reverse("notices:answers", args=[project.pk, ENQUIRY.code])
        client.post(share, {"opinion": fifth.pk})
        client.post(share, {"opinion": annex.pk})
        mine = client.get(listed, {"mine": "1"}).context["opinions"]
        assert [one.clause for one in mine] == ["5.1", "A.2"]
        assert [str(one.share.user) for one in mine] == [str(walker.cast.applicant)] * 2
        assert [one.clause for one in client.get(listed).context["opinions"]] == [
            "5.1",
            "10",
            "A.2",
        ]
        client.post(share, {"opinion": fifth.pk, "leave": "1"})
        mine = client.get(listed, {"mine": "1"}).context["opinions"]
        assert [one.clause for one in mine] == ["A.2"]
        assert client.post(share, {"opinion": "x"}).status_code == 404
        client.force_login(walker.cast.secretariat)
        assert client.post(share, {"opinion": tenth.pk}).status_code == 403
    steps = ["chapter_take", "chapter_take", "chapter_leave"]
    logged = project.log.filter(step__in=steps).order_by("pk")
    assert [(row.step, row.values["chapter"]) for row in logged] == list(
        zip(steps, ["5", "A", "5"], strict=True)
    )
    assert ChapterShare.objects.get().user == walker.cast.applicant
