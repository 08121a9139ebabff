"""The walker: its people, its clock, and what its stations ask of it.

A station is a generator: it yields each moment at which it goes on, and acts when resumed with
the clock there. What comes in while a project lies in a state (votes, comments) are the walker's
own generators, which the demonstration fills from its data.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile

from standards.consultation.papers import ENQUIRY
from standards.demo.walk import approval, drafting, publishing, samples
from standards.models import Project
from standards.planning.papers import APPROVAL_BALLOT
from standards.proposals import actions as proposals
from standards.publication.engagement import EXPERT_AUDIT
from standards.review.meeting import TECHNICAL_LEVEL, TECHNICAL_REVIEW
from standards.states import S
from zsa_portal.ballots import actions as ballots
from zsa_portal.ballots.queries import current
from zsa_portal.documents.actions import document_add
from zsa_portal.engagements.actions import opinion_give
from zsa_portal.home.demo.walking import Moments, Walking, blank_pdf
from zsa_portal.meetings.actions import attendance_record, minutes_save
from zsa_portal.notices.actions import opinion_answer
from zsa_portal.notices.queries import unanswered
from zsa_portal.people.models import Organisation, OrganisationPerson, User
from zsa_portal.people.organisations.naming import names_in
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform

Station = Callable[["Walker", Project], Moments]

STATIONS: dict[str, Station] = {**approval.STATIONS, **drafting.STATIONS, **publishing.STATIONS}
MAIN_LINE: list[str] = [S.DRAFT_PROPOSAL, *STATIONS]
STAYS = {
    S.DRAFT_PROPOSAL: "proposing",
    S.TC_BALLOT: "voting",
    S.APPROVAL_NOTICE: "objecting",
    S.DRAFTING: "drafting",
    S.ENQUIRY_OPEN: "commenting",
    S.ENQUIRY_CLOSED: "answering",
    S.EXPERT_CHECK: "auditing",
}
"""State -> the walker's generator of what comes in while a project lies there."""


@dataclass
class Cast:
    """The people who act; ``members`` vote in the committee, the first leads the review."""

    applicant: User
    organisation: Organisation
    secretariat: User
    committee_secretary: User
    members: list[User]
    council_secretary: User
    experts: list[User] = field(default_factory=list)


@dataclass
class Walker(Walking[Project]):
    """Walks one project along the main line; ``now`` is the walker's clock."""

    cast: Cast
    now: dt.datetime
    proposal: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    ballot_days: int = 7

    def start(self, title: str) -> Project:
        """A saved proposal in the hands of the applicant, a day later."""
        with self.day():
            return self.begin(title)

    def begin(self, title: str) -> Project:
        """A saved proposal in the hands of the applicant, now."""
        applicant, organisation = self.cast.applicant, self.cast.organisation
        project = proposals.proposal_start(applicant=organisation, title=title, by=applicant)
        return proposals.proposal_save(project=project, values=self.proposal_values(), by=applicant)

    def to(self, project: Project, state: str) -> Project:
        """The project in ``state``, by every step of the main line that is still before it."""
        return self.walk(project, state, MAIN_LINE, STATIONS)

    def add(self, project: Project, kind: str, title: str, by: User) -> None:
        """A paper of a kind, with the walker's file for it or a short text."""
        name, data = self.file(project, kind) or (
            f"{kind.rpartition('.')[2]}.txt",
            f"{title}：{project.title}".encode(),
        )
        document_add(
            matter=project, kind=kind, title=title, upload=ContentFile(data, name=name), by=by
        )

    def add_papers(self, project: Project, station: str, by: User) -> None:
        """All papers that a station asks for."""
        for kind, title in self.papers(station).items():
            self.add(project, kind, title, by)

    def agreement(self, number: str) -> dict[str, Any]:
        """The record of an agreement of the whole committee today."""
        everybody = len(self.cast.members)
        return self.decision(number, present=everybody, yes=everybody)

    # What the stations ask; the demonstration answers from its data.

    def when_due(self, project: Project, days: int) -> dt.datetime:
        """An instant at which the calendar's step of a project is due."""
        return self.later(days)

    def office(self, task: str) -> User:
        """Who of the secretariat does a task."""
        return self.cast.secretariat

    def text(self, key: str, **words: Any) -> str:
        """What is written at a place of the procedure."""
        return self.texts.get(key, samples.TEXTS.get(key, "")).format(**words)

    def papers(self, station: str) -> dict[str, str]:
        """Kind -> title of the papers that a station asks for."""
        return samples.PAPERS[station]

    def file(self, project: Project, kind: str) -> tuple[str, bytes] | None:
        """Name and bytes of the file of a kind, None for a short text."""
        return self.files.get(kind)

    def standard_text(self, project: Project, language: str) -> tuple[str, bytes]:
        """Name and bytes of the published standard in a language."""
        return self.files.get(f"standard_text_{language}", (f"{language}.pdf", blank_pdf()))

    def proposal_values(self) -> dict[str, Any]:
        """The fields of the proposal."""
        start = clock.day_of(self.now) + dt.timedelta(days=60)
        times = {"planned_start": start, "planned_end": start + dt.timedelta(days=180)}
        own = {"participants": self.cast.organisation.name}
        return samples.PROPOSAL | times | own | self.proposal

    def drafters(self, project: Project) -> list[OrganisationPerson]:
        """Who forms the drafting group: the people of the applicant and the participants."""
        names = names_in(project.participants)
        people = OrganisationPerson.objects.current().filter(
            organisation__name__in=[*names, self.cast.organisation.name]
        )
        return list(people.select_related("user", "organisation"))

    def verdict(self, project: Project, purpose: str) -> dict[str, Any]:
        """The decision of a body for a purpose: ``agreement``, ``plan`` or ``publication``."""
        number = f"{samples.RESOLUTIONS[purpose]}{project.pk}号"
        return self.agreement(number) if purpose == "agreement" else self.decision(number)

    def proposing(self, project: Project) -> Moments:
        """The applicant attaches what the dossier will need."""
        yield self.later(1)
        self.add_papers(project, "proposal", self.cast.applicant)

    def voting(self, project: Project) -> Moments:
        """Everyone votes in favour."""
        yield self.later(1)
        ballot = current(project, APPROVAL_BALLOT.code)
        for member in self.cast.members:
            ballots.vote_cast(ballot=ballot, by=member, choice="approve")

    def objecting(self, project: Project) -> Moments:
        """Nobody objects during the notice."""
        yield from ()

    def drafting(self, project: Project) -> Moments:
        """The group writes a draft."""
        yield self.later(40)
        self.add_papers(project, "draft", self.cast.applicant)

    def commenting(self, project: Project) -> Moments:
        """Nobody comments."""
        yield from ()

    def answering(self, project: Project) -> Moments:
        """Every comment that is open is accepted."""
        yield self.later(10)
        for opinion in unanswered(project, ENQUIRY.code):
            opinion_answer(
                opinion=opinion,
                disposition="accepted",
                answer="采纳，已修改。",
                by=self.cast.applicant,
            )

    def reviewing(self, project: Project) -> Moments:
        """Everybody comes, the minutes are written, and the meeting agrees."""
        yield self.later(7)
        secretary = self.cast.committee_secretary
        meeting = project.review_meetings.first()
        present = {"present": True, "signed": True}
        rows = dict.fromkeys(meeting.attendance.values_list("pk", flat=True), present)
        attendance_record(
            matter=project, kind=TECHNICAL_REVIEW, rows=rows, guests="起草工作组", by=secretary
        )
        minutes_save(
            matter=project,
            kind=TECHNICAL_REVIEW,
            minutes=self.text("minutes"),
            sections={TECHNICAL_LEVEL: self.text("technical_level")},
            points=[samples.OPINION],
            by=secretary,
        )
        perform(project.conclude_by_consensus, by=secretary, conclusion="pass")

    def auditing(self, project: Project) -> Moments:
        """Every expert passes the dossier."""
        yield self.later(6)
        for expert in self.cast.experts:
            opinion_give(
                matter=project,
                kind=EXPERT_AUDIT,
                conclusion="pass",
                by=expert,
                opinion=self.text("audit_opinion"),
            )

    def noticed_with(self, project: Project) -> list[Project]:
        """The projects to put on public notice with this one, itself among them."""
        return [project]

    def patents_disclose(self, project: Project) -> None:
        """No patent is involved."""
