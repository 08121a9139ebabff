"""Every list of matters is narrowed to one's own, the overdue, and by whose turn it is."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.urls import reverse

from zsa_portal.home.filters import MatterFilter
from zsa_portal.regulations import clock
from zsa_portal.workflow.filters import TurnFilter, for_matters, turn_roles
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.models import Matter

pytestmark = pytest.mark.django_db


def narrowed(user, **data):
    """The titles that a list of matters shows to a user."""
    request = SimpleNamespace(user=user)
    rows = for_matters(Matter)(data, Matter.objects.all(), request=request).qs
    return sorted(matter.title for matter in rows)


@pytest.fixture
def three(make_matter):
    """A draft of its applicant, one with the secretariat, one that its applicant waits for."""
    return [
        make_matter("draft", title="A draft"),
        make_matter("received", title="B received"),
        make_matter("ended", title="C ended"),
    ]


def test_mine_is_whose_turn_is_mine_or_my_party_s(three, make_user):
    draft, received, _ended = three
    assert narrowed(draft.people["applicant"], mine="turn") == ["A draft"]
    assert narrowed(received.people["staff"], mine="turn") == ["B received"]
    assert narrowed(received.people["applicant"], mine="turn") == []
    assert narrowed(make_user(), mine="turn") == []


def test_mine_is_also_where_i_take_part(three, make_user):
    _draft, received, _ended = three
    assert narrowed(received.people["applicant"], mine="part") == ["B received"]
    assert narrowed(received.people["staff"], mine="part") == ["A draft", "B received", "C ended"]
    assert narrowed(make_user(), mine="part") == []


def test_by_the_role_whose_turn_it_is(three, make_user):
    user = make_user()
    assert narrowed(user, role="applicant") == ["A draft"]
    assert narrowed(user, role="secretariat") == ["B received"]
    assert {"applicant", "secretariat", "clock"} <= set(dict(turn_roles()))
    assert "nobody" not in dict(turn_roles())


def test_by_the_name_of_the_party_whose_turn_it_is(make_matter, make_organisation, make_user):
    make_matter("draft", title="Of pumps", applicant=make_organisation("Pump Works"))
    make_matter("draft", title="Of valves", applicant=make_organisation("Valve Works"))
    user = make_user()
    assert narrowed(user, turn="pump") == ["Of pumps"]
    assert narrowed(user, turn="works") == ["Of pumps", "Of valves"]
    assert narrowed(user, turn="\x00 ") == ["Of pumps", "Of valves"]
    assert narrowed(user, turn="nobody") == []


def test_the_overdue_are_those_past_their_deadline_that_go_on(three, make_user):
    late = clock.now() - dt.timedelta(days=1)
    Matter.objects.filter(title__in=("B received", "C ended")).update(due_at=late)
    assert narrowed(make_user(), overdue="yes") == ["B received"]


def test_every_list_of_matters_has_these_filters(client, make_staff):
    client.force_login(make_staff())
    for address in {machine.list_url() for machine in MACHINES.values()}:
        answer = client.get(address)
        if answer.status_code == 200 and answer.context.get("filterset"):
            assert isinstance(answer.context["filterset"], TurnFilter), address
    assert issubclass(MatterFilter, TurnFilter)


def test_a_list_says_what_it_is_narrowed_by(client, three):
    draft = three[0]
    client.force_login(draft.people["applicant"])
    page = client.get(reverse("home:matters"), {"mine": "turn"}).content.decode()
    assert '<option value="turn" selected>' in page
    assert "A draft" in page
    assert "B received" not in page
