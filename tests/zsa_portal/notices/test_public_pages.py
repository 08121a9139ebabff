"""What anyone reads: list, notice, and what came in about a matter."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.zsa_portal.notices.making import (
    answers_url,
    moderated,
    opinion_url,
    put_on_notice,
    say,
)
from zsa_portal.notices.actions import opinion_answer, opinion_moderate
from zsa_portal.notices.models import NoticeItem
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db
XSS = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def test_the_list_shows_open_notices_and_the_past_ones_apart(noticed, browse):
    number = noticed.notice.number.encode()
    assert number in browse().get("/notices/").content
    assert number not in browse().get("/notices/past/").content
    with clock.moved_to(noticed.notice.closes_at):
        assert number not in browse().get("/notices/").content
        assert number in browse().get("/notices/past/").content


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "Notice of"}, True),
        ({"q": "GS-2026"}, True),
        ({"q": "Wondrous"}, True),
        ({"q": "nothing like it"}, False),
        ({"kind": "test.notice"}, True),
        ({"kind": "test.enquiry"}, False),
        ({"field": "bio"}, True),
        ({"field": "future"}, False),
    ],
)
def test_the_list_is_searched_and_narrowed(make_noticed, browse, asked, found):
    notice = put_on_notice(make_noticed(title="Wondrous project", field="bio"))
    assert (notice.number.encode() in browse().get("/notices/", asked).content) == found


def test_the_list_as_a_spreadsheet(noticed, browse):
    answer = browse().get("/notices/", {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[2]][:2] == [noticed.notice.number, "Notice of projects"]


def test_the_notice_says_what_by_whom_how_and_until_when(noticed, browse):
    with clock.moved_to(noticed.notice.opened_at):
        page = browse().get(noticed.notice.get_absolute_url()).content.decode()
    for words in (
        noticed.title,
        noticed.summary,
        noticed.applicant,
        noticed.committee,
        "2026-03-17",
        "15 days left",
        opinion_url(noticed),
    ):
        assert words in page


def test_a_closed_notice_offers_no_form(noticed, browse):
    with clock.moved_to(noticed.notice.closes_at):
        page = browse().get(noticed.notice.get_absolute_url()).content.decode()
        assert opinion_url(noticed) not in page
        assert "The time for opinions ended on" in page
        form = browse().get(opinion_url(noticed)).content.decode()
        assert "<textarea" not in form


def test_published_opinions_stand_by_clause_with_their_answers(consulted, browse):
    late = moderated(consulted, "On ten.", clause="5.10")
    moderated(consulted, "On nine.", clause="5.9")
    say(consulted, "UNSEEN", clause="1")
    opinion_answer(
        opinion=late, by=consulted.people["drafter"], disposition="rejected", answer="BECAUSE"
    )
    page = browse().get(reverse("notices:public_matter", args=[consulted.matter_id]))
    words = page.content.decode()
    assert words.index("Clause 5.9") < words.index("Clause 5.10") < words.index("BECAUSE")
    assert "UNSEEN" not in words
    assert "3 opinions received" in words


def test_a_matter_one_may_not_discover_has_no_public_page(make_noticed, browse):
    matter = make_noticed()
    address = reverse("notices:public_matter", args=[matter.pk])
    assert browse().get(address).status_code == 404
    assert browse(matter.people["outsider"]).get(address).status_code == 404


def test_texts_of_strangers_are_shown_as_text(consulted, browse):
    opinion = moderated(consulted, XSS, clause="5<b>", proposed_change=XSS)
    opinion_answer(
        opinion=opinion, by=consulted.people["drafter"], disposition="rejected", answer=XSS
    )
    hidden = opinion_moderate(
        opinion=say(consulted, XSS), by=consulted.people["staff"], moderation="hidden", reason=XSS
    )
    people = consulted.people
    pages = [
        browse().get(reverse("notices:public_matter", args=[consulted.matter_id])),
        browse().get(opinion.get_absolute_url()),
        browse().get(hidden.get_absolute_url()),
        browse(people["drafter"]).get(answers_url(consulted)),
        browse(people["drafter"]).get(reverse("notices:answer", args=[opinion.pk])),
        browse(people["staff"]).get("/notices/moderation/?state=hidden"),
        browse(people["staff"]).get(f"/matters/{consulted.matter_id}/opinions/"),
    ]
    for page in pages:
        words = page.content.decode()
        assert page.status_code == 200
        assert "&lt;script&gt;alert(1)" in words
        assert "<script>alert(1)" not in words
        assert "<img src=x" not in words


def test_a_notice_of_one_matter_asks_nobody_to_choose(make_noticed, browse):
    one, two = put_on_notice(make_noticed()), put_on_notice([make_noticed(), make_noticed()])
    for notice, sentence in ((one, "Write your opinion below"), (two, "Choose a matter below")):
        page = browse().get(notice.get_absolute_url()).content.decode()
        found = [
            said for said in ("Write your opinion below", "Choose a matter below") if said in page
        ]
        assert found == [sentence]


def test_a_committee_is_named_where_there_is_one(noticed, browse):
    address = noticed.notice.get_absolute_url()
    assert "Committee in charge" in browse().get(address).content.decode()
    NoticeItem.objects.filter(pk=noticed.pk).update(committee="")
    assert "Committee in charge" not in browse().get(address).content.decode()
