"""The stage bar goes by the order in which a procedure declares its stages."""

from __future__ import annotations

import pytest

from zsa_portal.workflow.queries import stage_bar

pytestmark = pytest.mark.django_db


def statuses(matter) -> list[tuple[str, str]]:
    return [(stage.code, stage.status) for stage in stage_bar(matter)]


def test_stages_before_the_present_one_are_done(make_matter):
    assert statuses(make_matter("noticed")) == [
        ("00", "done"),
        ("10", "done"),
        ("30", "current"),
        ("50", "todo"),
        ("60", "todo"),
    ]


def test_the_declared_place_counts_not_the_code(make_matter, monkeypatch):
    matter = make_matter("noticed")
    declared = {"60": "First", "00": "Draft", "30": "Notice", "10": "Last"}
    monkeypatch.setattr(type(matter), "STAGES", declared)
    assert statuses(matter) == [
        ("60", "done"),
        ("00", "done"),
        ("30", "current"),
        ("10", "todo"),
    ]
    assert [stage.date is None for stage in stage_bar(matter)] == [True, False, False, True]
