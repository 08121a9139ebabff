"""Records are borrowed at 秘密 and at 机密, read page by page, and close while the tab is open."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.urls import reverse
from playwright.sync_api import expect

from archive.demo.material import pdf
from archive.demo.walk.loans import CONFIDENTIAL_LINE, Lender, LoanCast
from archive.loans.models import Loan
from archive.loans.states import L
from archive.records import Item
from tests.archive.holdings import record
from tests.journeys.archive.people import (
    ARCHIVIST,
    BORROWER,
    BORROWERS_HEAD,
    BORROWERS_HOME,
    CUSTODIAN,
    HOME,
    SECRETARY_GENERAL,
    House,
)
from tests.journeys.association import user
from tests.journeys.browser import Person, zh
from tests.journeys.world import wait_until
from zsa_portal.documents.models import Document, ReadLog
from zsa_portal.documents.readings import ReadRefusal
from zsa_portal.people.queries import department
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level

MINUTES, RESOLUTION = "评审会会议纪要.pdf", "理事会决议原文.pdf"
SAID = "审阅了材料"
PURPOSE = "审查会前核对同类标准的评审结论。"
DAYS = 7
REFUSED = (
    "You may know of this paper but not read it. Once it is in the archive you may borrow it, or "
    "borrow it anew; or ask the custodian."
)


@dataclass
class Desk(House):
    """Two records of another department, and a loan of each."""

    minutes: Item = field(default_factory=Item)
    resolution: Item = field(default_factory=Item)

    @property
    def borrower(self) -> Person:
        return self.person(BORROWER)

    @property
    def head(self) -> Person:
        """The head of the borrower's department, at a phone."""
        return self.person(BORROWERS_HEAD, phone=True)


def held(desk: Desk) -> None:
    """The archive holds minutes at 秘密 and a resolution at 机密."""
    home, by = department(HOME), user(ARCHIVIST)
    said = [f"专家听取了汇报，{SAID}，形成评审意见。"]
    body = pdf(MINUTES, said)
    kind = {"level": Level.RESTRICTED, "entry": "review_agenda_and_minutes"}
    desk.minutes = record(home, by, MINUTES, body=body, **kind)
    body = pdf(RESOLUTION, said)
    desk.resolution = record(home, by, RESOLUTION, level=Level.CONFIDENTIAL, body=body)


def asked(desk: Desk) -> Loan:
    """The borrower finds the minutes, which are closed, and asks for them."""
    who, today = desk.borrower, clock.today()
    who.go("archive:items")
    expect(who.page.locator("main").get_by_text(RESOLUTION)).to_have_count(0)
    who.picture("records")
    who.press(MINUTES)
    who.picture("record-closed")
    who.press(zh("Borrow"))
    last = str(today + dt.timedelta(days=DAYS))
    who.fill({"form": "electronic", "purpose": PURPOSE, "starts_on": str(today), "ends_on": last})
    who.fill({"no_copying": True, "no_commercial_use": True})
    who.picture("request")
    who.confirm()
    loan = Loan.objects.get()
    desk.steps(who, loan, "Submit the request", to=L.HEAD)
    return loan


def lent(desk: Desk, loan: Loan) -> None:
    """秘密: the head approves on a phone, the custodian opens the records."""
    desk.steps(desk.head, loan, "Approve the loan", to=L.CUSTODY, picture="head-approves")
    desk.steps(desk.person(CUSTODIAN), loan, "Open the records", to=L.OPEN, picture="open")
    desk.borrower.go("workflow:matter", loan.pk)
    desk.borrower.picture("loan-open")


def lent_by_leaders(desk: Desk) -> None:
    """机密: after the head one of the leaders approves, then the custodian opens the record."""
    people = [BORROWER, BORROWERS_HEAD, SECRETARY_GENERAL, CUSTODIAN]
    cast = LoanCast(*map(user, people), department(BORROWERS_HOME))
    lender = Lender(cast, clock.now(), CONFIDENTIAL_LINE, purpose=PURPOSE, days=DAYS)
    loan = lender.to(lender.start([desk.resolution]), L.HEAD)
    desk.clock.at(lender.now + dt.timedelta(hours=1))
    desk.steps(desk.head, loan, "Approve and pass on", to=L.LEADERS)
    leader = desk.person(SECRETARY_GENERAL)
    desk.steps(leader, loan, "Approve the loan", to=L.CUSTODY, picture="leader-approves")
    desk.steps(desk.person(CUSTODIAN), loan, "Open the records", to=L.OPEN)


def read(desk: Desk, item: Item, name: str) -> None:
    """The first page is a picture that carries the loan; the reading is logged."""
    desk.borrower.go("documents:read", item.document_id)
    shown(desk.borrower)
    desk.borrower.picture(f"{name}-page")
    expect(desk.borrower.page.locator("[data-reading-ended]")).to_be_hidden()
    away_for_a_moment(desk.borrower, reverse("documents:page", args=[item.document_id, 1]))
    assert ReadLog.objects.filter(version__document=item.document_id, page=1).exists()


def away_for_a_moment(who: Person, path: str) -> None:
    """A page that the connection loses says that, not that the time is over, and is asked for again."""
    page = who.page
    page.route(f"**{path}*", lambda route: route.abort())
    ask_again(who, path)
    expect(page.locator("[data-reading-failed]")).to_be_visible()
    expect(page.locator("[data-reading-ended]")).to_be_hidden()
    page.unroute(f"**{path}*")
    with page.expect_response(f"**{path}*"):
        page.locator("[data-reading-again]").click()
    expect(page.locator("[data-reading-failed]")).to_be_hidden()
    shown(who)


def ask_again(who: Person, path: str) -> None:
    """The tab that is open asks for a page."""
    who.page.evaluate(
        "path => { document.querySelector('[data-reading] img').dataset.src = path;"
        " document.querySelector('[data-reading-again]').click(); }",
        path,
    )


def shown(who: Person) -> None:
    """The page's picture has come."""
    image = who.page.locator("[data-reading] img")
    wait_until(lambda: image.evaluate("img => img.naturalWidth"))


def expired_with_the_tab_open(desk: Desk, item: Item) -> None:
    """The time is over while page one is on the screen: page two does not come, and the page says why."""
    desk.clock.on(DAYS + 2)
    who = desk.borrower
    second = reverse("documents:page", args=[item.document_id, 2])
    seen = ReadLog.objects.count()
    ask_again(who, second)
    expect(who.page.locator("[data-reading-ended]")).to_be_visible()
    expect(who.page.locator("[data-reading-failed]")).to_be_hidden()
    expect(who.page.locator("[data-reading]")).to_be_hidden()
    who.picture("ended")
    who.page.reload()
    who.sees(zh(REFUSED))
    who.picture("refused")
    assert ReadLog.objects.count() == seen
    assert ReadRefusal.objects.filter(document=item.document_id).count() == 2
    assert not Document.objects.readable_by(user(BORROWER)).filter(pk=item.document_id).exists()
