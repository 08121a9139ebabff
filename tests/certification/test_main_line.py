"""A recognition goes its whole way by its steps, every state has its station."""

from __future__ import annotations

import pytest

from certification.demo.walk import MAIN_LINE
from certification.states import S
from zsa_portal.workflow.models import LogEntry


def test_the_main_line_ends_with_a_recognised_standard(recognition_at):
    recognition = recognition_at(S.RECOGNISED)
    assert recognition.state == S.RECOGNISED
    moves = LogEntry.objects.filter(matter=recognition.pk).exclude(to_state="")
    reached = list(moves.order_by("pk").values_list("to_state", flat=True))
    assert [state for state in dict.fromkeys(reached) if state in MAIN_LINE] == MAIN_LINE


@pytest.mark.parametrize("state", sorted(S.values))
def test_every_state_is_reached_by_steps(recognition_at, state):
    assert recognition_at(state).state == state
