"""The machine that makes and judges mutants."""

from __future__ import annotations

import pytest

from tests.mutants import __main__ as mutants
from tests.mutants.making import mutants_in
from tests.mutants.running import UNSOUND, code_named
from tests.mutants.targets import forget
from zsa_portal.workflow.gates import gates_of

SOURCE = '''
LIMIT = 3


class Rule:
    @property
    def met(self):
        """Whether it is."""
        return self.votes >= LIMIT


def lacking(rule):
    if not rule.met:
        return [_("Too few.")]
    return []
'''


def names() -> list[str]:
    return [mutant.name for mutant in mutants_in(SOURCE, "rules.py")]


def test_functions_are_mutated_decorated_ones_too_but_no_wording_and_no_import_time():
    assert names() == [
        "Rule.met: return self.votes >= LIMIT -> return self.votes > LIMIT",
        "lacking: if not rule.met: -> if rule.met:",
    ]


def test_a_mutant_knows_the_lines_of_its_statement_and_its_code():
    met, lacking = mutants_in(SOURCE, "rules.py")
    assert (met.lines, lacking.lines) == ([9], [13])
    whole = compile(met.source, "rules.py", "exec")
    assert code_named("Rule.met", whole).co_qualname == "Rule.met"
    with pytest.raises(LookupError):
        code_named("Rule.other", whole)


def test_what_a_function_kept_is_forgotten_or_no_test_would_reach_its_mutants():
    gates_of("example")
    assert gates_of.cache_info().currsize
    forget(["zsa_portal/workflow/gates.py", "zsa_portal/not_imported.py"])
    assert gates_of.cache_info().currsize == 0


def test_the_modules_own_then_the_nearest_are_tried_first_marked_or_quick_until_the_time_is_over():
    passed = {
        "tests/standards/planning/test_a.py::slow_unmarked": (3.0, []),
        "tests/standards/planning/test_a.py::slow_marked": (4.0, ["F15"]),
        "tests/standards/planning/test_a.py::marked": (2.0, ["F15"]),
        "tests/standards/planning/test_a.py::quick": (0.01, []),
        "tests/standards/planning/test_rules.py::own": (0.9, []),
        "tests/standards/test_b.py::quick": (0.01, ["F15"]),
        "tests/standards/test_b.py::long": (9.0, ["F15"]),
    }
    (mutant, *_others) = mutants_in(SOURCE, "standards/planning/rules.py")
    tried = mutants._nearest(mutant, set(passed), passed)
    assert [test.partition("::")[2] for test in tried] == [
        "own",
        "quick",
        "marked",
        "slow_marked",
        "slow_unmarked",
        "quick",
    ]


@pytest.mark.parametrize(
    ("verdict", "explained", "code"),
    [
        ("assertion", {}, 0),
        ("survived", {}, 1),
        ("too long", {}, 1),
        ("untouched", {}, 1),
        (UNSOUND, {}, 1),
        ("survived", {"a.py": {"f: x -> y": "The same."}}, 0),
        ("assertion", {"a.py": {"f: x -> y": "The same."}}, 1),
        ("survived", {"everywhere": {"[xy]": "The same."}}, 0),
        ("survived", {"everywhere": {"x": "The same."}}, 1),
    ],
)
def test_each_survivor_is_explained_and_nothing_else(verdict, explained, code, monkeypatch, capsys):
    monkeypatch.delenv("SAMPLE", raising=False)
    fallen = [{"path": "a.py", "name": f"g: {n}", "verdict": "crash"} for n in range(9)]
    one = {"path": "a.py", "name": "f: x -> y", "verdict": verdict, "tried": 1}
    assert mutants.told([one, *fallen], explained) == code
    assert "of 10 mutants fell" in capsys.readouterr().out


def test_under_nine_tenths_fail_though_all_are_explained(monkeypatch):
    monkeypatch.delenv("SAMPLE", raising=False)
    alive = [{"path": "a.py", "name": f"f: {n}", "verdict": "survived"} for n in range(2)]
    fallen = [{"path": "a.py", "name": f"g: {n}", "verdict": "crash"} for n in range(8)]
    assert mutants.told([*alive, *fallen], {"a.py": {"f: 0": "x", "f: 1": "x"}}) == 1
