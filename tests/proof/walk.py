"""The people of a suggestion, and its way from one state to the other by its steps alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile

from tests.proof.actions import suggestion_announce, suggestion_begin
from tests.proof.models import Suggestion
from tests.proof.papers import TEXT
from zsa_portal.ballots.actions import vote_cast
from zsa_portal.documents.actions import document_add
from zsa_portal.people.models import Body, Department, User
from zsa_portal.people.queries import voting_seats
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import catch_up, perform


@dataclass
class Walk:
    """Leads a suggestion on; ``now`` is where its own clock stands."""

    keeper: User
    department: Department
    committee: Body
    now: dt.datetime

    def begin(self, title: str = "Quieter pumps") -> Suggestion:
        """A suggestion with its text, on notice for a week."""
        with clock.moved_to(self.now):
            made = suggestion_begin(
                owner=self.department, committee=self.committee, title=title, by=self.keeper
            )
            text = ContentFile(b"Pumps shall be quiet.", name="text.txt")
            document_add(matter=made, kind=TEXT, upload=text, by=self.keeper)
            return suggestion_announce(suggestion=made, title=title, days=7, by=self.keeper)

    def open_ballot(self, suggestion: Suggestion) -> Any:
        """The ballot that is opened the day after the notice."""
        self.now += dt.timedelta(days=8)
        with clock.moved_to(self.now):
            perform(suggestion.open_ballot, by=self.keeper)
            return suggestion.ballots.get()

    def adopt(self, suggestion: Suggestion) -> Suggestion:
        """The suggestion adopted, all of the committee having voted for it."""
        ballot = self.open_ballot(suggestion)
        with clock.moved_to(self.now):
            for seat in voting_seats(self.committee):
                vote_cast(ballot=ballot, by=seat.user, choice="approve")
        self.now += dt.timedelta(days=8)
        with clock.moved_to(self.now):
            return perform(catch_up(suggestion).adopt, by=self.keeper)
