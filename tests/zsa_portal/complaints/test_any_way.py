"""A complaint driven any way there is: random people, steps and clocks."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.any_way import AnyWay, driven, ways_by_hand
from tests.zsa_portal.complaints.stations import WAY, complaint_at
from tests.zsa_portal.complaints.walk import Walk, person
from zsa_portal.complaints.meeting import COORDINATION_MEETING
from zsa_portal.complaints.models import Complaint
from zsa_portal.complaints.procedures import RECOGNITION
from zsa_portal.complaints.states import COORDINATION
from zsa_portal.meetings.actions import attendance_record, minutes_save
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform

pytestmark = pytest.mark.django_db
MOVES = 12
REPORT = {"body_outcome": "not_settled", "body_report": "We wrote it ourselves."}
CONCLUSION = "Chapter 3 is to be rewritten."
SAID: dict[str, dict[str, Any]] = {
    "accept": {"procedure": RECOGNITION.key},
    "report_back": REPORT,
    "record_report": REPORT,
    "close": {"outcome": "partly", "conclusion": CONCLUSION},
    "refer": {"conclusion": CONCLUSION, "law": "标准化法", "referred_to": "市场监督管理局"},
}
"""What each step is told, beside a reason."""


def pass_on(walk: Walk, complaint: Any, user: Any) -> Any:
    """Pass it to the body with all its files."""
    return perform(
        complaint.pass_on,
        by=user,
        body=walk.body,
        statement_for_body=complaint.statement,
        evidence=list(complaint.evidence.filter(note=None)),
    )


def call_meeting(walk: Walk, complaint: Any, user: Any) -> Any:
    """Call a meeting for two days later."""
    return perform(
        complaint.call_meeting,
        by=user,
        starts_at=clock.now() + dt.timedelta(days=2),
        place="Room 1",
        chair=walk.clerk,
        agenda="1. Hear both sides",
    )


def conclude_meeting(complaint: Any, user: Any) -> Any:
    """Minute the meeting, if there is one, and end it."""
    if complaint.state == COORDINATION:
        known = {"matter": complaint, "kind": COORDINATION_MEETING, "by": user}
        meeting = complaint.meetings.latest("pk")
        rows = {row.pk: {"present": True} for row in meeting.attendance.all()}
        attendance_record(rows=rows, guests="complainant", **known)
        minutes_save(minutes="Both sides were heard.", points=[], **known)
    return perform(
        complaint.conclude_meeting, by=user, conclusion="not_agreed", reason="They differ."
    )


def acts_of(walk: Walk | None) -> dict[str, Any]:
    """How the steps are taken that ask for more than a reason."""

    def told(name: str) -> Any:
        return lambda one, user: perform(getattr(one, name), by=user, **SAID[name])

    return {name: told(name) for name in SAID} | {
        "pass_on": partial(pass_on, walk),
        "call_meeting": partial(call_meeting, walk),
        "conclude_meeting": conclude_meeting,
    }


@driven(20)
@given(data=st.data())
def test_no_way_of_a_complaint_is_illegal(data):
    with transaction.atomic():
        walk, complaint = complaint_at(data.draw(st.sampled_from(list(WAY)), label="state"))
        people = [None, walk.clerk, walk.answerer, person("stranger")]
        AnyWay(complaint, walk.now, people, acts_of(walk)).go(data, MOVES)
        transaction.set_rollback(True)


def test_every_way_by_hand_of_a_complaint_is_tried():
    assert ways_by_hand(Complaint) > set(acts_of(None))
