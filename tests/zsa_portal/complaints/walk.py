"""The people of a complaint, and its way through the procedure by its steps alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile

from zsa_portal.complaints.actions import submitting
from zsa_portal.complaints.actions.submitting import About, Person
from zsa_portal.complaints.meeting import COORDINATION_MEETING
from zsa_portal.complaints.models import Complaint
from zsa_portal.complaints.procedures import RECOGNITION
from zsa_portal.meetings.actions import attendance_record, minutes_save
from zsa_portal.people.models import (
    Department,
    DepartmentMembership,
    Organisation,
    OrganisationPerson,
    User,
)
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import catch_up, perform

LONG_AGO = dt.date(2020, 1, 1)
START = dt.datetime(2026, 3, 2, 9, 30, tzinfo=clock.SHANGHAI)
NAME, CONTACT = "Canary Person", "canary-contact@example.org"
STATEMENT = "The standard copies a draft of ours without consent."


def evidence(name: str = "evidence.txt", text: str = "What was copied.") -> ContentFile[bytes]:
    """A file as it is uploaded."""
    return ContentFile(text.encode(), name=name)


def person(name: str) -> User:
    """A user known by this name who reads English."""
    return User.objects.create_user(
        username=name, email=f"{name}@example.org", name=name, language="en"
    )


@dataclass
class Walk:
    """Leads a complaint on; ``now`` is where its own clock stands."""

    clerk: User
    answerer: User
    body: Organisation
    now: dt.datetime = START

    def on(self, days: int) -> None:
        """Let days go by."""
        self.now += dt.timedelta(days=days)

    def submit(self, **given: Any) -> Complaint:
        """A complaint about a standard that the catalogue does not have."""
        values: dict[str, Any] = {
            "about": About("T/CAS 7-2025", "Quiet pumps"),
            "statement": STATEMENT,
            "demand": "Withdraw it.",
            "person": Person(NAME, CONTACT, "Canary Works"),
            "evidence": [evidence()],
        }
        with clock.moved_to(self.now):
            return submitting.complaint_submit(**(values | given))

    def take(self, complaint: Complaint, step: str, *, by: Any = None, **values: Any) -> Complaint:
        """Take one step, by the clerk unless somebody else is named."""
        with clock.moved_to(self.now):
            bound = getattr(catch_up(Complaint.objects.get(pk=complaint.pk)), step)
            return perform(bound, by=by or self.clerk, **values)

    def accept(self, complaint: Complaint) -> Complaint:
        """The desk takes it up."""
        return self.take(complaint, "accept", procedure=RECOGNITION.key)

    def pass_on(self, complaint: Complaint, **given: Any) -> Complaint:
        """The desk passes it to the body with all its files."""
        values: dict[str, Any] = {
            "body": self.body,
            "statement_for_body": complaint.statement,
            "evidence": list(complaint.evidence.filter(note=None)),
        }
        return self.take(complaint, "pass_on", **(values | given))

    def report(self, complaint: Complaint) -> Complaint:
        """The body reports back."""
        words = {"body_outcome": "not_settled", "body_report": "We wrote it ourselves."}
        return self.take(complaint, "report_back", by=self.answerer, **words)

    def call(self, complaint: Complaint) -> Complaint:
        """The desk calls a meeting for two days later."""
        return self.take(
            complaint,
            "call_meeting",
            starts_at=self.now + dt.timedelta(days=2),
            place="Room 1",
            chair=self.clerk,
            agenda="1. Hear both sides",
        )

    def hold(self, complaint: Complaint) -> Complaint:
        """The meeting takes place and is minuted."""
        self.on(3)
        with clock.moved_to(self.now):
            meeting = complaint.meetings.get()
            rows = {row.pk: {"present": True} for row in meeting.attendance.all()}
            known = {"matter": complaint, "kind": COORDINATION_MEETING, "by": self.clerk}
            attendance_record(rows=rows, guests="complainant", **known)
            minutes_save(minutes="Both sides were heard.", points=[], **known)
        return Complaint.objects.get(pk=complaint.pk)

    def conclude(self, complaint: Complaint) -> Complaint:
        """The meeting ends without an agreement."""
        return self.take(
            complaint, "conclude_meeting", conclusion="not_agreed", reason="They differ."
        )

    def close(self, complaint: Complaint) -> Complaint:
        """The desk closes it."""
        words = {"outcome": "partly", "conclusion": "Chapter 3 is to be rewritten."}
        return self.take(complaint, "close", **words)


def desk() -> Department:
    """The department that handles complaints."""
    return Department.objects.get_or_create(code="standards", defaults={"name": "标准培育部"})[0]


def people() -> Walk:
    """A clerk of the desk, and an organisation with one of its people."""
    clerk, answerer = person("clerk"), person("answerer")
    DepartmentMembership.objects.create(user=clerk, department=desk(), starts=LONG_AGO)
    body = Organisation.objects.create(name="Pump Society", kind="social_organisation")
    OrganisationPerson.objects.create(user=answerer, organisation=body, starts=LONG_AGO)
    return Walk(clerk, answerer, body)
