"""The pages of application and acceptance cost few queries, the same at one row and at three."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from certification.applications.actions import body_facts_record, body_paper_file
from certification.applications.papers import FILED
from certification.demo.walk import samples
from certification.models import Recognition
from certification.states import S
from tests.pages.costs import MOST, statements
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
        author=Author("钱二", "某公司", "13900000000"),
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
