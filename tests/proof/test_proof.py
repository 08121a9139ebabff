"""The proof's suggestion goes its whole way on the kernel's pages, and only for those who may."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.proof.models import Suggestion
from tests.proof.papers import ADOPTION, TEXT
from tests.proof.states import ADOPTED, OPEN
from tests.proof.stations import START, people, suggestion_at
from zsa_portal.documents.models import IssuedForm
from zsa_portal.notices.models import NoticeItem, Opinion
from zsa_portal.people.models import User
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db


class Browser:
    """Somebody's browser, at an instant; follows where an answer leads."""

    def __init__(self, user=None):
        self.client = Client()
        if user is not None:
            self.client.force_login(user)

    def get(self, name, /, *args, **query):
        answer = self.client.get(reverse(name, args=args), query, follow=True)
        return answer.status_code, answer.content.decode()

    def post(self, name, /, *args, **data):
        answer = self.client.post(reverse(name, args=args), data, follow=True)
        return answer.status_code, answer.content.decode()


@contextmanager
def day(number, hour=9):
    with clock.moved_to(START + dt.timedelta(days=number, hours=hour - 9)):
        yield


def text():
    return SimpleUploadedFile("suggestion.txt", b"Pumps shall be quiet.", "text/plain")


def begun(who, walk):
    """A suggestion begun on its own page."""
    answered = who.post(
        "proof:begin", title="Quieter pumps", owner=walk.department.pk, committee=walk.committee.pk
    )
    made = Suggestion.objects.get()
    assert answered[0] == 200
    assert "Quieter pumps" in answered[1]
    return made


def commented(suggestion):
    """A comment of somebody who is not signed in."""
    item = NoticeItem.objects.get(matter=suggestion.pk)
    public = Browser()
    assert "Of pumps" in public.get("notices:public_list")[1]
    status, page = public.post(
        "notices:opinion_new",
        item.pk,
        text="Quieter still.",
        type="te",
        clause="1",
        name="Q",
        contact="13800000000",
        truthful="on",
    )
    assert (status, "Your receipt" in page) == (200, True)
    return Opinion.objects.get(item=item)


def voted(suggestion, walk, choice="approve"):
    """Everyone on the committee votes on the ballot's page."""
    ballot = suggestion.ballots.get()
    for user in User.objects.filter(seats__body=walk.committee):
        who = Browser(user)
        assert "Quieter pumps" in who.get("ballots:mine")[1]
        status, _page = who.post("ballots:vote", ballot.pk, choice=choice, reason="So it is.")
        assert status == 200
    assert ballot.is_open()


def take(who, suggestion, name, **values):
    """Take a step on its page; returns the status."""
    return who.post("workflow:step", suggestion.pk, name, **values)[0]


def test_a_suggestion_goes_its_whole_way_on_the_kernel_s_pages():
    walk = people()
    keeper = Browser(walk.keeper)
    with day(0):
        suggestion = begun(keeper, walk)
        _status, page = keeper.get("workflow:matter", suggestion.pk)
        assert "The suggestion in full is missing." in page
        assert take(keeper, suggestion, "put_on_notice", title="Of pumps", days=7) == 409
        status, page = keeper.post(
            "documents:upload",
            suggestion.pk,
            TEXT,
            file=text(),
            level="public",
            no_state_secrets="on",
        )
        assert (status, "suggestion.txt" in page) == (200, True)
        assert take(keeper, suggestion, "put_on_notice", title="Of pumps", days=6) == 409
        assert take(keeper, suggestion, "put_on_notice", title="Of pumps", days=7) == 200
        opinion = commented(suggestion)
        assert take(keeper, suggestion, "open_ballot") == 409
    with day(8):
        assert take(keeper, suggestion, "open_ballot") == 409
        answer = {"disposition": "accepted", "answer": ""}
        assert keeper.post("notices:answer", opinion.pk, **answer)[0] == 200
        assert take(keeper, suggestion, "open_ballot") == 200
        voted(suggestion, walk)
        assert take(keeper, suggestion, "adopt") == 409
    with day(16):
        assert "Passed" in keeper.get("workflow:tab", suggestion.pk, "ballots")[1]
        assert take(keeper, suggestion, "adopt") == 200
    assert Suggestion.objects.get().state == ADOPTED
    form = IssuedForm.objects.get(kind=ADOPTION.key)
    assert (form.data["title"], form.number) == ("Quieter pumps", "SA-2026-001")
    assert [entry.step for entry in suggestion.log.order_by("pk") if entry.by is None] == [
        "opinion_receive",
        "ballot_close",
        "end_ballot",
    ]


def test_a_missed_ballot_adopts_nothing():
    walk, suggestion = suggestion_at(OPEN)
    keeper = Browser(walk.keeper)
    with day(8):
        assert take(keeper, suggestion, "open_ballot") == 200
        voted(suggestion, walk, "disapprove")
    with day(16):
        assert take(keeper, suggestion, "adopt") == 409
        assert take(keeper, suggestion, "open_ballot") == 200
    assert suggestion.ballots.count() == 2


def test_after_the_notice_no_comment_comes_in_and_no_empty_article_is_named():
    _walk, suggestion = suggestion_at(OPEN)
    item = NoticeItem.objects.get(matter=suggestion.pk)
    with day(8):
        status, page = Browser().post(
            "notices:opinion_new",
            item.pk,
            text="Late.",
            type="te",
            name="Q",
            contact="13800000000",
            truthful="on",
        )
    assert (status, "Your opinion was not stored." in page) == (409, True)
    assert ('class="rule-id"' in page, "Rules:" in page) == (False, False)


def test_only_its_keeper_leads_it(make_user, make_staff):
    walk, suggestion = suggestion_at(OPEN)
    strangers = (make_staff(department="finance"), make_user(), walk.committee.seats.first().user)
    with day(1):
        for user in strangers:
            who = Browser(user)
            assert who.get("workflow:matter", suggestion.pk)[0] == 200
            assert who.get("workflow:step", suggestion.pk, "adopt")[0] == 403
            assert take(who, suggestion, "put_on_notice", title="x", days=7) == 403
            assert who.get("documents:upload", suggestion.pk, TEXT)[0] == 403
    written = [entry.step for entry in suggestion.log.order_by("pk")]
    assert written == ["begin", "document_add", "put_on_notice"]


def test_only_staff_begin_one_and_only_for_their_own_department(make_user, make_staff):
    walk = people()
    other = make_staff(department="finance")
    data = {"title": "x", "owner": walk.department.pk, "committee": walk.committee.pk}
    assert Browser(make_user()).get("proof:begin")[0] == 403
    assert Browser(make_user()).post("proof:begin", **data)[0] == 403
    assert "Select a valid choice" in Browser(other).post("proof:begin", **data)[1]
    assert not Suggestion.objects.exists()


def test_the_page_that_begins_costs_few_queries(django_assert_max_num_queries):
    keeper = Browser(people().keeper)
    with django_assert_max_num_queries(15):
        assert keeper.get("proof:begin")[0] == 200


def test_it_stands_wherever_the_kernel_shows_matters():
    walk, suggestion = suggestion_at(OPEN)
    keeper = Browser(walk.keeper)
    with day(1):
        assert "Quieter pumps" in keeper.get("home:desk")[1]
        assert "Lead it to a decision" in keeper.get("home:inbox")[1]
        for query in ({}, {"state": "suggestion:open"}, {"q": "quieter"}):
            assert "Quieter pumps" in keeper.get("home:matters", **query)[1]
        assert "Quieter pumps" not in keeper.get("home:matters", state="suggestion:adopted")[1]
        assert "Quieter pumps" in Browser().get("home:search", q="quieter")[1]
        assert "Quieter pumps" in Browser().get("notices:public_matter", suggestion.pk)[1]
        states = Browser().get("workflow:states", "suggestion")[1]
    assert [meaning in states for meaning in ("Anyone may read it", "The committee adopted it.")]
    assert (
        reverse("workflow:states", args=["suggestion"]) in Browser().get("workflow:states_main")[1]
    )


def test_the_menu_leads_staff_to_its_page(make_user, make_staff):
    link = f'href="{reverse("proof:begin")}"'
    assert link in Browser(make_staff()).get("home:desk")[1]
    assert link not in Browser(make_user()).get("home:desk")[1]


def test_the_adopted_suggestion_is_public_with_its_form():
    walk, suggestion = suggestion_at(ADOPTED)
    with clock.moved_to(walk.now):
        assert "Quieter pumps" in Browser().get("notices:public_matter", suggestion.pk)[1]
        form = IssuedForm.objects.get(kind=ADOPTION.key)
        assert form in IssuedForm.objects.readable_by(None)
        assert take(Browser(walk.keeper), suggestion, "open_ballot") == 409
