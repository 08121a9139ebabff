"""`pytest -p tests.mutants.touching --touched FOLDER`: note which test runs which line of the targets.

A test is what runs in its call; what its fixtures run is not counted, nor tests that empty the
tables afterwards, which no other test could follow.
"""

from __future__ import annotations

import json
import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from coverage import Coverage

from tests.mutants.making import ROOT
from tests.mutants.targets import forget, targets
from zsa_portal.regulations.proving.marks import rules_of

Touched = dict[str, dict[str, list[str]]]
"""Of each module, of each line (JSON knows only names): the tests."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--touched", type=Path, required=True)


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Touching(config.getoption("--touched")), "touching")


class Touching:
    """Writes one file for each process that runs tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.passed: dict[str, tuple[float, list[str]]] = {}
        self.targets = targets()
        include = [str(ROOT / path) for path in self.targets]
        self.coverage = Coverage(data_file=None, include=include, config_file=False)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        forget(self.targets)
        self.coverage.start()
        self.coverage.switch_context(item.nodeid)
        try:
            return (yield)
        finally:
            self.coverage.stop()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if report.when == "call" and report.passed and not _empties_tables(item):
            self.passed[item.nodeid] = (report.duration, rules_of(item))
        return report

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.passed:
            data = self.coverage.get_data()
            lines: Touched = {}
            for file in data.measured_files():
                path = str(Path(file).relative_to(ROOT))
                touched = data.contexts_by_lineno(file).items()
                lines[path] = {str(line): [t for t in tests if t] for line, tests in touched}
            self.folder.mkdir(parents=True, exist_ok=True)
            name = os.environ.get("PYTEST_XDIST_WORKER", "alone")
            told = {"passed": self.passed, "lines": lines}
            (self.folder / f"{name}.json").write_text(json.dumps(told), encoding="utf-8")


def _empties_tables(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    fixtures = {"transactional_db", "live_server", "django_db_reset_sequences"}
    return bool(
        fixtures.intersection(getattr(item, "fixturenames", ()))
        or (mark and mark.kwargs.get("transaction"))
    )
