"""The pages of application and acceptance cost few queries, the same at one row and at three."""

from __future__ import annotations

import secrets

import pgtrigger
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from certification.applications.actions import body_facts_record, body_paper_file
from certification.applications.papers import FILED
from certification.assessment.rules import PANEL_MEETING
from certification.demo.walk import samples
from certification.models import Recognition
from certification.states import S
from tests.pages.costs import MOST, statements
from tests.pages.growing import copies, more_of, number, word
from zsa_portal.documents.actions import document_add
from zsa_portal.notices.actions import Author, Remark, opinion_submit
from zsa_portal.notices.models import NoticeItem
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform


def cost(walker, who, path):
    """How many queries a page sends to somebody who opens it anew."""
    found = statements(User.objects.get(pk=who.pk), path, walker.now)
    assert found is not None, path
    return len(found)


def comment(recognition):
    opinion_submit(
        item=NoticeItem.objects.get(matter=recognition.pk),
        by=None,
        author=Author("钱二", "某公司", "13900000000", declares_truth=True),
        remark=Remark("指标偏低"),
        evidence=SimpleUploadedFile("证明.txt", "证明".encode()),
    )


def tab(recognition, key):
    return f"{recognition.get_absolute_url()}{key}/"


def page(name, recognition):
    return reverse(f"certification:{name}", args=[recognition.pk])


def test_pages_of_the_application(walker, recognition_at):
    recognition, cast = recognition_at(S.RETURNED), walker.cast
    body = reverse("certification:body", args=[cast.organisation.pk])
    apply, listed = reverse("certification:apply"), reverse("certification:recognitions")
    paths = [body, apply, listed, page("application_edit", recognition)]
    paths += [tab(recognition, key) for key in ("application", "acceptance", "papers")]

    def costs():
        return {path: cost(walker, cast.applicant, path) for path in paths}

    one = costs()
    with clock.moved_to(walker.now):
        facts = samples.body_facts(clock.today())
        for number in range(2):
            body_facts_record(organisation=cast.organisation, values=facts, by=cast.applicant)
            walker.start(f"另一项规范{number}", f"T/EX {number}-2025")
            for kind in FILED:
                upload = ContentFile(f"{kind}{number}".encode(), name="x.txt")
                body_paper_file(
                    organisation=cast.organisation, kind=kind, upload=upload, by=cast.applicant
                )
            document_add(
                matter=recognition,
                kind="certification.stage_review",
                title=f"材料{number}",
                upload=ContentFile(b"x", name="x.txt"),
                by=cast.applicant,
            )
    assert costs() == one
    assert {path: count for path, count in one.items() if count > MOST} == {}


def test_pages_of_the_acceptance(walker, recognition_at):
    recognition, cast = recognition_at(S.ACCEPTANCE), walker.cast
    paths = [page("acceptance", recognition)]
    paths += [tab(recognition, key) for key in ("application", "acceptance", "papers")]

    def costs():
        return {path: cost(walker, cast.secretariat, path) for path in paths}

    def ask(helper):
        with clock.moved_to(walker.now):
            fresh = Recognition.objects.get(pk=recognition.pk)
            perform(
                fresh.ask_experts,
                by=cast.secretariat,
                experts=[helper.expert],
                question="能否实现？",
            )

    ask(cast.experts[0])
    one = costs()
    ask(cast.experts[1])
    assert costs() == one
    assert {path: count for path, count in one.items() if count > MOST} == {}


@pytest.mark.parametrize("place", ["page", "tab"])
def test_pages_of_the_comments(walker, recognition_at, place):
    recognition = recognition_at(S.NOTICE)
    path = page("comments", recognition) if place == "page" else tab(recognition, "comments")
    with clock.moved_to(walker.now):
        comment(recognition)
    one = cost(walker, walker.cast.secretariat, path)
    with clock.moved_to(walker.now):
        comment(recognition)
        comment(recognition)
    assert (cost(walker, walker.cast.secretariat, path), one <= MOST) == (one, True)


REVIEWED = (S.MEETING, S.BALLOT, S.BALLOT_CLOSED, S.CHANGES_CHECK, S.FAILED, S.RECONSIDERATION)


def seen_by(walker):
    cast = walker.cast
    return {"staff": cast.secretariat, "body": cast.applicant, "reviewer": cast.reviewers[0]}


def costs_of(walker, paths):
    """What each page costs each of those concerned who may open it."""
    return {
        (who, path): len(found)
        for who, user in seen_by(walker).items()
        for path in paths
        if (found := statements(User.objects.get(pk=user.pk), path, walker.now)) is not None
    }


def with_a_meeting_and_a_change(recognition, walker):
    """What the review tab lists, at least one of each that the state does not bring along."""
    by, now = walker.cast.secretariat, walker.now
    if not recognition.meetings.exists():
        recognition.meetings.create(
            kind=PANEL_MEETING,
            round=1,
            starts_at=now,
            convened_at=now,
            place="第一会议室",
            chair=by,
            agenda="评审",
            convened_by=by,
        )
    meeting = recognition.meetings.get()
    meeting.points.create(number=1, text="术语")
    meeting.attendance.create(user=by, name="甲")
    ballot = recognition.ballots.last()
    if ballot and not recognition.changes_asked.exists():
        recognition.changes_asked.create(ballot=ballot, number=1, change="统一术语")


def grow_review(recognition):
    """Three of everything that the review tab lists."""
    for row, made in more_of(recognition.meetings.all(), round=number):
        for one in (*row.points.all(), *row.attendance.all()):
            one.pk, one.meeting, one._state.adding = None, made, True
            one.save()
    copies(recognition.changes_asked.all(), number=number)
    earlier = {
        "decision": lambda _row: "unfounded",
        "reason": word,
        "decided_at": lambda row: row.asked_at,
    }
    copies(recognition.reconsiderations.all(), **earlier)
    forms = recognition.issued_forms.all()
    for row, made in more_of(forms, check_token=lambda _row: secrets.token_hex(8), number=word):
        made.matters.set(row.matters.all())


@pytest.mark.parametrize("state", REVIEWED)
def test_the_review_tab_costs_the_same_at_one_row_and_at_three(walker, recognition_at, state):
    recognition = recognition_at(state)
    paths = [tab(recognition, "assessment")]
    with pgtrigger.ignore():
        with_a_meeting_and_a_change(recognition, walker)
    one = costs_of(walker, paths)
    with pgtrigger.ignore():
        grow_review(recognition)
    assert len(one) == 3
    assert costs_of(walker, paths) == one
    assert {key: count for key, count in one.items() if count > MOST} == {}


@pytest.mark.parametrize("state", REVIEWED)
def test_every_other_tab_of_a_review_is_cheap(walker, recognition_at, state):
    recognition = recognition_at(state)
    keys = ("application", "acceptance", "comments", "panel", "ballots", "notices", "papers", "log")
    paths = [tab(recognition, key) for key in keys]
    for ballot in recognition.ballots.all():
        paths += [ballot.get_absolute_url(), reverse("ballots:judge", args=[ballot.pk])]
    found = costs_of(walker, paths)
    assert {path for _who, path in found} >= {tab(recognition, "panel")}
    assert {key: count for key, count in found.items() if count > MOST} == {}
