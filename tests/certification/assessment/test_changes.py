"""The changes that a panel asks for: listed, answered, checked one by one (R17c)."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.urls import reverse

from certification.applications.papers import TEST_REPORT
from certification.assessment.actions import change_check, changes_answer, changes_list_save
from certification.assessment.papers import REVISED_TEXT
from certification.assessment.rules import asked_by_reviewers, changes_of, revised_text_is_there
from certification.models import Recognition
from certification.states import S
from tests.certification.assessment.conftest import REASON, missing, step
from zsa_portal.documents.actions import document_add
from zsa_portal.documents.models import Document
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import BadValue, StepsUnmet, WrongState

WISHES = [{"clause": "5.2", "change": "补充依据"}, {"clause": "", "change": "统一术语"}]


def fresh(recognition):
    return Recognition.objects.get(pk=recognition.pk)


def listed(walker, recognition, rows):
    with clock.moved_to(walker.now):
        return changes_list_save(recognition=recognition, rows=rows, by=walker.cast.secretariat)


@pytest.mark.rule("R17c")
def test_every_wish_stands_on_the_list_that_goes_to_the_body(closed, walker):
    recognition = closed("yyyyy", WISHES)
    first, second = asked_by_reviewers(fresh(recognition))
    with pytest.raises(StepsUnmet) as refused:
        step(walker, "ask_for_changes", recognition)
    assert missing(refused)[0] == "The list of changes is empty."
    listed(walker, recognition, [{"clause": "5.2", "change": "补充依据", "covers": [first]}])
    with pytest.raises(StepsUnmet) as refused:
        step(walker, "ask_for_changes", recognition)
    assert missing(refused) == ["A change that panel-1 asks for is not on the list: 统一术语"]
    listed(walker, recognition, [{"change": "合并修改", "covers": [first, second]}])
    asked = step(walker, "ask_for_changes", recognition)
    assert (asked.state, changes_of(asked)[0].due_at is not None) == (S.CHANGES, True)


def test_a_list_names_no_strange_wish_and_is_written_by_secretariat_or_chair(closed, walker):
    recognition = closed("yyyyy", WISHES)
    with pytest.raises(BadValue):
        listed(walker, recognition, [{"change": "x", "covers": ["9999:0"]}])
    with pytest.raises(BadValue):
        listed(
            walker, recognition, [{"change": "", "covers": list(asked_by_reviewers(recognition))}]
        )
    chair, member = walker.cast.reviewers[:2]
    with clock.moved_to(walker.now):
        changes_list_save(recognition=recognition, rows=[{"change": "统一"}], by=chair)
        for somebody in (member, walker.cast.applicant, walker.cast.council_secretary):
            with pytest.raises(PermissionDenied):
                changes_list_save(recognition=recognition, rows=[], by=somebody)


@pytest.mark.rule("R17c")
def test_the_body_answers_each_change_and_adds_the_text(recognition_at, walker):
    recognition, by = recognition_at(S.CHANGES), walker.cast.applicant
    with walker.at(walker.later(1)):
        with pytest.raises(StepsUnmet) as refused:
            perform(recognition.submit_changes, by=by)
        assert missing(refused) == [
            "Change 1 is not answered.",
            "A new version of the text with the changes is missing.",
        ]
        (change,) = changes_of(recognition)
        given = {change.pk: {"old_text": "旧", "new_text": "新", "answer": ""}}
        assert changes_answer(recognition=recognition, answers=given, by=by) == 1
        assert changes_answer(recognition=recognition, answers=given, by=by) == 0
        with pytest.raises(PermissionDenied):
            changes_answer(recognition=recognition, answers=given, by=walker.cast.secretariat)
        document_add(
            matter=recognition, kind=REVISED_TEXT, upload=ContentFile(b"x", name="a.txt"), by=by
        )
        assert perform(fresh(recognition).submit_changes, by=by).state == S.CHANGES_CHECK
        with pytest.raises(WrongState):
            changes_answer(recognition=recognition, answers=given, by=by)


@pytest.mark.rule("R17c")
def test_a_text_that_was_taken_back_and_another_paper_are_no_new_text(recognition_at, walker):
    recognition, by = recognition_at(S.CHANGES), walker.cast.applicant
    asked = ["A new version of the text with the changes is missing."]
    with walker.at(walker.later(1)):
        text = document_add(
            matter=recognition, kind=REVISED_TEXT, upload=ContentFile(b"x", name="a.txt"), by=by
        )
        here = Document.objects.filter(pk=text.document_id)
        assert revised_text_is_there.missing(recognition) == []
        here.update(withdrawn_at=clock.now())
        assert revised_text_is_there.missing(recognition) == asked
        here.update(withdrawn_at=None, kind=TEST_REPORT)
        assert revised_text_is_there.missing(recognition) == asked


@pytest.mark.rule("R17c")
def test_nothing_passes_before_every_change_is_confirmed(recognition_at, walker):
    recognition, staff = recognition_at(S.CHANGES_CHECK), walker.cast.secretariat
    with pytest.raises(StepsUnmet) as refused:
        step(walker, "confirm_changes", recognition)
    assert missing(refused) == ["Change 1 is not confirmed."]
    with pytest.raises(StepsUnmet) as refused:
        step(walker, "return_changes", recognition, reason=REASON)
    assert missing(refused) == ["Say at the changes which is not made, and why."]
    (change,) = changes_of(recognition)
    with clock.moved_to(walker.now):
        change_check(recognition=recognition, change=change.pk, objection="未改", by=staff)
        with pytest.raises(PermissionDenied):
            change_check(
                recognition=recognition, change=change.pk, objection="", by=walker.cast.applicant
            )
        with pytest.raises(BadValue):
            change_check(recognition=recognition, change=0, objection="", by=staff)
    back = step(walker, "return_changes", recognition, reason=REASON)
    assert (back.state, changes_of(back)[0].is_answered) == (S.CHANGES, False)


@pytest.mark.rule("R17c")
def test_changes_not_made_in_time_are_a_failed_review(recognition_at, walker):
    recognition = recognition_at(S.CHANGES)
    due = changes_of(recognition)[0].due_at
    walker.now = due - clock.dt.timedelta(seconds=1)
    with pytest.raises(StepsUnmet) as refused:
        step(walker, "fail_unchanged", recognition, reason=REASON)
    assert missing(refused)[0].startswith("The body has time for the changes until")
    walker.now = due
    failed = step(walker, "fail_unchanged", recognition, reason=REASON)
    assert failed.state == S.FAILED
    assert failed.issued_forms.filter(kind="certification.failed_letter").exists()


@pytest.mark.parametrize(
    ("name", "state", "who"),
    [
        ("changes_list", S.BALLOT_CLOSED, "secretariat"),
        ("changes_answer", S.CHANGES, "applicant"),
    ],
)
def test_the_pages_open_for_whose_turn_it_is(client, recognition_at, walker, name, state, who):
    recognition = recognition_at(state)
    url = reverse(f"certification:{name}", args=[recognition.pk])
    with clock.moved_to(walker.now):
        client.force_login(getattr(walker.cast, who))
        assert client.get(url).status_code == 200
        other = "secretariat" if who == "applicant" else "applicant"
        client.force_login(getattr(walker.cast, other))
        assert client.get(url).status_code == 403


def test_a_list_is_written_on_its_page(client, recognition_at, walker):
    recognition = recognition_at(S.BALLOT_CLOSED)
    url = reverse("certification:changes_list", args=[recognition.pk])
    (key,) = asked_by_reviewers(recognition)
    data = {
        "c-TOTAL_FORMS": "2",
        "c-INITIAL_FORMS": "0",
        "c-0-clause": "5",
        "c-0-change": "统一",
        "c-0-covers": [key],
    }
    with clock.moved_to(walker.now):
        client.force_login(walker.cast.secretariat)
        assert client.post(url, data | {"c-0-change": ""}).status_code == 422
        assert client.post(url, data).status_code == 302
    assert [one.change for one in changes_of(fresh(recognition))] == ["统一"]


def test_old_text_stands_beside_new_with_the_difference_marked(client, recognition_at, walker):
    recognition = recognition_at(S.CHANGES_CHECK)
    (change,) = changes_of(recognition)
    url = reverse("certification:change_check", args=[recognition.pk, change.pk])
    with clock.moved_to(walker.now):
        client.force_login(walker.cast.secretariat)
        page = client.get(url).content.decode()
        assert "<ins>按附录A</ins>" in page
        assert client.post(url, {"verdict": "object", "objection": ""}).status_code == 422
        assert client.post(url, {"verdict": "confirm"}).status_code == 302
        missing_one = reverse("certification:change_check", args=[recognition.pk, 0])
        assert client.get(missing_one).status_code == 404
    assert changes_of(fresh(recognition))[0].confirmed_at is not None
