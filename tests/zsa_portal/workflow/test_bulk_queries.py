"""What is read of several matters at once, and why a step is not taken in one of them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.http import Http404

from tests.procedure.models import Example
from tests.proof.states import OPEN
from tests.proof.stations import suggestion_at
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import Condition
from zsa_portal.workflow.bulk import queries
from zsa_portal.workflow.bulk.records import BulkRun
from zsa_portal.workflow.interests import is_recused
from zsa_portal.workflow.machine import Together
from zsa_portal.workflow.models import Recusal

pytestmark = pytest.mark.django_db
AHEAD = f"{__name__}.read_ahead"


def recuse(matter, user, **of):
    Recusal.objects.create(matter=matter, user=user, reason="Own", declared_by=user, **of)


def keys(matters):
    return [matter.pk for matter in matters]


@pytest.fixture
def two(make_matter):
    return [make_matter("received") for _row in range(2)]


@pytest.fixture
def asked(monkeypatch):
    """What was read ahead of which matters, as a step for several tells that it be."""
    seen = []
    monkeypatch.setitem(globals(), "read_ahead", lambda matters: seen.append(keys(matters)))
    return seen


@pytest.fixture
def together(monkeypatch):
    """Declare how the example's end is taken for several."""

    def declare(**of):
        declared = Together("Why.", **of)
        monkeypatch.setattr(queries, "together_of", lambda _kind, _name: declared)

    return declare


def read_ahead(_matters):
    raise AssertionError("a test puts its own here")


def lines(matters, user, name="end"):
    found = queries.lines_of(matters, "example", name, user)
    return {line.matter.pk: line.refusals for line in found}


def test_matters_of_several_procedures_come_in_order_of_key_each_once(make_matter, two):
    _walk, suggestion = suggestion_at(OPEN)
    hidden, last = make_matter("draft"), make_matter("received")
    wanted = [last.pk, hidden.pk, suggestion.pk, two[1].pk, two[0].pk]
    shown = sorted([suggestion.pk, *keys([*two, last])])
    by = two[0].people["staff"]
    for kind in ("example", "suggestion", "", "nothing"):
        found = queries.matters_of(by, wanted, kind)
        assert (keys(found), len(found)) == (shown, len(shown))
        assert {type(one).__name__ for one in found} == {"Example", "Suggestion"}


def test_one_procedures_matters_take_two_queries(make_matter, django_assert_num_queries):
    later = make_matter("noticed")
    assert later.due_at > clock.now()
    with django_assert_num_queries(2):
        queries.matters_of(later.people["staff"], [later.pk], "example")


def test_who_is_recused_is_known_of_each(two, make_staff, django_assert_num_queries):
    first, second = two
    by, other = make_staff(), make_staff()
    recuse(first, by)
    recuse(second, by, lifted_at=clock.now())
    recuse(second, other)
    found = queries.matters_of(by, keys(two), "example")
    with django_assert_num_queries(0):
        assert [is_recused(one, by) for one in found] == [True, False]
    assert [is_recused(Example.objects.get(pk=one.pk), by) for one in two] == [True, False]
    assert [is_recused(Example.objects.get(pk=one.pk), other) for one in two] == [False, True]


def test_an_offer_names_its_procedure():
    assert queries.Offer("example", "end", Example.end).procedure == "Example"


def test_the_form_is_that_of_one_of_the_matters(two):
    by = two[0].people["staff"]
    form = queries.form_for(two[1], "example", "end", by)
    assert (form.matter, form.user) == (two[1], by)
    assert queries.form_for(two[1], "example", "to_ballot", by) is None


def test_only_what_is_free_is_read_ahead_and_nothing_where_nothing_is(
    make_matter, two, asked, together
):
    together(ahead=(AHEAD,))
    ended, by = make_matter("ended"), two[0].people["staff"]
    lines([*two, ended], by)
    assert asked == [keys(two)]
    lines([ended], by)
    assert asked == [keys(two)]


def test_each_matter_says_what_it_misses_itself_and_as_one_of_several(monkeypatch, two, together):
    def missing(matter, transition):
        return [SimpleNamespace(text=f"{matter.pk} misses something to {transition.name}")]

    monkeypatch.setattr(queries, "missing_of", missing)
    together(needs=(Condition(lambda matter: [f"{matter.pk} is alone"]),))
    assert lines(two, two[0].people["staff"]) == {
        one.pk: [f"{one.pk} misses something to end", f"{one.pk} is alone"] for one in two
    }


def test_who_may_act_instead_is_said_of_each(monkeypatch, two, make_staff):
    def refusal(matter, user):
        return f"{matter.pk} is not for {user.pk}"

    monkeypatch.setattr(Example, "turn_refusal", refusal)
    other = make_staff(department="other")
    assert lines(two, other) == {one.pk: [f"{one.pk} is not for {other.pk}"] for one in two}


def test_another_procedures_step_is_refused(make_staff):
    _walk, suggestion = suggestion_at(OPEN)
    assert lines([suggestion], make_staff()) == {
        suggestion.pk: ["This step belongs to another procedure."]
    }


def test_a_run_is_read_by_its_key_and_by_who_asked_for_it_alone(make_staff):
    by, other = make_staff(), make_staff()
    first, second = (
        BulkRun.objects.create(kind="example", step="end", values={}, by=by) for _ in range(2)
    )
    assert queries.run_of(by, first.pk) == first
    assert queries.run_of(by, second.pk) == second
    with pytest.raises(Http404):
        queries.run_of(other, first.pk)
