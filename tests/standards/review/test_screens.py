"""The screens of the review, as plain GET and POST."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from standards.models import Project
from standards.review.meeting import TECHNICAL_REVIEW
from standards.states import S
from zsa_portal.regulations import clock

PAGES = ("attendance", "minutes", "move")


def page(name, project):
    """The address of one page of the review."""
    return reverse(f"meetings:{name}", args=[project.pk, TECHNICAL_REVIEW.key])


def minutes_data(**more):
    return {
        "minutes": "会议逐条审查了送审稿。",
        "technical_level": "国内先进",
        "o-TOTAL_FORMS": "1",
        "o-INITIAL_FORMS": "0",
        "o-MIN_NUM_FORMS": "0",
        "o-MAX_NUM_FORMS": "300",
        "o-0-text": "试验条件不清楚",
        "o-0-handling": "同意修改",
        "o-0-clause": "5.1",
        "o-0-is_change": "on",
    } | more


@pytest.fixture
def ask(client, walker):
    """Ask for an address as a user at the walker's time; ``data`` makes it a POST."""

    def request(user, url, data=None):
        client.force_login(user)
        with clock.moved_to(walker.now):
            return client.get(url) if data is None else client.post(url, data)

    return request


def test_convening_by_the_form(walker, project_at, ask):
    project = project_at(S.REVIEW_DRAFT_READY)
    url = reverse("workflow:step", args=[project.pk, "convene_review"])
    secretary = walker.cast.committee_secretary
    assert ask(secretary, url).status_code == 200
    starts = (walker.now + dt.timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    data = {
        "starts_at": starts,
        "place": "会议室",
        "agenda": "审查",
        "chair": walker.cast.members[0].pk,
    }
    yesterday = (walker.now - dt.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    refused = ask(secretary, url, data | {"starts_at": yesterday})
    assert refused.status_code == 422
    assert "The meeting cannot lie in the past." in refused.content.decode()
    assert 'value="会议室"' in refused.content.decode()
    foreign = ask(secretary, url, data | {"chair": walker.cast.applicant.pk})
    assert foreign.status_code == 422
    assert not project.review_meetings.exists()
    assert ask(secretary, url, data).status_code == 302
    assert project.review_meetings.get().chair == walker.cast.members[0]


def test_who_sees_the_writing_pages(walker, meeting_day, ask, outsiders):
    for name in PAGES:
        url = page(name, meeting_day)
        assert ask(walker.cast.committee_secretary, url).status_code == 200
        for user in (walker.cast.applicant, walker.cast.members[0], walker.cast.secretariat):
            assert (name, ask(user, url).status_code) == (name, 403)
        for somebody in outsiders.values():
            assert ask(somebody, url).status_code in (403, 404)
            assert ask(somebody, url, {"guests": ""}).status_code in (403, 404)


def test_the_pages_are_closed_in_another_state(walker, project_at, ask):
    project = project_at(S.REVIEW_PASSED)
    for name in PAGES:
        url = page(name, project)
        assert ask(walker.cast.committee_secretary, url).status_code == 409
        assert ask(walker.cast.members[0], url).status_code == 403


def test_nobody_signed_in_is_led_to_the_entrance(client, convened):
    url = page("minutes", convened)
    answer = client.get(url)
    assert (answer.status_code, "login" in answer["Location"]) == (302, True)


def test_attendance_by_ticks(walker, meeting_day, ask):
    url = page("attendance", meeting_day)
    rows = list(meeting_day.review_meetings.get().attendance.all())
    data = {f"a{row.pk}-present": "on" for row in rows[:4]} | {
        f"a{rows[0].pk}-title": "教授级高级工程师",
        "guests": "起草工作组三人",
    }
    assert ask(walker.cast.committee_secretary, url, data).status_code == 302
    meeting = meeting_day.review_meetings.get()
    assert meeting.attendance.filter(present=True).count() == 4
    assert (meeting.attendance.first().title, meeting.guests) == (
        "教授级高级工程师",
        "起草工作组三人",
    )
    tab = ask(
        walker.cast.committee_secretary, reverse("workflow:tab", args=[meeting_day.pk, "review"])
    )
    assert "起草工作组三人" in tab.content.decode()


def test_attendance_before_the_day_is_refused_with_the_input_kept(walker, convened, ask):
    url = page("attendance", convened)
    answer = ask(walker.cast.committee_secretary, url, {"guests": "嘉宾"})
    assert answer.status_code == 409
    assert "The meeting has not taken place yet" in answer.content.decode()
    assert "嘉宾" in answer.content.decode()


def test_minutes_are_saved_and_taken_up_again(walker, meeting_day, ask):
    url = page("minutes", meeting_day)
    secretary = walker.cast.committee_secretary
    assert ask(secretary, url, minutes_data(go_on="1"))["Location"] == url
    again = ask(secretary, url).content.decode()
    assert "会议逐条审查了送审稿。" in again
    assert 'name="o-2-text"' in again
    opinion = meeting_day.review_meetings.get().points.get()
    assert (opinion.text, opinion.is_change) == ("试验条件不清楚", True)


def test_half_an_opinion_is_an_error_and_keeps_what_was_written(walker, meeting_day, ask):
    url = page("minutes", meeting_day)
    answer = ask(walker.cast.committee_secretary, url, minutes_data(**{"o-0-text": ""}))
    assert answer.status_code == 422
    assert "会议逐条审查了送审稿。" in answer.content.decode()
    assert "Write the opinion, or empty the other fields." in answer.content.decode()
    assert meeting_day.review_meetings.get().minutes == ""


def test_broken_formset_data_is_no_error_of_ours(walker, meeting_day, ask):
    url = page("minutes", meeting_day)
    for broken in ({"minutes": "x"}, minutes_data(**{"o-TOTAL_FORMS": "9999999"})):
        assert ask(walker.cast.committee_secretary, url, broken).status_code == 422


def test_a_stale_page_overwrites_nothing(walker, meeting_day, ask):
    url = page("minutes", meeting_day)
    secretary = walker.cast.committee_secretary
    ask(secretary, url, minutes_data())
    answer = ask(secretary, url, minutes_data(minutes="晚到的", seen="1.0"))
    assert answer.status_code == 409
    assert "晚到的" in answer.content.decode()
    assert meeting_day.review_meetings.get().minutes == "会议逐条审查了送审稿。"


def test_the_whole_conclusion_in_the_browser(walker, met, ask):
    url = reverse("workflow:step", args=[met.pk, "conclude_by_consensus"])
    secretary = walker.cast.committee_secretary
    assert ask(secretary, url, {"conclusion": "fail"}).status_code == 422
    assert ask(secretary, url, {"conclusion": "pass_with_changes"}).status_code == 302
    assert Project.objects.get(pk=met.pk).state == S.REVIEW_PASSED
    answers = page("answers", met)
    opinion = met.review_meetings.get().points.get()
    assert ask(walker.cast.applicant, answers).status_code == 200
    assert ask(secretary, answers).status_code == 403
    data = {f"c{opinion.pk}-answer": "已补充试验条件"}
    assert ask(walker.cast.applicant, answers, data).status_code == 302
    opinion.refresh_from_db()
    assert (opinion.answer, opinion.answered_by) == ("已补充试验条件", walker.cast.applicant)


def test_forbidden_posts_of_steps(walker, met, ask, outsiders):
    for name, data in (
        ("conclude_by_consensus", {"conclusion": "pass"}),
        ("fail_review", {"reason": "理由理由理由"}),
        ("open_review_ballot", {"question": "？"}),
        ("end_review_ballot", {}),
    ):
        url = reverse("workflow:step", args=[met.pk, name])
        for user in [*outsiders.values(), walker.cast.applicant, walker.cast.secretariat]:
            assert ask(user, url, data).status_code in (403, 404, 409)
    assert Project.objects.get(pk=met.pk).state == S.TECHNICAL_REVIEW


def test_the_tab_is_not_for_strangers(met, ask, outsiders):
    url = reverse("workflow:tab", args=[met.pk, "review"])
    assert ask(outsiders["other member"], url).status_code == 404


def test_the_pages_cost_at_most_fifteen_queries(client, walker, met, django_assert_max_num_queries):
    cast = walker.cast
    addresses = [page(name, met) for name in PAGES]
    addresses += [met.get_absolute_url(), reverse("workflow:tab", args=[met.pk, "review"])]
    for user in (cast.committee_secretary, cast.applicant, cast.members[0]):
        client.force_login(user)
        for address in addresses:
            with clock.moved_to(walker.now), django_assert_max_num_queries(15):
                client.get(address)
