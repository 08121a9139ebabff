"""A stage code on a screen names one state."""

from __future__ import annotations

from collections import Counter

from zsa_portal.workflow.machine import MACHINES


def test_on_the_main_line_a_stage_code_names_one_state():
    for machine in MACHINES.values():
        going_on = [info.stage for info in machine.STATES.values() if not info.outcome]
        twice = [code for code, times in Counter(going_on).items() if times > 1]
        assert (machine.kind_code, twice) == (machine.kind_code, [])
