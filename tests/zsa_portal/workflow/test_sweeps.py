"""Sweeps that apps declare: one that fails does not keep the others."""

from __future__ import annotations

import pytest

from zsa_portal.workflow.sweeps import SWEEPS, sweep
from zsa_portal.workflow.tasks import run_sweeps


@pytest.fixture
def declared(monkeypatch):
    monkeypatch.setattr(SWEEPS, "data", {})


def test_every_sweep_runs_and_one_that_fails_is_logged(declared, caplog):
    sweep("tests.broken")(lambda: 1 // 0)
    sweep("tests.sound")(lambda: 3)
    assert run_sweeps() == 3
    assert "the sweep tests.broken failed" in caplog.text
