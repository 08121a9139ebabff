"""The ordinary run: it notes what each test asks and, if told so, plans the proofs from that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from zsa_portal.regulations.proving.declared import Thing, declared
from zsa_portal.regulations.proving.marks import rules_of
from zsa_portal.regulations.proving.plan import Plan, Seen, plan_of, write
from zsa_portal.regulations.proving.watch import Watch, watching

SEEN = "rules_seen"
WATCH = pytest.StashKey[Watch]()


class Recording:
    """Notes what tests ask; a test that asks nothing of an article it is marked with fails."""

    def __init__(self, config: pytest.Config) -> None:
        self.file: Path | None = config.getoption("--proofs")
        self.packages: list[str] = config.getoption("--proofs-of")
        self.roots: list[str] = config.getini("rule_packages")
        self.home = not hasattr(config, "workerinput")
        self.seconds: dict[str, float] = defaultdict(float)
        self.tests: list[Seen] = []
        self.unasked: Plan = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        with watching(Watch()) as item.stash[WATCH]:
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if report.when == "call" and report.passed:
            watch, marks = item.stash[WATCH], rules_of(item)
            if idle := sorted(set(marks) - watch.articles):
                report.outcome = "failed"
                report.longrepr = (
                    f"{item.nodeid} is marked with {', '.join(idle)} and asks nothing of it: "
                    "the mark is decoration"
                )
            report.user_properties.append((SEEN, {"marks": marks, "asked": watch.asked}))
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration
        if report.when == "call" and report.passed:
            for name, seen in report.user_properties:
                if name == SEEN:
                    self.tests.append(Seen(report.nodeid, seconds=0, **seen))  # type: ignore[arg-type]

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.file is None or not self.home:
            return
        for test in self.tests:
            test.seconds = self.seconds[test.nodeid]
        plan = plan_of(self._things(), self.tests)
        self.unasked = {name: proof for name, proof in plan.items() if proof.failed}
        write({name: one for name, one in plan.items() if name not in self.unasked}, self.file)
        if self.unasked and not self.packages and not session.exitstatus:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def _things(self) -> dict[str, Thing]:
        wanted = tuple(f"{package}." for package in self.packages) or ("",)
        return {
            name: thing
            for name, thing in declared(self.roots).items()
            if any(f"{module}.".startswith(wanted) for module in thing.modules)
        }

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if self.unasked:
            terminalreporter.section("rules that no test can prove", red=True)
        for name, proof in self.unasked.items():
            wanted = f"marked {proof.article} asks it" if proof.article else "is refused by it"
            terminalreporter.write_line(f"{name}: no test {wanted}")
