"""The pytest plugin behind ``@pytest.mark.rule`` and ``--break-rule``.

``--break-rule F15`` runs the tests marked F15 with that rule switched off: they must fail.
``--break-rule ALL`` runs every marked test once for each of its rules, switched off, and turns
the outcome round: a test that still passes is the failure, its mark being decoration.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from zsa_portal.regulations.catalogue import entries
from zsa_portal.regulations.rule import switched_off

ALL = "ALL"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--break-rule", help="a rule's id, or ALL")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "rule(*ids): the rules of the regulations this test holds")


def rules_of(node: pytest.Item | pytest.Function) -> list[str]:
    """The rule ids a test is marked with, sorted."""
    return sorted({rule_id for mark in node.iter_markers("rule") for rule_id in mark.args})


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    broken = metafunc.config.getoption("--break-rule")
    if not broken:
        return
    rules = rules_of(metafunc.definition)
    chosen = rules if broken == ALL else [rule_id for rule_id in rules if rule_id == broken]
    if chosen:
        metafunc.fixturenames.append("broken_rule")
        metafunc.parametrize("broken_rule", chosen, indirect=True)


@pytest.fixture
def broken_rule(request: pytest.FixtureRequest) -> str:
    """The rule that is switched off while the test itself runs."""
    return str(request.param)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if unknown := set(rules_of(item)) - set(entries()):
            raise pytest.UsageError(f"{item.nodeid}: no such rule {sorted(unknown)}")
    if config.getoption("--break-rule"):
        chosen = [item for item in items if _broken(item)]
        config.hook.pytest_deselected(items=[item for item in items if not _broken(item)])
        items[:] = chosen


def _broken(item: pytest.Item) -> str | None:
    callspec = getattr(item, "callspec", None)
    return callspec.params.get("broken_rule") if callspec else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    rule_id = _broken(item)
    if rule_id is None:
        return (yield)
    switched_off.add(rule_id)
    try:
        return (yield)
    finally:
        switched_off.discard(rule_id)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    if item.config.getoption("--break-rule") == ALL and report.when == "call":
        if report.failed:
            report.outcome = "passed"
        elif report.passed:
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid} still passes with {_broken(item)} switched off"
    return report
