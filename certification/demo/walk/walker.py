"""The walker: its people, its clock, and what its stations ask of it.

A station is a generator: it yields each moment at which it goes on, and acts when resumed with
the clock there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile

from certification.applications.actions import application_start
from certification.demo.walk import applying, approving, reviewing, samples
from certification.models import Recognition
from certification.states import S
from zsa_portal.home.demo.walking import Moments, Walking
from zsa_portal.notices.models import Opinion
from zsa_portal.people.models import Body, Organisation, User
from zsa_portal.regulations import clock

Station = Callable[["Walker", Recognition], Moments]

STATIONS: dict[str, Station] = {**applying.STATIONS, **reviewing.STATIONS, **approving.STATIONS}
MAIN_LINE: list[str] = [S.DRAFT, *STATIONS]


@dataclass
class Cast:
    """The people who act.

    ``panel`` is the sub-committee of the field, whose members the ``reviewers`` are; without one
    they are experts of the pool and become the panel, the first one in its chair. ``examiner`` is of
    the secretariat and had no part in reviews.
    """

    applicant: User
    organisation: Organisation
    secretariat: User
    reviewers: list[User]
    council_secretary: User
    panel: Body | None = None
    experts: list[User] = field(default_factory=list)
    examiner: User | None = None


@dataclass
class Walker(Walking[Recognition]):
    """Walks one recognition along the main line; ``now`` is the walker's clock."""

    cast: Cast
    now: dt.datetime

    def start(self, title: str, source_number: str = "") -> Recognition:
        """A begun application in the hands of the body, a day later; without a number, the next."""
        begun = Recognition.objects.filter(applicant=self.cast.organisation).count()
        with self.at(self.later(1)):
            applying.record_body(self)
            return application_start(
                applicant=self.cast.organisation,
                title=title,
                source_number=source_number or f"T/EX {12 + begun}-2025",
                by=self.cast.applicant,
            )

    def application(self, recognition: Recognition) -> dict[str, Any]:
        """What the application says, by field."""
        return dict(samples.APPLICATION)

    def body_facts(self) -> dict[str, Any]:
        """What the body records of its standards work."""
        return samples.body_facts(clock.today())

    def papers(self) -> dict[str, str]:
        """Kind -> title of the papers of the application."""
        return samples.PAPERS

    def file(self, title: str, text: str) -> ContentFile[bytes]:
        """A paper as it is uploaded."""
        return ContentFile(text.encode(), name=f"{title}.txt")

    def checked(self) -> dict[str, Any]:
        """What the acceptance finds."""
        return samples.CHECKED

    def verified(self, comment: Opinion) -> dict[str, str]:
        """What the secretariat finds of a public comment."""
        return samples.VERIFIED

    def answer(self, clause: str) -> dict[str, str]:
        """What the body makes of a change asked for."""
        return samples.ANSWER

    def to(self, recognition: Recognition, state: str) -> Recognition:
        """The recognition in ``state``, by every step of the main line that is still before it."""
        return self.walk(recognition, state, MAIN_LINE, STATIONS)

    def changes_asked(self, recognition: Recognition) -> list[dict[str, str]]:
        """What the first reviewer asks to be changed."""
        return [{"clause": "5.2", "change": "补充试验方法的依据。"}]

    def commenting(self, recognition: Recognition) -> Moments:
        """Nobody comments during the notice."""
        yield from ()
