"""R15c, R15d, R16: the public notice, comments with evidence, verified and sorted."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from certification.acceptance.actions import (
    comments_mark,
    comments_verify,
    recognition_notice_publish,
)
from certification.acceptance.papers import COMMENT_DIGEST, NOTICE_LENGTH, RECOGNITION_NOTICE
from certification.acceptance.records import CommentCheck
from certification.models import Recognition
from certification.states import S
from zsa_portal.notices.actions import (
    Author,
    Remark,
    opinion_answer,
    opinion_resolve,
    opinion_submit,
)
from zsa_portal.notices.models import Notice, NoticeItem, Opinion
from zsa_portal.notices.rules import Closed
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.ui.refused import BadValue
from zsa_portal.workflow.perform import catch_up, perform
from zsa_portal.workflow.refusals import Refusal, StepsUnmet, WrongState

DRAFT = {"headers": {"X-Draft": "1"}}
FULL = {"verdict": "verified", "topic": "technical", "finding": "属实"}


def publish(walker, recognition, days):
    with clock.moved_to(walker.now):
        return recognition_notice_publish(
            recognitions=[recognition],
            title="公示",
            body="现予公示。",
            days=days,
            by=walker.cast.secretariat,
        )


def comment(walker, recognition, *, evidence=True, declared=True, at=None):
    item = NoticeItem.objects.get(matter=recognition.pk)
    upload = SimpleUploadedFile("证明.txt", "证明".encode()) if evidence else None
    with clock.moved_to(at or walker.now):
        return opinion_submit(
            item=item,
            by=None,
            author=Author("钱二", "某公司", "13900000000", declares_truth=declared),
            remark=Remark("指标偏低"),
            evidence=upload,
        )


def closed(walker, recognition):
    """The notice ran out."""
    walker.now = walker.later(16)
    with clock.moved_to(walker.now):
        return catch_up(recognition)


def hand_on(walker, recognition):
    with clock.moved_to(walker.now):
        return perform(recognition.hand_comments_on, by=walker.cast.secretariat)


def verify(walker, recognition, **checks):
    with clock.moved_to(walker.now):
        return comments_verify(
            recognition=recognition,
            checks={int(key.lstrip("c")): values for key, values in checks.items()},
            by=walker.cast.secretariat,
        )


@pytest.mark.rule("R15d")
def test_the_notice_is_at_least_as_long_as_its_setting(walker, recognition_at):
    accepted = recognition_at(S.ACCEPTED)
    assert (NOTICE_LENGTH.value(), RECOGNITION_NOTICE.period.days) == (15, 15)
    with pytest.raises(RuleUnmet) as refused:
        publish(walker, accepted, 14)
    assert (refused.value.rule, refused.value.missing) == (
        "R15d",
        ["The period is at least 15 natural days."],
    )
    assert Notice.objects.count() == 0
    notice = publish(walker, accepted, 15)
    assert Recognition.objects.get(pk=accepted.pk).state == S.NOTICE
    assert notice.closes_at == clock.start_of(clock.day_of(walker.now) + dt.timedelta(days=16))


@pytest.mark.rule("R15d")
def test_the_length_follows_the_setting(walker, recognition_at):
    accepted = recognition_at(S.ACCEPTED)
    Setting.objects.create(
        key=NOTICE_LENGTH.key, value=7, valid_from=walker.now - dt.timedelta(days=1), reason="x"
    )
    with pytest.raises(RuleUnmet):
        publish(walker, accepted, 6)
    assert publish(walker, accepted, 7).pk


@pytest.mark.rule("R15d")
def test_comments_come_in_to_the_last_second_of_the_last_day(walker, recognition_at):
    recognition = recognition_at(S.NOTICE)
    closes = NoticeItem.objects.get(matter=recognition.pk).notice.closes_at
    assert comment(walker, recognition, at=closes - dt.timedelta(seconds=1)).pk
    with pytest.raises(Closed):
        comment(walker, recognition, at=closes)
    assert Opinion.objects.count() == 1


@pytest.mark.rule("R15d")
def test_a_comment_comes_with_its_evidence(walker, recognition_at, client):
    recognition = recognition_at(S.NOTICE)
    with pytest.raises(BadValue) as refused:
        comment(walker, recognition, evidence=False)
    assert refused.value.field == "evidence"
    assert Opinion.objects.count() == 0
    item = NoticeItem.objects.get(matter=recognition.pk)
    url = reverse("notices:opinion_new", args=[item.pk])
    said = {"text": "指标偏低", "name": "钱二", "contact": "13900000000", "truthful": "on"}
    with clock.moved_to(walker.now):
        page = client.get(url)
        bare = client.post(url, said)
    assert "I answer for that" in page.content.decode()
    assert (bare.status_code, list(bare.context["form"].errors)) == (422, ["evidence"])
    said["evidence"] = SimpleUploadedFile("证明.txt", "证明".encode())
    del said["truthful"]
    with clock.moved_to(walker.now):
        untrue = client.post(url, said)
    assert list(untrue.context["form"].errors) == ["truthful"]
    said |= {"evidence": SimpleUploadedFile("证明.txt", "证明".encode()), "truthful": "on"}
    with clock.moved_to(walker.now):
        assert client.post(url, said).status_code == 302


@pytest.mark.rule("R15d")
def test_who_comments_declares_that_it_is_true(walker, recognition_at):
    recognition = recognition_at(S.NOTICE)
    with pytest.raises(BadValue) as refused:
        comment(walker, recognition, declared=False)
    assert (refused.value.field, Opinion.objects.count()) == ("truthful", 0)
    assert comment(walker, recognition).declared_true_at == walker.now


@pytest.mark.rule("R16")
def test_who_verifies_sees_that_it_was_declared_to_be_true(walker, recognition_at, client):
    recognition = recognition_at(S.NOTICE)
    comment(walker, recognition)
    closed(walker, recognition)
    client.force_login(walker.cast.secretariat)
    with clock.moved_to(walker.now):
        page = client.get(reverse("certification:comments", args=[recognition.pk]))
        tab = client.get(f"{recognition.get_absolute_url()}comments/")
        log = client.get(f"{recognition.get_absolute_url()}log/")
    shown = page.content.decode()
    assert ("declared to be true" in shown, "not declared to be true" in shown) == (True, False)
    assert "Declared to be true" in tab.content.decode()
    assert "Declared to be true by who said it." in log.content.decode()


@pytest.mark.parametrize("state", [S.ACCEPTANCE, S.NOTICE_CLOSED])
def test_only_what_was_accepted_goes_on_notice(walker, recognition_at, state):
    recognition = recognition_at(state)
    before = Notice.objects.count()
    with pytest.raises(WrongState):
        publish(walker, recognition, 15)
    assert Notice.objects.count() == before


def test_what_is_on_notice_does_not_go_on_another(walker, recognition_at):
    with pytest.raises(Refusal) as refused:
        publish(walker, recognition_at(S.NOTICE), 15)
    assert "is on notice" in refused.value.reasons[0]


def test_the_batch_page_puts_several_standards_on_one_notice(walker, recognition_at, client):
    first = recognition_at(S.ACCEPTED)
    second = recognition_at(S.ACCEPTED, "第二项规范")
    client.force_login(walker.cast.secretariat)
    url = reverse("certification:notice_batch")
    with clock.moved_to(walker.now):
        page = client.get(url)
        assert page.context["form"]["days"].value() == 15
        answer = client.post(
            url,
            {"matters": [first.pk, second.pk], "title": "公示", "body": "现予公示。", "days": 15},
        )
    assert answer.status_code == 302
    assert Notice.objects.get().items.count() == 2


@pytest.mark.rule("R16")
def test_comments_are_verified_and_sorted_before_they_are_handed_on(walker, recognition_at):
    recognition = recognition_at(S.NOTICE)
    one, two = comment(walker, recognition), comment(walker, recognition)
    assert verify(walker, recognition, **{f"c{one.pk}": FULL}) == 1
    recognition = closed(walker, recognition)
    half = FULL | {"finding": " "}
    assert verify(walker, recognition, **{f"c{two.pk}": half}) == 1
    recognition = Recognition.objects.get(pk=recognition.pk)
    with pytest.raises(StepsUnmet) as refused:
        hand_on(walker, recognition)
    assert refused.value.reasons == [f"Comment {two.reference} is not verified and sorted yet."]
    verify(walker, recognition, **{f"c{two.pk}": FULL | {"verdict": "not_verified"}})
    handed = hand_on(walker, recognition)
    assert handed.state == S.PANEL_FORMING
    data = handed.issued_forms.get(kind=COMMENT_DIGEST.key).data
    assert [(row["reference"], row["verdict"], row["topic"]) for row in data["rows"]] == [
        (one.reference, "经核实", "技术内容"),
        (two.reference, "无法核实", "技术内容"),
    ]


@pytest.mark.rule("R16")
def test_without_comments_nothing_is_to_be_verified(walker, recognition_at):
    handed = hand_on(walker, recognition_at(S.NOTICE_CLOSED))
    assert handed.issued_forms.get(kind=COMMENT_DIGEST.key).data["rows"] == []


def test_comments_are_verified_on_a_page_that_saves_itself(
    walker, recognition_at, client, outsiders
):
    recognition = recognition_at(S.NOTICE)
    one = comment(walker, recognition)
    url = reverse("certification:comments", args=[recognition.pk])
    client.force_login(walker.cast.secretariat)
    names = {f"{part}.{one.pk}": value for part, value in FULL.items()}
    with clock.moved_to(walker.now):
        assert "指标偏低" in client.get(url).content.decode()
        saved = client.post(url, names | {f"topic.{one.pk}": "nonsense"}, **DRAFT)
    assert (saved.status_code, len(saved.json()["left"])) == (200, 1)
    check = CommentCheck.objects.get(opinion=one)
    assert (check.verdict, check.topic, check.finding) == ("verified", "", "属实")
    with clock.moved_to(walker.now):
        wrong = client.post(url, names | {f"topic.{one.pk}": "nonsense"})
        done = client.post(url, names)
        tab = client.get(done["Location"])
    assert (wrong.status_code, done.status_code) == (422, 302)
    assert [row.is_checked for row in tab.context["comments"]] == [True]
    for who in (*outsiders.values(), walker.cast.applicant):
        client.force_login(who)
        with clock.moved_to(walker.now):
            assert client.get(url).status_code == 403
        with pytest.raises(PermissionDenied), clock.moved_to(walker.now):
            comments_verify(recognition=recognition, checks={}, by=who)


def test_a_colleague_who_verified_meanwhile_is_not_overwritten(walker, recognition_at, client):
    recognition = recognition_at(S.NOTICE)
    one, two = comment(walker, recognition), comment(walker, recognition)
    seen = comments_mark(Recognition.objects.get(pk=recognition.pk))
    verify(walker, recognition, **{f"c{one.pk}": FULL})
    client.force_login(walker.cast.secretariat)
    url = reverse("certification:comments", args=[recognition.pk])
    said = {f"finding.{two.pk}": "我写的", "seen": seen}
    with clock.moved_to(walker.now):
        background, pressed = client.post(url, said, **DRAFT), client.post(url, said)
    assert (background.status_code, pressed.status_code) == (409, 409)
    assert pressed.context["form"][f"finding.{two.pk}"].value() == "我写的"
    assert CommentCheck.objects.get().finding == "属实"


def test_comments_are_not_verified_once_they_are_handed_on(walker, recognition_at, client):
    recognition = recognition_at(S.PANEL_FORMING)
    with pytest.raises(WrongState):
        verify(walker, recognition)
    client.force_login(walker.cast.secretariat)
    url = reverse("certification:comments", args=[recognition.pk])
    assert client.get(url).status_code == 409


def test_handing_on_is_the_secretariats_after_the_notice(walker, recognition_at, outsiders, client):
    recognition = recognition_at(S.NOTICE_CLOSED)
    for who in (*outsiders.values(), walker.cast.applicant):
        with pytest.raises(PermissionDenied), clock.moved_to(walker.now):
            perform(recognition.hand_comments_on, by=who)
    early = recognition_at(S.NOTICE, "另一项规范")
    client.force_login(walker.cast.secretariat)
    with clock.moved_to(walker.now):
        url = reverse("workflow:step", args=[early.pk, "hand_comments_on"])
        assert client.post(url).status_code == 409


def test_comments_are_answered_by_the_secretariat_alone(walker, recognition_at):
    opinion = comment(walker, recognition_at(S.NOTICE))
    for who in (walker.cast.applicant, walker.cast.reviewers[0]):
        with pytest.raises(PermissionDenied), clock.moved_to(walker.now):
            opinion_answer(opinion=opinion, by=who, disposition="rejected", answer="不属实")


def test_a_resolution_says_what_was_done(walker, recognition_at):
    opinion = comment(walker, recognition_at(S.NOTICE))
    staff = walker.cast.secretariat
    with clock.moved_to(walker.now):
        opinion_answer(opinion=opinion, by=staff, disposition="rejected", answer="不属实")
    with clock.moved_to(walker.now), pytest.raises(BadValue) as refused:
        opinion_resolve(opinion=opinion, by=staff, resolution="好")
    assert refused.value.field == "resolution"
