"""A review that is failed, reconsidered, and passed anew."""

from __future__ import annotations

from playwright.sync_api import expect

from certification.demo.walk.reviewing import judgement
from certification.states import S
from tests.journeys.association import user
from tests.journeys.browser import zh
from tests.journeys.recognition.people import BODY, EXAMINER, NUMBER, TITLE, Way
from tests.journeys.recognition.reviewing import judged_by_others, pick
from zsa_portal.ballots.actions import draft_save
from zsa_portal.home.demo.walking import blank_pdf

AGAINST = "mu.zhiheng"
REASON = "五名委员中三名结论为通过，未达到四分之三。"
BREACH = "参加评审的一名委员曾受本标准竞争方委托，未申报。"
FOUNDED = "经核查，一名委员存在未申报的委托关系，影响评审独立性。"


def failed(way: Way) -> None:
    """Two of five conclude against it, one of them on a page without a reason at first."""
    way.recognition = way.fresh()
    ballot = way.recognition.ballots.get()
    who = way.person(AGAINST, phone=True)
    sheet = judgement(ballot)
    for item in ballot.items:
        draft_save(ballot=ballot, by=user(AGAINST), part=item.key, values=sheet[item.key])
    who.go("ballots:judge_part", ballot.pk, "conclusion")
    pick(who, "choice", "disapprove")
    who.press(zh("Save for later, to the overview"))
    who.picture("judge-reason-missing")
    who.go("ballots:judge_part", ballot.pk, "conclusion")
    who.fill({"reason": "先进性依据不足。"})
    who.press(zh("Save for later, to the overview"))
    who.press(zh("Hand in my judgement"))
    judged_by_others(way, against=1)
    with way.step(way.desk, "Close the judgement", to=S.BALLOT_CLOSED):
        pass
    way.refused(way.desk, "Record that it passed", "4", picture="pass-refused")
    with way.step(way.desk, "Record that it did not pass", to=S.FAILED, picture="fail"):
        way.desk.fill({"reason": REASON})
    way.form(way.desk, "certification.review_report", "评审报告", TITLE, REASON)


def asked(way: Way) -> None:
    """The body reads the letter and asks for reconsideration, with grounds and evidence."""
    who = way.body
    way.form(who, "certification.failed_letter", BODY, NUMBER, REASON, "30日内", "复议申请")
    way.open(who)
    who.picture("failed-read-by-body")
    label = "Ask for reconsideration"
    who.press(zh(label))
    who.fill({"grounds": ["independence"], "breach": BREACH, "effect": "一票之差改变了结论。"})
    who.page.locator("main form").first.evaluate("form => form.noValidate = true")
    who.confirm()
    expect(who.page.locator("main .error-summary")).to_contain_text(zh("Evidence"))
    assert way.fresh().state == S.FAILED
    who.picture("reconsideration-refused")
    who.attach("evidence", "委托合同.pdf", blank_pdf())
    who.confirm()
    who.sees(zh("Done: %(step)s.", step=zh(label)))
    assert way.fresh().state == S.RECONSIDERATION
    way.open(who, "assessment")
    who.picture("reconsideration-asked")


def founded(way: Way) -> None:
    """Who led the review may not decide; a colleague who had no part in it grants the request."""
    label = "Founded: the panel reviews anew"
    way.open(way.desk)
    assert way.desk.page.locator("main").get_by_role("link", name=zh(label)).count() == 0
    way.desk.picture("reconsideration-not-mine")
    examiner = way.person(EXAMINER)
    way.open(examiner, "assessment")
    examiner.picture("reconsideration-examined")
    with way.step(examiner, label, to=S.PANEL_READY, picture="reconsideration-grant"):
        examiner.fill({"reason": FOUNDED})
    way.form(
        way.body,
        "certification.reconsideration_decision",
        "复议决定书",
        BREACH,
        FOUNDED,
        "重新进行评审",
    )


def judged_anew(way: Way) -> None:
    """The panel judges anew by letter; four of five pass it."""
    with way.step(way.desk, "Open the review by letter", to=S.BALLOT, picture="open-by-letter"):
        way.desk.fill({"days": 10})
    judged_by_others(way, against=1)
    with way.step(way.desk, "Close the judgement", to=S.BALLOT_CLOSED):
        pass
    with way.step(way.desk, "Record that it passed", to=S.PASSED):
        pass
    way.open(way.desk, "assessment")
    way.desk.picture("passed-anew")
    way.form(way.desk, "certification.review_report", "评审报告", "函审", "未收到公众评议")
    way.open(way.body)
    way.body.picture("passed-read-by-body")
