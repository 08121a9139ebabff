"""The six applications of the demonstration end in the states of their data, on any day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from certification.demo.records import bodies, recognitions
from certification.demo.story import Story
from certification.panels.records import Place
from certification.panels.rules import PANEL_RULES
from certification.states import S
from tests.certification.demo.lived import lived
from tests.lasting import lasting
from zsa_portal.ballots.models import VoteDraft
from zsa_portal.ballots.queries import tally
from zsa_portal.catalogue.models import Edition
from zsa_portal.home.demo.association import Association
from zsa_portal.people.models import Body, Organisation
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Duty, LogEntry
from zsa_portal.workflow.queries import open_duties

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 20, 18, 0, tzinfo=clock.SHANGHAI)


@pytest.fixture(scope="module")
def loaded(
    django_db_setup: None, django_db_blocker: pytest.DjangoDbBlocker
) -> Iterator[tuple[Association, dict[str, Story]]]:
    """The stories lived once for the module, the clock on their evening; rolled back after it."""
    with clock.moved_to(NOW), lasting(django_db_blocker, lambda: lived(NOW.date())) as found:
        yield found


@pytest.fixture
def built(loaded: tuple[Association, dict[str, Story]]) -> Association:
    """The association."""
    return loaded[0]


@pytest.fixture
def stories(loaded: tuple[Association, dict[str, Story]]) -> dict[str, Story]:
    """The stories by the keys of the data."""
    return loaded[1]


def test_six_applications_of_three_bodies_lie_where_the_data_says(built, stories):
    assert {key: one.state for key, one in stories.items()} == {
        key: row["state"] for key, row in recognitions().items()
    }
    assert sorted({one.state for one in stories.values()}) == sorted(
        [S.DRAFT, S.ACCEPTANCE, S.NOTICE, S.BALLOT, S.RECONSIDERATION, S.RECOGNISED]
    )
    applying = {row["body"] for row in recognitions().values()}
    assert applying == set(bodies())
    assert {built.organisations[key].kind for key in applying} == {
        Organisation.Kind.SOCIAL_ORGANISATION
    }


def test_everybody_has_something_to_do(built, stories):
    owed = {
        "feng.jingshu": "gateway_security",
        "ye.qinghe": "roadside_perception",
        "xiao.ruogu": "roadside_perception",
        "gan.zimo": "battery_reuse",
        "jing.huaishan": "battery_reuse",
        "han.shuning": "hydrogen_efficiency",
    }
    for username, key in owed.items():
        duties = open_duties(built.users[username]).filter(matter=stories[key].pk)
        assert (username, duties.exists()) == (username, True)
    assert not Duty.objects.filter(done_at=None, due_at__lt=NOW).exists()


def test_people_act_in_office_hours_and_in_the_order_of_time(loaded):
    entries = LogEntry.objects.order_by("pk")
    at = list(entries.values_list("at", flat=True))
    assert at == sorted(at)
    hours = {one.astimezone(clock.SHANGHAI).hour for one in at}
    assert (min(hours) >= 9, max(hours) <= 17) == (True, True)


def test_the_panel_at_work_has_judged_in_part(stories):
    panel = stories["battery_reuse"].matter.panel
    assert (panel.kind, panel.seats.count()) == (Body.Kind.PANEL, 7)
    opened = stories["battery_reuse"].matter.ballots.get()
    counted = tally(opened)
    assert (counted.yes, counted.silent, counted.passed) == (3, 4, False)
    assert VoteDraft.objects.get().user.username == "gan.zimo"
    declined = Place.objects.exclude(ended_at=None).get()
    assert (declined.user.username, declined.state) == ("dou.qingfeng", "ended")


def test_the_panels_of_the_data_obey_the_rules(stories):
    for key in ("battery_reuse", "thermal_runaway"):
        composition = stories[key].matter.panel_plans.get().composition
        assert [rule.id for rule in PANEL_RULES if rule.missing(composition)] == []


def test_the_review_that_failed_missed_three_quarters_of_those_not_recused(stories):
    one = stories["hydrogen_efficiency"].matter
    counted = tally(one.ballots.get())
    assert (counted.yes, counted.no, counted.recused, counted.passed) == (3, 3, 2, False)
    assert one.reconsiderations.get().decision == ""


def test_the_recognised_standard_was_changed_and_is_in_the_catalogue(stories):
    one = stories["thermal_runaway"].matter
    assert [change.confirmed_at is not None for change in one.changes_asked.all()] == [True, True]
    edition = Edition.objects.get(matter=one)
    assert (edition.status, edition.source_number) == ("current", "T/YXES 3-2024")
    assert one.meetings.get().conclusion == "pass_with_changes"
