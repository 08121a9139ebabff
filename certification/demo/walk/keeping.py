"""Walks a recognised standard's re-check, re-examination and revision by their steps alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from certification.upkeep import actions
from certification.upkeep.calendar import open_upkeep
from certification.upkeep.papers import (
    RECHECK,
    RECHECK_REPORT,
    REEXAMINATION,
    REEXAMINATION_REPORT,
    REVISED_TEXT,
    REVISION,
)
from certification.upkeep.records import Upkeep
from certification.upkeep.states import U
from zsa_portal.ballots.actions import vote_cast
from zsa_portal.catalogue.models import Edition
from zsa_portal.documents.actions import document_add
from zsa_portal.engagements.actions import opinion_give
from zsa_portal.home.demo.walking import Moments, Walking
from zsa_portal.people.models import Body, Organisation, User
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.perform import perform

REPORTS = {
    RECHECK: RECHECK_REPORT,
    REEXAMINATION: REEXAMINATION_REPORT,
    REVISION: REVISED_TEXT,
}
CHANGES = [
    {
        "clause": "5.2",
        "old": "工作温度为-10℃～50℃。",
        "new": "工作温度为-20℃～60℃。",
        "why": "产品性能提升。",
    },
    {"clause": "6.4", "old": "", "new": "应支持断电后10 s内恢复。", "why": "新增可靠性要求。"},
]
NEW_NUMBER = "T/EX 12-2027"
Station = Callable[["Keeper", Any], Moments]


@dataclass
class KeepCast:
    """The people who act; ``committee`` is the sub-committee of the field, ``members`` sit on it."""

    applicant: User
    organisation: Organisation
    secretariat: User
    council_secretary: User
    committee: Body
    members: list[User]
    experts: list[User] = field(default_factory=list)


@dataclass
class Keeper(Walking[Any]):
    """Keeps one recognised standard up; ``now`` is the walker's clock, ``conclusion`` what is concluded."""

    cast: KeepCast
    now: dt.datetime
    conclusion: str = "continue"
    grounds: str = ""

    def opened(self, edition: Edition, kind: str, on: dt.datetime) -> Any:
        """What the calendar opened about an edition by an instant; a revision the body begins."""
        with self.at(on):
            open_upkeep()
            if kind == REVISION:
                kept = Upkeep.objects.get(standard=edition.standard)
                return actions.revision_open(
                    upkeep=kept, reason="产品升级。", by=self.cast.applicant
                )
        found = MACHINES[kind].objects.filter(standard=edition.standard)
        self.forms_made(found.latest("pk"))
        return found.latest("pk")

    def to(self, matter: Any, state: str) -> Any:
        """The matter in ``state``, by every step of its main line still before it."""
        return self.walk(matter, state, LINES[matter.kind], STATIONS[matter.kind])

    def paper(self, matter: Any) -> None:
        """The body's report, or the revised text."""
        upload = SimpleUploadedFile("材料.txt", "材料正文。".encode())
        document_add(
            matter=matter, kind=REPORTS[matter.kind], upload=upload, by=self.cast.applicant
        )


def submitted(keeper: Keeper, matter: Any) -> Moments:
    """Submit the material."""
    yield keeper.later(5)
    keeper.paper(matter)
    perform(matter.submit_material, by=keeper.cast.applicant)


def revised(keeper: Keeper, matter: Any) -> Moments:
    """Describe the changes and submit the revised text."""
    yield keeper.later(30)
    actions.changes_save(
        revision=matter, source_number=NEW_NUMBER, rows=CHANGES, by=keeper.cast.applicant
    )
    keeper.paper(matter)
    perform(matter.submit_material, by=keeper.cast.applicant)


def asked(keeper: Keeper, matter: Any) -> Moments:
    """Ask three experts of the field by letter."""
    yield keeper.later(2)
    experts = [user.expert for user in keeper.cast.experts[:3]]  # type: ignore[attr-defined]
    perform(matter.engage_reviewers, by=keeper.cast.secretariat, experts=experts)


def answered(keeper: Keeper, matter: Any) -> Moments:
    """Every expert answers, and the conclusion is drawn up."""
    yield keeper.later(6)
    chosen = matter.PLAIN if matter.kind == REVISION else keeper.conclusion
    for user in keeper.cast.experts[:3]:
        opinion_give(
            matter=matter,
            kind=matter.REVIEW,
            by=user,
            conclusion=chosen,
            opinion=keeper.grounds or "符合要求。",
        )
    yield keeper.later(2)
    perform(
        matter.conclude_review,
        by=keeper.cast.secretariat,
        conclusion=chosen,
        grounds=keeper.grounds,
    )


def named(keeper: Keeper, matter: Any) -> Moments:
    """The sub-committee of the field re-examines."""
    yield keeper.later(2)
    perform(
        matter.name_panel,
        by=keeper.cast.secretariat,
        panel=keeper.cast.committee,
        visit_needed=False,
    )


def judging(keeper: Keeper, matter: Any) -> Moments:
    """Open the panel's judgement."""
    yield keeper.later(3)
    perform(matter.open_judgement, by=keeper.cast.secretariat, days=10)


def judged(keeper: Keeper, matter: Any) -> Moments:
    """Every member judges; the judgement is closed."""
    yield keeper.later(4)
    choice = "approve" if keeper.conclusion == matter.PLAIN else "disapprove"
    for member in keeper.cast.members:
        vote_cast(
            ballot=matter.ballots.latest("pk"), by=member, choice=choice, reason=keeper.grounds
        )
    yield keeper.later(1)
    perform(matter.close_judgement, by=keeper.cast.secretariat)


def concluded(keeper: Keeper, matter: Any) -> Moments:
    """Draw the panel's judgement up."""
    yield keeper.later(2)
    perform(
        matter.conclude_reexamination,
        by=keeper.cast.secretariat,
        conclusion=keeper.conclusion,
        grounds=keeper.grounds,
    )


def approved(keeper: Keeper, matter: Any) -> Moments:
    """The council approves."""
    yield keeper.later(7)
    actions.conclusions_approve(
        matters=[matter],
        decision=keeper.decision(f"理事会复字{matter.pk}号"),
        by=keeper.cast.council_secretary,
    )


def published(keeper: Keeper, matter: Any) -> Moments:
    """Tell the body and publish."""
    yield keeper.later(3)
    actions.conclusions_publish(matters=[matter], by=keeper.cast.secretariat)


def republished(keeper: Keeper, matter: Any) -> Moments:
    """Publish the revised standard."""
    yield keeper.later(3)
    actions.revisions_publish(
        revisions=[matter],
        title=f"关于发布《{matter.title}》修订版的公告",
        body="",
        implemented_on=keeper.now.date() + dt.timedelta(days=30),
        by=keeper.cast.secretariat,
    )


STATIONS: dict[str, dict[str, Station]] = {
    RECHECK: {
        U.REVIEWERS: submitted,
        U.LETTERS: asked,
        U.COUNCIL: answered,
        U.APPROVED: approved,
        U.DONE: published,
    },
    REEXAMINATION: {
        U.REVIEWERS: submitted,
        U.PANEL: named,
        U.BALLOT: judging,
        U.BALLOT_CLOSED: judged,
        U.COUNCIL: concluded,
        U.APPROVED: approved,
        U.DONE: published,
    },
    REVISION: {
        U.REVIEWERS: revised,
        U.LETTERS: asked,
        U.COUNCIL: answered,
        U.APPROVED: approved,
        U.DONE: republished,
    },
}
LINES: dict[str, list[str]] = {kind: [U.MATERIAL, *line] for kind, line in STATIONS.items()}
