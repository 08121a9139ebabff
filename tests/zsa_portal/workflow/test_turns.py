"""Whose turn it is where a state asks several parties before its holder."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests.procedure import roles
from tests.procedure.models import Example
from tests.proof.states import OPEN
from tests.proof.stations import suggestion_at
from zsa_portal.people.models import Department, Party
from zsa_portal.regulations import clock
from zsa_portal.workflow import turns
from zsa_portal.workflow.machine import Asked
from zsa_portal.workflow.models import Duty, Matter

pytestmark = pytest.mark.django_db

OPINION = "opinion"
ASKED = Asked(roles.EXPERT, OPINION)


@pytest.fixture
def asks(monkeypatch):
    """Lets states of the example ask experts for their opinion; ``open`` is another kind's state."""
    for state in ("received", OPEN):
        info = dataclasses.replace(Example.STATES["received"], asked=ASKED)
        monkeypatch.setitem(Example.STATES, state, info)


@pytest.fixture
def asked(asks, make_user, make_matter):
    """A received matter that asks two experts, of whom the second has answered."""
    matter = make_matter("received")
    owing, answered = (Party.of(make_user(name)) for name in ("Owing", "Answered"))
    owes(matter, owing)
    owes(matter, answered, done_at=clock.now())
    return SimpleNamespace(matter=matter, owing=owing, answered=answered)


def owes(matter, party, key=OPINION, **of):
    return Duty.objects.create(matter=matter, party=party, key=key, **of)


def found(condition):
    """The keys of the matters under a condition."""
    return set(Matter.objects.filter(condition).values_list("pk", flat=True))


def turn_of(party):
    return found(turns.is_turn_of(Q(key=party.key)))


def test_it_is_the_turn_of_those_who_owe_still(asked):
    assert turns.in_turn([asked.matter]) == {asked.matter.pk: [asked.owing]}
    assert turns.turns_of([asked.matter]) == {asked.matter.pk: "Owing"}
    assert turn_of(asked.owing) == {asked.matter.pk}
    assert turn_of(asked.answered) == set()
    assert turn_of(asked.matter.holder) == set()
    assert found(turns.is_turn_of_role(roles.EXPERT.code)) == {asked.matter.pk}
    assert found(turns.is_turn_of_role(roles.SECRETARIAT.code)) == set()


def test_once_all_have_answered_it_is_the_turn_of_the_holder(asked):
    Duty.objects.filter(matter=asked.matter).update(done_at=clock.now())
    pk, holder = asked.matter.pk, asked.matter.holder
    assert turns.in_turn([asked.matter]) == {pk: [holder]}
    assert (turn_of(asked.owing), turn_of(holder)) == (set(), {pk})
    assert found(turns.is_turn_of_role(roles.EXPERT.code)) == set()
    assert found(turns.is_turn_of_role(roles.SECRETARIAT.code)) == {pk}


def test_another_duty_or_state_gives_no_turn(asked, make_matter):
    other, later = make_matter("received"), make_matter("deciding")
    owes(asked.matter, asked.answered, "another")
    owes(other, asked.answered, "another")
    owes(later, asked.answered)
    assert turns.in_turn([asked.matter, other, later]) == {
        asked.matter.pk: [asked.owing],
        other.pk: [other.holder],
        later.pk: [later.holder],
    }
    assert turn_of(asked.answered) == set()
    assert found(turns.is_turn_of_role(roles.EXPERT.code)) == {asked.matter.pk}
    assert turn_of(later.holder) == {later.pk}


def test_another_procedure_is_asked_by_its_own_states(asked):
    _walk, suggestion = suggestion_at(OPEN)
    owes(suggestion, asked.answered)
    assert turns.in_turn([suggestion]) == {suggestion.pk: [suggestion.holder]}
    assert turn_of(asked.answered) == set()
    assert turn_of(suggestion.holder) == {suggestion.pk}
    assert found(turns.is_turn_of_role(roles.EXPERT.code)) == {asked.matter.pk}
    assert found(turns.is_turn_of_role(roles.SECRETARIAT.code)) == set()
    assert found(turns.is_turn_of_role(suggestion.state_info.holder.code)) == {suggestion.pk}


def test_of_two_kinds_of_duty_each_counts_in_its_own_state(asked, make_matter, monkeypatch):
    second = Asked(roles.WRITERS, "second")
    info = dataclasses.replace(Example.STATES["deciding"], asked=second)
    monkeypatch.setitem(Example.STATES, "deciding", info)
    later = make_matter("deciding")
    owes(later, asked.answered, "second")
    owes(later, asked.owing)
    owes(asked.matter, asked.answered, "second")
    assert turns.in_turn([asked.matter, later]) == {
        asked.matter.pk: [asked.owing],
        later.pk: [asked.answered],
    }
    assert (turn_of(asked.owing), turn_of(asked.answered)) == ({asked.matter.pk}, {later.pk})
    assert found(turns.is_turn_of_role(roles.WRITERS.code)) == {later.pk}
    assert found(turns.is_turn_of_role(roles.EXPERT.code)) == {asked.matter.pk}
    assert found(turns.is_turn_of_role(later.state_info.holder.code)) == set()


def test_a_role_has_its_turn_in_the_states_that_it_holds(make_matter):
    received, deciding = make_matter("received"), make_matter("deciding")
    assert found(turns.is_turn_of_role(roles.SECRETARIAT.code)) == {received.pk}
    assert found(turns.is_turn_of_role(roles.COUNCIL_SECRETARY.code)) == {deciding.pk}


def test_several_are_named_by_pinyin_as_the_reader_s_language_lists_words(asked, make_user):
    first, second = (Party.of(make_user(name)) for name in ("赵六", "李四"))
    owes(asked.matter, first)
    owes(asked.matter, second)
    assert turns.in_turn([asked.matter]) == {asked.matter.pk: [asked.owing, second, first]}
    for language, said in (("en", "Owing, 李四, 赵六"), ("zh-hans", "Owing、李四、赵六")):
        with translation.override(language):
            assert turns.turns_of([asked.matter]) == {asked.matter.pk: said}


def test_where_no_state_asks_several_nothing_is_read(make_matter, django_assert_num_queries):
    matter = make_matter("received")
    matter.holder  # noqa: B018 - read along, as lists do
    with django_assert_num_queries(0):
        assert turns.in_turn([matter]) == {matter.pk: [matter.holder]}


def test_it_is_nobodys_turn_without_a_holder(make_matter):
    published = make_matter("published")
    assert turns.in_turn([published]) == {published.pk: []}
    assert turns.turns_of([published]) == {published.pk: ""}
    assert turns.in_turn([]) == {}


def test_one_query_reads_all_that_is_owed(asked, make_matter, make_user):
    several = [asked.matter, *(make_matter("received") for _ in range(2))]
    for matter in several:
        owes(matter, Party.of(make_user()))
        owes(matter, Party.of(Department.objects.first()))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        turns.turns_of(several)
    assert len(queries) == 1


def test_roles_that_are_asked_have_a_turn_too(asks):
    assert (roles.EXPERT.code, str(roles.EXPERT.label)) in turns.roles_in_turn()
    assert (roles.COUNCIL_SECRETARY.code, str(roles.COUNCIL_SECRETARY.label)) in (
        turns.roles_in_turn()
    )
    assert roles.COMMITTEE.code not in dict(turns.roles_in_turn())
