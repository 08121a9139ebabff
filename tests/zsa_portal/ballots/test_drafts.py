"""A vote written part by part: kept on the server, read by its writer alone, cast all at once."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tests.procedure import roles
from tests.zsa_portal.ballots.conftest import close, members
from tests.zsa_portal.ballots.sheets import GRADES, SHARE, comments_of
from zsa_portal.ballots.actions import (
    ballot_end,
    draft_cast,
    draft_save,
    elector_strike,
    recusal_declare,
    vote_cast,
)
from zsa_portal.ballots.kinds import BallotKind
from zsa_portal.ballots.models import Vote, VoteDraft
from zsa_portal.ballots.papers import BALLOT_RESULT, result_data
from zsa_portal.ballots.sheets import Item, ScoreSheet
from zsa_portal.people.models import Party
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import LogEntry
from zsa_portal.workflow.perform import held
from zsa_portal.workflow.refusals import BadValue, Refusal

CANARY = "CANARY-金丝雀"
JUDGED = BallotKind(
    "test.judged",
    "逐项评价",
    SHARE,
    BALLOT_RESULT,
    sheet=ScoreSheet(
        items=(
            Item("novelty", "创新性", GRADES, with_reason=True, about="突破程度", group="基本项"),
        ),
        comments=lambda matter: [(*pair, "所提内容") for pair in comments_of(matter)],
        verdict_reasons=True,
        comments_group="公众评议",
        beside=lambda _matter: {"c1": [("证明", "/evidence/1/")]},
        with_changes=True,
    ),
    choices=(("approve", "通过"), ("disapprove", "不通过")),
    page="ballots:judge",
)
PARTS = {
    "novelty": {"answer": "good", "reason": CANARY},
    "c1": {"answer": "founded", "reason": "属实"},
    "c2": {"answer": "unfounded", "reason": "无据"},
    "changes": {"changes": [{"clause": "5.2", "change": "补充试验方法"}]},
    "conclusion": {"choice": "approve", "reason": ""},
}


@pytest.fixture
def ballot(make_ballot):
    return make_ballot(5, kind=JUDGED)


def write(ballot, user, **parts):
    for part, values in (parts or PARTS).items():
        draft_save(ballot=ballot, by=user, part=part, values=values)


def url(ballot, part=""):
    if part:
        return reverse("ballots:judge_part", args=[ballot.pk, part])
    return reverse("ballots:judge", args=[ballot.pk])


def test_a_draft_is_no_vote_and_is_cast_all_at_once(ballot):
    voter = members(ballot)[0]
    before = LogEntry.objects.count()
    write(ballot, voter)
    assert (Vote.objects.count(), LogEntry.objects.count()) == (0, before)
    vote = draft_cast(ballot=ballot, by=voter)
    assert vote.sheet == {key: PARTS[key] for key in ("novelty", "c1", "c2")}
    assert (vote.choice, vote.changes) == ("approve", PARTS["changes"]["changes"])
    assert not VoteDraft.objects.exists()


@pytest.mark.parametrize("left_out", ["novelty", "c1", "c2", "conclusion"])
def test_an_open_part_is_refused_and_the_draft_stays(ballot, left_out):
    voter = members(ballot)[0]
    write(ballot, voter, **{key: value for key, value in PARTS.items() if key != left_out})
    with pytest.raises(BadValue):
        draft_cast(ballot=ballot, by=voter)
    assert (Vote.objects.count(), VoteDraft.objects.count()) == (0, 1)


def test_who_writes_again_begins_from_the_vote(ballot):
    voter = members(ballot)[0]
    write(ballot, voter)
    draft_cast(ballot=ballot, by=voter)
    write(ballot, voter, conclusion={"choice": "disapprove", "reason": "不成熟"})
    assert Vote.objects.get(replaced_at=None).choice == "approve"
    vote = draft_cast(ballot=ballot, by=voter)
    assert (vote.choice, vote.sheet["c1"]["reason"]) == ("disapprove", "属实")


@pytest.mark.parametrize(
    ("part", "values"),
    [
        ("nothing", {}),
        ("novelty", {"answer": "splendid"}),
        ("novelty", {"answer": "good", "reason": "长" * 4001}),
        ("conclusion", {"choice": "abstain"}),
        ("changes", {"changes": [{"clause": "5", "change": ""}]}),
        ("changes", {"changes": [{"clause": "5" * 61, "change": "x"}]}),
        ("changes", {"changes": [{"clause": "", "change": "x"}] * 101}),
    ],
)
def test_what_the_ballot_does_not_have_is_refused_and_nothing_kept(ballot, part, values):
    with pytest.raises(BadValue):
        draft_save(ballot=ballot, by=members(ballot)[0], part=part, values=values)
    assert not VoteDraft.objects.exists()


def test_only_electors_write_and_only_while_it_is_open(ballot):
    with pytest.raises(PermissionDenied):
        write(ballot, ballot.matter.people["staff"])
    with clock.moved_to(ballot.closes_at), pytest.raises(Refusal):
        write(ballot, members(ballot)[0])
    assert not VoteDraft.objects.exists()


def _strike(ballot):
    elector_strike(
        elector=ballot.electors.first(), reason="已离职", by=ballot.matter.people["staff"]
    )


def _recuse(ballot):
    voter = members(ballot)[0]
    recusal_declare(matter=ballot.matter, user=voter, reason="参与起草", by=voter)


def _end(ballot):
    with held(ballot.matter):
        ballot_end(ballot=ballot, reason="重投", by=ballot.matter.people["staff"])


@pytest.mark.parametrize("act", [close, _strike, _recuse, _end])
def test_a_draft_goes_with_the_vote_it_would_have_been(ballot, act):
    ballot.matter.involve(roles.SECRETARIAT, Party.of(ballot.matter.owner))
    write(ballot, members(ballot)[0])
    act(ballot)
    assert not VoteDraft.objects.exists()


def test_a_ballot_that_asks_for_no_changes_takes_none(make_ballot):
    plain = make_ballot(5)
    with pytest.raises(BadValue, match="does not ask for changes"):
        vote_cast(
            ballot=plain, by=members(plain)[0], choice="approve", changes=[{"change": "全文"}]
        )


def test_the_result_paper_names_group_reasons_and_changes(ballot):
    for voter in members(ballot):
        write(ballot, voter)
        draft_cast(ballot=ballot, by=voter)
    data = result_data(close(ballot))
    assert [row["group"] for row in data["sheet"]] == ["基本项", "公众评议", "公众评议"]
    assert [row["clause"] for row in data["changes"]] == ["5.2"] * 5


def test_one_part_a_screen_with_the_way_on(client, ballot):
    voter = members(ballot)[0]
    client.force_login(voter)
    assert client.get(reverse("ballots:vote", args=[ballot.pk])).url == url(ballot)
    page = client.get(url(ballot, "c1")).content.decode()
    assert "所提内容" in page
    assert "/evidence/1/" in page
    sent = {**PARTS["novelty"], "to": "next"}
    assert client.post(url(ballot, "novelty"), sent).url == url(ballot, "c1")
    assert client.post(url(ballot, "c1"), {**PARTS["c1"], "to": "previous"}).url == url(
        ballot, "novelty"
    )
    assert client.post(url(ballot, "c2"), {"answer": "", "to": "overview"}).url == url(ballot)
    changes = {"clause-0": "5.2", "change-0": "补充", "clause-7": "", "change-7": "第八处"}
    assert client.post(url(ballot, "changes"), {**changes, "to": "next"}).url == url(
        ballot, "conclusion"
    )
    kept = VoteDraft.objects.get()
    assert [row["change"] for row in kept.changes] == ["补充", "第八处"]
    assert client.post(url(ballot)).status_code == 422


def test_it_saves_by_itself_and_says_so(client, ballot):
    client.force_login(members(ballot)[0])
    by_itself = {"X-Draft": "1"}

    def save(values):
        return client.post(url(ballot, "novelty"), values, headers=by_itself)

    told = save(PARTS["novelty"])
    assert (told.status_code, told.json()["left"]) == (200, [])
    assert re.fullmatch(r"Saved at \d\d:\d\d\.", told.json()["said"])
    kept = VoteDraft.objects.get().sheet
    told = save({"answer": "x", "reason": "别的"})
    assert (told.status_code, told.json()["said"][:10]) == (422, "Not saved:")
    with clock.moved_to(ballot.closes_at):
        assert save(PARTS["novelty"]).status_code == 409
    assert VoteDraft.objects.get().sheet == kept
    assert client.get(url(ballot, "nothing")).status_code == 404
    assert client.post(url(ballot, "nothing"), headers=by_itself).status_code == 404
    page = client.get(url(ballot, "novelty")).content.decode()
    assert [words in page for words in ("data-draft>", "data-draft-status")] == [True, True]


def test_nobody_else_opens_what_is_written(client, ballot):
    write(ballot, members(ballot)[0])
    client.force_login(ballot.matter.people["staff"])
    assert client.get(url(ballot)).status_code in (403, 404)
    client.force_login(members(ballot)[1])
    for part in ("", "novelty", "c1"):
        assert CANARY not in client.get(url(ballot, part)).content.decode()


def test_the_whole_is_handed_in_on_the_overview(client, ballot):
    voter = members(ballot)[0]
    write(ballot, voter)
    client.force_login(voter)
    done = client.post(url(ballot))
    assert (done.status_code, done.url) == (302, reverse("ballots:mine"))
    assert Vote.objects.get().choice == "approve"


def test_pages_cost_the_same_however_much_is_written(client, ballot, django_assert_max_num_queries):
    voter = members(ballot)[0]
    client.force_login(voter)
    for part in ("", "changes"):
        with django_assert_max_num_queries(15):
            client.get(url(ballot, part))
