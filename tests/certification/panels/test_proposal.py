"""A panel is proposed from the pool: complete, lawful, explained, in a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from certification.panels.facts import Member, Panel, Tie
from certification.panels.pool import Candidate
from certification.panels.proposing import propose, reasons
from certification.panels.rules import PANEL_RULES
from tests.certification.association import reviewer
from tests.certification.panels.conftest import best
from zsa_portal.people.models import Expert
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db
ORIGINS = ("research", "testing", "enterprise", "user", "government")


def candidate(pk: int, kind: str = "technical", **changes) -> Candidate:
    """An expert whom no rule bars, with what is asked changed."""
    own = {"origin": ORIGINS[pk % 5], "ties": (), "is_chair": False} | {
        name: changes.pop(name) for name in ("origin", "ties", "is_chair") if name in changes
    }
    member = Member(
        f"e{pk}",
        kind,
        standardisation_since=clock.today().replace(year=2000),
        backgrounds=("professional",),
        **own,
    )
    plain = Candidate(pk, pk, "", f"u{pk}", True, True, 0, 0, 0, 0, 5, member)
    return replace(plain, **changes)


def full_pool() -> list[Candidate]:
    """Four of each kind of expertise."""
    return [
        candidate(4 * place + n, kind)
        for place, kind in enumerate(Expert.Kind.values)
        for n in range(4)
    ]


@pytest.mark.parametrize("size", [5, 7, 9])
def test_what_is_proposed_meets_every_rule(size):
    found = propose(full_pool(), size=size)
    panel = Panel(tuple(one.member for one in found), clock.today())
    assert len(found) == size
    assert [line for rule in PANEL_RULES for line in rule.missing(panel)] == []


@pytest.mark.rule("R13b")
def test_nobody_barred_is_proposed():
    tied = [
        replace(one, member=replace(one.member, ties=(Tie("employed", "X"),)))
        for one in full_pool()
    ]
    assert propose(tied) == []
    assert propose([replace(one, available=False) for one in full_pool()]) == []


def test_origins_are_spread():
    pool = [candidate(n, "technical", origin="research", score=9) for n in range(10)]
    pool += [
        candidate(20 + n, "technical", origin=origin, score=1) for n, origin in enumerate(ORIGINS)
    ]
    assert len({one.member.origin for one in propose(pool)}) == 5


def test_two_of_one_employer_only_where_nobody_else_is():
    pool = [replace(candidate(n), employer="一家", score=9) for n in range(4)]
    pool += [candidate(10 + n, score=1) for n in range(4)]
    assert Counter(one.employer for one in propose(pool))["一家"] == 1
    assert Counter(one.employer for one in propose(pool[:4]))["一家"] == 4


def test_those_kept_stay_and_what_lacks_is_added():
    pool = full_pool()
    keep = [pool[0].as_chair(), pool[4]]
    added = propose(pool, keep=keep)
    assert len(added) == 3
    assert not {one.pk for one in keep} & {one.pk for one in added}
    assert not any(one.member.is_chair for one in added)
    kinds = {one.member.kind for one in (*keep, *added)}
    assert {"technical", "standardisation", "testing"} <= kinds


def test_the_chair_has_served_most():
    pool = [replace(one, served=one.pk) for one in full_pool()]
    chairs = [one for one in propose(pool) if one.member.is_chair]
    assert [one.served for one in chairs] == [max(one.served for one in propose(pool))]


def test_a_small_pool_gives_what_it_has():
    assert len(propose(full_pool()[:2])) == 2


def test_reasons_say_what_speaks_for_and_against():
    seated = [candidate(1, origin="user")]
    good = reasons(replace(candidate(7, origin="research"), served=2, in_time=3), seated)
    assert good.good == [
        "Works in this field",
        "Background in this field: Professional",
        "Brings the origin Research institution",
        "Served 2 times",
        "Always in time so far",
        "Nothing else open",
    ]
    assert (good.bad, good.barred) == ([], [])
    poor = candidate(8, origin="user", in_field=False, open=2, late=1, employer="u1")
    assert reasons(poor, seated).bad == [
        "Another field than this one",
        "This origin sits already",
        "Same employer as another member",
        "2 engagements open",
        "Late 1 time",
    ]
    assert "Origin not recorded" in reasons(candidate(9, origin=""), seated).bad


@pytest.mark.rule("R05b", "R13b")
def test_reasons_say_what_bars():
    tied = candidate(8, ties=(Tie("recused", "亲属"), Tie("employed", "某协会")))
    assert reasons(tied).barred == [
        "e8 works or lately worked for 某协会.",
        "e8 is recused: 亲属",
    ]
    assert reasons(replace(tied, user=None)).barred[0].startswith("No account")
    assert reasons(replace(tied, available=False)).barred[0] == "Not active at present."


def test_the_pool_is_asked_once_whatever_its_size(forming, django_assert_num_queries):
    assert forming.applicant
    with django_assert_num_queries(2):
        best(forming)
    for number in range(6):
        reviewer(f"more-{number}", "market", "consumer")
    with django_assert_num_queries(1):
        propose(best(forming))
