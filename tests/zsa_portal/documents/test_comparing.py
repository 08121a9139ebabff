"""Two versions of a text: what went and what came, for those who may read both."""

from __future__ import annotations

import time
from types import SimpleNamespace

import pytest
from celery.exceptions import TaskRevokedError
from django.test import Client
from django.urls import reverse

from tests.zsa_portal.documents.making import image_bytes, upload
from zsa_portal.documents import actions, comparing
from zsa_portal.documents.differing import changes, differ, paragraphs, words
from zsa_portal.documents.marking.work import PDF
from zsa_portal.documents.readings import ReadLog
from zsa_portal.parsing import asking

pytestmark = pytest.mark.django_db


def text(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def signed_in(user) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


@pytest.fixture
def compared(add, example_matter):
    """A paper in two versions, of which the second changes one word and adds a clause."""
    applicant = example_matter.people["applicant"]
    data = text("1 范围", "本标准适用于边缘网关。", "2 术语")
    document = add(example_matter, data=data, name="a.txt").document
    changed = text("1 范围", "本标准适用于智能网关。", "2 术语", "3 要求")
    actions.version_add(document=document, upload=upload("a.txt", changed), by=applicant)
    return document


def address(document, **asked):
    return reverse("documents:compare", args=[document.pk], query=asked)


def test_what_went_and_what_came_is_marked_for_eyes_and_ears(compared, example_matter):
    applicant = example_matter.people["applicant"]
    page = signed_in(applicant).get(address(compared)).content.decode()
    assert '<del><span class="visually-hidden">[taken out: </span>边缘' in page
    assert '<ins><span class="visually-hidden">[put in: </span>智能' in page
    assert "</span>3 要求<" in page
    assert page.count("<del>") == 1
    turned = signed_in(applicant).get(address(compared, old=2, new=1)).content.decode()
    assert "</span>智能" in turned
    noted = ReadLog.objects.values_list("how", "version__number").order_by("pk")[:2]
    assert list(noted) == [("inline", 1), ("inline", 2)]


def test_no_text_one_version_and_the_same_text_are_said(add, example_matter):
    applicant = example_matter.people["applicant"]
    document = add(example_matter, data=text("甲"), name="a.txt").document
    client = signed_in(applicant)
    alone = client.get(address(document))
    assert (alone.status_code, "only one version" in alone.content.decode()) == (200, True)
    actions.version_add(document=document, upload=upload("a.txt", text("甲 ")), by=applicant)
    assert "word for word" in client.get(address(document)).content.decode()
    picture = upload("a.png", image_bytes())
    actions.version_add(document=document, upload=picture, by=applicant)
    without = client.get(address(document))
    assert (without.status_code, "is not read" in without.content.decode()) == (422, True)


@pytest.fixture
def without_worker(settings, monkeypatch):
    """A worker that is not there yet: what it is asked waits in the broker."""
    settings.PARSING_IN_PROCESS = False
    monkeypatch.setattr(asking, "MOMENT_SECONDS", 0.1)


@pytest.fixture
def asked_of_it(without_worker, monkeypatch):
    """The tasks that are sent to the worker, which does not take them."""
    sent, send = [], differ.apply_async
    monkeypatch.setattr(
        differ, "apply_async", lambda *a, **k: sent.append(send(*a, **k)) or sent[-1]
    )
    return sent


def test_while_a_worker_compares_the_page_says_so_and_renews_itself(
    compared, example_matter, asked_of_it
):
    client = signed_in(example_matter.people["applicant"])
    page = client.get(address(compared))
    assert (page.status_code, ReadLog.objects.count()) == (200, 0)
    assert "The two versions are being compared." in page.content.decode()
    assert f'hx-get="{address(compared)}"' in page.content.decode()
    part = client.get(address(compared), headers={"hx-request": "true"})
    assert "HX-Refresh" not in part.headers
    assert part.content.decode().strip().startswith('<div class="job"')
    (task,) = asked_of_it
    differ.backend.store_result(task.id, [[["ins", "3 要求"]]], "SUCCESS")
    part = client.get(address(compared), headers={"hx-request": "true"})
    assert part.headers["HX-Refresh"] == "true"
    page = client.get(address(compared)).content.decode()
    assert "</span>3 要求<" in page
    assert (len(asked_of_it), ReadLog.objects.count()) == (1, 2)


def test_what_waited_too_long_for_a_worker_is_asked_anew(compared, example_matter, asked_of_it):
    client = signed_in(example_matter.people["applicant"])
    client.get(address(compared))
    differ.backend.store_result(asked_of_it[0].id, TaskRevokedError("expired"), "REVOKED")
    assert client.get(address(compared)).status_code == 422
    assert len(asked_of_it) == 1
    assert client.get(address(compared)).status_code == 200
    assert len(asked_of_it) == 2


def test_a_worker_that_never_answers_is_said_to_be_away(
    compared, example_matter, without_worker, monkeypatch
):
    client = signed_in(example_matter.people["applicant"])
    first = client.get(address(compared, old=1, new=2))
    later = time.time() + comparing.WAITS_SECONDS
    monkeypatch.setattr(asking, "time", SimpleNamespace(time=lambda: later))
    part = client.get(address(compared, old=1, new=2), headers={"hx-request": "true"})
    assert (first.status_code, part.headers["HX-Refresh"]) == (200, "true")
    page = client.get(address(compared, old=1, new=2))
    assert (page.status_code, "try again in a minute" in page.content.decode()) == (422, True)


def test_who_may_not_read_it_compares_nothing(compared, make_user, make_staff):
    assert Client().get(address(compared)).status_code == 302
    assert signed_in(make_user()).get(address(compared)).status_code == 404
    assert not ReadLog.objects.exists()


def test_long_runs_that_stay_are_one_line():
    before = [f"{number}" for number in range(10)]
    found = list(changes(before, [*before, "new"]))
    assert found == [[["same", "0"]], [["skip", "8"]], [["same", "9"]], [["ins", "new"]]]


def test_a_paragraph_that_is_another_is_no_mosaic():
    assert list(words("边缘网关", "绿色工厂")) == [["del", "边缘网关"], ["ins", "绿色工厂"]]


def test_the_lines_of_a_pdf_are_joined_to_paragraphs():
    page = "1 范围\n本标准适用于边缘\n网关的接入。\n2 术语"
    assert paragraphs([page], PDF) == ["1 范围本标准适用于边缘网关的接入。", "2 术语"]


def test_the_page_takes_the_same_queries_at_two_and_four_versions(
    compared, example_matter, django_assert_max_num_queries
):
    applicant = example_matter.people["applicant"]
    client, counts = signed_in(applicant), []
    for total in (2, 4):
        for number in range(compared.versions.count(), total):
            data = upload("a.txt", text(f"{number}"))
            actions.version_add(document=compared, upload=data, by=applicant)
        client.get(address(compared, old=1, new=2))
        with django_assert_max_num_queries(15) as asked:
            client.get(address(compared, old=1, new=2))
        counts.append(len(asked))
    assert counts[0] == counts[1]
