"""`make mutants`: mutate the targets, run each mutant's tests, demand that they notice.

MODULES names modules by patterns, TESTS the tests to try instead of those beside the modules (a rule
is to be proven where it stands, not by whatever passes through it), SAMPLE=5 takes every fifth mutant,
TOUCHED a folder in which an earlier run noted what tests touch.
Fails for a survivor without an explanation in ``explained.yaml``, for an explanation without a
survivor, and when fewer than 90 % fall.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

from ops.changed import change_of
from tests.mutants.making import ROOT, Mutant, mutants_of
from tests.mutants.targets import targets

SHARES = 2
MOST_SECONDS = 10
"""So long are a mutant's tests tried, as they took before: the nearest, marked and quickest first."""
QUICK = 0.05
"""A test of so few seconds is tried before slower ones that are marked: it costs nothing."""
LEAST = 0.9
EXPLAINED = Path(__file__).with_name("explained.yaml")
EVERYWHERE = "everywhere"
"""In the explanations: what may change in any module, as patterns, instead of a module."""
FALLEN = ("assertion", "crash")
PYTEST = (sys.executable, "-m", "pytest", "-q", "--hypothesis-profile", "mutants")

Row = dict[str, Any]


def main() -> int:
    """Touch, plan, run, tell."""
    state = Path(os.environ["STATE_DIR"])
    paths = targets()
    touched = Path(os.environ.get("TOUCHED") or _touch(state / "touched", paths))
    rows = planned(paths, [json.loads(f.read_text()) for f in touched.glob("*.json")])
    plan = state / "mutants.json"
    plan.write_text(json.dumps(rows), encoding="utf-8")
    _run_shares(plan, sorted({test.partition("::")[0] for row in rows for test in row["tests"]}))
    found = [row for k in range(1, SHARES + 1) for row in _read(plan.with_suffix(f".{k}.jsonl"))]
    if len(found) != len(rows):
        print(f"{len(rows) - len(found)} mutants were not run: see {plan.with_suffix('')}.*.log")
        return 1
    return told(found, yaml.safe_load(EXPLAINED.read_text(encoding="utf-8")) or {})


def _touch(folder: Path, paths: list[str]) -> Path:
    """Note what tests touch: those beside the modules, unless others are named."""
    for old in folder.glob("*.json"):
        old.unlink()
    tests = os.environ.get("TESTS", "").split() or change_of(paths).tests
    words = ("-p", "tests.mutants.touching", "--touched", str(folder), "-n", str(SHARES))
    command = [*PYTEST, *words, "--dist", "loadfile", "--ignore", "tests/journeys", *tests]
    subprocess.run(command, cwd=ROOT, check=False)
    return folder


def planned(paths: Iterable[str], notes: list[Row]) -> list[Row]:
    """Every mutant (or each SAMPLEth) with the tests that run its lines, those to try first first."""
    passed = {test: told for note in notes for test, told in note["passed"].items()}
    every = int(os.environ.get("SAMPLE") or 1)
    rows = []
    for path in paths:
        lines: dict[int, set[str]] = defaultdict(set)
        for note in notes:
            for line, tests in note["lines"].get(path, {}).items():
                lines[int(line)].update(test for test in tests if test in passed)
        for mutant in mutants_of(path)[::every]:
            tests = set().union(*(lines[line] for line in mutant.lines))
            rows.append({"mutant": asdict(mutant), "tests": _nearest(mutant, tests, passed)})
    return rows


def _nearest(mutant: Mutant, tests: set[str], passed: dict[str, Row]) -> list[str]:
    """What to try: first the tests of the file that is named after the module, then those beside."""
    beside = f"tests/{Path(mutant.path).parent}/"
    own = f"{beside}test_{Path(mutant.path).name}::"

    def rank(test: str) -> tuple[bool, bool, bool, float]:
        seconds, marks = passed[test]
        near = not test.startswith(own), not test.startswith(beside)
        return *near, not marks and seconds > QUICK, seconds

    ranked = sorted(tests, key=rank)
    spent = accumulate(passed[test][0] for test in ranked)
    within = [test for test, seconds in zip(ranked, spent, strict=True) if seconds <= MOST_SECONDS]
    return within or ranked[:1]


def _run_shares(plan: Path, files: list[str]) -> None:
    """Each share in a process of its own, on a database of its own."""
    running = []
    for own in range(1, SHARES + 1):
        plan.with_suffix(f".{own}.jsonl").unlink(missing_ok=True)
        words = (
            "-p",
            "tests.mutants.running",
            "--mutants",
            str(plan),
            "--share",
            f"{own}/{SHARES}",
        )
        suffix = f"{os.environ.get('TEST_DB_SUFFIX', 'main')}_{own}"
        with plan.with_suffix(f".{own}.log").open("w") as log:
            running.append(
                subprocess.Popen(
                    [*PYTEST, *words, *files],
                    cwd=ROOT,
                    env={**os.environ, "TEST_DB_SUFFIX": suffix},
                    stdout=log,
                    stderr=subprocess.STDOUT,
                )
            )
    for child in running:
        child.wait()


def _read(file: Path) -> list[Row]:
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def told(found: list[Row], explained: dict[str, dict[str, str]]) -> int:
    """Print the figures and what is wrong; 1 if anything is."""
    print("\n== mutants: all, fallen to an assertion or refusal, to a crash, to a marked test,")
    print("            too long, survived, of all these not explained")
    free = explained.get(EVERYWHERE, {})
    bad = []
    for path in sorted({row["path"] for row in found}):
        rows = [row for row in found if row["path"] == path]
        known = explained.get(path, {})
        alive = [row for row in rows if row["verdict"] not in FALLEN and not is_free(row, free)]
        open_ones = sum(row["name"] not in known for row in alive)
        _print_figures(path, rows, open_ones)
        bad += [_of(row) for row in alive if row["name"] not in known]
        if not os.environ.get("SAMPLE"):
            idle = set(known) - {row["name"] for row in alive}
            bad += [f"explained, but no survivor: {path} {name}" for name in sorted(idle)]
    fallen = sum(row["verdict"] in FALLEN for row in found)
    _print_figures("together", found, len(bad))
    print(*bad, f"{fallen} of {len(found)} mutants fell ({fallen / len(found):.1%})", sep="\n")
    return 1 if bad or fallen < LEAST * len(found) else 0


def is_free(row: Row, patterns: Iterable[str]) -> bool:
    """Whether a mutant changes nothing but what matches one of the patterns."""
    before, _arrow, after = row["name"].partition(": ")[2].partition(" -> ")
    return any(re.sub(one, "", before) == re.sub(one, "", after) for one in patterns)


def _print_figures(name: str, rows: list[Row], unexplained: int) -> None:
    of = Counter(row["verdict"] for row in rows)
    marked = sum(row.get("marked", False) for row in rows if row["verdict"] in FALLEN)
    alive = len(rows) - sum(of[name] for name in (*FALLEN, "too long"))
    figures = (len(rows), of["assertion"], of["crash"], marked, of["too long"], alive, unexplained)
    print("".join(f"{figure:6d}" for figure in figures), name)


def _of(row: Row) -> str:
    by = f" ({row['by']})" if "by" in row else f" ({row['tried']} tests tried)"
    return f"{row['verdict']}: {row['path']} {row['name']}{by}"


if __name__ == "__main__":
    sys.exit(main())
