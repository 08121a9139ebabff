"""Reconsideration: asked for in time with evidence, examined by others, anew or upheld (R18a, R18b)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from certification.assessment import rules
from certification.models import Recognition
from certification.reconsideration.actions import reconsideration_ask
from certification.reconsideration.rules import (
    REVIEW_STEPS,
    examines,
    had_no_part,
    time_ends,
)
from certification.states import S
from tests.certification.assessment.conftest import REASON, missing
from zsa_portal.ballots.actions import recusal_declare
from zsa_portal.documents.models import Document
from zsa_portal.people.models import Body, Seat
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.workflow.memo import forget
from zsa_portal.workflow.models import LogEntry
from zsa_portal.workflow.perform import catch_up, perform
from zsa_portal.workflow.refusals import StepsUnmet, WrongState

SAID = {"grounds": ["openness", "fairness"], "breach": "未公开评审规则", "effect": "结论不同"}


def ask(recognition, by, **changed):
    upload = changed.pop("upload", ContentFile("证明".encode(), name="证明.txt"))
    return reconsideration_ask(recognition=recognition, by=by, upload=upload, **{**SAID, **changed})


def fresh(recognition):
    return Recognition.objects.get(pk=recognition.pk)


@pytest.mark.rule("R18a")
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"grounds": []}, "Name at least one of openness, fairness and independence."),
        ({"grounds": ["luck"]}, "Name at least one of openness, fairness and independence."),
        ({"breach": " "}, "Where the review broke it is missing."),
        ({"effect": ""}, "The material effect on the result is missing."),
        ({"upload": None}, "The evidence is missing."),
    ],
)
def test_an_incomplete_request_is_refused_and_nothing_kept(
    recognition_at, walker, changed, sentence
):
    recognition = recognition_at(S.FAILED)
    papers = Document.objects.count()
    with clock.moved_to(walker.now), pytest.raises(StepsUnmet) as refused:
        ask(recognition, walker.cast.applicant, **changed)
    assert missing(refused) == [sentence]
    assert (fresh(recognition).state, Document.objects.count()) == (S.FAILED, papers)


@pytest.mark.rule("R18a")
def test_the_last_second_is_in_time_and_the_next_is_not(recognition_at, walker):
    recognition = recognition_at(S.FAILED)
    ends = time_ends(recognition)
    assert ends == clock.start_of(clock.day_of(recognition.entered_at) + dt.timedelta(days=31))
    with clock.moved_to(ends - dt.timedelta(seconds=1)):
        assert catch_up(fresh(recognition)).state == S.FAILED
        assert ask(recognition, walker.cast.applicant).state == S.RECONSIDERATION


@pytest.mark.rule("R18a")
def test_after_it_the_result_stands(recognition_at, walker):
    recognition = recognition_at(S.FAILED)
    with clock.moved_to(time_ends(recognition)):
        with pytest.raises(WrongState):
            ask(recognition, walker.cast.applicant)
        assert catch_up(fresh(recognition)).state == S.NOT_RECOGNISED


@pytest.mark.rule("R18a")
def test_how_long_it_is_open_is_set(recognition_at, walker):
    recognition = recognition_at(S.FAILED)
    Setting.objects.create(
        key="certification.reconsideration_days", value=10, reason="x", valid_from=walker.now
    )
    with clock.moved_to(walker.now):
        days = time_ends(recognition) - clock.start_of(clock.day_of(recognition.entered_at))
    assert days == dt.timedelta(days=11)


@pytest.mark.rule("R18b", "R05b")
def test_whoever_had_a_part_in_the_review_does_not_examine(recognition_at, walker):
    recognition = recognition_at(S.RECONSIDERATION)
    with clock.moved_to(walker.now):
        for somebody in (walker.cast.secretariat, walker.cast.applicant, *walker.cast.reviewers):
            with pytest.raises(PermissionDenied):
                perform(recognition.refuse_reconsideration, by=somebody, reason=REASON)
        examiner = walker.cast.examiner
        recognition.recusals.create(user=examiner, reason="亲属", declared_by=examiner)
        with pytest.raises(PermissionDenied):
            perform(fresh(recognition).refuse_reconsideration, by=examiner, reason=REASON)


def logged(entry, **changes):
    """A copy of an entry of the log, as if somebody else had done it, or in another matter."""
    copy = LogEntry.objects.get(pk=entry.pk)
    copy.pk = None
    for name, value in changes.items():
        setattr(copy, name, value)
    copy.save(force_insert=True)


@pytest.mark.rule("R18b")
def test_who_did_another_thing_or_reviewed_another_standard_examines(recognition_at, walker):
    recognition = recognition_at(S.RECONSIDERATION)
    examiner = walker.cast.examiner
    reviewed = LogEntry.objects.filter(matter=recognition.pk, step__in=REVIEW_STEPS).first()
    with clock.moved_to(walker.now):
        other = walker.start("另一项规范", "T/EX 9-2025")
        Seat.objects.create(
            body=Body.objects.exclude(pk=recognition.panel_id).first(), user=examiner
        )
    logged(reviewed, by=examiner, matter=other.matter_ptr)
    logged(reviewed, by=examiner, step="accept")
    forget(recognition)
    assert had_no_part(recognition, examiner)
    assert examines(recognition, examiner)
    assert not had_no_part(recognition, None)
    assert not had_no_part(recognition, walker.cast.reviewers[0])
    logged(reviewed, by=examiner)
    forget(recognition)
    assert not had_no_part(recognition, examiner)


@pytest.mark.parametrize(
    ("step", "state", "founded"),
    [
        ("grant_reconsideration", S.PANEL_READY, True),
        ("grant_with_another_panel", S.PANEL_FORMING, True),
        ("refuse_reconsideration", S.NOT_RECOGNISED, False),
    ],
)
def test_the_decision_is_a_letter_and_the_panel_is_told_both_ways(
    recognition_at, walker, step, state, founded
):
    recognition = recognition_at(S.RECONSIDERATION)
    with clock.moved_to(walker.now):
        done = perform(getattr(recognition, step), by=walker.cast.examiner, reason=REASON)
    assert done.state == state
    letter = done.issued_forms.get(kind="certification.reconsideration_decision")
    assert (letter.data["founded"], letter.data["reason"]) == (founded, REASON)
    for person in (walker.cast.applicant, walker.cast.reviewers[0]):
        assert person.messages.filter(event=f"recognition.{step}").exists()
    request = done.reconsiderations.get()
    assert (request.decision, request.decided_by) == (
        "founded" if founded else "unfounded",
        walker.cast.examiner,
    )


@pytest.mark.rule("R17c")
def test_earlier_judgements_do_not_count_anew(recognition_at, walker):
    recognition = recognition_at(S.RECONSIDERATION)
    with clock.moved_to(walker.now):
        recognition = perform(
            recognition.grant_reconsideration, by=walker.cast.examiner, reason=REASON
        )
        recognition = perform(recognition.open_assessment, by=walker.cast.secretariat, days=5)
    assert rules.panel_has_passed.missing(recognition) == ["The panel has not judged."]
    assert rules.changes_of(recognition) == []


def test_a_request_is_made_on_its_page(client, recognition_at, walker):
    recognition = recognition_at(S.FAILED)
    url = reverse("workflow:step", args=[recognition.pk, "ask_for_reconsideration"])
    with clock.moved_to(walker.now):
        client.force_login(walker.cast.applicant)
        page = client.get(url)
        assert page.status_code == 200
        for changed, status in (({"breach": ""}, 422), ({}, 302)):
            proof = SimpleUploadedFile("证明.txt", "证明材料".encode())
            answer = client.post(url, {**SAID, "evidence": proof, **changed})
            assert answer.status_code == status
        assert client.get(f"{recognition.get_absolute_url()}assessment/").status_code == 200
    assert fresh(recognition).state == S.RECONSIDERATION


def told_why_not(client, walker, recognition, user):
    client.force_login(user)
    with clock.moved_to(walker.now):
        page = client.get(recognition.get_absolute_url()).content.decode()
    return "does not examine the request" in page, page


@pytest.mark.rule("R18b")
def test_who_led_the_review_reads_why_not_and_who_examines(client, recognition_at, walker):
    recognition, cast = recognition_at(S.RECONSIDERATION), walker.cast
    told, page = told_why_not(client, walker, recognition, cast.secretariat)
    assert (told, f"This can be done by: {cast.examiner}." in page) == (True, True)
    for other in (cast.examiner, cast.applicant, cast.reviewers[0]):
        assert told_why_not(client, walker, recognition, other)[0] is False


def test_where_nobody_is_free_to_examine_it_says_so(client, recognition_at, walker):
    recognition, cast = recognition_at(S.RECONSIDERATION), walker.cast
    recusal_declare(matter=recognition, user=cast.examiner, reason="亲属", by=cast.secretariat)
    _told, page = told_why_not(client, walker, recognition, cast.secretariat)
    assert "Nobody of the department is free to" in page
