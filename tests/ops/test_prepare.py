"""What a first start says while the demonstration is loaded."""

from __future__ import annotations

import pytest

from ops.prepare import Months


def test_each_month_of_the_story_is_told_once(capsys: pytest.CaptureFixture[str]):
    months = Months()
    for line in (
        "2026-03-02 智能网联: 10.00 草稿",
        "2026-03-29 智能网联: 10.20 审查",
        "2026-02-28 later told",
        "2026-04-01 机器人: 10.00 草稿",
        "42 matters loaded in 60 seconds",
    ):
        months.write(line)
    assert capsys.readouterr().out == "  2026-03\n  2026-04\n"
