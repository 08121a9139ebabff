"""What comes in while a project of the demonstration lies in a state: votes, opinions, meeting, audits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

from standards.consultation.papers import ENQUIRY
from standards.demo.records import Record, records
from standards.models import Project
from standards.planning.papers import APPROVAL_BALLOT, PROJECT_NOTICE
from standards.publication.engagement import EXPERT_AUDIT
from standards.review.meeting import TECHNICAL_LEVEL, TECHNICAL_REVIEW
from standards.review.papers import REVIEW_BALLOT
from zsa_portal.ballots import actions as ballots
from zsa_portal.ballots.models import Ballot
from zsa_portal.ballots.queries import current
from zsa_portal.engagements.actions import opinion_give
from zsa_portal.meetings.actions import attendance_record, minutes_save
from zsa_portal.notices import actions as notices
from zsa_portal.notices.models import NoticeItem, Opinion
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform

if TYPE_CHECKING:
    from standards.demo.story import Story
    from standards.demo.walk import Moments

Act = tuple[dt.datetime, Callable[[], Any]]
DAYS_OF_VOTING = 4
DAYS_OF_ANSWERING = 10
A_MINUTE = dt.timedelta(minutes=1)
LEVEL = "标准技术内容合理、可行，总体技术水平达到{level}水平。"
TAKEN, NOT_TAKEN = "会议采纳，由起草工作组修改。", "会议讨论后没有采纳。"


def votes(story: Story, project: Project) -> Moments:
    """The recusals and votes of the committee's ballot, over its first days."""
    first = clock.day_of(story.now)
    cast = records().votes(story.record)
    acts: list[Act] = []
    for place, (username, (choice, reason)) in enumerate(cast.items()):
        early = choice == "recused"
        days = 0 if early else 1 + place * (DAYS_OF_VOTING - 1) // len(cast)
        at = story.instant(first + dt.timedelta(days=days), f"vote {username}")
        acts.append(
            (max(at, story.now + A_MINUTE), _vote(story, project, username, choice, reason))
        )
    yield from _in_order(story, acts)


def objections(story: Story, project: Project) -> Moments:
    """The objections of the public notice: received, published, answered, resolved."""
    opened = clock.day_of(story.now)
    acts: list[Act] = []
    for place, row in enumerate(story.record["objections"]):
        acts += _received(story, row, place, opened, PROJECT_NOTICE.code)
        if row["resolved"]:
            day = opened + dt.timedelta(days=row["answered_day"])
            at = story.instant(day, f"objection {place} answered")
            acts.append((at, _objection_settled(story, row, place)))
    yield from _in_order(story, acts)


def comments(story: Story, project: Project) -> Moments:
    """The comments of the consultation: received, then published or hidden a day later."""
    opened = clock.day_of(story.now)
    story.opinions.clear()
    acts: list[Act] = []
    for place, row in enumerate(records().comments(story.key)):
        acts += _received(story, row, place, opened, ENQUIRY.code)
    yield from _in_order(story, acts)


def answers(story: Story, project: Project) -> Moments:
    """The answers of the drafting group, one after the other."""
    rows = records().comments(story.key)
    first = clock.day_of(story.now) + dt.timedelta(days=2)
    acts: list[Act] = []
    for place, row in enumerate(rows):
        day = first + dt.timedelta(days=place * (DAYS_OF_ANSWERING - 1) // len(rows))
        at = story.instant(day, f"answer {place}")
        acts.append((at, _answer(story, place, row["disposition"], row["reason"])))
    yield from _in_order(story, acts)


def review_meeting(story: Story, project: Project) -> Moments:
    """The review meeting: attendance, the ballot where there was no consensus, minutes, conclusion."""
    data, secretary = story.record["review_meeting"], story.cast.committee_secretary
    yield story.later(7, "review_meeting") + dt.timedelta(hours=4)
    _attendance(story, project, data)
    if split := data.get("votes"):
        perform(project.open_review_ballot, by=secretary, question=project.title)
        ballot = current(project, REVIEW_BALLOT.code)
        _meeting_votes(story, ballot, data["attendance"], split)
        perform(project.close_review_ballot, by=secretary)
    _minutes(story, project, data)
    yield story.now + dt.timedelta(hours=1)
    conclusion = {"passed": "pass", "passed_with_changes": "pass_with_changes"}[data["conclusion"]]
    step = project.conclude_by_ballot if split else project.conclude_by_consensus
    perform(step, by=secretary, conclusion=conclusion)


def audits(story: Story, project: Project) -> Moments:
    """The experts' opinions, each on a day of its own."""
    for expert in story.cast.experts:
        yield story.later(1)
        opinion_give(
            matter=project,
            kind=EXPERT_AUDIT,
            conclusion="pass",
            by=expert,
            opinion=story.text("audit_opinion"),
        )


def _in_order(story: Story, acts: Iterable[Act]) -> Moments:
    for at, act in sorted(acts, key=lambda pair: pair[0]):
        yield max(at, story.now)
        act()


def _vote(
    story: Story, project: Project, username: str, choice: str, reason: str
) -> Callable[[], Any]:
    user = story.users[username]
    if choice == "recused":
        return lambda: ballots.recusal_declare(matter=project, user=user, reason=reason, by=user)
    return lambda: ballots.vote_cast(
        ballot=current(project, APPROVAL_BALLOT.code), by=user, choice=choice, reason=reason
    )


def _received(story: Story, row: Record, place: int, opened: dt.date, kind: str) -> tuple[Act, Act]:
    """An opinion arrives on its day, and is moderated the day after."""
    day = opened + dt.timedelta(days=row["day"])
    at = story.instant(day, f"{kind} {place}")
    if row["day"] == 0:
        at = max(at, story.now + A_MINUTE * (place + 1))
    moderated = story.instant(day + dt.timedelta(days=1), f"{kind} {place} moderated")
    return (at, lambda: _submit(story, row, kind)), (
        moderated,
        lambda: _moderate(story, row, place),
    )


def _submit(story: Story, row: Record, kind: str) -> None:
    evidence = None
    if row.get("evidence"):
        evidence = SimpleUploadedFile("证明材料.txt", row["evidence"].encode())
    made = notices.opinion_submit(
        item=NoticeItem.objects.get(matter=story.numbers[story.key], notice__kind=kind),
        by=story.users.get(row.get("username", "")),
        author=notices.Author(row["name"], row["organisation"], row["contact"]),
        remark=notices.Remark(
            row["text"], row.get("clause", ""), row.get("type", ""), row.get("proposed_change", "")
        ),
        evidence=evidence,
    )
    story.opinions.append(made.pk)


def _opinion(story: Story, place: int) -> Opinion:
    return Opinion.objects.select_related("item__notice", "item__matter").get(
        pk=story.opinions[place]
    )


def _moderate(story: Story, row: Record, place: int) -> None:
    notices.opinion_moderate(
        opinion=_opinion(story, place),
        by=story.office("enquiry"),
        moderation=row.get("moderation", "published"),
        reason=row.get("hidden_reason", ""),
    )


def _objection_settled(story: Story, row: Record, place: int) -> Callable[[], Any]:
    secretary = story.cast.committee_secretary

    def settle() -> None:
        notices.opinion_answer(
            opinion=_opinion(story, place),
            by=secretary,
            disposition="accepted",
            answer=row["answer"],
        )
        notices.opinion_resolve(
            opinion=_opinion(story, place), by=secretary, resolution=row["resolution"]
        )

    return settle


def _answer(story: Story, place: int, disposition: str, answer: str) -> Callable[[], Any]:
    return lambda: notices.opinion_answer(
        opinion=_opinion(story, place),
        by=story.cast.applicant,
        disposition=disposition,
        answer=answer,
    )


def _attendance(story: Story, project: Project, data: Record) -> None:
    here = {story.users[name].pk for name in data["attendance"]}
    rows = {
        row.pk: {"present": row.user_id in here, "signed": True}
        for row in project.review_meetings.first().attendance.all()
    }
    guests = f"起草工作组；记录：{records().people[data['recorder']]['name']}"
    attendance_record(
        matter=project,
        kind=TECHNICAL_REVIEW,
        rows=rows,
        guests=guests,
        by=story.cast.committee_secretary,
    )


def _meeting_votes(story: Story, ballot: Ballot, here: list[str], split: Record) -> None:
    given = {row["user"]: ("disapprove", row["reason"]) for row in split["disapprove"]}
    given |= {row["user"]: ("abstain", row["reason"]) for row in split["abstain"]}
    for username in here:
        choice, reason = given.get(username, ("approve", ""))
        ballots.vote_cast(ballot=ballot, by=story.users[username], choice=choice, reason=reason)


def _minutes(story: Story, project: Project, data: Record) -> None:
    points = [
        {
            "clause": row["clause"],
            "raised_by": "与会委员",
            "text": row["text"],
            "handling": TAKEN if row["adopted"] else NOT_TAKEN,
            "is_change": row["adopted"],
        }
        for row in data["opinions"]
    ]
    minutes_save(
        matter=project,
        kind=TECHNICAL_REVIEW,
        minutes=data["conclusion_text"],
        points=points,
        sections={TECHNICAL_LEVEL: LEVEL.format(level=data["level"])},
        by=story.cast.committee_secretary,
    )
