"""The conditions of acceptance on bare values, where a small slip would go unseen by the steps."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from certification.acceptance.papers import CHECKLIST, COORDINATION, POINTS, TRANSPARENCY
from certification.acceptance.rules import (
    finding,
    lacking_points,
    process_was_transparent,
    standard_is_coordinated,
)

NOT_CHECKED = SimpleNamespace(acceptance=None)


def checked(*, left=(), **values):
    """An application of which every point was ticked but those left."""
    acceptance = {
        "checks": dict.fromkeys(POINTS.keys() - set(left), True),
        "notes": {},
        "issuer": "某院",
        "comparison": [],
        "none_comparable": True,
    }
    return SimpleNamespace(acceptance=SimpleNamespace(**acceptance | values))


@pytest.mark.rule("R15f")
def test_every_point_that_is_left_is_named_under_its_heading():
    left = ["transparency.open", "transparency.fair"]
    assert process_was_transparent.missing(checked(left=left)) == [
        f"{TRANSPARENCY.title}: not confirmed: {POINTS[left[0]]}; {POINTS[left[1]]}."
    ]
    everything = "; ".join(map(str, TRANSPARENCY.points.values()))
    assert process_was_transparent.missing(NOT_CHECKED) == [
        f"{TRANSPARENCY.title}: not confirmed: {everything}."
    ]
    assert process_was_transparent.missing(checked()) == []


@pytest.mark.rule("R15g")
def test_what_was_not_checked_lacks_its_points_alone():
    (line,) = standard_is_coordinated.missing(NOT_CHECKED)
    assert line.startswith(f"{COORDINATION.title}: not confirmed: ")
    assert standard_is_coordinated.missing(checked()) == []


def test_a_heading_is_lacking_where_it_does_not_hold_and_it_is_said_why():
    assert lacking_points(NOT_CHECKED) == []
    left = ["drafting.who", "transparency.open"]
    notes = {"drafting": "未写明起草人", "project": "材料齐全", "transparency": " "}
    drafting = next(one for one in CHECKLIST if one.key == "drafting")
    assert lacking_points(checked(left=left, notes=notes)) == [(drafting, "未写明起草人")]
    assert lacking_points(checked(left=left)) == []


def test_all_that_a_standard_is_not_higher_than_is_told():
    rows = [
        {"number": "GB/T 1", "finding": "lower"},
        {"number": "YD/T 2", "finding": "higher"},
        {"number": "DB11/T 3", "finding": "equal"},
    ]
    assert finding(rows) == (
        "Not higher than: GB/T 1 (Lower); DB11/T 3 (Equal). The manual (0.4) wants it higher."
    )
    assert finding(rows[1:2]) == (
        "Higher than every standard it was compared with, as the manual (0.4) wants it."
    )
