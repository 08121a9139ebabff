"""The answering screen, with and without script."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.zsa_portal.notices.making import (
    answers_url,
    say,
)
from zsa_portal.documents.readings import ListReading
from zsa_portal.notices.actions import Author, opinion_answer
from zsa_portal.notices.models import Opinion
from zsa_portal.notices.views import answering
from zsa_portal.notices.views.answering import Answers
from zsa_portal.ui.finding.sides import found_on
from zsa_portal.ui.finding.words import begun

pytestmark = pytest.mark.django_db


def test_the_list_of_answers_is_by_clause_and_exports(consulted, browse):
    say(consulted, "On ten.", clause="5.10")
    say(consulted, "=1+1", clause="5.9")
    client = browse(consulted.people["drafter"])
    page = client.get(answers_url(consulted)).content.decode()
    assert page.index("5.9") < page.index("5.10")
    export = client.get(answers_url(consulted), {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(export.content)).active
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["5.9", "5.10"]
    assert (sheet["D2"].value, sheet["D2"].data_type) == ("=1+1", "s")


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({}, 3),
        ({"state": "unanswered"}, 2),
        ({"state": "answered"}, 1),
        ({"type": "ed"}, 1),
        ({"disposition": "rejected"}, 1),
        ({"q": "second"}, 1),
        ({"state": "unresolved"}, 3),
    ],
)
def test_the_list_of_answers_is_narrowed(consulted, browse, asked, count):
    first = say(consulted, "The first.", type="te")
    say(consulted, "The second.", type="ed")
    say(consulted, "The third.", type="ge")
    drafter = consulted.people["drafter"]
    opinion_answer(opinion=first, by=drafter, disposition="rejected", answer="No.")
    page = browse(drafter).get(answers_url(consulted), asked).content.decode()
    assert page.count('class="comment-row') == count


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("限值偏低", ["5.10"]),
        ("偏低", ["5.10"]),
        ("试验 方法", ["5.9"]),
        ("５.１０", ["5.10"]),
        ("５．９", ["5.9"]),
        ("⽅法", ["5.9"]),
        ("未来泵业", ["5.10"]),
        ("《GB/T 1.1—2020》", ["5.9"]),
        ("维持原文", ["5.9"]),
        ("-001-002", ["5.10"]),
        ("限值 维持", []),
    ],
)
def test_an_opinion_is_found_by_its_number_clause_organisation_words_and_answer(
    consulted, browse, asked, found
):
    drafter = consulted.people["drafter"]
    on_nine = say(consulted, "试验方法与 GB/T 1.1-2020 不一致。", clause="5.9")
    say(consulted, "限值偏低。", clause="5.10", author=Author("李华", "未来泵业", "010-62000000"))
    opinion_answer(opinion=on_nine, by=drafter, disposition="rejected", answer="维持原文。")
    page = browse(drafter).get(answers_url(consulted), {"q": asked})
    assert [one.clause for one in page.context["opinions"]] == found


def test_opinions_are_searched_by_words_that_are_kept_without_their_answers(consulted):
    asked = found_on(Opinion, Answers.search_fields, begun("限值"))
    sql = str(Opinion.objects.filter(asked).query)
    assert '"words" @@' in sql
    assert "zsa_found_by" not in sql
    assert "zsa_fold" not in sql
    kept = [name for name in Answers.search_fields if name in Opinion.FOUND_BY.columns]
    assert set(Answers.search_fields) - set(kept) == {"answer"}


def test_who_gave_an_opinion_does_not_find_it_by_an_answer_that_is_not_told(
    consulted, browse, make_user
):
    author, drafter = make_user(), consulted.people["drafter"]
    opinion = say(consulted, "限值偏低。", by=author)
    opinion_answer(opinion=opinion, by=drafter, disposition="rejected", answer="维持原文。")
    mine, client = reverse("notices:mine"), browse(author)
    assert opinion.reference in client.get(mine, {"q": "偏低"}).content.decode()
    assert opinion.reference not in client.get(mine, {"q": "维持"}).content.decode()


def test_of_a_long_annex_7_only_the_first_rows_are_drawn_while_one_waits(
    consulted, browse, monkeypatch
):
    drawn: list[dict] = []
    monkeypatch.setattr(answering, "PREVIEWED", 1)
    monkeypatch.setattr(
        answering.forms, "preview", lambda _kind, data: drawn.append(data) or b"%PDF-"
    )
    say(consulted, "The first.")
    say(consulted, "The second.")
    client, url = browse(consulted.people["drafter"]), answers_url(consulted)
    assert client.get(url, {"paper": "pdf"}).status_code == 200
    assert (len(drawn[0]["rows"]), drawn[0]["figures"]["comments"]) == (1, 2)
    assert "Preview annex 7 (first 1)" in client.get(url).content.decode()


def test_annex_7_can_be_looked_at_before_it_is_issued(consulted, noticed, browse):
    say(consulted)
    answer = browse(consulted.people["drafter"]).get(answers_url(consulted), {"paper": "pdf"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")
    (taken,) = ListReading.objects.values_list("by", "kind", "matter", "how", "level", "refused")
    told = ("notices.comment_table", consulted.matter.pk, "preview", "restricted", False)
    assert taken == (consulted.people["drafter"].pk, *told)
    other = browse(consulted.people["member"]).get(answers_url(consulted), {"paper": "pdf"})
    assert other["Content-Type"].startswith("text/html")
    objections = browse(noticed.people["secretary"]).get(answers_url(noticed), {"paper": "pdf"})
    assert objections["Content-Type"].startswith("text/html")


def test_answering_without_script_goes_on_to_the_next(consulted, browse):
    first, second = say(consulted, clause="1"), say(consulted, clause="2")
    client = browse(consulted.people["drafter"])
    address = reverse("notices:answer", args=[first.pk])
    answer = client.post(address, {"disposition": "accepted", "answer": "", "seen": 0, "next": "1"})
    assert answer["Location"] == reverse("notices:answer", args=[second.pk])
    last = client.post(
        answer["Location"], {"disposition": "rejected", "answer": "No.", "next": "1"}
    )
    assert last["Location"] == answers_url(consulted)
    assert Opinion.objects.exclude(disposition="").count() == 2


def test_answering_within_the_list_returns_row_progress_and_the_next_form(consulted, browse):
    first, second = say(consulted, clause="1"), say(consulted, clause="2")
    client = browse(consulted.people["drafter"])
    htmx = {"hx-request": "true"}
    address = reverse("notices:answer", args=[first.pk])
    form = client.get(address, headers=htmx).content.decode()
    assert f'id="comment-{first.pk}"' in form
    assert "<html" not in form
    answer = client.post(address, {"disposition": "accepted", "next": "1"}, headers=htmx)
    words = answer.content.decode()
    assert "1 of 2 answered" in words
    assert f'id="comment-{second.pk}" hx-swap-oob="true"' in words
    assert "<html" not in words
    row = client.get(address, {"row": ""}, headers=htmx).content.decode()
    assert "Take back" in row


@pytest.mark.parametrize("headers", [{}, {"hx-request": "true"}])
def test_a_rejection_without_reason_is_told_and_the_input_kept(consulted, browse, headers):
    opinion = say(consulted)
    address = reverse("notices:answer", args=[opinion.pk])
    client = browse(consulted.people["drafter"])
    answer = client.post(address, {"disposition": "rejected", "answer": ""}, headers=headers)
    assert answer.status_code == 422
    assert b"Give the reason: it is not accepted in full." in answer.content
    assert Opinion.objects.get().disposition == ""


def test_an_answer_from_a_stale_page_is_refused(consulted, browse):
    opinion, drafter = say(consulted), consulted.people["drafter"]
    opinion_answer(opinion=opinion, by=drafter, disposition="accepted")
    address = reverse("notices:answer", args=[opinion.pk])
    given = {"disposition": "rejected", "answer": "KEPT REASON", "seen": "0"}
    answer = browse(drafter).post(address, given)
    assert answer.status_code == 409
    assert b"KEPT REASON" in answer.content
    opinion.refresh_from_db()
    assert opinion.disposition == "accepted"


def test_bulk_accept_and_taking_back(consulted, browse):
    opinions = [say(consulted, type="ed"), say(consulted, type="ed")]
    client = browse(consulted.people["drafter"])
    code = consulted.notice.kind
    accept = reverse("notices:accept", args=[consulted.matter_id, code])
    page = client.post(accept, {"opinions": [one.pk for one in opinions]}, follow=True)
    assert b"2 comments accepted." in page.content
    absurd = client.post(accept, {"opinions": ["9" * 5000]}, follow=True)
    assert b"Only editorial comments without an answer" in absurd.content
    batch = opinions[0].answers.first().batch
    undo = reverse("notices:undo", args=[consulted.matter_id, code])
    assert b"Taken back." in client.post(undo, {"batch": str(batch)}, follow=True).content
    assert Opinion.objects.filter(disposition="").count() == 2
    assert client.post(undo, {"batch": "nonsense"}).status_code == 404


def test_resolving_an_objection(noticed, browse):
    opinion, by = say(noticed), noticed.people["secretary"]
    client = browse(by)
    address = reverse("notices:resolve", args=[opinion.pk])
    early = client.post(address, {"resolution": "Agreed."})
    assert early.status_code == 409
    assert b"first." in early.content
    opinion_answer(opinion=opinion, by=by, disposition="accepted")
    assert client.get(address).status_code == 200
    assert client.post(address, {"resolution": "Agreed on 5 March."}).status_code == 302
    opinion.refresh_from_db()
    assert opinion.resolution == "Agreed on 5 March."


def test_figures_are_noted(consulted, browse):
    client = browse(consulted.people["drafter"])
    address = reverse("notices:figures", args=[consulted.matter_id, consulted.notice.kind])
    client.post(address, {"sent_to": "30", "replied": "12"})
    consulted.refresh_from_db()
    assert (consulted.sent_to, consulted.replied) == (30, 12)
    page = client.post(address, {"sent_to": "-1", "replied": "x"}, follow=True)
    assert b"The figures are whole numbers from 0." in page.content
    page = client.post(address, {"sent_to": "1", "replied": "2"}, follow=True)
    assert b"Not more can reply than the draft was sent to." in page.content
