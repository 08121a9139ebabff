"""The technical review: meeting, attendance, minutes, conclusion with changes."""

from __future__ import annotations

import datetime as dt

from playwright.sync_api import expect

from standards.demo.walk.samples import TEXTS
from standards.review.meeting import TECHNICAL_REVIEW
from tests.journeys.association import user, voters
from tests.journeys.browser import zh
from tests.journeys.line.people import Line
from zsa_portal.regulations import clock

PLACE = "协会第一会议室"
CHANGE = "建议在5.10.3中给出恢复时间的测试前提。"
ABSENT = ("dai.yunzhou", "fan.xingyu")


def convened(line: Line) -> None:
    """The meeting is convened for a week later; a day in the past is refused and the rest kept."""
    who = line.committee
    line.open(who)
    who.press(zh("Convene the review meeting"))
    yesterday = clock.now().astimezone(clock.SHANGHAI) - dt.timedelta(days=1)
    who.fill({"starts_at": f"{yesterday:%Y-%m-%dT%H:%M}", "place": PLACE})
    who.confirm()
    who.sees(zh("The meeting cannot lie in the past."))
    expect(who.page.locator("[name=place]")).to_have_value(PLACE)
    who.picture("convene-refused")
    who.fill({"starts_at": f"{yesterday + dt.timedelta(days=8):%Y-%m-%dT14:00}"})
    who.confirm()
    assert line.fresh().state == "technical_review"
    who.picture("convened")


def attended(line: Line) -> None:
    """On the day the secretary ticks who came."""
    who, meeting = line.committee, line.project.review_meetings.get()
    line.refused(who, zh("Passed by consensus"), zh("The attendance of the review meeting"))
    line.open(who, "review")
    who.picture("review-tab")
    who.press(zh("Record attendance"))
    for row in meeting.attendance.exclude(user__username__in=ABSENT):
        who.fill({f"a{row.pk}-present": True, f"a{row.pk}-signed": True})
    who.fill({"guests": "起草工作组：程远舟、罗星野、季清晖"})
    who.picture("attendance")
    who.confirm()
    assert meeting.attendance.filter(present=True).count() == len(voters()) - len(ABSENT)


def minutes_written(line: Line) -> None:
    """The minutes are saved unfinished, then completed with an opinion and a change to make."""
    who, meeting = line.committee, line.project.review_meetings.get()
    who.go("meetings:minutes", line.project.pk, TECHNICAL_REVIEW.key)
    who.fill({"minutes": TEXTS["minutes"]})
    who.press(zh("Save and go on writing"))
    who.fill(
        {
            "technical_level": TEXTS["technical_level"],
            "o-0-clause": "5.10.3",
            "o-0-raised_by": "骆怀谷",
            "o-0-text": CHANGE,
            "o-0-handling": "会议同意，由起草工作组补充。",
            "o-0-is_change": True,
            "o-1-clause": "7.2",
            "o-1-raised_by": "卫清越",
            "o-1-text": "术语与GB/T 22239保持一致。",
            "o-1-handling": "已核对，一致。",
        }
    )
    who.picture("minutes")
    who.press(zh("Save and go back"))
    who.picture("review-written")
    assert meeting.points.count() == 2


def passed(line: Line) -> None:
    """The meeting agrees, with a change; the minutes with the signature table are issued."""
    who = line.committee
    step = zh("Passed by consensus")
    with line.step(who, step, to="review_passed", picture="conclude"):
        who.fill({"conclusion": "pass_with_changes"})
    chair = line.project.review_meetings.get().chair.name
    line.form(
        who,
        "standards.review_minutes",
        "审查会会议纪要",
        line.subject.title,
        PLACE,
        chair,
        "卫清越",
        CHANGE,
        "签",
        user(voters()[0]).name,
        picture="minutes-form",
    )
