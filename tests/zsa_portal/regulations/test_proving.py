"""A run that breaks rules tells a proof from decoration, from a crash and from silence."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from zsa_portal.regulations.proving.declared import Thing
from zsa_portal.regulations.proving.plan import Seen, plan_of, read

INI = """
[pytest]
rule_packages = house
addopts = -p zsa_portal.regulations.proving.plugin -p no:cacheprovider
"""
HOUSE = """
from zsa_portal.regulations.rule import Base, Days, Threshold, condition, permission, provision, rule

@rule("F15")
def it_is_calm(noise):
    if noise:
        yield "There is noise."
"""
HEAD = """
import pytest
from house import *
from zsa_portal.regulations.rule import RuleUnmet
"""


@pytest.fixture
def prove(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch):
    """Run tests of a small house, then break what they plan; the codes, the plan, all that was said."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")

    def run(tests: str, house: str = "") -> SimpleNamespace:
        pytester.makeini(INI)
        pytester.makepyfile(house=HOUSE + house, test_house=HEAD + tests)
        pytester.syspathinsert()
        ran = [
            pytester.runpytest_inprocess("test_house.py", "--proofs=plan.json"),
            pytester.runpytest_inprocess("--break-plan=plan.json"),
        ]
        plan = {name.removeprefix("house."): proof for name, proof in read_plan(pytester).items()}
        return SimpleNamespace(
            codes=[int(one.ret) for one in ran], plan=plan, said=[one.stdout.str() for one in ran]
        )

    return run


def read_plan(pytester):
    return read(pytester.path / "plan.json")


CALM = "test_house.py::test_calm"


@pytest.mark.parametrize(
    "body",
    [
        "assert it_is_calm.missing('loud') == ['There is noise.']",
        "with pytest.raises(RuleUnmet):\n        it_is_calm.require('loud')",
        "assert not it_is_calm('loud')",
    ],
)
def test_an_assertion_and_a_refusal_that_stays_out_are_proofs(prove, body):
    done = prove(f"@pytest.mark.rule('F15')\ndef test_calm():\n    {body}")
    assert (done.codes, done.plan["it_is_calm"].by) == ([0, 0], CALM)


def test_a_refusal_from_elsewhere_is_a_proof(prove):
    done = prove(
        """
@pytest.mark.rule("F15")
def test_calm():
    if it_is_calm("loud"):
        raise RuleUnmet("F13a", ["Something else is missing."])
"""
    )
    assert (done.codes, done.plan["it_is_calm"].by) == ([0, 0], CALM)


def test_a_crash_is_no_proof(prove):
    done = prove(
        """
@pytest.mark.rule("F15")
def test_calm():
    {}[0] if it_is_calm("loud") else None
"""
    )
    assert (done.codes, done.plan["it_is_calm"].by) == ([0, 1], "")
    assert f"{CALM} crashes, which is no proof: KeyError: 0" in done.said[1]


def test_a_test_that_still_passes_proves_nothing(prove):
    done = prove("@pytest.mark.rule('F15')\ndef test_calm(): it_is_calm('loud')")
    assert (done.codes, done.plan["it_is_calm"].by) == ([0, 1], "")
    assert "house.it_is_calm (F15) is proven by no test:" in done.said[1]
    assert f"{CALM} still passes" in done.said[1]


def test_the_next_test_is_tried_where_the_first_proves_nothing_and_then_no_other(prove, pytester):
    done = prove(
        """
@pytest.mark.rule("F15")
def test_aside():
    assert it_is_calm("loud") in (True, False)

@pytest.mark.rule("F15")
def test_calm():
    assert not it_is_calm("loud")
    __import__("time").sleep(0.05)

@pytest.mark.rule("F15")
def test_later():
    assert not it_is_calm("loud")
    __import__("time").sleep(0.2)
"""
    )
    assert done.codes == [0, 0]
    assert list(done.plan["it_is_calm"].tests) == [CALM, "test_house.py::test_later"]
    again = pytester.runpytest_inprocess("--break-plan=plan.json")
    again.assert_outcomes(passed=1, skipped=1)
    assert again.ret == 0
    assert read_plan(pytester)["house.it_is_calm"].by == CALM


def test_an_object_that_no_marked_test_asks_is_named(prove):
    done = prove("def test_calm(): assert not it_is_calm('loud')")
    assert done.codes[0] == 1
    assert "house.it_is_calm: no test marked F15 asks it" in done.said[0]


def test_a_condition_without_article_is_proven_by_any_test_in_which_it_refused(prove):
    house = """
@condition
def it_is_light(dark):
    if dark:
        yield "It is dark."
"""
    tests = """
@pytest.mark.rule("F15")
def test_calm(): assert not it_is_calm("loud")

def test_light(): assert not it_is_light("night")
"""
    done = prove(tests, house)
    assert (done.codes, done.plan["it_is_light"].by) == ([0, 0], "test_house.py::test_light")


def test_a_condition_that_never_refuses_is_named(prove):
    house = "\n@condition\ndef it_is_light(dark):\n    yield from dark\n"
    done = prove(
        """
@pytest.mark.rule("F15")
def test_calm():
    assert not it_is_calm("loud")
    assert it_is_light([])
""",
        house,
    )
    assert done.codes[0] == 1
    assert "house.it_is_light: no test is refused by it" in done.said[0]


def test_a_mark_whose_article_the_test_does_not_ask_is_decoration(prove):
    done = prove(
        """
@pytest.mark.rule("F15", "F13a")
def test_calm(): assert not it_is_calm("loud")
"""
    )
    assert done.codes[0] == 1
    assert f"{CALM} is marked with F13a and asks nothing of it" in done.said[0]


def test_objects_of_one_article_are_broken_one_by_one(prove):
    house = """
@rule("F15")
def it_is_light(dark):
    if dark:
        yield "It is dark."
"""
    done = prove(
        """
@pytest.mark.rule("F15")
def test_both():
    assert not it_is_calm("loud")
    it_is_light("night")
""",
        house,
    )
    assert done.codes == [0, 1]
    assert [bool(done.plan[name].by) for name in ("it_is_calm", "it_is_light")] == [True, False]


def test_permissions_provisions_and_figures_are_broken_too(prove):
    house = """
@permission("F06a")
def may(matter, user):
    return user == "staff"

@provision("F30", otherwise="")
def number(running):
    return f"No. {running}"

MAJORITY = Threshold(3, 4, of=Base.ALL_MEMBERS, rule="F13a")
TIME = Days(15, rule="F14b")
"""
    done = prove(
        """
@pytest.mark.rule("F15")
@pytest.mark.parametrize("noise", ["loud", "low"])
def test_calm(noise): assert not it_is_calm(noise)

@pytest.mark.rule("F06a")
def test_may(): assert not may(None, "visitor")

@pytest.mark.rule("F30")
def test_number(): assert number(5) == "No. 5"

@pytest.mark.rule("F13a")
def test_majority():
    stored = Threshold(3, 4, of=Base.ALL_MEMBERS, rule="F13a")
    assert not stored.met(yes=2, base=4)

@pytest.mark.rule("F14b")
def test_time():
    with pytest.raises(RuleUnmet):
        TIME.require(14)
""",
        house,
    )
    assert done.codes == [0, 0]
    assert len(done.plan) == 5
    assert "5 of 5 declared things are proven" in done.said[1]


def test_all_objects_of_an_article_are_broken_under_each_marked_test(prove, pytester):
    prove(
        """
@pytest.mark.rule("F15")
def test_calm(): assert not it_is_calm("loud")

@pytest.mark.rule("F15")
def test_idle(): it_is_calm("loud")

@pytest.mark.rule("F15")
@pytest.mark.parametrize(("said", "calm"), [("loud", False), ("calm", True)])
def test_cases(said, calm): assert it_is_calm(said) is calm
"""
    )
    ran = pytester.runpytest_inprocess("--break-rule=ALL")
    ran.assert_outcomes(passed=4)
    assert ran.ret == pytest.ExitCode.TESTS_FAILED
    said = [line for line in ran.stdout.lines if "still passes" in line]
    assert said == ["test_house.py::test_idle still passes, F15 broken"]
    pytester.runpytest_inprocess("--break-rule=F15").assert_outcomes(passed=2, failed=2)


def test_a_test_about_one_thing_goes_before_a_quicker_one_about_many():
    things = {name: Thing(name, "F28", {"house"}) for name in ("a", "b")}
    tests = [
        Seen("quick", ["F28"], 0.1, {"a": True, "b": True}),
        Seen("only", ["F28"], 2.0, {"a": True, "b": False}),
        Seen("without a mark", [], 0.1, {"a": True}),
        Seen("long", ["F28"], 100.0, {"a": True, "b": False}),
    ]
    plan = plan_of(things, tests)
    assert [plan[name].tests for name in things] == [
        ["only", "quick", "long"],
        ["quick", "only", "long"],
    ]


def test_long_tests_are_tried_when_no_other_is_left():
    seen = [Seen(f"{s}", ["F28"], s, {"a": True}) for s in (1.0, 2.0, 3.0, 50.0, 60.0)]
    proof = plan_of({"a": Thing("a", "F28", {"house"})}, seen)["a"]
    tried = []
    while proof.tests:
        tried.append(proof.coming(12))
        for one in tried[-1]:
            proof.tests.remove(one)
            proof.tried[one] = "still passes"
    assert tried == [["1.0"], ["2.0", "3.0"], ["50.0", "60.0"]]
    assert proof.failed
