"""Runs in which something is broken while a test runs, and the test must notice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from zsa_portal.regulations.proving import plan as plans
from zsa_portal.regulations.proving.marks import rules_of
from zsa_portal.regulations.proving.watch import Watch, watching
from zsa_portal.regulations.rule import Declined
from zsa_portal.ui.refused import BadValue

ALL = "ALL"
PROOFS = (AssertionError, pytest.fail.Exception, Declined, PermissionDenied, BadValue)
AT_ONCE = 16
VERDICT = "rule_verdict"


class Breaking:
    """Runs each chosen test with something broken; see ``broken_by`` and ``chosen``."""

    def chosen(self, function: pytest.Function) -> list[str]:
        """The names under which a test runs, one for each time."""
        raise NotImplementedError

    def wanted(self, item: pytest.Item) -> bool:
        """Whether a collected test is to run."""
        return broken_in(item) is not None

    def watch(self, name: str) -> Watch:
        """What breaks, by the name of the run."""
        raise NotImplementedError

    @pytest.hookimpl(trylast=True)
    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        if names := self.chosen(metafunc.definition):
            metafunc.fixturenames.append("broken_rule")
            metafunc.parametrize("broken_rule", names, indirect=True)

    @pytest.fixture
    def broken_rule(self, request: pytest.FixtureRequest) -> str:
        """What is broken while the test itself runs."""
        return str(request.param)

    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        config.hook.pytest_deselected(items=[item for item in items if not self.wanted(item)])
        items[:] = [item for item in items if self.wanted(item)]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        with watching(self.watch(str(broken_in(item)))):
            return (yield)


class Articles(Breaking):
    """Everything of an article is broken at once under each test marked with it.

    For one article the run shows how the tests fail; for ALL a test none of whose cases does is the
    failure, its mark being decoration: of a test with cases those of what is allowed pass. What is
    proven of each thing is not asked here: see Planned.
    """

    def __init__(self, config: pytest.Config, article: str) -> None:
        self.article = article
        self.home = not hasattr(config, "workerinput")
        self.noticed: dict[tuple[str, str], bool] = {}

    def chosen(self, function: pytest.Function) -> list[str]:
        return [one for one in rules_of(function) if self.article in (ALL, one)]

    def watch(self, name: str) -> Watch:
        return Watch(articles=[name])

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if self.article == ALL and report.when == "call":
            report.outcome, report.longrepr = "passed", None
            report.user_properties.append((broken_in(item), call.excinfo is not None))
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if self.article == ALL and report.when == "call":
            for article, noticed in report.user_properties:
                one = (report.nodeid.partition("[")[0], str(article))
                self.noticed[one] = self.noticed.get(one, False) or bool(noticed)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.home and self._idle() and not session.exitstatus:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        for name, article in self._idle():
            terminalreporter.write_line(f"{name} still passes, {article} broken")

    def _idle(self) -> list[tuple[str, str]]:
        """The tests, each with the article, none of whose cases noticed anything."""
        return sorted(one for one, noticed in self.noticed.items() if not noticed)


class Planned(Breaking):
    """Each thing that a plan has left is broken once; what came of it is written to the plan.

    The first run tries the best test of each, a later one the next few, and long ones when no
    other is left. A process that has seen a thing proven leaves its further tests out.
    """

    def __init__(self, config: pytest.Config, file: Path) -> None:
        self.file = file
        self.home = not hasattr(config, "workerinput")
        self.plan = plans.read(file)
        self.names = {f"broken{place}": name for place, name in enumerate(self.plan)}
        self.runs = dict(self._runs())
        self.proven: set[str] = set()
        self.functions: dict[str, list[str]] = defaultdict(list)
        for nodeid, run in self.runs.values():
            self.functions[nodeid.partition("[")[0]].append(run)
        config.args[:] = sorted({one.partition("::")[0] for one in self.functions})

    def _runs(self) -> Iterator[tuple[str, tuple[str, str]]]:
        """The tests to run: their own id with the run's name in it, as (id, name)."""
        for run, name in self.names.items():
            for nodeid in self.plan[name].coming(AT_ONCE):
                yield _named(nodeid, run), (nodeid, run)

    def chosen(self, function: pytest.Function) -> list[str]:
        return sorted(set(self.functions.get(function.nodeid, [])))

    def wanted(self, item: pytest.Item) -> bool:
        return item.nodeid in self.runs

    def watch(self, name: str) -> Watch:
        return Watch(things=[self.names[name]])

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        if broken_in(item) in self.proven:
            pytest.skip("another test has proven it")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if report.when == "call":
            report.outcome, report.longrepr = "passed", None
            why = why_no_proof(call)
            report.user_properties.append((VERDICT, why))
            if not why:
                self.proven.add(str(broken_in(item)))
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        verdicts = [str(value) for name, value in report.user_properties if name == VERDICT]
        if report.when == "setup" and report.failed:
            verdicts = ["could not be set up"]
        for why in verdicts if report.when != "teardown" else []:
            nodeid, run = self.runs[report.nodeid]
            proof = self.plan[self.names[run]]
            proof.tests.remove(nodeid)
            if why:
                proof.tried[nodeid] = why
            else:
                proof.by = proof.by or nodeid

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.home:
            for nodeid, run in self.runs.values():
                proof = self.plan[self.names[run]]
                if nodeid in proof.tests:
                    proof.tests.remove(nodeid)
                    proof.tried[nodeid] = "did not run"
            plans.write(self.plan, self.file)
            if any(proof.failed for proof in self.plan.values()) and not session.exitstatus:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        proven = sum(bool(proof.by) for proof in self.plan.values())
        terminalreporter.write_line(f"{proven} of {len(self.plan)} declared things are proven")
        for name, proof in self.plan.items():
            if proof.failed and proof.tried:
                terminalreporter.write_line(f"{name} ({proof.article}) is proven by no test:")
                for nodeid, why in proof.tried.items():
                    terminalreporter.write_line(f"  {nodeid} {why}")


def broken_in(item: pytest.Item) -> str | None:
    """The name under which a test runs with something broken."""
    callspec = getattr(item, "callspec", None)
    return callspec.params.get("broken_rule") if callspec else None


def why_no_proof(call: pytest.CallInfo[None]) -> str:
    """Why a test run with something broken proves nothing; "" when it failed as it should."""
    if call.excinfo is None:
        return "still passes"
    if call.excinfo.errisinstance(PROOFS):
        return ""
    return f"crashes, which is no proof: {call.excinfo.exconly()}"


def _named(nodeid: str, run: str) -> str:
    return f"{nodeid[:-1]}-{run}]" if nodeid.endswith("]") else f"{nodeid}[{run}]"
