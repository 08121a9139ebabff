"""The lives of the kernel's own procedures: a complaint in work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.files.base import ContentFile

from zsa_portal.catalogue.models import Edition
from zsa_portal.complaints.actions import submitting, writing
from zsa_portal.complaints.actions.submitting import About, Person
from zsa_portal.complaints.models import Complaint
from zsa_portal.home.demo.association import Association
from zsa_portal.home.demo.lives import LIVES, Life, Moments
from zsa_portal.home.demo.records import Record, records
from zsa_portal.people.models import User
from zsa_portal.people.places import forget
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import perform


@dataclass
class ComplaintLife:
    """What happens to a complaint of the data until it lies with the body."""

    key: str
    record: Record
    association: Association
    today: dt.date
    pk: int = 0

    @property
    def complaint(self) -> Complaint:
        """The complaint as it is now."""
        return Complaint.objects.get(pk=self.pk)

    @property
    def matter(self) -> Matter:
        """The complaint, as the loader knows it."""
        return self.complaint

    @property
    def state(self) -> str:
        """Its state; empty before it begins."""
        return str(self.complaint.state) if self.pk else ""

    @property
    def end(self) -> str:
        """The state in which the data leaves it."""
        return str(self.record["stage"])

    @contextmanager
    def at(self, instant: dt.datetime) -> Iterator[None]:
        """The clock at an instant, with the places of those who act read anew."""
        for user in self.association.users.values():
            forget(user)
        with clock.moved_to(instant):
            yield

    def life(self) -> Moments:
        """Sent, accepted, passed to the body, which asks and is answered."""
        yield self._instant("submitted")
        self._submit()
        yield self._instant("accepted")
        complaint = self.complaint
        perform(complaint.accept, by=self._user("desk"), procedure=complaint.procedure)
        yield self._instant("passed")
        self._pass_on()
        yield self._instant("note")
        writing.complaint_note(
            complaint=self.complaint,
            text=self.record["note"],
            for_complainant=True,
            by=self._user("answers"),
        )
        yield self._instant("answer")
        writing.complaint_say(complaint=self.complaint, text=self.record["answer"], for_body=True)

    def _submit(self) -> None:
        known = Edition.objects.public().filter(title=self.record["title"]).first()
        number = known.number if known else self.record["number"]
        file = self.record["evidence"]
        sent = submitting.complaint_submit(
            about=About(number, self.record["title"]),
            statement=self.record["statement"],
            demand=self.record["demand"],
            person=Person(**self.record["person"]),
            evidence=[ContentFile(file["text"].encode(), name=file["name"])],
        )
        self.pk = sent.pk

    def _pass_on(self) -> None:
        complaint = self.complaint
        perform(
            complaint.pass_on,
            by=self._user("desk"),
            body=self.association.organisations[self.record["body"]],
            statement_for_body=complaint.statement,
            evidence=list(complaint.evidence.all()),
        )

    def _user(self, part: str) -> User:
        return self.association.users[self.record[part]]

    def _instant(self, moment: str) -> dt.datetime:
        day = self.today + dt.timedelta(days=self.record["days"][moment])
        return clock.start_of(day) + dt.timedelta(hours=10, minutes=20)


def complaints(association: Association, today: dt.date) -> Sequence[Life]:
    """The complaints of the data."""
    rows = records().files["complaints"]["complaints"]
    return [ComplaintLife(row["key"], row, association, today) for row in rows]


LIVES.add("complaints.complaints", complaints)
