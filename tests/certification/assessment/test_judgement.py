"""When a panel judges, what counts, and what passes (R10, R12a, R17a–c)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from certification.acceptance.papers import RECOGNITION_NOTICE
from certification.assessment import rules
from certification.assessment.criteria import TABLE_1, share
from certification.assessment.meeting import PANEL_MEETING
from certification.assessment.papers import evidence_beside
from certification.demo.walk.reviewing import judgement
from certification.models import Recognition
from certification.states import S
from tests.certification.assessment.conftest import REASON, judge, missing, step
from zsa_portal.ballots.actions import recusal_declare, vote_cast
from zsa_portal.ballots.models import Vote
from zsa_portal.documents.models import File
from zsa_portal.meetings.actions import attendance_record, minutes_save
from zsa_portal.notices.models import NoticeItem, Opinion
from zsa_portal.notices.queries import latest_notice
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.queries import open_duties
from zsa_portal.workflow.refusals import BadValue, StepsUnmet, WrongState

SECOND = dt.timedelta(seconds=1)
WISH = [{"clause": "5.2", "change": "补充依据"}]


@pytest.mark.rule("R17a")
@pytest.mark.parametrize("name", ["open_assessment", "convene_assessment"])
def test_no_review_before_the_notice_ended_its_last_second_included(recognition_at, walker, name):
    recognition = recognition_at(S.PANEL_READY)
    now, ends = walker.now, latest_notice(recognition, RECOGNITION_NOTICE.code).closes_at
    walker.now = ends - SECOND
    with pytest.raises(StepsUnmet) as refused:
        step(walker, name, recognition, **_values(walker, name))
    assert "the review takes place after it" in missing(refused)[0]
    with clock.moved_to(ends):
        assert rules.notice_has_ended.missing(recognition) == []
    walker.now = now
    assert step(walker, name, recognition, **_values(walker, name)).state in (S.BALLOT, S.MEETING)


@pytest.mark.rule("R17a")
def test_no_review_of_what_was_not_on_notice(recognition_at):
    assert rules.notice_has_ended.missing(recognition_at(S.DRAFT)) == [
        "The standard was not on public notice."
    ]


def _values(walker, name):
    if name == "open_assessment":
        return {"days": 10}
    return {
        "starts_at": walker.now + dt.timedelta(days=2),
        "place": "会议室",
        "chair": walker.cast.reviewers[0],
        "agenda": "评审",
    }


def comment_on(recognition):
    """A public comment that came in with evidence."""
    return Opinion.objects.create(
        item=NoticeItem.objects.get(matter=recognition),
        number=1,
        reference="R1",
        token="t",
        name="钱二",
        organisation="某公司",
        text="指标偏低",
        evidence=File.objects.first(),
        evidence_name="证明.txt",
    )


@pytest.mark.rule("R17b")
def test_every_public_comment_is_laid_before_the_panel_with_its_evidence(recognition_at, walker):
    recognition = recognition_at(S.PANEL_READY)
    comment = comment_on(recognition)
    ballot = step(walker, "open_assessment", recognition, days=10).ballots.get()
    *_table, laid = ballot.items
    assert (laid.key, laid.about, laid.with_reason) == (f"comment-{comment.pk}", "指标偏低", True)
    links = evidence_beside(recognition)[laid.key]
    assert links == [("证明.txt", reverse("notices:evidence", args=[comment.pk]))]
    sheet = judgement(ballot)
    del sheet[laid.key]
    with clock.moved_to(walker.now), pytest.raises(BadValue):
        vote_cast(ballot=ballot, by=walker.cast.reviewers[0], choice="approve", sheet=sheet)
    with clock.moved_to(walker.now):
        judge(recognition, walker.cast.reviewers, "yyyyy")
    report = step(walker, "close_assessment", recognition)
    passed = step(walker, "pass_assessment", report)
    data = passed.issued_forms.filter(kind="certification.review_report").latest("pk").data
    assert data["comments"] == [{"number": 1, "text": "指标偏低", "founded": 5, "unfounded": 0}]


def test_a_reviewer_reads_the_evidence_of_a_comment(client, recognition_at, walker):
    recognition = recognition_at(S.PANEL_READY)
    url = reverse("notices:evidence", args=[comment_on(recognition).pk])
    with clock.moved_to(walker.now):
        for user, status in ((walker.cast.reviewers[0], 200), (walker.cast.applicant, 404)):
            client.force_login(user)
            assert client.get(url).status_code == status


def test_five_basic_and_six_bonus_items_each_with_a_reason(recognition_at):
    ballot = recognition_at(S.BALLOT).ballots.latest("pk")
    groups = [str(item.group) for item in TABLE_1]
    assert groups == ["Basic items"] * 5 + ["Bonus items"] * 6
    assert [item.key for item in ballot.items][:11] == [item.key for item in TABLE_1]
    assert all(item.with_reason for item in ballot.items)


def test_a_judgement_without_a_reason_is_refused(recognition_at, walker):
    ballot = recognition_at(S.BALLOT).ballots.latest("pk")
    sheet = {item.key: {"answer": item.values[0], "reason": ""} for item in ballot.items}
    with clock.moved_to(walker.now), pytest.raises(BadValue):
        vote_cast(ballot=ballot, by=walker.cast.reviewers[0], choice="approve", sheet=sheet)


@pytest.mark.rule("R10")
def test_a_result_needs_every_item_judged_with_a_reason(recognition_at, walker):
    recognition = recognition_at(S.BALLOT)
    opened = recognition.ballots.latest("pk")
    with clock.moved_to(walker.now):
        judge(recognition, walker.cast.reviewers, "yyyy")
        elector = opened.electors.order_by("pk").last()
        sheet = judgement(opened) | {"advance": {"answer": "met", "reason": ""}}
        values = {"elector": elector, "choice": "approve", "cast_at": walker.now}
        Vote.objects.create(sheet=sheet, cast_by=elector.user, **values)
    recognition = step(walker, "close_assessment", recognition)
    with pytest.raises(StepsUnmet) as refused:
        step(walker, "pass_assessment", recognition)
    assert missing(refused) == [f"{elector.name} has not judged “Advanced level” with a reason."]


def test_nobody_abstains(recognition_at, walker):
    ballot = recognition_at(S.BALLOT).ballots.latest("pk")
    with clock.moved_to(walker.now), pytest.raises(BadValue):
        vote_cast(ballot=ballot, by=walker.cast.reviewers[0], choice="abstain", sheet={})


@pytest.mark.rule("R17c")
@pytest.mark.parametrize(
    ("choices", "passes"), [("yyyyn", True), ("yyyy-", True), ("yyynn", False), ("yyy--", False)]
)
def test_of_five_four_pass_and_three_do_not(closed, walker, choices, passes):
    recognition = closed(choices)
    if passes:
        with pytest.raises(StepsUnmet) as refused:
            step(walker, "fail_assessment", recognition, reason=REASON)
        assert missing(refused) == ["3/4 of the panel passed it; record that it passed."]
        assert step(walker, "pass_assessment", recognition).state == S.PASSED
        return
    with pytest.raises(StepsUnmet) as refused:
        step(walker, "pass_assessment", recognition)
    assert missing(refused) == ["1 more vote in favour is needed: 3 of 5, 4 required."]
    assert step(walker, "fail_assessment", recognition, reason=REASON).state == S.FAILED


@pytest.mark.rule("R17c")
@pytest.mark.parametrize(("choices", "passes"), [("yyyyyyn", True), ("yyyyynn", False)])
def test_of_seven_six_pass_and_five_do_not(closed, walker, choices, passes):
    walker.cast.reviewers = [*walker.cast.reviewers, *walker.cast.experts]
    recognition = closed(choices, title="七人评审")
    assert (rules.panel_has_passed.missing(recognition) == []) is passes


@pytest.mark.rule("R17c")
def test_nothing_passes_while_changes_are_asked_for(closed, walker):
    recognition = closed("yyyyy", WISH)
    with pytest.raises(StepsUnmet) as refused:
        step(walker, "pass_assessment", recognition)
    assert missing(refused) == ["The panel asks for changes; ask the body for them."]


def test_it_closes_early_once_all_have_judged(recognition_at, walker):
    recognition = recognition_at(S.BALLOT)
    with walker.at(walker.later(1)):
        judge(recognition, walker.cast.reviewers, "yyyy")
    with pytest.raises(StepsUnmet) as refused:
        step(walker, "close_assessment", recognition)
    assert missing(refused) == ["1 reviewers have not judged yet."]
    with clock.moved_to(walker.now):
        judge(recognition, walker.cast.reviewers[4:], "y")
    assert step(walker, "close_assessment", recognition).state == S.BALLOT_CLOSED
    with pytest.raises(WrongState):
        step(walker, "close_assessment", recognition)


@pytest.mark.rule("R12a", "R05b")
def test_a_panel_left_even_gives_no_result_and_judges_anew(closed, walker):
    recognition = closed("yyyyy")
    with pytest.raises(StepsUnmet) as refused:
        step(walker, "judge_anew", recognition, reason=REASON)
    assert missing(refused) == ["The panel is whole; record the result."]
    with clock.moved_to(walker.now):
        who = walker.cast.reviewers[4]
        recusal_declare(matter=recognition, user=who, reason="曾参与起草", by=who)
    for name, values in (("pass_assessment", {}), ("fail_assessment", {"reason": REASON})):
        with pytest.raises(StepsUnmet) as refused:
            step(walker, name, recognition, **values)
        assert any("the number has to be odd" in one for one in missing(refused))
    assert step(walker, "judge_anew", recognition, reason=REASON).state == S.PANEL_READY
    with pytest.raises(StepsUnmet):
        step(walker, "open_assessment", recognition, days=10)


@pytest.mark.rule("R05b")
def test_recused_staff_take_no_step(recognition_at, walker):
    recognition = recognition_at(S.PANEL_READY)
    staff = walker.cast.secretariat
    with clock.moved_to(walker.now):
        recognition.recusals.create(user=staff, reason="亲属", declared_by=staff)
    with pytest.raises(PermissionDenied):
        step(walker, "open_assessment", recognition, days=10)


@pytest.fixture
def met(recognition_at, walker):
    """A panel's meeting that has begun."""
    recognition = recognition_at(S.MEETING)
    walker.now = recognition.meetings.get().starts_at
    return recognition


def attend(walker, recognition, present=5):
    meeting = recognition.meetings.get()
    rows = {row.pk: {"present": n < present} for n, row in enumerate(meeting.attendance.all())}
    with clock.moved_to(walker.now):
        attendance_record(
            matter=recognition, kind=PANEL_MEETING, rows=rows, guests="", by=walker.cast.secretariat
        )


@pytest.mark.rule("R17a")
def test_after_a_meeting_the_panel_judges_once_it_is_recorded_who_came(met, walker):
    with pytest.raises(StepsUnmet) as refused:
        step(walker, "open_assessment_of_meeting", met, days=3)
    assert missing(refused) == ["The attendance of the panel's meeting is missing."]
    attend(walker, met)
    opened = step(walker, "open_assessment_of_meeting", met, days=3)
    assert opened.ballots.latest("pk").electors.count() == 5


@pytest.mark.rule("R17a")
def test_a_meeting_is_written_about_once_it_has_begun(recognition_at, walker):
    recognition = recognition_at(S.MEETING)
    with pytest.raises(RuleUnmet, match="not taken place"):
        attend(walker, recognition)


@pytest.mark.rule("R17a")
def test_a_quorum_that_is_set_has_to_be_there(met, walker):
    Setting.objects.create(key="meeting.quorum", value=[2, 3], reason="章程", valid_from=walker.now)
    attend(walker, met, present=3)
    with pytest.raises(StepsUnmet) as refused:
        step(walker, "open_assessment_of_meeting", met, days=3)
    assert missing(refused) == ["3 of 5 voting members were present; at least 4 have to be."]


@pytest.mark.rule("R17a")
def test_a_result_after_a_meeting_needs_its_minutes(met, walker):
    attend(walker, met)
    recognition = step(walker, "open_assessment_of_meeting", met, days=3)
    with clock.moved_to(walker.now):
        judge(recognition, walker.cast.reviewers, "yyyyy")
    recognition = step(walker, "close_assessment", recognition)
    with pytest.raises(StepsUnmet) as refused:
        step(walker, "pass_assessment", recognition)
    assert missing(refused) == ["The text of the minutes is missing."]
    with clock.moved_to(walker.now):
        minutes_save(
            matter=recognition,
            kind=PANEL_MEETING,
            minutes="逐项评审。",
            points=[],
            by=walker.cast.secretariat,
        )
    passed = step(walker, "pass_assessment", recognition)
    kinds = set(passed.issued_forms.values_list("kind", flat=True))
    assert {"certification.meeting_minutes", "certification.review_report"} <= kinds
    assert passed.meetings.get().conclusion == "pass"


@pytest.mark.rule("R17a")
def test_a_meeting_without_its_quorum_concludes_nothing(met, walker):
    meeting = met.meetings.get()
    lacking = rules.reviewers_are_present.missing(meeting)
    assert [text for text in lacking if "0 of 5 voting members were present" in text] == lacking
    assert len(lacking) == 1
    attend(walker, met)
    assert rules.reviewers_are_present.missing(met.meetings.get()) == []


def test_a_meeting_called_off_is_told_and_may_be_followed_by_a_letter(recognition_at, walker):
    recognition = recognition_at(S.MEETING)
    off = step(walker, "call_meeting_off", recognition, reason="场地冲突")
    assert off.state == S.PANEL_READY
    assert "场地冲突" in walker.cast.reviewers[0].messages.latest("pk").body
    with walker.at(walker.later(1)):
        opened = perform(off.open_assessment, by=walker.cast.secretariat, days=5)
    assert rules.meeting_of(Recognition.objects.get(pk=opened.pk)) is None


def test_an_ended_judgement_is_not_counted(recognition_at, walker):
    recognition = recognition_at(S.BALLOT)
    ended = step(walker, "end_assessment_without_outcome", recognition, reason="材料更换")
    assert (ended.state, ended.ballots.get().result) == (S.PANEL_READY, None)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ({"met": 2, "partly": 2, "not": 0}, 0.75),
        ({"yes": 1, "no": 1, "na": 3}, 0.5),
        ({"na": 5}, None),
    ],
)
def test_an_items_share_is_the_mean_of_what_weighs(numbers, expected):
    assert share(numbers) == expected


def tab(user, recognition):
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client.get(f"{recognition.get_absolute_url()}assessment/").content.decode()


def test_the_review_tab_leads_a_reviewer_to_the_own_judgement(recognition_at, walker):
    recognition = recognition_at(S.BALLOT)
    reviewer = walker.cast.reviewers[0]
    words = f'href="{recognition.ballots.latest("pk").get_absolute_url()}"'
    with clock.moved_to(walker.now):
        assert words in tab(reviewer, recognition)
        assert "Judge the standard</a>" in tab(reviewer, recognition)
        assert "Judge the standard</a>" not in tab(walker.cast.secretariat, recognition)
        recognition.recusals.create(user=reviewer, reason="亲属关系", declared_by=reviewer)
        assert "Judge the standard</a>" not in tab(reviewer, recognition)


def test_after_a_meeting_the_tab_leads_to_its_minutes(met, walker):
    attend(walker, met)
    judged = step(walker, "open_assessment_of_meeting", met, days=3)
    with clock.moved_to(walker.now):
        assert "/minutes/" in tab(walker.cast.secretariat, judged)


def test_a_review_by_letter_offers_no_minutes(recognition_at, walker):
    """Minutes are those of a meeting; without one, their page would only refuse."""
    recognition = recognition_at(S.BALLOT)
    with clock.moved_to(walker.now):
        page = tab(walker.cast.secretariat, recognition)
    assert "How far it is" in page
    assert "/minutes/" not in page


def test_a_reviewer_owes_one_judgement_until_it_is_in(recognition_at, walker):
    recognition, reviewer = recognition_at(S.BALLOT), walker.cast.reviewers[0]
    ballot = recognition.ballots.get()

    def owed():
        user = User.objects.get(pk=reviewer.pk)
        return [duty.key for duty in open_duties(user) if duty.matter_id == recognition.pk]

    with walker.at(walker.later(1)):
        assert owed() == [f"vote:{ballot.pk}"]
        vote_cast(ballot=ballot, by=reviewer, choice="approve", sheet=judgement(ballot))
        assert owed() == []
