"""Load, punctuality and agreement of those who review, with numbers worked out by hand.

The clock stands at 2026-03-02 09:30; a verdict is due until the end of 2026-03-07.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from tests.pages.costs import MOST, statements
from tests.zsa_portal.ballots.conftest import ALL, cast, close, members
from tests.zsa_portal.engagements.conftest import HELP, MORNING, VERDICT
from zsa_portal.ballots.actions import recusal_declare
from zsa_portal.ballots.visibility import NEVER_BY_NAME
from zsa_portal.engagements.actions import dismiss_all, engage, opinion_give, release
from zsa_portal.engagements.queries import engagements_of
from zsa_portal.home.boards.service import Service, readable_by_owner, service_of, with_load
from zsa_portal.people.models import Body, Expert, OrganisationPerson, User
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Recusal
from zsa_portal.workflow.perform import held

pytestmark = pytest.mark.django_db
SECRET = dataclasses.replace(ALL, code="test.secret_board", visibility=NEVER_BY_NAME)
MINE, EXPERTS = "/reviewing/", "/reviewing/experts/"
LATER = dt.datetime(2026, 3, 9, 9, 30, tzinfo=clock.SHANGHAI)


@pytest.fixture(autouse=True)
def at_morning():
    with clock.moved_to(MORNING), translation.override("en"):
        yield


def on(day, hour=9):
    return clock.moved_to(dt.datetime(2026, 3, day, hour, tzinfo=clock.SHANGHAI))


def ask(matter, expert, kind=VERDICT):
    with held(matter) as fresh:
        staff = matter.people["staff"]
        return engage(matter=fresh, kind=kind, experts=[expert], by=staff, question="?")[0]


def answer(matter, expert):
    opinion_give(matter=matter, kind=VERDICT, by=expert.user, conclusion="good")


def as_expert(user, **fields):
    return Expert.objects.create(user=user, name=user.name, kind=Expert.Kind.MARKET, **fields)


def one(user, **more):
    return service_of([user.pk], **more)[user.pk]


def test_an_opinion_is_in_time_until_its_last_day_ends(make_matter, make_expert):
    expert = make_expert()
    early, late = make_matter("received"), make_matter("received")
    ask(early, expert)
    ask(late, expert)
    with clock.moved_to(dt.datetime(2026, 3, 7, 23, 59, 59, tzinfo=clock.SHANGHAI)):
        answer(early, expert)
    with on(8, 0):
        answer(late, expert)
        assert one(expert.user) == Service(asked=2, in_time=1, days=[5, 6])
    with on(20):
        answer(early, expert)
        assert one(expert.user).in_time == 1
        assert one(expert.user).punctuality == 50
        assert one(expert.user).median_days == 5.5


def test_what_is_not_there_counts_once_it_is_due(make_matter, make_expert):
    expert, matter = make_expert(), make_matter("received")
    ask(matter, expert)
    with clock.moved_to(dt.datetime(2026, 3, 7, 23, 59, 59, tzinfo=clock.SHANGHAI)):
        assert one(expert.user) == Service()
    with on(8, 0):
        assert one(expert.user) == Service(asked=1)
        assert one(expert.user).punctuality == 0
        assert one(expert.user).median_days is None


def test_who_was_released_or_recused_or_dismissed_in_time_missed_nothing(make_matter, make_expert):
    expert = make_expert()
    let_go, recused, over, missed = (make_matter("received") for _number in range(4))
    engagement = ask(let_go, expert)
    for matter in (recused, over, missed):
        ask(matter, expert)
    with held(let_go) as fresh:
        release(matter=fresh, kind=VERDICT, engagement=engagement, reason="Not needed.")
    recusal_declare(matter=recused, user=expert.user, reason="My firm's.", by=expert.user)
    with on(7), held(over) as fresh:
        dismiss_all(matter=fresh, kind=VERDICT)
    with on(9), held(missed) as fresh:
        dismiss_all(matter=fresh, kind=VERDICT)
    with on(20):
        assert one(expert.user) == Service(asked=1)


def test_votes_of_counted_ballots_are_compared_with_the_result(make_ballot):
    passed = make_ballot(4)
    first, second, third, fourth = members(passed)
    with on(4):
        cast(passed, "yy-n")
    with on(5):
        cast(passed, "--y")
    close(passed)
    failed = make_ballot(4, matter=passed.matter)
    with on(3):
        cast(failed, "yna-")
    close(failed)
    assert one(first) == Service(asked=2, in_time=2, days=[2, 1], voted=2, agreed=1)
    assert one(second) == Service(asked=2, in_time=2, days=[2, 1], voted=2, agreed=2)
    assert one(third) == Service(asked=2, in_time=2, days=[3, 1], voted=2, agreed=1)
    assert one(fourth) == Service(asked=2, in_time=1, days=[2], voted=1, agreed=0)
    assert (one(first).agreement, one(second).agreement, one(fourth).agreement) == (50, 100, 0)
    assert one(fourth).punctuality == 50


def test_a_ballot_that_runs_tells_nothing_however_one_votes(client, make_ballot):
    """The canary: neither figures nor pages differ before the ballot is closed and counted."""

    def seen():
        found = [one(user) for user in voters]
        pages = []
        for user, path in [(voters[0], MINE), (staff, EXPERTS), (staff, f"{EXPERTS}?export=xlsx")]:
            client.force_login(User.objects.get(pk=user.pk))
            answer = client.get(path)
            values = answer.context["service"] if path == MINE else None
            if path == EXPERTS:
                table = answer.context["table"]
                values = [[*map(str, row)] for row in table.as_values(exclude_columns=LOADS)]
            pages.append(values)
        return found, pages

    ballot = make_ballot(4)
    voters, staff = members(ballot), ballot.matter.people["staff"]
    for user in voters:
        as_expert(user)
    before = seen()
    cast(ballot, "nyyy")
    assert seen() == before
    close(ballot)
    assert seen() != before
    assert one(voters[0]).agreement == 0


LOADS = ("engaged", "sitting", "voting", "load")


def test_staff_reads_sums_of_ballots_shown_by_name_in_matters_of_its_own_department(
    make_ballot, make_staff
):
    open_ones, secret = make_ballot(4), make_ballot(4, kind=SECRET)
    for ballot in (open_ones, secret):
        cast(ballot, "yyyn")
        close(ballot)
    voter, secret_voter = members(open_ones)[0], members(secret)[0]
    own, other = make_staff(), make_staff(department="finance")

    def told(reader, user):
        return one(user, votes=readable_by_owner(places_of(reader))).voted

    assert (one(voter).voted, one(secret_voter).voted) == (1, 1)
    assert (told(own, voter), told(own, secret_voter)) == (1, 0)
    assert (told(other, voter), told(other, secret_voter)) == (0, 0)
    recusal_declare(
        matter=open_ones.matter,
        user=voter,
        reason="My firm's.",
        by=open_ones.matter.people["staff"],
    )
    assert told(own, voter) == 1
    both = make_staff()
    assert told(both, voter) == 1
    OrganisationPerson.objects.create(
        user=User.objects.get(pk=both.pk),
        organisation=open_ones.matter.applicant,
        starts=dt.date(2026, 1, 1),
    )
    assert told(User.objects.get(pk=both.pk), voter) == 0
    Recusal.objects.create(matter=open_ones.matter, user=own, reason="Mine.", declared_by=own)
    assert told(own, voter) == 0


def load(expert):
    found = with_load(Expert.objects.filter(pk=expert.pk)).get()
    return found.engaged, found.sitting, found.voting, found.load


def test_the_load_is_opinions_owed_seats_on_panels_and_votes_to_cast(
    make_ballot, make_matter, make_expert, make_committee
):
    ballot = make_ballot(4)
    voter = members(ballot)[0]
    expert = as_expert(voter)
    owed, given, helped = (make_matter("received") for _number in range(3))
    for matter in (owed, given):
        ask(matter, expert)
    ask(helped, expert, HELP)
    answer(given, expert)
    panel = make_committee(0, kind=Body.Kind.PANEL)
    gone = make_committee(0, kind=Body.Kind.PANEL)
    for body in (panel, gone):
        body.seats.create(user=voter, starts=dt.date(2026, 1, 1))
    Body.objects.filter(pk=gone.pk).update(dissolved=dt.date(2026, 3, 2))
    assert load(expert) == (2, 1, 1, 4)
    assert load(make_expert()) == (0, 0, 0, 0)
    recusal_declare(matter=helped, user=voter, reason="My firm's.", by=voter)
    assert load(expert) == (1, 1, 1, 3)
    cast(ballot, "y")
    assert load(expert) == (1, 1, 0, 2)
    with on(31):
        assert load(as_expert(members(ballot)[1])) == (0, 0, 0, 0)


def test_the_list_of_experts_for_staff(client, make_matter, make_expert, make_staff):
    expert, idle = make_expert(), make_expert()
    ask(make_matter("received"), expert)
    client.force_login(make_staff())
    with clock.moved_to(LATER):
        rows = [row.record for row in client.get(EXPERTS).context["table"].rows]
        assert rows == [expert, idle]
        answer_ = client.get(EXPERTS, {"export": "xlsx", "q": expert.name})
    values = list(load_workbook(BytesIO(answer_.content)).active.iter_rows(values_only=True))
    assert [row[0] for row in values[1:] if row[0] == expert.name] == [expert.name]
    row = dict(zip(values[0], next(row for row in values if row[0] == expert.name), strict=True))
    assert (row["Opinions to give"], row["Load"], row["Answers due so far"]) == (1, 1, 1)
    assert (row["In time, %"], row["Median days"], row["With the result, %"]) == (0, None, None)


def test_others_see_only_themselves(client, make_ballot):
    ballot = make_ballot(4)
    cast(ballot, "yyyn")
    close(ballot)
    voter = members(ballot)[3]
    assert client.get(MINE).status_code == 302
    client.force_login(voter)
    assert client.get(EXPERTS).status_code == 404
    page = client.get(MINE)
    assert page.context["service"] == Service(asked=1, in_time=1, days=[0], voted=1, agreed=0)
    assert "0% " in page.content.decode()
    client.force_login(ballot.matter.people["applicant"])
    assert "Nothing answered yet" in client.get(MINE).content.decode()


def test_the_menu_leads_reviewers_to_their_own(client, make_ballot):
    ballot = make_ballot(4)
    client.force_login(members(ballot)[0])
    assert f'href="{reverse("home:my_reviewing")}"' in client.get("/desk/").content.decode()
    client.force_login(ballot.matter.people["applicant"])
    assert f'href="{reverse("home:my_reviewing")}"' not in client.get("/desk/").content.decode()


def test_the_pages_cost_the_same_at_one_row_and_at_three(make_ballot, make_matter, make_expert):
    def costs():
        user = [User.objects.get(pk=one.pk) for one in (staff, voter)]
        pages = zip(user, (EXPERTS, MINE), strict=True)
        return [len(statements(who, path, LATER)) for who, path in pages]

    def more():
        ballot = make_ballot(4)
        for number, user in enumerate(members(ballot)):
            expert = as_expert(user)
            if number == 0:
                ask(make_matter("received"), expert)
        cast(ballot, "yyyn")
        close(ballot)
        return ballot

    first = more()
    staff, voter = first.matter.people["staff"], members(first)[0]
    before = costs()
    more()
    assert costs() == before
    assert max(before) <= MOST
    assert engagements_of(first.matter, VERDICT).count() == 0
