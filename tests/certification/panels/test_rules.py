"""What a panel and its members have to be, at every boundary (认定 第五、十一至十三条)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.utils import translation

from certification.panels import rules
from certification.panels.facts import Member, Panel, Reviewer, Tie
from certification.panels.papers import FEWEST_ORIGINS
from zsa_portal.people.models import Body
from zsa_portal.regulations.models import Setting

DAY = dt.date(2026, 3, 2)
KINDS = ("technical", "standardisation", "testing", "market", "technical", "technical", "testing")
ORIGINS = ("research", "testing", "enterprise", "user", "government", "consumer", "certification")


def a_panel(size: int = 5, *, chairs: int = 1, **changes) -> Panel:
    """A panel that meets every rule, but for what is asked."""
    members = tuple(
        Member(
            name=f"m{place}",
            kind=KINDS[place],
            origin=ORIGINS[place],
            is_chair=place < chairs,
            standardisation_since=dt.date(2010, 1, 1),
            backgrounds=("professional",),
        )
        for place in range(size)
    )
    return replace(Panel(members, DAY), **changes)


def with_first(panel: Panel, **changes) -> Panel:
    """The same panel, its first member changed."""
    first, *others = panel.members
    return replace(panel, members=(replace(first, **changes), *others))


@pytest.mark.django_db
@pytest.mark.parametrize("size", [5, 7])
def test_a_panel_of_five_or_seven_meets_every_rule(size):
    assert [line for rule in rules.PANEL_RULES for line in rule.missing(a_panel(size))] == []


@pytest.mark.rule("R12a")
def test_five_members_are_the_fewest():
    met = [rules.panel_has_five_or_more(a_panel(size)) for size in (3, 4, 5, 6)]
    assert met == [False, False, True, True]


@pytest.mark.rule("R12a")
def test_the_number_is_odd():
    assert [rules.panel_is_odd(a_panel(size)) for size in (5, 6, 7)] == [True, False, True]


@pytest.mark.rule("R12a")
def test_there_is_one_chair():
    met = [rules.panel_has_one_chair(a_panel(chairs=chairs)) for chairs in (0, 1, 2)]
    assert met == [False, True, False]


@pytest.mark.rule("R12b")
@pytest.mark.parametrize("missing", ["technical", "standardisation", "testing", "market"])
def test_no_kind_of_expertise_is_missing(missing):
    members = tuple(
        replace(one, kind="technical" if missing != "technical" else "testing")
        if one.kind == missing
        else one
        for one in a_panel().members
    )
    assert not rules.every_kind_sits_on_the_panel(Panel(members, DAY))


@pytest.mark.parametrize("kind", ["market", "investment"])
def test_a_market_or_an_investment_expert_will_do(kind):
    members = [
        replace(one, kind=kind) if one.kind == "market" else one for one in a_panel().members
    ]
    assert rules.every_kind_sits_on_the_panel(Panel(tuple(members), DAY))


def of_origins(number: int, reason: str = "") -> Panel:
    """A panel of five from so many origins."""
    members = [
        replace(one, origin=ORIGINS[min(place, number - 1)])
        for place, one in enumerate(a_panel().members)
    ]
    return Panel(tuple(members), DAY, reason)


@pytest.mark.django_db
@pytest.mark.rule("R12b")
def test_few_origins_ask_for_a_reason():
    asked = rules.few_origins_have_a_reason
    assert asked(of_origins(3))
    assert not asked(of_origins(2))
    assert not asked(of_origins(2, "  "))
    assert asked(of_origins(2, "No others in this field."))


@pytest.mark.django_db
@pytest.mark.rule("R12b")
def test_how_many_origins_are_wanted_is_a_setting():
    Setting.objects.create(key=FEWEST_ORIGINS.key, value=6, reason="x")
    assert not rules.few_origins_have_a_reason(a_panel())


@pytest.mark.rule("R12b")
@pytest.mark.django_db
def test_an_unknown_origin_is_none():
    members = tuple(replace(one, origin="") for one in a_panel().members)
    assert not rules.few_origins_have_a_reason(Panel(members, DAY))


@pytest.mark.rule("R13a")
def test_a_standardisation_expert_has_five_years_to_the_day():
    begun = (dt.date(2021, 3, 1), dt.date(2021, 3, 2), dt.date(2021, 3, 3), None)
    met = [
        rules.standardisation_experts_have_five_years(
            with_first(a_panel(), kind="standardisation", standardisation_since=since)
        )
        for since in begun
    ]
    assert met == [True, True, False, False]


@pytest.mark.rule("R13a")
def test_every_standardisation_expert_is_asked_wherever_in_the_list():
    technical, second, *others = a_panel().members
    late = replace(second, standardisation_since=dt.date(2022, 1, 1))
    panel = Panel((technical, late, *others), DAY)
    assert not rules.standardisation_experts_have_five_years(panel)


def test_other_experts_need_no_years_in_standardisation():
    panel = with_first(a_panel(), kind="technical", standardisation_since=None)
    assert rules.standardisation_experts_have_five_years(panel)


@pytest.mark.rule("R13c")
@pytest.mark.parametrize("kind", ["technical", "testing", "market", "investment"])
def test_everybody_else_has_a_background_in_the_field(kind):
    asked = rules.others_have_a_background_in_the_field
    assert not asked(with_first(a_panel(), kind=kind, backgrounds=()))
    assert asked(with_first(a_panel(), kind=kind, backgrounds=("certification",)))
    assert asked(with_first(a_panel(), kind="standardisation", backgrounds=()))


TIED = {
    "employed": (rules.nobody_works_for_the_body, "R13b"),
    "acts": (rules.nobody_acts_for_the_body, "R13b"),
    "drafted": (rules.nobody_drafted_the_standard, "R13b"),
    "recused": (rules.nobody_is_recused, "R05b"),
}


def bars_alone(kind: str) -> bool:
    """Whether a tie of a kind is told by its own rule, with the name, and by no other."""
    rule, article = TIED[kind]
    panel = with_first(a_panel(), ties=(Tie(kind, "X"),))
    lines = rule.missing(panel)
    others = [another for other, (another, _article) in TIED.items() if other != kind]
    return (
        rule.article == article
        and [line.startswith("m0") for line in lines] == [True]
        and all(another(panel) for another in others)
        and rule(a_panel())
    )


@pytest.mark.rule("R13b")
@pytest.mark.parametrize("kind", ["employed", "acts", "drafted"])
def test_each_tie_bars_by_its_own_rule(kind):
    assert bars_alone(kind)


@pytest.mark.rule("R05b")
def test_a_recusal_bars_by_its_own_rule():
    assert bars_alone("recused")


@pytest.mark.rule("R11")
def test_the_committee_of_the_field_reviews_where_there_is_one():
    here = Body(pk=1, kind=Body.Kind.COMMITTEE, name="A")
    there = Body(pk=2, kind=Body.Kind.COMMITTEE, name="B")
    panel = Body(pk=3, kind=Body.Kind.PANEL, name="P")
    reviews = rules.committee_of_the_field_reviews
    assert reviews(Reviewer("bio", here, (here,)))
    assert reviews(Reviewer("bio", there, (here, there)))
    assert not reviews(Reviewer("bio", panel, (here,)))
    assert not reviews(Reviewer("bio", there, (here,)))


@pytest.mark.rule("R11")
def test_without_one_a_panel_reviews():
    committee = Body(pk=1, kind=Body.Kind.COMMITTEE, name="A")
    panel = Body(pk=3, kind=Body.Kind.PANEL, name="P")
    reviews = rules.committee_of_the_field_reviews
    assert reviews(Reviewer("bio", panel))
    assert not reviews(Reviewer("bio", committee))
    assert not reviews(Reviewer("bio", None))


def test_a_reviewer_chosen_alone_is_asked_what_each_member_is():
    alone = Panel((with_first(a_panel(), is_chair=False).members[0],), DAY)
    assert [line for rule in rules.MEMBER_RULES for line in rule.missing(alone)] == []
    assert rules.panel_is_odd not in rules.MEMBER_RULES


def english(asked, of):
    """What a condition says is missing, in English."""
    with translation.override("en"):
        return asked.missing(of)


@pytest.mark.rule("R12a")
def test_who_and_how_many_are_wrong_is_said():
    assert english(rules.panel_has_one_chair, a_panel(chairs=0)) == [
        "Nobody is chair: name one member as chair."
    ]
    assert english(rules.panel_has_one_chair, a_panel(chairs=2)) == [
        "m0, m1 are named as chair; a panel has one."
    ]
    assert english(rules.panel_has_five_or_more, a_panel(4)) == [
        "The panel has 4 members; at least 5 are needed."
    ]
    assert english(rules.panel_has_five_or_more, a_panel(1)) == [
        "The panel has 1 member; at least 5 are needed."
    ]
    assert english(rules.panel_is_odd, a_panel(6)) == [
        "The panel has 6 members: the number has to be odd."
    ]


@pytest.mark.django_db
@pytest.mark.rule("R12b")
def test_which_expertise_and_how_many_origins_are_missing_is_said():
    technical = Panel(tuple(replace(one, kind="technical") for one in a_panel().members), DAY)
    assert english(rules.every_kind_sits_on_the_panel, technical) == [
        "A kind of expertise is missing: Standardisation.",
        "A kind of expertise is missing: Testing.",
        "A kind of expertise is missing: Market / Investment.",
    ]
    for number, verb in ((2, "origins sit"), (1, "origin sits")):
        assert english(rules.few_origins_have_a_reason, of_origins(number)) == [
            f"{number} {verb} on the panel, 3 are wanted: say why there are fewer."
        ]


@pytest.mark.rule("R13a", "R13b", "R13c", "R05b")
def test_of_whom_and_why_is_said():
    def first(**changes):
        return with_first(a_panel(), **changes)

    said = {
        rules.standardisation_experts_have_five_years: first(
            kind="standardisation", standardisation_since=dt.date(2021, 3, 3)
        ),
        rules.others_have_a_background_in_the_field: first(backgrounds=()),
        rules.nobody_works_for_the_body: first(ties=(Tie("employed", "X"),)),
        rules.nobody_acts_for_the_body: first(ties=(Tie("acts", "X"),)),
        rules.nobody_drafted_the_standard: first(ties=(Tie("drafted", "X"),)),
        rules.nobody_is_recused: first(ties=(Tie("recused", "X"),)),
    }
    assert [line for asked, panel in said.items() for line in english(asked, panel)] == [
        "m0 works in standardisation since 2021-03-03 only.",
        "m0: no background in this field is recorded.",
        "m0 works or lately worked for X.",
        "m0 acts for X.",
        "m0 drafted the standard, or X did.",
        "m0 is recused: X",
    ]
    unknown = first(kind="standardisation", standardisation_since=None)
    assert english(rules.standardisation_experts_have_five_years, unknown) == [
        "m0: it is not recorded since when in standardisation."
    ]


@pytest.mark.rule("R11")
def test_who_reviews_instead_is_said():
    here = Body(pk=1, kind=Body.Kind.COMMITTEE, name="A")
    there = Body(pk=2, kind=Body.Kind.COMMITTEE, name="B")
    reviews = rules.committee_of_the_field_reviews
    assert english(reviews, Reviewer("bio", None, (here, there))) == [
        "A, B is there for this field and reviews."
    ]
    assert english(reviews, Reviewer("bio", None)) == [
        "No sub-committee exists for this field: form a panel."
    ]
    assert english(rules.a_panel_is_needed, SimpleNamespace(panel=here)) == [
        "A reviews; there is no panel to change."
    ]
    panel = Body(pk=3, kind=Body.Kind.PANEL, name="P")
    assert rules.a_panel_is_needed(SimpleNamespace(panel=panel))


def test_drafters_are_recorded_and_everybody_is_ready():
    ready = {"a": False, "b": True, "c": False}
    waits = [SimpleNamespace(name=name, is_ready=is_ready) for name, is_ready in ready.items()]
    assert english(rules.everybody_is_ready, SimpleNamespace(live=waits)) == [
        "Not accepted and signed yet: a, c."
    ]
    assert rules.everybody_is_ready(SimpleNamespace(live=waits[1:2]))
    assert english(rules.drafters_are_named, SimpleNamespace(drafters="")) == [
        "Record who drafted the standard: nobody of them may sit on the panel."
    ]
    assert rules.drafters_are_named(SimpleNamespace(drafters="某研究院"))
