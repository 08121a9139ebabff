"""The stations of a complaint: states that tests begin in, each walked to once for all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tests import stations
from tests.zsa_portal.complaints.walk import Walk, people
from zsa_portal.complaints.models import Complaint
from zsa_portal.people.models import Organisation, User

WAY = {
    "received": "submit",
    "accepted": "accept",
    "with_body": "pass_on",
    "deciding": "report",
    "coordination": "call",
}
"""State -> the act of the walk that leads there."""


def walk() -> Iterator[tuple[str, stations.Told]]:
    """The people, then each state on the way to a decision."""
    made = people()
    yield (
        stations.PEOPLE,
        {"clerk": made.clerk.pk, "answerer": made.answerer.pk, "body": made.body.pk},
    )
    complaint = None
    for state, act in WAY.items():
        complaint = getattr(made, act)(*filter(None, [complaint]))
        yield state, {"complaint": complaint.pk, "now": made.now.isoformat()}
        made.on(1)


def complaint_at(state: str) -> tuple[Walk, Complaint]:
    """A complaint in a state, and who led it there: from its station, walked where there is none."""
    if not stations.known():
        made, complaint = people(), None
        for here, act in WAY.items():
            complaint = getattr(made, act)(*filter(None, [complaint]))
            if here == state:
                break
            made.on(1)
        assert complaint is not None
        return made, complaint
    who = stations.load(f"complaints.{stations.PEOPLE}")
    told = stations.load(f"complaints.{state}")
    made = Walk(
        User.objects.get(pk=who["clerk"]),
        User.objects.get(pk=who["answerer"]),
        Organisation.objects.get(pk=who["body"]),
        dt.datetime.fromisoformat(told["now"]),
    )
    return made, Complaint.objects.get(pk=told["complaint"])
