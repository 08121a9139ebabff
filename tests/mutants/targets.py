"""Which modules are mutated: what decides, counts, dates and admits."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

from tests.mutants.making import ROOT

TARGETS = (
    "standards/*/rules.py",
    "certification/*/rules.py",
    "certification/*/*/rules.py",
    "archive/*/rules.py",
    "archive/*/*/rules.py",
    "archive/*/rights.py",
    "archive/*/times.py",
    "zsa_portal/*/rules.py",
    "zsa_portal/*/times.py",
    "zsa_portal/regulations/rule.py",
    "zsa_portal/regulations/shares.py",
    "zsa_portal/people/behind.py",
    "zsa_portal/people/dated.py",
    "zsa_portal/ballots/counting.py",
    "zsa_portal/ballots/decisions.py",
    "zsa_portal/ballots/majorities.py",
    "zsa_portal/ballots/sheets.py",
    "zsa_portal/documents/dossiers.py",
    "zsa_portal/documents/grants.py",
    "zsa_portal/documents/holding.py",
    "zsa_portal/documents/rights.py",
    "zsa_portal/outbox/pacing.py",
    "zsa_portal/workflow/access.py",
    "zsa_portal/workflow/bulk/queries.py",
    "zsa_portal/workflow/gates.py",
    "zsa_portal/workflow/interests.py",
    "zsa_portal/workflow/rounds.py",
    "zsa_portal/workflow/turns.py",
)


def targets() -> list[str]:
    """The modules to mutate, or those of them that MODULES names (patterns, spaces between)."""
    wanted = os.environ.get("MODULES", "").split() or TARGETS
    return sorted({str(path.relative_to(ROOT)) for one in wanted for path in ROOT.glob(one)})


def module_of(path: str) -> str:
    """The name under which a target is imported."""
    return path.removesuffix(".py").replace("/", ".")


def forget(paths: Iterable[str]) -> None:
    """Empty what the functions of these modules keep from call to call (``functools.cache``)."""
    for path in paths:
        module = sys.modules.get(module_of(path))
        for one in list(vars(module).values()) if module else ():
            if hasattr(one, "cache_clear"):
                one.cache_clear()
