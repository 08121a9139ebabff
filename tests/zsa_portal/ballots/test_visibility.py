"""Who sees what of a ballot and when, as its kind says: openly, counted at once, never by name."""

from __future__ import annotations

import json
from io import BytesIO

import openpyxl
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from tests.zsa_portal.ballots.conftest import ALL, cast, close, members, secretary
from tests.zsa_portal.ballots.sheets import EARLY, OPEN, SECRET, score
from tests.zsa_portal.ballots.test_paper import pdf_text
from zsa_portal.ballots.actions import vote_cast
from zsa_portal.ballots.kinds import KINDS
from zsa_portal.ballots.models import Ballot
from zsa_portal.ballots.visibility import AFTER_CLOSING, Shown, Visibility
from zsa_portal.documents import render
from zsa_portal.workflow.models import LogEntry

HEARTFELT = "HEARTFELT-OBJECTION"


@pytest.fixture
def as_user(client):
    """A browser signed in as a user, in English."""

    def sign_in(user):
        client.force_login(user)
        client.cookies["django_language"] = "en"
        return client

    return sign_in


@pytest.fixture
def voted(make_ballot):
    """Open a ballot of a kind in which one of four is against and one in favour."""

    def make(kind) -> Ballot:
        ballot = make_ballot(4, kind=kind)
        cast(ballot, "-y")
        vote_cast(ballot=ballot, by=members(ballot)[0], choice="disapprove", reason=HEARTFELT)
        return ballot

    return make


def pages(client, ballot) -> str:
    """All that a user is shown of a ballot: its page and the matter's tab."""
    tab = f"{ballot.matter.get_absolute_url()}ballots/"
    return "".join(
        client.get(address, follow=True).content.decode()
        for address in (ballot.get_absolute_url(), tab)
    )


def export(client, ballot):
    return client.get(reverse("ballots:export", args=[ballot.pk]))


@pytest.mark.parametrize(
    ("tally", "names"),
    [
        (Shown.NEVER, Shown.CLOSED),
        (Shown.NEVER, Shown.NEVER),
        (Shown.CLOSED, Shown.OPEN),
        (Shown.OPEN, Shown.NEVER),
    ],
)
def test_a_setting_that_would_tell_more_than_it_says_is_not_declared(tally, names):
    with pytest.raises(ImproperlyConfigured):
        Visibility(tally=tally, names=names)


def test_the_kinds_of_formulation_keep_the_usual_setting():
    kinds = [kind for code, kind in KINDS.items() if code.startswith("standards.")]
    assert len(kinds) >= 2
    assert {(kind.visibility, kind.sheet) for kind in kinds} == {(AFTER_CLOSING, None)}


def test_the_usual_ballot_says_nothing_of_who_sees_what(as_user, voted):
    ballot = voted(ALL)
    shown = pages(as_user(members(ballot)[1]), ballot)
    assert "Who sees what" not in shown
    assert "in favour, 1 against" not in shown


def test_an_open_ballot_shows_count_and_names_at_once(as_user, voted):
    ballot = voted(OPEN)
    for user in (members(ballot)[1], secretary(ballot), ballot.matter.people["staff"]):
        client = as_user(user)
        shown = pages(client, ballot)
        assert "1 in favour, 1 against, 0 abstaining; base 4" in shown
        assert HEARTFELT in shown
        assert members(ballot)[0].name in shown
        answer = export(client, ballot)
        sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
        assert [row[2] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
            "Against",
            "In favour",
            "No vote",
            "No vote",
        ]
    vote_page = as_user(members(ballot)[2]).get(reverse("ballots:vote", args=[ballot.pk]))
    words = "The count and who voted how are shown while it is open."
    assert words in vote_page.content.decode()


def test_an_open_ballot_still_lets_its_keeper_strike(as_user, voted):
    ballot = voted(OPEN)
    assert "Strike from the list" in pages(as_user(secretary(ballot)), ballot)
    assert "Strike from the list" not in pages(as_user(members(ballot)[2]), ballot)


def test_an_open_ballot_shows_the_applicant_the_count_alone(as_user, voted):
    ballot = voted(OPEN)
    client = as_user(ballot.matter.people["applicant"])
    shown = pages(client, ballot)
    assert "1 in favour, 1 against, 0 abstaining; base 4" in shown
    assert HEARTFELT not in shown
    assert members(ballot)[0].name not in shown
    answer = export(client, ballot)
    assert answer.status_code == 403
    assert "Single votes are shown to the committee and the secretariat." in answer.content.decode()


def test_a_running_count_shows_names_only_after_closing(as_user, voted):
    ballot = voted(EARLY)
    client = as_user(members(ballot)[2])
    shown = pages(client, ballot)
    assert "1 in favour, 1 against, 0 abstaining; base 4" in shown
    assert HEARTFELT not in shown
    assert members(ballot)[0].name not in shown
    assert export(client, ballot).status_code == 403
    closed = close(ballot)
    assert HEARTFELT in pages(client, closed)
    assert export(client, closed).status_code == 200


@pytest.fixture
def secret(make_ballot) -> Ballot:
    """A ballot never shown by name: one of four against, with reasons, two in favour."""
    ballot = make_ballot(4, kind=SECRET)
    score(ballot, 2)
    score(ballot, 0, "disapprove", HEARTFELT, novelty="bad", why="ITEM-REASON")
    score(ballot, 1)
    return ballot


def test_never_by_name_while_open(as_user, secret):
    people = secret.matter.people
    for user in (members(secret)[1], secretary(secret), people["staff"], people["applicant"]):
        client = as_user(user)
        shown = pages(client, secret)
        assert "3 of 4 voted" in shown
        for words in (HEARTFELT, "ITEM-REASON", "in favour, 1 against", "Score sheet"):
            assert words not in shown
        answer = export(client, secret)
        assert answer.status_code == 403
        assert HEARTFELT.encode() not in answer.content


def test_never_by_name_after_closing(as_user, secret):
    people = secret.matter.people
    closed = close(secret)
    for user in (members(secret)[1], secretary(secret), people["staff"], people["applicant"]):
        client = as_user(user)
        shown = pages(client, closed)
        assert "2 in favour, 1 against, 0 abstaining; base 4" in shown
        assert "符合: 2" in shown
        assert "The count is shown after closing; who voted how is never shown." in shown
        for words in (HEARTFELT, "ITEM-REASON", members(closed)[0].name):
            assert words not in shown.replace(user.name, "")
        answer = export(client, closed)
        assert answer.status_code == 403
        assert "who voted how is never shown" in answer.content.decode()


def test_the_paper_of_a_secret_ballot_tells_no_names_beside_votes(secret):
    closed = close(secret)
    data = closed.result_form.data
    assert {(row["choice"], row["reason"], row["at"]) for row in data["rows"]} == {
        ("已投票", "", ""),
        ("未投票", "", ""),
    }
    assert data["reasons"] == [{"name": "", "choice": "反对", "reason": HEARTFELT}]
    reasons = data["sheet"][0]["reasons"]
    assert [row["name"] for row in reasons] == ["", "", ""]
    assert [row["reason"] for row in reasons] == ["ITEM-REASON", "填补空白", "填补空白"]
    assert [data[name] for name in ("yes", "no", "silent")] == [2, 1, 1]
    text = pdf_text(render.pdf(render.html_of(closed.result_form)))
    assert HEARTFELT in text
    assert "ITEM-REASON" in text
    after = text.split("投票理由")[1]
    for member in members(closed):
        assert member.name.replace(" ", "") not in after.replace(closed.body.name, "")
    for row in data["rows"]:
        assert not {"赞成", "反对"} & set(json.dumps(row, ensure_ascii=False).split('"'))


def test_those_for_whom_it_is_meant_read_the_paper_of_a_secret_ballot(as_user, secret):
    applicant, closed = secret.matter.people["applicant"], close(secret)
    paper = closed.result_form.get_absolute_url()
    assert paper in pages(as_user(members(closed)[0]), closed)
    assert as_user(members(closed)[0]).get(paper).status_code == 200
    client = as_user(applicant)
    assert paper not in pages(client, closed)
    assert client.get(paper).status_code == 404


def test_the_log_of_a_secret_ballot_tells_that_one_voted_not_how(secret):
    close(secret)
    told = json.dumps(list(LogEntry.objects.values_list("values", flat=True)))
    for words in (HEARTFELT, "ITEM-REASON", "disapprove", "novelty"):
        assert words not in told


def test_a_changed_kind_opens_no_vote_cast_in_secret(as_user, secret, monkeypatch):
    closed = close(secret)
    monkeypatch.delitem(KINDS, SECRET.code)
    monkeypatch.setitem(KINDS, SECRET.code, OPEN)
    client = as_user(members(closed)[1])
    assert HEARTFELT not in pages(client, closed)
    assert export(client, closed).status_code == 403
