"""What every app's walker has: its clock, everybody's places, its forms made, decisions recorded.

A walker brings a matter to a state by its steps alone. A station of its way is a generator: it
yields each moment at which it goes on, and acts when resumed with the clock there.
"""

from __future__ import annotations

import datetime as dt
import io
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

import pikepdf

from zsa_portal.documents.models import IssuedForm
from zsa_portal.documents.tasks import render_form
from zsa_portal.people.models import User
from zsa_portal.people.places import forget
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Matter

ANOTHER_IS_AT_IT = 0.1
"""Seconds to wait for a worker that is making the form."""

M = TypeVar("M", bound=Matter)
Moments = Generator[dt.datetime, None, None]


class Walking(Generic[M]):
    """Base of the walkers; a subclass has ``cast`` (its people, a dataclass) and ``now``."""

    cast: Any
    now: dt.datetime

    @contextmanager
    def day(self, days: int = 1) -> Iterator[None]:
        """Some days later, with everybody's places read anew."""
        with self.at(self.later(days)):
            yield

    @contextmanager
    def at(self, instant: dt.datetime) -> Iterator[None]:
        """An instant, with everybody's places read anew."""
        self.now = instant
        for user in self.people():
            forget(user)
        with clock.moved_to(instant):
            yield

    def people(self) -> Iterator[User]:
        """Everybody whose places may have changed."""
        for person in vars(self.cast).values():
            for user in person if isinstance(person, list) else [person]:
                if isinstance(user, User):
                    yield user

    def later(self, days: int, moment: str = "") -> dt.datetime:
        """The instant of a named moment: so many days from now."""
        return self.now + dt.timedelta(days=days)

    def walk(
        self,
        matter: M,
        state: str,
        line: Sequence[str],
        stations: Mapping[str, Callable[[Any, M], Moments]],
    ) -> M:
        """The matter in ``state``, by every station of the line that is still before it."""
        for station in line[: line.index(state) + 1]:
            if line.index(station) > line.index(matter.state):
                moments = stations[station](self, matter)
                at = next(moments, None)
                while at is not None:
                    with self.at(at):
                        at = next(moments, None)
                self.forms_made(matter)
                matter = type(matter).objects.get(pk=matter.pk)
        return matter

    def forms_made(self, matter: M) -> None:
        """The worker has made the PDFs of the forms issued so far: a form counts when it is there."""
        pending = IssuedForm.objects.filter(matters=matter.pk, state=IssuedForm.State.PENDING)
        for pk in list(pending.order_by("pk").values_list("pk", flat=True)):
            while not render_form(pk) and pending.filter(pk=pk).exists():
                time.sleep(ANOTHER_IS_AT_IT)

    def decision(self, number: str, **votes: int) -> dict[str, Any]:
        """The record of a decision of a council of nine taken today."""
        figures = {"present": 9, "yes": 9, "no": 0, "abstain": 0} | votes
        day = clock.day_of(self.now)
        return {"mode": "meeting", "decided_on": day, "number": number, "note": ""} | figures


def blank_pdf() -> bytes:
    """A PDF of one empty page."""
    out = io.BytesIO()
    with pikepdf.new() as text:
        text.add_blank_page(page_size=(595, 842))
        text.save(out)
    return out.getvalue()
