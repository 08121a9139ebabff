"""From the panel in the making to the changes confirmed."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.urls import reverse
from playwright.sync_api import expect

from certification.assessment.meeting import PANEL_MEETING
from certification.assessment.papers import REVISED_TEXT
from certification.assessment.rules import asked_by_reviewers, changes_of
from certification.demo.walk.reviewing import invitation_answer, judgement
from certification.panels.models import REVIEW_PANEL
from certification.panels.records import Place
from certification.states import S
from tests.journeys.association import user
from tests.journeys.browser import PHONE, Person, zh
from tests.journeys.recognition.applying import COMMENT, EVIDENCE
from tests.journeys.recognition.people import BEGINNER, BODY, NUMBER, TITLE, Way
from zsa_portal.ballots import actions as ballots
from zsa_portal.ballots.models import Ballot
from zsa_portal.home.demo.walking import blank_pdf
from zsa_portal.people.models import Expert, Seat, User
from zsa_portal.regulations import clock

PLACE = "协会第二会议室"
MINUTES = "会议听取了受理和公示情况，逐项讨论了公众评议，核对了采样间隔的实测记录。"
CHANGE = {"clause": "5.3", "change": "补充采样间隔的测量依据。"}
OLD, NEW = "采样间隔应不大于100 ms。", "采样间隔应不大于100 ms，按附录B测量。"


def panel_chosen(way: Way) -> None:
    """A panel is proposed from the pool with reasons; an even one is refused; the five are invited."""
    who = way.desk
    way.open(who, "panel")
    who.picture("panel-none")
    who.press(zh("Form the panel"), within="main .card-head")
    who.picture("panel-pool")
    who.press(zh("Propose a panel"))
    beginner = Expert.objects.get(user__username=BEGINNER)
    expect(who.page.locator(f"#expert-{beginner.pk}")).to_be_disabled()
    who.fill({"drafters": "北京砚溪新能源与储能技术协会"})
    ticked = who.page.locator("main [name=experts]:checked")
    expect(ticked).to_have_count(5)
    expect(who.page.locator("#requirements .callout-ok")).to_be_visible()
    who.picture("panel-proposed")
    ticked.last.uncheck()
    expect(who.page.locator("#requirements .callout-warn")).to_be_visible()
    who.picture("panel-even")
    who.press(zh("Complete the panel from the pool"))
    who.press(zh("Save and invite"))
    who.sees(zh("The experts are invited."))
    who.picture("panel-invited")
    way.reviewer = Place.objects.get(is_chair=True, ended_at=None).user.username


def others_invited(way: Way) -> list[User]:
    """The experts invited besides the one on the phone."""
    places = Place.objects.filter(plan__matter=way.recognition.pk, ended_at=None)
    others = places.exclude(user__username=way.reviewer).select_related("user")
    return [place.user for place in others]


def panel_answered(way: Way) -> None:
    """One expert reads, signs and accepts on a phone, the others besides; the panel is complete."""
    phone = way.phone
    phone.go("home:inbox")
    phone.picture("expert-inbox")
    phone.go("certification:panel_invitation", way.recognition.pk, REVIEW_PANEL.key)
    phone.sees(BODY)
    phone.picture("invitation")
    phone.press(zh("Accept and sign"))
    for tick in phone.page.locator("main .house-form [type=checkbox]").all()[:2]:
        tick.check()
    phone.press(zh("Accept and sign"))
    phone.sees(zh("You have accepted; both declarations are signed."))
    phone.picture("invitation-signed")
    way.refused(way.desk, "Complete the panel", "尚未", picture="panel-not-ready")
    for expert in others_invited(way):
        invitation_answer(way.fresh(), expert)
    with way.step(way.desk, "Complete the panel", to=S.PANEL_READY, picture="panel-complete"):
        pass
    way.open(way.desk, "panel")
    way.desk.picture("panel-at-work")
    way.form(way.desk, "certification.panel_appointment", "评审委员会", NUMBER, "委员")
    way.form(way.desk, "certification.panel_no_interest", "利害关系", NUMBER)


def convened(way: Way) -> None:
    """The panel is convened for a week later."""
    who = way.desk
    at = clock.now().astimezone(clock.SHANGHAI) + dt.timedelta(days=7)
    with way.step(who, "Convene the panel's meeting", to=S.MEETING, picture="convene"):
        who.fill({"starts_at": f"{at:%Y-%m-%dT14:00}", "place": PLACE})
    way.open(who, "assessment")
    who.picture("meeting-convened")
    phone = way.phone
    phone.go("home:inbox")
    phone.sees(zh("Attend the panel's meeting"))


def held(way: Way) -> None:
    """Who came is ticked, the minutes are written, and the panel's judgement opens."""
    who, one = way.desk, way.recognition
    way.refused(
        who,
        "Open the panel's judgement",
        zh("The attendance of the panel's meeting"),
        picture="judgement-refused",
    )
    who.go("meetings:attendance", one.pk, PANEL_MEETING.key)
    for tick in who.page.locator("main [name$='-present'], main [name$='-signed']").all():
        tick.check()
    who.fill({"guests": "岳承泽（申请团体）"})
    who.picture("attendance")
    who.confirm()
    who.go("meetings:minutes", one.pk, PANEL_MEETING.key)
    who.fill({"minutes": MINUTES})
    who.picture("minutes")
    who.press(zh("Save and go back"))
    with way.step(who, "Open the panel's judgement", to=S.BALLOT, picture="open-judgement"):
        pass


def judged_on_the_phone(way: Way) -> None:
    """Item by item, saved as one goes; the judgement counts once it is handed in."""
    phone, ballot = way.phone, Ballot.objects.get()
    phone.page.goto(reverse("home:desk"))
    phone.press(zh("Vote"), part=True)
    phone.go("ballots:judge", ballot.pk)
    phone.sees(zh("Go to the first"))
    phone.picture("judge-overview")
    phone.press(zh("Go to the first"))
    saved_by_itself(phone)
    for number, item in enumerate(ballot.items):
        judged_item(phone, item.values[0], f"{item.label}：有依据。", picture=number in (0, 11))
    phone.fill({"clause-0": CHANGE["clause"], "change-0": CHANGE["change"]})
    phone.picture("judge-changes")
    phone.press(zh("Next"))
    pick(phone, "choice", "approve")
    phone.picture("judge-conclusion")
    phone.press(zh("Save for later, to the overview"))
    phone.picture("judge-complete")
    phone.press(zh("Hand in my judgement"))
    expect(phone.page.locator("main .notices .callout-ok")).to_be_visible()
    phone.picture("judge-handed-in")


def saved_by_itself(phone: Person) -> None:
    """What is typed is kept though nothing was pressed."""
    phone.fill({"reason": "有依据"})
    expect(phone.page.locator("[data-draft-status]")).to_have_text(re.compile(r"\d\d:\d\d"))
    phone.page.reload()
    expect(phone.page.locator("[name=reason]")).to_have_value("有依据")


def judged_item(phone: Person, answer: str, reason: str, *, picture: bool = False) -> None:
    """Judge one item, and go on to the next."""
    pick(phone, "answer", answer)
    phone.fill({"reason": reason})
    if picture:
        phone.picture("judge-item")
    phone.press(zh("Next"))


def pick(phone: Person, name: str, value: str) -> None:
    """Touch one of the large answers."""
    phone.page.locator(f"main label.vote-choice:has([name='{name}'][value='{value}'])").click()


def judged_by_others(way: Way, against: int = 0) -> None:
    """Whoever has not judged does so besides, so many of them against it."""
    ballot = way.fresh().ballots.latest("pk")
    sheet = judgement(ballot)
    electors = ballot.electors.filter(votes=None).order_by("pk")
    for place, elector in enumerate(electors):
        said: dict[str, Any] = {"choice": "approve"}
        if place < against:
            said = {"choice": "disapprove", "reason": "先进性依据不足。"}
        ballots.vote_cast(ballot=ballot, by=elector.user, sheet=sheet, **said)


def result_recorded(way: Way) -> None:
    """Until it is closed nobody reads who said what; then the changes are listed and asked for."""
    who = way.desk
    way.open(who, "assessment")
    assert CHANGE["change"] not in who.page.content()
    who.press(zh("How far it is"))
    who.picture("judgement-running")
    judged_by_others(way)
    with way.step(who, "Close the judgement", to=S.BALLOT_CLOSED):
        pass
    way.open(who, "assessment")
    who.picture("judgement-closed")
    way.refused(who, "Ask for the changes", CHANGE["change"], picture="changes-not-listed")
    who.go("certification:changes_list", way.recognition.pk)
    who.picture("changes-list")
    who.confirm()
    assert len(changes_of(way.fresh())) == len(asked_by_reviewers(way.fresh())) == 1
    with way.step(who, "Ask for the changes", to=S.CHANGES):
        pass
    papers_of_review(way)


def papers_of_review(way: Way) -> None:
    """Summary, opinion sheet, minutes and report say what the panel said."""
    who, panel = way.desk, [seat.user.name for seat in Seat.objects.filter(body=way.fresh().panel)]
    way.form(
        who, "certification.assessment_summary", "评审意见汇总表", TITLE, *panel, CHANGE["change"]
    )
    way.form(who, "certification.opinion_sheet", "评审意见表", "创新性", "国际化", COMMENT)
    way.form(who, "certification.meeting_minutes", "评审会议纪要", PLACE, MINUTES, *panel)
    way.form(
        who, "certification.review_report", "评审报告", BODY, COMMENT, CHANGE["change"], "未确认"
    )
    who.picture("report-page")


def changes_made(way: Way) -> None:
    """The body answers, old text and new, adds the text and submits; it does not read who asked."""
    who, one = way.body, way.recognition
    way.open(who)
    who.picture("changes-asked")
    way.open(who, "assessment")
    assert user(way.reviewer).name not in who.page.locator("main").inner_text()
    who.press(zh("Answer the changes asked for"))
    change = changes_of(way.fresh())[0]
    who.fill({f"c{change.pk}-old_text": OLD, f"c{change.pk}-new_text": NEW})
    who.picture("changes-answer")
    who.press(zh("Save and go back"))
    who.go("documents:upload", one.pk, REVISED_TEXT)
    who.attach("file", "修改稿.pdf", blank_pdf())
    who.fill({"no_state_secrets": True})
    who.confirm()
    with way.step(who, "Submit the changes", to=S.CHANGES_CHECK):
        pass


def changes_confirmed(way: Way) -> None:
    """The change is confirmed, old text beside new; the standard passes."""
    who = way.desk
    change = changes_of(way.fresh())[0]
    way.open(who, "assessment")
    who.press(zh("Check the change"), part=True)
    who.sees("按附录B测量")
    who.fill({"verdict": "confirm"})
    who.picture("change-check")
    who.confirm()
    assert change.pk
    with way.step(who, "Record that it passed with its changes", to=S.PASSED):
        pass
    way.form(who, "certification.review_report", "评审报告", OLD, NEW)
    way.open(who, "assessment")
    who.picture("review-passed")


def evidence_read(way: Way) -> None:
    """Whoever judges reads the evidence of a comment beside it."""
    phone, comment = (
        way.phone,
        next(item.key for item in Ballot.objects.get().items if item.key.startswith("comment-")),
    )
    phone.page.set_viewport_size(PHONE)
    phone.go("ballots:judge_part", Ballot.objects.get().pk, comment)
    phone.sees(COMMENT)
    link = phone.page.locator("main .paper-links a", has_text=EVIDENCE[0])
    assert phone.fetch(link.get_attribute("href") or "") == EVIDENCE[1]
