"""A ballot with a score sheet: checked, kept, shown, printed, counted and recounted."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import openpyxl
import pgtrigger
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import InternalError, transaction
from django.urls import reverse
from django.utils import translation

from tests.zsa_portal.ballots.conftest import ALL, cast, close, members, secretary
from tests.zsa_portal.ballots.sheets import GRADES, SCORED, SHEET, filled, posted, score
from tests.zsa_portal.ballots.test_paper import pdf_text
from zsa_portal.ballots.actions import elector_strike, recusal_declare, vote_cast
from zsa_portal.ballots.models import Ballot, Vote
from zsa_portal.ballots.queries import sheet_counts, tally
from zsa_portal.ballots.recount import closed_ballots, differences
from zsa_portal.ballots.sheets import Item, ScoreSheet, points
from zsa_portal.documents import render
from zsa_portal.regulations import clock
from zsa_portal.workflow.refusals import BadValue

ONE = "Choose one of the answers for each item."
NOT_ASKED = "This score sheet answers what the ballot does not ask."


@pytest.fixture
def scored(make_ballot) -> Ballot:
    return make_ballot(5, kind=SCORED)


@pytest.fixture
def as_user(client):
    """A browser signed in as a user, in English."""

    def sign_in(user):
        client.force_login(user)
        client.cookies["django_language"] = "en"
        return client

    return sign_in


def figures(ballot: Ballot) -> dict[str, dict[str, int]]:
    return {one.item.key: one.numbers for one in sheet_counts(ballot)}


def recounted(ballot: Ballot) -> list[str]:
    return differences(next(row for row in closed_ballots() if row["id"] == ballot.pk))


def test_a_vote_keeps_its_sheet(scored):
    vote = score(scored, 0)
    assert Vote.objects.get().sheet == filled()
    assert vote.sheet == filled()


def without(key: str) -> dict[str, dict[str, str]]:
    return {name: judged for name, judged in filled().items() if name != key}


@pytest.mark.parametrize(
    ("sheet", "field", "sentence"),
    [
        (None, "sheet-novelty", ONE),
        ({}, "sheet-novelty", ONE),
        (without("use"), "sheet-use", ONE),
        (without("c2"), "sheet-c2", ONE),
        (filled(novelty="excellent"), "sheet-novelty", ONE),
        (filled(use="4"), "sheet-use", ONE),
        (filled(use=""), "sheet-use", ONE),
        (filled() | {"use": {"answer": 2}}, "sheet-use", ONE),
        (filled() | {"use": {"answer": ["2"]}}, "sheet-use", ONE),
        (filled() | {"use": "2"}, "sheet-use", ONE),
        (filled(c1="good"), "sheet-c1", ONE),
        (filled() | {"use": {"answer": "2", "reason": "So."}}, "sheet-use", NOT_ASKED),
        (filled() | {"use": {"answer": "2", "weight": "9"}}, "sheet-use", NOT_ASKED),
        (filled() | {"beauty": {"answer": "good"}}, "sheet", NOT_ASKED),
        (
            filled() | {"novelty": {"answer": "good", "reason": " \x00"}},
            "why-novelty",
            "Say why, for each item that asks for a reason.",
        ),
        (
            filled(why="x" * 4001),
            "why-novelty",
            "At most 4000 characters; you wrote 4001.",
        ),
    ],
)
def test_a_sheet_that_does_not_fit_is_refused(scored, sheet, field, sentence):
    with pytest.raises(BadValue) as refused:
        vote_cast(ballot=scored, by=members(scored)[0], choice="approve", sheet=sheet)
    assert (refused.value.field, str(refused.value)) == (field, sentence)
    assert Vote.objects.count() == 0


def test_a_reason_may_be_as_long_as_the_page_says(scored):
    score(scored, 0, why="x" * 4000)
    assert Vote.objects.get().sheet["novelty"]["reason"] == "x" * 4000


def test_a_ballot_without_a_sheet_takes_none(make_ballot):
    ballot = make_ballot(3, kind=ALL)
    member = members(ballot)[0]
    with pytest.raises(BadValue) as refused:
        vote_cast(ballot=ballot, by=member, choice="approve", sheet=filled())
    assert refused.value.field == "sheet"
    vote_cast(ballot=ballot, by=member, choice="approve")
    assert (ballot.sheet, ballot.items, Vote.objects.get().sheet) == ([], [], {})
    assert sheet_counts(ballot) == []
    result = close(ballot).result
    assert "sheet" not in result


def test_a_changed_answer_is_a_new_vote_and_the_same_is_none(scored):
    first = score(scored, 0)
    assert score(scored, 0) == first
    second = score(scored, 0, use="3")
    assert second != first
    assert score(scored, 0, use="3", why="另有理由") not in {first, second}
    assert list(Vote.objects.order_by("pk").values_list("sheet__use__answer", flat=True)) == [
        "2",
        "3",
        "3",
    ]


def test_live_votes_alone_are_counted(scored):
    score(scored, 0)
    score(scored, 0, novelty="bad")
    score(scored, 1, "disapprove", "不成熟", use="0", c1="unfounded")
    score(scored, 2, use="3")
    score(scored, 3, use="3")
    recused = members(scored)[2]
    recusal_declare(matter=scored.matter, user=recused, reason="Kin.", by=recused)
    struck = scored.electors.get(user=members(scored)[3])
    elector_strike(elector=struck, reason="Gone.", by=secretary(scored))
    expected = {
        "novelty": {"good": 1, "bad": 1},
        "use": {"0": 1, "1": 0, "2": 1, "3": 0},
        "c1": {"founded": 1, "unfounded": 1},
        "c2": {"founded": 0, "unfounded": 2},
    }
    assert figures(scored) == expected
    assert [one.points for one in sheet_counts(scored)] == [None, 2, None, None]
    closed = close(scored)
    assert closed.result["sheet"] == expected
    assert figures(Ballot.objects.get(pk=closed.pk)) == expected
    assert (tally(closed).yes, tally(closed).no, tally(closed).silent) == (1, 1, 1)
    assert recounted(closed) == []


def test_the_recount_finds_a_changed_sheet(scored):
    for place in range(5):
        score(scored, place)
    closed = close(scored)
    assert recounted(closed) == []
    with pgtrigger.ignore("zsa_ballots.Vote:cast_once", "zsa_ballots.Vote:replaced_once"):
        Vote.objects.filter(pk=Vote.objects.first().pk).update(sheet=filled(use="0"))
    [difference] = recounted(closed)
    assert difference.startswith("sheet: kept ")
    assert "'use': {'0': 1, '1': 0, '2': 4, '3': 0}" in difference.split("recounted ")[1]
    with pgtrigger.ignore("zsa_ballots.Vote:cast_once", "zsa_ballots.Vote:replaced_once"):
        Vote.objects.filter(pk=Vote.objects.first().pk).update(sheet=without("use"))
    assert "judged other items than were asked" in recounted(closed)[0]


def test_a_cast_sheet_and_the_question_stay_as_they_are(scored):
    vote = score(scored, 0)
    rows = Vote.objects.filter(pk=vote.pk)
    with pytest.raises(InternalError), transaction.atomic():
        rows.update(sheet=filled(use="3"))
    for name, value in {"sheet": [], "tally_shown": "open", "names_shown": "open"}.items():
        with pytest.raises(InternalError), transaction.atomic():
            Ballot.objects.filter(pk=scored.pk).update(**{name: value})


def test_the_items_are_those_of_the_opening(scored, monkeypatch):
    words = f"意见一：{scored.matter.title}"
    assert [item.key for item in scored.items] == ["novelty", "use", "c1", "c2"]
    monkeypatch.setattr("zsa_portal.ballots.models.KINDS", {})
    assert [str(item.label) for item in scored.items] == ["创新性", "应用情况", words, "意见二"]
    assert scored.items[0].values == ["good", "bad"]
    assert scored.items[0].with_reason is True


def test_a_key_stands_once_on_a_sheet():
    twice = ScoreSheet(items=(Item("a", "A", GRADES), Item("a", "B", points(1, 2))))
    with pytest.raises(ImproperlyConfigured):
        twice.before(None)
    assert [value for value, _label in points(1, 3)] == ["1", "2", "3"]
    assert [item.is_points for item in SHEET.items] == [False, True]


def test_the_ballot_page_asks_item_by_item(as_user, scored):
    client = as_user(members(scored)[0])
    address = reverse("ballots:vote", args=[scored.pk])
    shown = client.get(address).content.decode()
    for legend in ("创新性", "应用情况", f"意见一：{scored.matter.title}", "意见二"):
        assert f'<legend>{legend} <span class="required-mark"' in shown
    for name, number in (("novelty", 2), ("use", 4), ("c1", 2), ("c2", 2)):
        assert shown.count(f'type="radio" name="sheet-{name}"') == number
    assert shown.index('name="sheet-c2"') < shown.index('name="choice"')
    assert "Unfounded" in shown
    assert client.post(address, posted(filled())).status_code == 302
    assert Vote.objects.get().sheet == filled()
    again = client.get(address).content.decode()
    assert again.count(" checked") == 5
    assert "填补空白" in again


def test_a_refused_post_keeps_the_sheet(as_user, scored):
    client = as_user(members(scored)[0])
    address = reverse("ballots:vote", args=[scored.pk])
    answer = client.post(address, posted(filled(), choice="disapprove", reason=""))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Say why you are against." in shown
    assert shown.count(" checked") == 5
    assert "填补空白" in shown
    data = posted(filled())
    del data["sheet-use"]
    answer = client.post(address, data | {"sheet-novelty": "forged"})
    assert answer.status_code == 422
    assert ONE in answer.content.decode()
    assert answer.content.decode().count(" checked") == 3
    assert client.post(address, data | {"sheet-use": "2", "why-novelty": ""}).status_code == 422
    assert Vote.objects.count() == 0


def test_the_page_shows_the_sheet_after_closing_only(as_user, scored):
    score(scored, 0)
    people = scored.matter.people
    for user in (members(scored)[1], people["staff"], people["applicant"], secretary(scored)):
        assert "Score sheet" not in as_user(user).get(scored.get_absolute_url()).content.decode()
    closed = close(scored)
    for user in (members(scored)[1], people["staff"], people["applicant"]):
        shown = as_user(user).get(closed.get_absolute_url()).content.decode()
        assert "0: 0 · 1: 0 · 2: 1 · 3: 0 · 2 points in all" in " ".join(shown.split())
        assert "Founded: 1 · Unfounded: 0" in " ".join(shown.split())
        assert "填补空白" not in shown


def test_the_spreadsheet_holds_each_sheet(as_user, scored):
    score(scored, 0)
    closed = close(scored)
    answer = as_user(members(scored)[0]).get(reverse("ballots:export", args=[closed.pk]))
    rows = list(openpyxl.load_workbook(BytesIO(answer.content)).active.values)
    assert rows[0][5:] == ("创新性", "应用情况", f"意见一：{scored.matter.title}", "意见二")
    assert rows[1][5:] == ("符合\n填补空白", "2", "Founded", "Unfounded")
    assert {cell or "" for cell in rows[2][5:]} == {""}


def test_the_result_paper_prints_each_item(scored):
    with translation.override("en"):
        score(scored, 0, "disapprove", "不成熟")
        score(scored, 1, use="3", why="有突破")
        closed = close(scored)
    data = closed.result_form.data
    assert data["sheet"][0]["answers"] == [["符合", 2], ["不符合", 0]]
    assert data["sheet"][3]["answers"] == [["成立", 0], ["不成立", 2]]
    assert [row["points"] for row in data["sheet"]] == [None, 5, None, None]
    names = [member.name for member in members(closed)]
    assert [(row["name"], row["reason"]) for row in data["sheet"][0]["reasons"]] == [
        (names[0], "填补空白"),
        (names[1], "有突破"),
    ]
    text = pdf_text(render.pdf(render.html_of(closed.result_form)))
    for words in (
        "逐项评价统计",
        "符合：2；不符合：0",
        "0：0；1：0；2：1；3：1；合计5分",
        "成立：0；不成立：2",
        "有突破",
    ):
        assert words in text


def test_a_ballot_without_a_sheet_prints_none(make_ballot):
    ballot = make_ballot(3)
    cast(ballot, "yyn")
    closed = close(ballot, at=ballot.opened_at + dt.timedelta(hours=1))
    assert closed.result_form.data["sheet"] == []
    assert "逐项评价" not in render.html_of(closed.result_form)
    with clock.moved_to(closed.closes_at):
        assert recounted(closed) == []
