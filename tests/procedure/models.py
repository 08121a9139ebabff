"""The example procedure: one state in every phase, one step that only the calendar takes."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.db import models

from tests.procedure import roles
from zsa_portal.people.places import places_of
from zsa_portal.workflow.fields import InField
from zsa_portal.workflow.machine import (
    REASON,
    Phase,
    StateInfo,
    Together,
    nobody_by_hand,
    register,
    step,
)
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.roles import RoleInfo
from zsa_portal.workflow.triggers import begins_as


def acts_for(role: RoleInfo) -> Any:
    """The permission of those who play a role in the matter."""
    return lambda matter, user: matter.party(role) in places_of(user)


@register
class Example(InField, Matter):
    """A matter that only tests know."""

    kind_code: ClassVar[str] = "example"
    kind_label: ClassVar[Any] = "Example"
    ROLES = roles.ROLES
    RESPONSIBLE = roles.COMMITTEE
    STAGES: ClassVar[dict[str, Any]] = {
        "00": "Draft",
        "10": "Received",
        "30": "Notice",
        "50": "Decision",
        "60": "Published",
    }
    STATES: ClassVar[dict[str, StateInfo]] = {
        "draft": StateInfo(
            "00.00", "Draft", roles.APPLICANT, "Submit it", "Being written.", Phase.DRAFT
        ),
        "received": StateInfo(
            "10.00", "Received", roles.SECRETARIAT, "Look at it", "Being looked at.", days=10
        ),
        "balloting": StateInfo(
            "10.20", "Balloting", roles.COMMITTEE_SECRETARY, "Hold the ballot", "Being voted on."
        ),
        "noticed": StateInfo(
            "30.20", "On notice", roles.CLOCK, "", "Open for opinions.", Phase.NOTICE
        ),
        "deciding": StateInfo(
            "50.20", "Deciding", roles.COUNCIL_SECRETARY, "Decide", "Before the council."
        ),
        "published": StateInfo(
            "60.60", "Published", roles.NOBODY, "", "In force.", Phase.PUBLISHED, outcome="done"
        ),
        "ended": StateInfo("10.98", "Ended", roles.NOBODY, "", "Nothing follows.", outcome="ended"),
    }

    closes_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        triggers = [begins_as("draft")]

    @step(
        "draft",
        "received",
        may=acts_for(roles.APPLICANT),
        label="Submit",
    )
    def submit(self) -> None:
        """Hand it in."""

    @step(
        "received",
        "draft",
        may=acts_for(roles.SECRETARIAT),
        label="Return",
    )
    def send_back(self, *, reason: str) -> None:
        """Ask for changes."""

    @step(
        "received",
        "balloting",
        may=acts_for(roles.SECRETARIAT),
        label="To ballot",
        together=Together("Nothing is judged here."),
    )
    def to_ballot(self) -> None:
        """Let the committee vote."""

    @step(
        "balloting",
        "received",
        may=acts_for(roles.COMMITTEE_SECRETARY),
        label="Back",
    )
    def from_ballot(self) -> None:
        """The committee has voted."""

    @step(
        "received",
        "noticed",
        may=acts_for(roles.SECRETARIAT),
        label="Put on notice",
    )
    def put_on_notice(self, *, closes_at: dt.datetime) -> None:
        """Let everyone read it until an instant."""
        self.closes_at = closes_at

    @step(
        "noticed",
        "deciding",
        may=nobody_by_hand,
        label="Close the notice",
        due=lambda matter: matter.closes_at,
    )
    def close_notice(self) -> None:
        """The notice has run."""

    @step(
        "deciding",
        "published",
        may=acts_for(roles.COUNCIL_SECRETARY),
        label="Publish",
    )
    def publish(self) -> None:
        """Put it in force."""

    @step(
        ["received", "deciding"],
        "ended",
        may=acts_for(roles.SECRETARIAT),
        label="End",
        tone="danger",
        form=REASON,
        together=Together("One reason may hold for several."),
    )
    def end(self, *, by: Any, reason: str) -> None:
        """Stop for good."""
        self.ended_by = by
