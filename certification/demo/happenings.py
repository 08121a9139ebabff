"""What happens in a recognition of the demonstration besides the walker's own stations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from certification.acceptance.actions import acceptance_save
from certification.acceptance.papers import RECOGNITION_NOTICE
from certification.applications.actions import application_save
from certification.applications.papers import TEXT
from certification.assessment.criteria import KEYS
from certification.assessment.meeting import PANEL_MEETING
from certification.demo.walk import reviewing
from certification.panels.actions import answering
from certification.panels.records import Place
from certification.reconsideration.actions import reconsideration_ask
from certification.states import S
from zsa_portal.ballots import actions as ballots
from zsa_portal.ballots.actions.drafting import draft_save
from zsa_portal.documents.actions import document_add
from zsa_portal.meetings.actions import attendance_record, minutes_save
from zsa_portal.notices import actions as notices
from zsa_portal.notices.models import NoticeItem, Opinion
from zsa_portal.people.models import Expert
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform

if TYPE_CHECKING:
    from certification.demo.story import Story
    from certification.models import Recognition
    from zsa_portal.ballots.models import Ballot
    from zsa_portal.home.demo.records import Record
    from zsa_portal.home.demo.walking import Moments

MODERATOR = "shao.yinuo"
FAILED_LINE = (S.FAILED, S.RECONSIDERATION)
Act = tuple[dt.datetime, Callable[[], Any]]


def writing(story: Story, recognition: Recognition) -> Moments:
    """The body has filled in a part of the application, and added the standard's text."""
    yield story.instant(story.record["days"][S.DRAFT] + 1, "writing")
    by, values = story.cast.applicant, story.record["application"]
    application_save(recognition=recognition, values=values, by=by)
    upload = story.file("团体标准文本", story.record["application"]["innovation"])
    document_add(matter=recognition, kind=TEXT, upload=upload, by=by)


def checking(story: Story, recognition: Recognition) -> Moments:
    """The checklist is gone through, with a finding, and an expert is asked."""
    record, by = story.record, story.cast.secretariat
    yield story.instant(record["checked_on"], "checked")
    acceptance_save(recognition=recognition, values=story.checked(), by=by)
    asked = record["asked"]
    yield story.instant(asked["day"], "asked")
    experts = list(Expert.objects.filter(user__username__in=asked["experts"]))
    perform(story.matter.ask_experts, by=by, experts=experts, question=asked["question"])


def comments(story: Story, recognition: Recognition) -> Moments:
    """Comments come in on their days; those that do not wait are moderated the day after."""
    opened = story.record["days"][S.NOTICE]
    received: list[int] = []
    acts: list[Act] = []
    for place, row in enumerate(story.record.get("comments", ())):
        day = opened + row["day"]
        acts.append((story.instant(day, "comment"), _received(recognition, row, received)))
        if not row.get("waits"):
            acts.append((story.instant(day + 1, "moderated"), _moderated(story, received, place)))
    for at, act in sorted(acts, key=lambda pair: pair[0]):
        yield at
        act()


def _received(recognition: Recognition, row: Record, received: list[int]) -> Callable[[], None]:
    def submit() -> None:
        item = NoticeItem.objects.get(matter=recognition.pk, notice__kind=RECOGNITION_NOTICE.code)
        made = notices.opinion_submit(
            item=item,
            by=None,
            author=notices.Author(
                row["name"], row["organisation"], row["contact"], declares_truth=True
            ),
            remark=notices.Remark(row["text"]),
            evidence=SimpleUploadedFile("证明材料.txt", row["evidence"].encode()),
        )
        received.append(made.pk)

    return submit


def _moderated(story: Story, received: list[int], place: int) -> Callable[[], None]:
    def moderate() -> None:
        opinion = Opinion.objects.get(pk=received[place])
        by = story.users[MODERATOR]
        notices.opinion_moderate(opinion=opinion, by=by, moderation="published")

    return moderate


def panel(story: Story, recognition: Recognition) -> Moments:
    """The sub-committee reviews; else experts are chosen, answer, and whoever declines is replaced."""
    by = story.cast.secretariat
    if said := story.record.get("panel"):
        yield story.instant(said["chosen"], "chosen")
        reviewing.panel_choose(recognition, story.cast.reviewers, by=by, drafters=said["drafters"])
        yield from _answers(story, recognition, said)
    yield story.later(0)
    perform(story.matter.complete_panel, by=by, panel=story.cast.panel)


def _answers(story: Story, recognition: Recognition, said: Record) -> Moments:
    declines = said.get("declines", {})
    for place, reviewer in enumerate(story.cast.reviewers):
        yield story.instant(said["chosen"] + 1 + place // 3, reviewer.username)
        if reviewer.username == declines.get("user"):
            own = Place.objects.select_related("plan__matter").get(
                plan__matter=recognition.pk, user=reviewer, ended_at=None
            )
            answering.invitation_decline(
                place=own, reason=declines["reason"], by=reviewer, has_interest=True
            )
        else:
            reviewing.invitation_answer(recognition, reviewer)
    if "replacement" in said:
        yield from _replacement(story, recognition, said)


def _replacement(story: Story, recognition: Recognition, said: Record) -> Moments:
    left, coming = said["declines"]["user"], story.users[said["replacement"]]
    now = [one for one in story.cast.reviewers if one.username != left]
    story.cast.reviewers[:] = [*now, coming]
    yield story.instant(said["chosen"] + 5, "replaced")
    reviewing.panel_choose(
        recognition, story.cast.reviewers, by=story.cast.secretariat, drafters=said["drafters"]
    )
    yield story.instant(said["chosen"] + 6, coming.username)
    reviewing.invitation_answer(recognition, coming)


def ballot(story: Story, recognition: Recognition) -> Moments:
    """The panel meets, or is asked by letter; then it judges. Whoever has an interest says so."""
    by = story.cast.secretariat
    if story.record["ballot"] == "meeting":
        yield from _meeting(story, recognition)
        perform(story.matter.open_assessment_of_meeting, by=by, days=5)
    else:
        yield story.later(0)
        perform(recognition.open_assessment, by=by, days=10)
    for username, reason in story.record.get("recused", {}).items():
        user = story.users[username]
        yield story.instant(story.record["days"][S.BALLOT], username)
        ballots.recusal_declare(matter=recognition, user=user, reason=reason, by=user)


def _meeting(story: Story, recognition: Recognition) -> Moments:
    said, by = story.record["meeting"], story.cast.secretariat
    day = clock.start_of(story.today + dt.timedelta(days=story.record["days"][S.BALLOT]))
    starts_at = day + dt.timedelta(hours=9, minutes=30)
    yield story.instant(said["convened"], "convened")
    perform(
        recognition.convene_assessment,
        by=by,
        starts_at=starts_at,
        place=said["place"],
        chair=story.cast.reviewers[0],
        agenda=said["agenda"],
    )
    yield starts_at + dt.timedelta(minutes=15)
    meeting = recognition.meetings.latest("pk")
    everybody = {row.pk: {"present": True, "signed": True} for row in meeting.attendance.all()}
    attendance_record(
        matter=recognition, kind=PANEL_MEETING, rows=everybody, guests=said["guests"], by=by
    )


def judgements(story: Story, recognition: Recognition) -> Moments:
    """Each reviewer judges on a day of its own, or writes at it."""
    for row in story.record["judgements"]:
        yield story.instant(row["day"], row["user"])
        _judge(story, recognition.ballots.latest("pk"), row)


def _judge(story: Story, opened: Ballot, row: Record) -> None:
    sheet, by = _sheet(story, opened, row["variant"]), story.users[row["user"]]
    if "draft" in row:
        for key in row["draft"]:
            draft_save(ballot=opened, by=by, part=key, values=sheet[key])
        return
    ballots.vote_cast(
        ballot=opened,
        by=by,
        choice=row["choice"],
        reason=row.get("reason", ""),
        sheet=sheet,
        changes=row.get("changes", []),
    )


def _sheet(story: Story, opened: Ballot, variant: int) -> dict[str, dict[str, str]]:
    """The score sheet: table 1 by the findings of the data, then the public comments in their order."""
    found = story.record["findings"]
    keys = [item.key for item in opened.items]
    said = {key: found[key][variant] for key in keys if key in KEYS}
    on_comments = [key for key in keys if key not in KEYS]
    if on_comments:
        said |= dict(zip(on_comments, story.record["on_comments"][variant], strict=True))
    return {key: {"answer": answer, "reason": reason} for key, (answer, reason) in said.items()}


def judged(story: Story, recognition: Recognition) -> Moments:
    """Everybody judges, the minutes of a meeting are written, the judgement is closed."""
    by = story.cast.secretariat
    yield from judgements(story, recognition)
    yield story.later(0)
    if said := story.record.get("meeting"):
        minutes_save(
            matter=recognition,
            kind=PANEL_MEETING,
            minutes=said["minutes"],
            points=said["points"],
            by=by,
        )
    perform(story.matter.close_assessment, by=by)


def failed(story: Story, recognition: Recognition) -> Moments:
    """The review was not passed; the body is told."""
    yield story.later(0)
    perform(recognition.fail_assessment, by=story.cast.secretariat, reason=story.record["failed"])


def reconsidered(story: Story, recognition: Recognition) -> Moments:
    """The body asks for reconsideration."""
    yield story.later(0)
    said = dict(story.record["request"])
    evidence = ContentFile(said.pop("evidence").encode(), name="回避情况证明.txt")
    reconsideration_ask(recognition=recognition, **said, upload=evidence, by=story.cast.applicant)


STATIONS: dict[str, Callable[[Any, Any], Moments]] = {
    S.PANEL_READY: panel,
    S.BALLOT: ballot,
    S.BALLOT_CLOSED: judged,
    S.FAILED: failed,
    S.RECONSIDERATION: reconsidered,
}
STAYS: dict[str, Callable[[Any, Any], Moments]] = {
    S.DRAFT: writing,
    S.ACCEPTANCE: checking,
    S.NOTICE: comments,
    S.BALLOT: judgements,
}
"""What happens while a recognition lies in the state where the data leaves it."""
