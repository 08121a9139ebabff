"""F23: the review is a meeting, with attendance, minutes and a conclusion."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from standards.models import Project
from standards.review.meeting import TECHNICAL_REVIEW
from standards.states import S
from tests.standards.association import START
from tests.standards.review.conftest import OPINION
from zsa_portal.documents.models import IssuedForm
from zsa_portal.meetings import actions
from zsa_portal.meetings.rules import QUORUM
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.workflow.models import Duty, LogEntry
from zsa_portal.workflow.perform import held, perform
from zsa_portal.workflow.queries import reason_of_state
from zsa_portal.workflow.refusals import StepsUnmet, WrongState


def missing(refused):
    return {unmet.rule: unmet.missing for unmet in refused.value.unmet}


def convene(walker, project, *, by=None, **values):
    values = {
        "starts_at": walker.now + dt.timedelta(days=7),
        "place": "会议室",
        "agenda": "逐条审查",
        "chair": walker.cast.members[0],
    } | values
    with clock.moved_to(walker.now):
        return perform(project.convene_review, by=by or walker.cast.committee_secretary, **values)


def test_all_members_of_the_day_are_expected_invited_and_told(walker, project_at):
    project = convene(walker, project_at(S.REVIEW_DRAFT_READY))
    meeting = project.review_meetings.get()
    assert (project.state, project.stage) == (S.TECHNICAL_REVIEW, "40.20")
    assert (meeting.round, meeting.form, meeting.attendance.count()) == (1, "meeting", 8)
    assert Duty.objects.filter(matter=project, key="review_attend", done_at=None).count() == 8
    assert "会议室" in walker.cast.members[3].messages.first().body


@pytest.mark.rule("F23")
def test_a_review_by_correspondence_is_refused(walker, project_at):
    project = project_at(S.REVIEW_DRAFT_READY)
    with pytest.raises(StepsUnmet) as refused:
        convene(walker, project, form="correspondence")
    assert missing(refused) == {
        "F23": ["A review draft is reviewed in a meeting, not by correspondence."]
    }


def test_a_meeting_in_the_past_is_refused_and_one_today_is_not(walker, project_at):
    project = project_at(S.REVIEW_DRAFT_READY)
    with pytest.raises(StepsUnmet):
        convene(walker, project, starts_at=walker.now - dt.timedelta(days=1))
    today = convene(walker, project, starts_at=walker.now - dt.timedelta(minutes=5))
    assert today.state == S.TECHNICAL_REVIEW


@pytest.mark.rule("F06b")
def test_the_secretary_of_another_committee_convenes_nothing(walker, project_at, outsiders):
    project = project_at(S.REVIEW_DRAFT_READY)
    with pytest.raises(PermissionDenied):
        convene(walker, project, by=outsiders["secretary of another committee"])


def test_nobody_else_convenes_either(walker, project_at, outsiders):
    project = project_at(S.REVIEW_DRAFT_READY)
    for somebody in [*outsiders.values(), walker.cast.applicant, walker.cast.secretariat]:
        with pytest.raises(PermissionDenied):
            convene(walker, project, by=somebody)
    assert Project.objects.get(pk=project.pk).review_meetings.count() == 0


@pytest.mark.rule("F23")
def test_attendance_is_not_recorded_before_the_meeting(walker, convened):
    with pytest.raises(RuleUnmet), clock.moved_to(walker.now):
        actions.attendance_record(
            matter=convened,
            kind=TECHNICAL_REVIEW,
            rows={},
            guests="",
            by=walker.cast.committee_secretary,
        )


@pytest.mark.rule("F23")
def test_five_hours_before_it_begins_nothing_is_recorded_nor_concluded(
    walker, meeting_day, attend, write, client
):
    meeting, secretary = meeting_day.review_meetings.get(), walker.cast.committee_secretary
    walker.now = meeting.starts_at - dt.timedelta(hours=5)
    begins = f"{meeting.starts_at.astimezone(clock.SHANGHAI):%F %H:%M}"
    waiting = [f"The meeting has not taken place yet; it is convened for {begins}."]
    for record in (attend, write):
        with pytest.raises(RuleUnmet) as refused:
            record(meeting_day)
        assert (refused.value.rule, refused.value.missing) == ("F23", waiting)
    client.force_login(secretary)
    with clock.moved_to(walker.now):
        url = reverse("meetings:attendance", args=[meeting_day.pk, TECHNICAL_REVIEW.key])
        assert client.post(url, {"guests": ""}).status_code == 409
        meeting.attendance.update(present=True)
        with pytest.raises(RuleUnmet) as refused, held(meeting_day) as fresh:
            actions.meeting_conclude(matter=fresh, kind=TECHNICAL_REVIEW, conclusion="pass")
    assert (refused.value.rule, refused.value.missing) == ("F23", waiting)
    walker.now = meeting.starts_at
    assert attend(meeting_day).review_meetings.get().attended_at == meeting.starts_at


@pytest.mark.rule("F23")
@pytest.mark.parametrize("step", ["conclude_by_consensus", "open_review_ballot"])
def test_a_secretary_without_a_vote_alone_reviews_nothing(walker, meeting_day, write, step):
    secretary = walker.cast.committee_secretary
    row = meeting_day.review_meetings.get().attendance.get(user=secretary)
    lacking = ["0 of 7 voting members were present; at least 1 have to be."]
    given = {"conclude_by_consensus": {"conclusion": "pass"}}.get(step, {"question": "？"})
    with clock.moved_to(walker.now):
        actions.attendance_record(
            matter=meeting_day,
            kind=TECHNICAL_REVIEW,
            rows={row.pk: {"present": True}},
            guests="",
            by=secretary,
        )
        project = write(meeting_day)
        with pytest.raises(StepsUnmet) as refused:
            perform(getattr(project, step), by=secretary, **given)
        assert missing(refused) == {"F23": lacking}
        with pytest.raises(RuleUnmet) as unmet, held(project) as fresh:
            actions.meeting_conclude(matter=fresh, kind=TECHNICAL_REVIEW, conclusion="pass")
    assert (unmet.value.rule, unmet.value.missing) == ("F23", lacking)


@pytest.mark.rule("F23")
def test_one_voting_member_is_enough_until_the_quorum_is_set(walker, meeting_day, attend, write):
    project = write(attend(meeting_day, 1))
    Setting.objects.create(key=QUORUM.key, value=[1, 2], reason="章程", valid_from=START)
    with clock.moved_to(walker.now):
        with pytest.raises(StepsUnmet) as refused:
            perform(
                project.conclude_by_consensus, by=walker.cast.committee_secretary, conclusion="pass"
            )
        assert missing(refused) == {
            "F23": ["1 of 7 voting members were present; at least 4 have to be."]
        }
        Setting.objects.all().delete()
        done = perform(
            project.conclude_by_consensus, by=walker.cast.committee_secretary, conclusion="pass"
        )
    assert done.state == S.REVIEW_PASSED


def test_attendance_is_recorded_by_the_committees_secretary_alone(walker, meeting_day, outsiders):
    for somebody in [*outsiders.values(), walker.cast.applicant, walker.cast.members[0]]:
        with pytest.raises(PermissionDenied), clock.moved_to(walker.now):
            actions.attendance_record(
                matter=meeting_day, kind=TECHNICAL_REVIEW, rows={}, guests="", by=somebody
            )


def test_attendance_discharges_the_invitations_and_is_logged(walker, meeting_day, attend):
    project = attend(meeting_day, 5)
    meeting = project.review_meetings.get()
    present = [row.present for row in meeting.attendance.all()]
    assert sorted(present, reverse=True) == [True] * 5 + [False] * 3
    assert not Duty.objects.filter(matter=project, key="review_attend", done_at=None).exists()
    assert LogEntry.objects.filter(matter=project, step="meeting_attendance").count() == 1


@pytest.mark.rule("F23")
def test_a_conclusion_waits_for_the_attendance(walker, meeting_day, write):
    project = write(meeting_day)
    with pytest.raises(StepsUnmet) as refused, clock.moved_to(walker.now):
        perform(
            project.conclude_by_consensus, by=walker.cast.committee_secretary, conclusion="pass"
        )
    assert missing(refused) == {"F23": ["The attendance of the review meeting is missing."]}


@pytest.mark.rule("F23")
def test_a_meeting_of_nobody_concludes_nothing(walker, meeting_day, attend, write):
    project = write(attend(meeting_day, 0))
    with pytest.raises(StepsUnmet) as refused, clock.moved_to(walker.now):
        perform(
            project.conclude_by_consensus, by=walker.cast.committee_secretary, conclusion="pass"
        )
    assert missing(refused) == {
        "F23": ["Nobody is recorded as present; a meeting without members reviews nothing."]
    }


@pytest.mark.rule("F23")
@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"minutes": " "}, "The text of the minutes is missing."),
        (
            {"sections": {"technical_level": ""}},
            "The assessment of the technical level is missing.",
        ),
        (
            {"points": [OPINION | {"handling": ""}]},
            "The minutes do not say how opinion 1 was handled.",
        ),
    ],
)
def test_unfinished_minutes_are_saved_but_conclude_nothing(
    walker, meeting_day, attend, write, values, sentence
):
    project = write(attend(meeting_day), **values)
    for step, words in (
        (project.conclude_by_consensus, {"conclusion": "pass_with_changes"}),
        (project.fail_review, {"reason": "技术内容不成熟"}),
    ):
        with pytest.raises(StepsUnmet) as refused, clock.moved_to(walker.now):
            perform(step, by=walker.cast.committee_secretary, **words)
        assert missing(refused) == {"F23": [sentence]}


@pytest.mark.rule("F23")
def test_no_conclusion_no_end_of_the_review(walker, met):
    with pytest.raises(StepsUnmet) as refused, clock.moved_to(walker.now):
        perform(met.conclude_by_consensus, by=walker.cast.committee_secretary, conclusion="")
    assert missing(refused) == {"F23": ["The conclusion of the review is missing."]}


@pytest.mark.rule("F23")
def test_a_pass_with_changes_lists_the_changes(walker, meeting_day, attend, write):
    project = write(attend(meeting_day), points=[OPINION | {"is_change": False}])
    with pytest.raises(StepsUnmet), clock.moved_to(walker.now):
        perform(
            project.conclude_by_consensus,
            by=walker.cast.committee_secretary,
            conclusion="pass_with_changes",
        )


@pytest.mark.rule("F23")
def test_a_failed_review_says_why(walker, met):
    with pytest.raises(StepsUnmet) as refused, clock.moved_to(walker.now):
        perform(met.fail_review, by=walker.cast.committee_secretary, reason=" ")
    assert missing(refused) == {"F23": ["The reason is missing."]}


def test_the_minutes_name_draft_recorder_and_recused(walker, met):
    secretary = walker.cast.committee_secretary
    recused = met.committee.seats.current().exclude(user=secretary).last().user
    met.recusals.create(user=recused, reason="参与起草", declared_by=recused)
    with clock.moved_to(walker.now):
        perform(met.conclude_by_consensus, by=secretary, conclusion="pass")
    data = IssuedForm.objects.get(matters=met, kind="standards.review_minutes").data
    assert data["draft"]["version"] == 1
    assert data["draft"]["name"].startswith("review_draft.")
    assert data["recorder"] == secretary.name
    assert data["recused"] == [recused.name]


def test_consensus_passes_and_issues_the_minutes(walker, met):
    with clock.moved_to(walker.now):
        project = perform(
            met.conclude_by_consensus, by=walker.cast.committee_secretary, conclusion="pass"
        )
    meeting = project.review_meetings.get()
    assert (project.state, project.stage) == (S.REVIEW_PASSED, "40.60")
    assert (meeting.conclusion, meeting.by_consensus) == ("pass", True)
    data = IssuedForm.objects.get(matters=project, kind="standards.review_minutes").data
    assert (data["expected"], data["present"], data["vote"]) == (8, 7, None)
    assert data["opinions"] == [OPINION | {"number": 1}]


def test_a_failed_review_goes_back_with_its_reason_and_comes_again(walker, met):
    secretary, drafter = walker.cast.committee_secretary, walker.cast.applicant
    with clock.moved_to(walker.now):
        project = perform(met.fail_review, by=secretary, reason="试验方法缺少验证")
        assert (project.state, project.stage) == (S.REVIEW_FAILED, "40.92")
        assert "试验方法缺少验证" in drafter.messages.first().body
        with pytest.raises(StepsUnmet) as refused:
            perform(project.resubmit_for_review, by=drafter)
    assert missing(refused) == {
        "review_draft_is_reworked": ["Upload a new version of the review draft first."]
    }
    with walker.day(20):
        walker.files["standards.review_draft"] = ("new.txt", "改后的送审稿".encode())
        walker.add(project, "standards.review_draft", "送审稿", drafter)
        project = perform(project.resubmit_for_review, by=drafter)
        with pytest.raises(PermissionDenied):
            perform(project.take_back_review_draft, by=drafter)
        back = perform(project.take_back_reworked_draft, by=drafter)
        assert (back.state, reason_of_state(back, drafter).reason) == (
            S.REVIEW_FAILED,
            "试验方法缺少验证",
        )
        project = perform(back.resubmit_for_review, by=drafter)
    again = convene(walker, project)
    assert again.review_meetings.first().round == 2
    assert IssuedForm.objects.filter(matters=project, kind="standards.review_minutes").count() == 1


def test_nothing_is_written_after_the_conclusion(walker, met, attend, write):
    with clock.moved_to(walker.now):
        project = perform(
            met.conclude_by_consensus, by=walker.cast.committee_secretary, conclusion="pass"
        )
    for writing in (attend, write):
        with pytest.raises(WrongState):
            writing(project)
