"""The list of all matters tells kinds apart that share the codes of their states."""

from __future__ import annotations

from typing import ClassVar

import pytest
from django.urls import reverse

from tests.procedure.models import Example
from zsa_portal.home.views import MatterFilter
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.models import Matter

pytestmark = pytest.mark.django_db
ADDRESS = "home:matters"


class Twin:
    """A second kind whose states have the codes of the example's."""

    kind_code = "twin"
    kind_label = "Twin"
    STATES = Example.STATES
    STAGES: ClassVar[dict[str, str]] = Example.STAGES
    page_related: ClassVar[tuple[str, ...]] = ()
    DISCOVERY = None


@pytest.fixture
def twins(make_matter, monkeypatch) -> tuple[Matter, Matter]:
    """An example and a twin, both received."""
    monkeypatch.setitem(MACHINES, "twin", Twin)
    first = make_matter("received", title="The example itself", field="bio")
    second = make_matter("received", title="Its twin", field="bio")
    Matter.objects.filter(pk=second.pk).update(kind="twin")
    return first, second


def titles(rows) -> list[str]:
    return sorted(matter.title for matter in rows)


def narrowed(**data: str) -> list[str]:
    return titles(MatterFilter(data, Matter.objects.all()).qs)


def test_a_state_is_one_of_its_kind(twins):
    assert narrowed() == ["Its twin", "The example itself"]
    assert narrowed(state="example:received") == ["The example itself"]
    assert narrowed(state="twin:received") == ["Its twin"]
    assert narrowed(state="twin:published") == []


def test_a_choice_names_its_kind_where_there_are_several(twins, monkeypatch):
    labels = dict(MatterFilter.base_filters["state"].extra["choices"]())
    assert labels["example:received"] == "Example · 10.00 Received"
    assert labels["twin:received"] == "Twin · 10.00 Received"
    for kind in set(MACHINES) - {"example"}:
        monkeypatch.delitem(MACHINES, kind)
    labels = dict(MatterFilter.base_filters["state"].extra["choices"]())
    assert labels["example:received"] == "10.00 Received"


def test_the_page_narrows_by_kind_and_state(client, make_staff, twins):
    client.force_login(make_staff())
    page = client.get(reverse(ADDRESS), {"state": "twin:received"}).content.decode()
    assert "Its twin" in page
    assert "The example itself" not in page
    assert '<option value="twin:received" selected>' in page


def test_the_field_comes_from_the_kinds_that_have_one(make_matter, monkeypatch):
    make_matter("received", title="Of biology", field="bio")
    make_matter("received", title="Of nothing")
    assert narrowed(field="bio") == ["Of biology"]
    assert narrowed(field="future") == []
    monkeypatch.delitem(MACHINES, "example")
    monkeypatch.setitem(MACHINES, "example", Twin)
    assert narrowed(field="bio") == []
