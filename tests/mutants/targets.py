"""Which modules are mutated: what decides, counts, dates and admits."""

from __future__ import annotations

import os

from tests.mutants.making import ROOT

TARGETS = (
    "standards/*/rules.py",
    "certification/*/rules.py",
    "certification/*/*/rules.py",
    "zsa_portal/*/rules.py",
    "zsa_portal/regulations/rule.py",
    "zsa_portal/regulations/shares.py",
    "zsa_portal/people/dated.py",
    "zsa_portal/ballots/counting.py",
    "zsa_portal/ballots/decisions.py",
    "zsa_portal/ballots/majorities.py",
    "zsa_portal/ballots/sheets.py",
    "zsa_portal/documents/dossiers.py",
    "zsa_portal/documents/holding.py",
    "zsa_portal/documents/rights.py",
    "zsa_portal/workflow/access.py",
    "zsa_portal/workflow/gates.py",
    "zsa_portal/workflow/interests.py",
    "zsa_portal/workflow/rounds.py",
)


def targets() -> list[str]:
    """The modules to mutate, or those of them that MODULES names (patterns, spaces between)."""
    wanted = os.environ.get("MODULES", "").split() or TARGETS
    return sorted({str(path.relative_to(ROOT)) for one in wanted for path in ROOT.glob(one)})
