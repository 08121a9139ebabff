"""`pytest -p tests.mutants.running --mutants PLAN --share K/N`: run each mutant's tests, warm.

A mutant is put in while a test runs its call: its code takes the place of the function's own, and
what the functions of its module kept from earlier calls is forgotten. It has fallen when a test
fails that passes without it; a test that takes too long is told apart.
"""

from __future__ import annotations

import gc
import json
import signal
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.mutants.making import ROOT, Mutant
from tests.mutants.targets import forget, module_of
from zsa_portal.regulations.proving.breaking import PROOFS
from zsa_portal.regulations.proving.marks import rules_of

LONGEST = 20
"""Seconds after which a test is stopped."""

UNSOUND = "without a sound test"
"""Told apart from "untouched": a database that went away is no gap in the tests."""


class TooLong(BaseException):
    """No code of ours catches this."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--mutants", type=Path, required=True)
    parser.addoption("--share", default="1/1")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Running(config), "mutants")


class Running:
    """Takes every Nth row of the plan, (mutant, its tests), and writes what came of each."""

    def __init__(self, config: pytest.Config) -> None:
        self.plan = config.getoption("--mutants")
        own, shares = map(int, config.getoption("--share").split("/"))
        self.rows = json.loads(self.plan.read_text(encoding="utf-8"))[own - 1 :: shares]
        self.results = self.plan.with_suffix(f".{own}.jsonl")
        self.mutant: Mutant | None = None
        self.error: pytest.ExceptionInfo[BaseException] | None = None
        self.reached = False
        self.sound: dict[str, bool] = {}
        self.functions: dict[tuple[str, str], list[FunctionType]] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        wanted = {test for row in self.rows for test in row["tests"]}
        items[:] = [item for item in items if item.nodeid in wanted]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        for path in {row["mutant"]["path"] for row in self.rows}:
            import_module(module_of(path))
        self.functions = _functions()
        with self.results.open("w", encoding="utf-8") as results:
            for row in self.rows:
                mutant = Mutant(**row["mutant"])
                tests = [items[test] for test in row["tests"] if test in items]
                told = {"path": mutant.path, "name": mutant.name, **self.judged(mutant, tests)}
                results.write(json.dumps(told, ensure_ascii=False) + "\n")
                results.flush()
        return True

    def judged(self, mutant: Mutant, tests: list[pytest.Item]) -> dict[str, Any]:
        """What came of a mutant, and by which test: "assertion", "crash", "too long", "survived".

        "untouched" has no tests, of UNSOUND none passes here without it either.
        Raises KeyError for a function that cannot be found: no verdict may come of that.
        """
        self.functions[str(ROOT / mutant.path), mutant.owner]
        tried = 0
        for item in tests:
            verdict = self.run(item, mutant)
            if verdict and self.reached and self.is_sound(item):
                return {"verdict": verdict, "by": item.nodeid, "marked": bool(rules_of(item))}
            tried += not verdict
        alone = UNSOUND if tests else "untouched"
        return {"verdict": "survived" if tried else alone, "tried": tried}

    def is_sound(self, item: pytest.Item) -> bool:
        """Whether a test passes here without a mutant; asked once of each."""
        if item.nodeid not in self.sound:
            self.sound[item.nodeid] = not self.run(item, None)
        return self.sound[item.nodeid]

    def run(self, item: pytest.Item, mutant: Mutant | None) -> str:
        """How a test's call failed; "" when it passed or was not reached."""
        self.mutant, self.error, self.reached = mutant, None, False
        runtestprotocol(item, log=False, nextitem=item.session)  # type: ignore[arg-type]
        if self.error is None:
            return "" if self.reached else "not reached"
        if self.error.errisinstance(TooLong):
            return "too long"
        return "assertion" if self.error.errisinstance(PROOFS) else "crash"

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        self.reached = True
        with stopped_after(LONGEST), self.put_in():
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        if call.when == "call":
            self.error = call.excinfo
        return (yield)

    @contextmanager
    def put_in(self) -> Iterator[None]:
        """Let the functions of the mutant's name have its code meanwhile."""
        if self.mutant is None:
            yield
            return
        file = str(ROOT / self.mutant.path)
        whole = compile(self.mutant.source, file, "exec", dont_inherit=True)
        code = code_named(self.mutant.owner, whole)
        functions = self.functions[file, self.mutant.owner]
        own = [function.__code__ for function in functions]
        try:
            for function in functions:
                function.__code__ = code
            forget([self.mutant.path])
            yield
        finally:
            forget([self.mutant.path])
            for function, code_before in zip(functions, own, strict=True):
                function.__code__ = code_before


def code_named(name: str, code: CodeType) -> CodeType:
    """The code of a function within a module's code, the last one of that name."""
    inner = [one for one in code.co_consts if isinstance(one, CodeType)]
    for one in reversed(inner):
        if one.co_qualname == name:
            return one
        if name.startswith(f"{one.co_qualname}."):
            return code_named(name, one)
    raise LookupError(name)


def _functions() -> dict[tuple[str, str], list[FunctionType]]:
    """Every live function, by its file and qualified name, wherever it is held."""
    found: dict[tuple[str, str], list[FunctionType]] = {}
    gc.unfreeze()
    for one in gc.get_objects():
        if type(one) is FunctionType:
            place = (one.__code__.co_filename, one.__code__.co_qualname)
            found.setdefault(place, []).append(one)
    return found


@contextmanager
def stopped_after(seconds: float) -> Iterator[None]:
    """Raise TooLong in what runs longer."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooLong

    before: Callable[..., Any] | int | None = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
