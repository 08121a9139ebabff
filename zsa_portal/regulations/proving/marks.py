"""What a test is marked with."""

from __future__ import annotations

import pytest


def rules_of(node: pytest.Item | pytest.Function) -> list[str]:
    """The rule ids a test is marked with, sorted."""
    return sorted({rule_id for mark in node.iter_markers("rule") for rule_id in mark.args})
