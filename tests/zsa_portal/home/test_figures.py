"""Figures for heads: ages by stage and turnout, with numbers worked out by hand, each leading to its list."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from django.utils import translation
from openpyxl import load_workbook

from tests.pages.costs import MOST, statements
from tests.zsa_portal.ballots.conftest import (  # noqa: F401 - a fixture
    VALID,
    cast,
    close,
    make_ballot,
    members,
)
from zsa_portal.ballots.actions import recusal_declare
from zsa_portal.ballots.turnout import closed_between, counted_ballots, percent_of, turnout_of
from zsa_portal.people.models import User
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 2, 9, 30, tzinfo=clock.SHANGHAI)
DAY = dt.timedelta(days=1)
ADDRESS = "/figures/"
BALLOTS = "/figures/ballots/"


@pytest.fixture(autouse=True)
def at_morning():
    with clock.moved_to(NOW), translation.override("en"):
        yield


@pytest.fixture
def head(make_staff):
    return make_staff(head=True)


@pytest.fixture
def ballots(make_ballot):  # noqa: F811 - a fixture
    """Of seven 5 voted, one was recused and one was silent; of three, with days between, all voted."""
    first = make_ballot(7, question="The first?")
    recusal_declare(
        matter=first.matter, user=members(first)[6], reason="Cousin", by=members(first)[6]
    )
    cast(first, "yyyna-")
    close(first)
    second = make_ballot(3, kind=VALID, question="The second?")
    cast(second, "yyy")
    close(second, at=NOW + DAY)
    return first, second


def fresh(user):
    return User.objects.get(pk=user.pk)


def told(rows):
    return [(one.label, one.ballots, one.asked, one.voted, one.percent) for one in turnout_of(rows)]


def test_turnout_is_of_those_asked_and_not_of_the_recused(ballots, head):
    assert told(counted_ballots(head)) == [
        ("审查会投票", 1, 3, 3, 100),
        ("项目投票", 1, 6, 5, 83),
    ]
    assert percent_of(0, 0) is None


def test_an_open_ballot_and_one_without_outcome_are_not_counted(make_ballot, head):  # noqa: F811
    ballot = make_ballot(3)
    cast(ballot, "y")
    assert told(counted_ballots(head)) == []
    close(ballot)
    assert [row[1] for row in told(counted_ballots(head))] == [1]


def test_ballots_of_what_one_may_not_know_of_are_not_counted(ballots, make_user, head):
    assert told(counted_ballots(make_user())) == []
    assert len(told(counted_ballots(head))) == 2


def test_the_period_holds_its_first_instant_and_not_its_end(ballots, head):
    rows = counted_ballots(head)
    end = ballots[1].__class__.objects.get(pk=ballots[1].pk).closed_at
    assert [row[0] for row in told(closed_between(rows, end, None))] == ["审查会投票", "项目投票"]
    assert [row[0] for row in told(closed_between(rows, None, end))] == []
    later = end + dt.timedelta(microseconds=1)
    assert [row[0] for row in told(closed_between(rows, None, later))] == ["审查会投票"]
    assert [row[0] for row in told(closed_between(rows, later, None))] == ["项目投票"]


def page(client, user, address=ADDRESS, **asked):
    client.force_login(fresh(user))
    return client.get(address, asked)


@pytest.fixture
def aged(make_matter):
    """Received 30 and 20 days ago, and one today."""
    for days in (30, 20, 0):
        with clock.moved_to(NOW - days * DAY):
            make_matter("received", title=f"Of {days} days")


def test_ages_are_drawn_and_told_with_links_to_the_lists(client, aged, head):
    answer = page(client, head, kind="example")
    rows = {row["column"].code: row for row in answer.context["rows"]}
    column = rows["10"]["column"]
    assert (column.matters, column.median_days, column.oldest_days) == (3, 20.0, 30)
    body = answer.content.decode()
    assert "10 Received (3): median" in body
    assert "30 days" in body
    assert 'role="group"' in body
    assert body.count(f'href="{rows["10"]["url"]}"'.replace("&", "&amp;")) >= 2
    assert len(client.get(rows["10"]["url"]).context["table"].rows) == 3


def test_the_period_narrows_the_matters_begun_in_it_and_the_list_behind(client, aged, head):
    since, until = NOW.date() - 30 * DAY, NOW.date() - 20 * DAY
    asked = {"kind": "example", "since": since, "until": until}
    row = next(
        row for row in page(client, head, **asked).context["rows"] if row["column"].code == "10"
    )
    assert row["column"].matters == 2
    assert len(client.get(row["url"]).context["table"].rows) == 2
    narrower = asked | {"since": since + DAY}
    rows = page(client, head, **narrower).context["rows"]
    assert [one["column"].matters for one in rows if one["column"].code == "10"] == [1]


def test_a_period_that_ends_before_it_begins_is_said(client, head):
    answer = page(client, head, since="2026-03-02", until="2026-03-01")
    assert answer.status_code == 200
    assert "The last day lies before the first." in answer.content.decode()
    assert "Enter a valid date." in page(client, head, since="x").content.decode()


def test_each_turnout_leads_to_its_ballots(client, ballots, head):
    rows = page(client, head, since="2026-03-01").context["turnout"]
    assert [row["turnout"].ballots for row in rows] == [1, 1]
    for row in rows:
        listed = client.get(row["url"])
        assert [one.record.kind for one in listed.context["table"].rows] == [row["turnout"].kind]
    body = page(client, head, BALLOTS).content.decode()
    assert body.index("The first?") < body.index("The second?")
    assert ">83<" in body
    assert "The second?" not in page(client, head, BALLOTS, since="2026-03-09").content.decode()
    assert "The first?" not in page(client, head, BALLOTS, until="2026-03-08").content.decode()


def cells(answer):
    sheet = load_workbook(BytesIO(answer.content)).active
    return list(sheet.iter_rows(values_only=True))


def test_both_leave_as_spreadsheets(client, ballots, aged, head):
    turnout = cells(page(client, head, export="turnout"))
    assert turnout[0] == (
        "Kind of ballot",
        "Body",
        "Ballots",
        "Asked to vote",
        "Voted",
        "Turnout, %",
    )
    assert [row[:1] + row[2:] for row in turnout[1:]] == [
        ("审查会投票", 1, 3, 3, 100),
        ("项目投票", 1, 6, 5, 83),
    ]
    ages = cells(page(client, head, kind="example", export="ages"))
    assert ages[0][0] == "Stage"
    assert [row[1:] for row in ages if row[0] == "Received"] == [(5, 2, 0, 30)]
    listed = cells(page(client, head, BALLOTS, export="xlsx"))
    assert sorted((row[0], row[-1]) for row in listed[1:]) == [
        ("The first?", 83),
        ("The second?", 100),
    ]


def test_empty_figures_say_so(client, head):
    body = page(client, head).content.decode()
    assert "No matters here" in body
    assert "No ballots in the period" in body
    assert '<svg class="bars"' not in body
    assert "No ballots yet" in page(client, head, BALLOTS).content.decode()


def test_heads_alone_have_them(client, make_staff, make_user, head):
    for address in (ADDRESS, BALLOTS):
        assert page(client, head, address).status_code == 200
        assert page(client, make_staff(), address).status_code == 403
        assert page(client, make_user(), address).status_code == 404
    client.logout()
    assert client.get(ADDRESS).status_code == 302


def test_the_figures_cost_the_same_with_more(ballots, head, make_ballot):  # noqa: F811
    few = [len(statements(fresh(head), one, NOW)) for one in (ADDRESS, BALLOTS)]
    for question in ("More?", "And more?"):
        more = make_ballot(3, question=question)
        cast(more, "yyy")
        close(more)
    many = [len(statements(fresh(head), one, NOW)) for one in (ADDRESS, BALLOTS)]
    assert few == many
    assert max(many) <= MOST
