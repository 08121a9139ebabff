"""The pytest plugin: ``@pytest.mark.rule`` and the options that break rules.

``--proofs FILE`` writes after the tests which of them is to prove each declared thing, and fails for
one that no test asks; ``--proofs-of PACKAGE`` narrows it to what a package declares, for a run of
its tests alone, and then only names those that no test asks.
``--break-plan FILE`` breaks what such a plan has left, each once, under its test.
``--break-rule F15`` runs the tests marked F15 with everything of that article broken, for a look;
``--break-rule ALL`` every marked test once for each of its articles: each must fail in a case.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from zsa_portal.regulations.catalogue import entries
from zsa_portal.regulations.proving.breaking import Articles, Planned
from zsa_portal.regulations.proving.marks import rules_of
from zsa_portal.regulations.proving.recording import Recording


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("rules")
    group.addoption("--proofs", metavar="FILE", type=Path, help="plan each rule's proof")
    group.addoption("--proofs-of", metavar="PACKAGE", action="append", default=[])
    group.addoption("--break-plan", metavar="FILE", type=Path, help="prove what FILE plans")
    group.addoption("--break-rule", metavar="ID", help="a rule's id, or ALL")
    parser.addini("rule_packages", "the packages that declare rules", type="args", default=[])


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "rule(*ids): the rules of the regulations this test holds")
    plan, article = config.getoption("--break-plan"), config.getoption("--break-rule")
    if plan:
        plugin: object = Planned(config, plan)
    elif article:
        plugin = Articles(config, article)
    else:
        plugin = Recording(config)
    config.pluginmanager.register(plugin, "proving")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if unknown := set(rules_of(item)) - set(entries()):
            raise pytest.UsageError(f"{item.nodeid}: no such rule {sorted(unknown)}")
