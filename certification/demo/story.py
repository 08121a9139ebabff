"""One recognition of the demonstration: the walker on the days, and with the words, of the data."""

from __future__ import annotations

import datetime as dt
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile

from certification.acceptance.papers import POINTS
from certification.applications.actions import application_start
from certification.applications.papers import DECLARATIONS
from certification.demo import happenings
from certification.demo.records import bodies, recognitions
from certification.demo.walk import MAIN_LINE, STATIONS, Cast, Walker, applying, samples
from certification.models import Recognition
from certification.states import S
from zsa_portal.home.demo import docx_parts as parts
from zsa_portal.home.demo.association import Association
from zsa_portal.home.demo.records import Record
from zsa_portal.home.demo.walking import Moments
from zsa_portal.notices.models import Opinion
from zsa_portal.people.models import Body, User
from zsa_portal.regulations import clock

SAME_DAY = dt.timedelta(minutes=20)
SECRETARIAT, COUNCIL_SECRETARY = "ye.qinghe", "gu.yanqi"


@dataclass
class Story(Walker):
    """Walks a recognition of the data to its state; the data's days count from ``today``."""

    key: str = ""
    today: dt.date = dt.date.min
    users: dict[str, User] = field(default_factory=dict)
    pk: int = 0
    coming: str = S.DRAFT

    @property
    def record(self) -> Record:
        """The recognition's data."""
        return recognitions()[self.key]

    @property
    def body(self) -> Record:
        """What its body says of itself."""
        return bodies()[self.record["body"]]

    @property
    def matter(self) -> Recognition:
        """The recognition as it is now."""
        return Recognition.objects.get(pk=self.pk)

    @property
    def state(self) -> str:
        """Its state; empty before it begins."""
        return str(self.matter.state) if self.pk else ""

    @property
    def end(self) -> str:
        """The state in which the data leaves it."""
        return str(self.record["state"])

    def life(self) -> Moments:
        """Everything that happens to it until it lies in its state, moment by moment."""
        yield self.later(0)
        applying.record_body(self)
        begun = application_start(
            applicant=self.cast.organisation,
            title=self.record["title"],
            source_number=self.record["source_number"],
            by=self.cast.applicant,
        )
        self.pk = begun.pk
        stations = STATIONS | happenings.STATIONS
        for state in self._route():
            self.coming = state
            yield from stations[state](self, self.matter)
        if stay := happenings.STAYS.get(self.end):
            yield from stay(self, self.matter)

    def _route(self) -> Iterator[str]:
        line = MAIN_LINE
        if self.end in happenings.FAILED_LINE:
            line = [*line[: line.index(S.BALLOT_CLOSED) + 1], *happenings.FAILED_LINE]
        yield from line[1 : line.index(self.end) + 1]

    # When: the days of the data, in office hours.

    def instant(self, days: int, salt: str = "") -> dt.datetime:
        """A moment of the office hours of a day so many days from today; never before now."""
        minutes = zlib.crc32(f"{self.key} {days} {salt}".encode()) % (7 * 60)
        day = clock.start_of(self.today + dt.timedelta(days=days))
        return max(day + dt.timedelta(hours=9, minutes=minutes), self.now + SAME_DAY)

    def later(self, days: int, moment: str = "") -> dt.datetime:
        """On the data's day of the state that comes next."""
        return self.instant(self.record["days"][self.coming], self.coming)

    def people(self) -> Iterator[User]:
        """Everybody: the same objects play in all lives."""
        yield from self.users.values()

    def forms_made(self, matter: Recognition) -> None:
        """Only the form that is sealed is made at once; the worker makes the others."""
        if matter.state == S.DRAFT:
            super().forms_made(matter)

    # What is written.

    def body_facts(self) -> dict[str, Any]:
        return {"incident_on": None, "incident": "", **self.body["facts"]}

    def application(self, recognition: Recognition) -> dict[str, Any]:
        named = ("legal_representative", "contact_person", "contact_phone", "contact_email")
        own = {name: self.body[name] for name in (*named, "address")} | {"country": "中国"}
        said = {"opinion": "同意申请。", "own_papers": "unchanged"}
        told: Record = self.record["application"]
        return own | said | dict.fromkeys(DECLARATIONS, True) | told

    def papers(self) -> dict[str, str]:
        more: dict[str, str] = self.record.get("more_papers", {})
        return samples.PAPERS | more

    def file(self, title: str, text: str) -> ContentFile[bytes]:
        """A paper as .docx, dated now."""
        document = parts.blank()
        parts.page(document.sections[0])
        for line, size in ((title, 16), (f"《{self.record['title']}》", 12), (text, 10.5)):
            parts.write(document.add_paragraph(), line, size=size)
        day = f"{clock.today():%Y-%m-%d}（示例材料，内容虚构）"
        parts.write(document.add_paragraph(), f"{self.cast.organisation.name}　{day}")
        out = io.BytesIO()
        document.save(out)
        return ContentFile(out.getvalue(), name=f"{title}.docx")

    def checked(self) -> dict[str, Any]:
        found = self.record["checked"]
        lacking = found.get("lacking", ())
        return {
            "checks": {point: point not in lacking for point in POINTS},
            "notes": found["notes"],
            "issuer": found["issuer"],
            "none_comparable": found.get("none_comparable", False),
            "comparison": found.get("comparison", []),
        }

    def verified(self, comment: Opinion) -> dict[str, str]:
        said: dict[str, str] = self.record["comments"][comment.number - 1]["check"]
        return said

    def answer(self, clause: str) -> dict[str, str]:
        said: dict[str, str] = self.record["changes"][clause]
        return said

    def commenting(self, recognition: Recognition) -> Moments:
        """Comments arrive and are moderated."""
        return happenings.comments(self, recognition)


def story_of(key: str, built: Association, today: dt.date) -> Story:
    """The story of a recognition of the data, with its people."""
    record, users = recognitions()[key], built.users
    committee = Body.objects.get(code=record["committee"]) if "committee" in record else None
    names = record.get("panel", {}).get("members", ())
    cast = Cast(
        applicant=users[bodies()[record["body"]]["contact"]],
        organisation=built.organisations[record["body"]],
        secretariat=users[SECRETARIAT],
        reviewers=[users[name] for name in names],
        council_secretary=users[COUNCIL_SECRETARY],
        panel=committee,
    )
    begins = clock.start_of(today + dt.timedelta(days=record["days"][S.DRAFT]))
    return Story(cast, begins, key=key, today=today, users=users)
