"""One project of the demonstration: the walker on the days, and with the words, of the data."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile

from standards.demo import happenings, papers
from standards.demo.records import Record, records
from standards.demo.walk import MAIN_LINE, STATIONS, STAYS, Cast, Moments, Walker, samples
from standards.demo.walk.approval import proposal_returned
from standards.models import Project
from standards.parties import officer_of
from standards.publication import actions as publication
from standards.publication.actions import cover_save
from standards.publication.papers import LICENCE_PAPER
from standards.states import S
from zsa_portal.home.demo.association import Association
from zsa_portal.people.models import Body, OrganisationPerson, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Matter

SAME_DAY = dt.timedelta(minutes=20)
CALENDAR_IS_LATE = dt.timedelta(seconds=40)
OFFICES = {
    "notice": "shao.yinuo",
    "enquiry": "shao.yinuo",
    "audit": "han.shuning",
    "announcement": "ye.qinghe",
}
COUNCIL_SECRETARY = "gu.yanqi"


@dataclass
class Story(Walker):
    """Walks a project of the data to its stage; the data's days count from ``today``.

    ``numbers`` maps the keys of the projects begun to their primary keys; all stories share it.
    ``opinions`` are the keys of what came in last.
    """

    key: str = ""
    today: dt.date = dt.date.min
    users: dict[str, User] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    opinions: list[int] = field(default_factory=list)

    @property
    def record(self) -> Record:
        """The project's data."""
        return records().projects[self.key]

    @property
    def project(self) -> Project:
        """The project as it is now."""
        return Project.objects.get(pk=self.numbers[self.key])

    @property
    def state(self) -> str:
        """The project's state; empty before it begins."""
        if self.key not in self.numbers:
            return ""
        found = Matter.objects.filter(pk=self.numbers[self.key]).values_list("state", flat=True)
        return str(found.get())

    @property
    def matter(self) -> Matter:
        """The project, as the loader knows it."""
        return self.project

    @property
    def end(self) -> str:
        """The state in which the data leaves the project."""
        return str(self.record["stage"])

    def life(self) -> Moments:
        """Everything that happens to the project until it lies in its stage, moment by moment."""
        yield self.instant(self._first_day(), "begin")
        self.numbers[self.key] = self.begin(self.record["title"]).pk
        for station in self._route():
            yield from station(self, self.project)
        if stay := STAYS.get(self.record["stage"]):
            yield from getattr(self, stay)(self.project)

    def _route(self) -> list[Any]:
        stage = self.record["stage"]
        if stage == S.PROPOSAL_RETURNED:
            before = MAIN_LINE[1 : MAIN_LINE.index(S.TC_BALLOT_CLOSED) + 1]
            return [*(STATIONS[state] for state in before), proposal_returned]
        return [STATIONS[state] for state in MAIN_LINE[1 : MAIN_LINE.index(stage) + 1]]

    def _first_day(self) -> dt.date:
        days = self.record.get("created", self.record.get("submitted", 0) - 2)
        return self.today + dt.timedelta(days=days)

    # When: the days of the data's timeline, in office hours.

    def instant(self, day: dt.date, salt: str) -> dt.datetime:
        """A moment of a day's office hours, always the same for the same words."""
        minutes = zlib.crc32(f"{self.key} {salt}".encode()) % (8 * 60)
        return clock.start_of(day) + dt.timedelta(hours=9, minutes=minutes)

    def later(self, days: int, moment: str = "") -> dt.datetime:
        """The timeline's day of a named moment, else so many days from now; never before now."""
        if moment == "convened":
            return self.instant(clock.day_of(self.now) + dt.timedelta(days=1), moment)
        day = records().day_of(self.record, moment, self.today) if self._dated(moment) else None
        if day is None:
            day = clock.day_of(self.now) + dt.timedelta(days=days)
        found = self.instant(day, moment or f"{self.now:%F %T}")
        if moment == "review_meeting":
            return clock.start_of(day) + dt.timedelta(hours=9, minutes=30)
        return max(found, self.now + SAME_DAY)

    def _dated(self, moment: str) -> bool:
        timeline = records().files["projects"]["timeline"]
        return moment == "submitted" or moment in timeline

    def when_due(self, project: Project, days: int) -> dt.datetime:
        """When the calendar's next round comes after a step is due."""
        due = self.project.due_at
        return due + CALENDAR_IS_LATE if due else self.later(days)

    # Who.

    def people(self) -> Iterator[User]:
        """Everybody: the same objects play in all stories."""
        yield from self.users.values()

    def office(self, task: str) -> User:
        """Who of the secretariat does a task."""
        return self.users[OFFICES.get(task) or self.record[task]["by"]]

    def drafters(self, project: Project) -> list[OrganisationPerson]:
        """The people of the drafting group, in the data's order."""
        names = self.record["drafting_group"]["people"]
        rows = OrganisationPerson.objects.current().filter(user__username__in=names)
        found = {row.user.username: row for row in rows.select_related("user", "organisation")}
        return [found[name] for name in names]

    # What is written.

    def text(self, key: str, **words: Any) -> str:
        """What is written at a place of the procedure."""
        found = papers.written(self.record, key) or samples.TEXTS[key]
        return found.format(**words) if words else found

    def papers(self, station: str) -> dict[str, str]:
        """Kind -> title of the papers of a station; an empty title is the kind's own."""
        return papers.of_station(self.record, station)

    def file(self, project: Project, kind: str) -> tuple[str, bytes]:
        """The paper of a kind as .docx, dated today."""
        return papers.file_of(self.key, kind, self.project)

    def standard_text(self, project: Project, language: str) -> tuple[str, bytes]:
        """The published standard as PDF, once its cover is complete."""
        edition = self.project.edition
        scope = papers.scope_of(self.key, language)
        name = "abstract" if language == "zh" else "abstract_en"
        cover_save(project=project, values={name: scope}, by=self.office("announcement"))
        return papers.standard_pdf(self.key, language, edition)

    def proposal_values(self) -> dict[str, Any]:
        """The fields of the proposal."""
        day = records().day_of(self.record, "submitted", self.today) or self.today
        revised = ""
        if former := self.record.get("revises"):
            revised = Project.objects.get(pk=self.numbers[former]).standard_number
        return papers.proposal_values(self.record, day) | {"revised_standard": revised}

    def verdict(self, project: Project, purpose: str) -> dict[str, Any]:
        """The decision of a body with its paper: ``agreement``, ``plan`` or ``publication``."""
        made = papers.verdict(self.record, purpose, len(self.cast.members))
        if not made["number"]:
            made["number"] = f"{project.committee.name}会议纪要〔{self.now.year}〕{project.pk}号"
        name, data = papers.resolution(self.key, purpose, self.project)
        return made | {
            "decided_on": clock.day_of(self.now),
            "paper": ContentFile(data, name=name),
        }

    def noticed_with(self, project: Project) -> list[Project]:
        """The data's company of this project on the notice; none once another took it along."""
        if self.state == S.APPROVAL_NOTICE:
            return []
        keys = records().noticed_together(self.key)
        return [Project.objects.get(pk=self.numbers[key]) for key in keys]

    def patents_disclose(self, project: Project) -> None:
        """Disclose the patents that the data names, with the holder's declaration."""
        for row in self.record.get("disclosures", []):
            name, data = papers.file_of(self.key, LICENCE_PAPER, self.project)
            values = {
                "holder": self.cast.organisation.name,
                "patent_number": row["number"],
                "title": row["title"],
                "clauses": row["clauses"],
                "licence": row["licence"],
                "handling": "",
            }
            publication.patent_disclose(
                project=project,
                values=values,
                by=self.cast.applicant,
                upload=ContentFile(data, name=name),
            )

    # What comes in while the project lies in a state.

    def proposing(self, project: Project) -> Moments:
        """The applicant attaches what is there."""
        yield self.later(1)
        self.add_papers(project, "proposal", self.cast.applicant)

    def voting(self, project: Project) -> Moments:
        """Recusals, then the votes of the data."""
        return happenings.votes(self, project)

    def objecting(self, project: Project) -> Moments:
        """Objections arrive and are moderated, answered and resolved."""
        return happenings.objections(self, project)

    def drafting(self, project: Project) -> Moments:
        """The group writes a draft."""
        yield self.later(25)
        self.add_papers(project, "draft", self.cast.applicant)

    def commenting(self, project: Project) -> Moments:
        """Comments arrive and are moderated."""
        return happenings.comments(self, project)

    def answering(self, project: Project) -> Moments:
        """The drafting group answers every comment."""
        return happenings.answers(self, project)

    def reviewing(self, project: Project) -> Moments:
        """The committee meets as the data says."""
        return happenings.review_meeting(self, project)

    def auditing(self, project: Project) -> Moments:
        """The experts engaged give their opinions, each on another day."""
        return happenings.audits(self, project)


def story_of(key: str, built: Association, today: dt.date, numbers: dict[str, int]) -> Story:
    """The story of a project of the data, with its people."""
    record, users = records().projects[key], built.users
    organisation = built.organisations[record["applicant"]]
    committee = Body.objects.get(code=record["committee"])
    officer = officer_of(committee, Project(applicant=organisation))
    seats = records().bodies[record["committee"]]["seats"]
    secretary = next(seat["username"] for seat in seats if seat["role"] == officer)
    cast = Cast(
        applicant=users[record["contact"]],
        organisation=organisation,
        secretariat=users[OFFICES["announcement"]],
        committee_secretary=users[secretary],
        members=[users[seat["username"]] for seat in records().seats(record)],
        council_secretary=users[COUNCIL_SECRETARY],
        experts=[users[name] for name in record.get("audit", {}).get("experts", [])],
    )
    return Story(
        cast,
        clock.now(),
        key=key,
        today=today,
        users=users,
        numbers=numbers,
        ballot_days=records().files["projects"]["ballot_days"],
    )
