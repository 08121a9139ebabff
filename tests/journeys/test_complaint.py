"""A complaint of a person outside to its end: sent, accepted, passed on, coordinated, met over, closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.journeys import association, papers
from tests.journeys.browser import Person, zh
from tests.journeys.world import Clock, Mails, wait_until
from zsa_portal.complaints.meeting import COORDINATION_MEETING
from zsa_portal.complaints.models import Complaint
from zsa_portal.documents.models import IssuedForm
from zsa_portal.people.models import Organisation
from zsa_portal.regulations import clock

Visitor = Callable[..., Person]
MAIL = "zhu.siyuan@example.com"
BODY = "北京衡澜网络科技有限公司"
SAID = "第6章的试样厚度下限与征求意见稿不一致，未重新征求意见。"
TYPED = {
    "number": "T/HLKJ 7-2025",
    "title": "边缘网关试验方法",
    "statement": SAID,
    "demand": "请说明修改依据。",
    "name": "祝思远",
    "contact": MAIL,
    "truthful": True,
}


@contextmanager
def step(who: Person, complaint: Complaint, label: str) -> Iterator[None]:
    """Take a step from the complaint's page; its form is filled in meanwhile."""
    who.go("workflow:matter", complaint.pk)
    who.press(zh(label))
    yield
    who.confirm()
    who.sees(zh("Done: %(step)s.", step=zh(label)))


def test_complaint(visitor: Visitor, the_clock: Clock, mails: Mails):
    public, desk = visitor(), visitor(association.SECRETARIAT)
    complaint = sent(public)
    mailed(mails, complaint)
    accepted(desk, complaint)
    passed_on(desk, complaint)
    the_clock.on(3)
    asked(visitor(association.LEADER, phone=True), complaint)
    answered(visitor(phone=True), complaint)
    reported(visitor(association.LEADER), complaint)
    called(desk, complaint)
    the_clock.on(3, hour=15)
    held(desk, complaint)
    closed(desk, complaint)
    rated(public, complaint)
    counted(desk)


def sent(public: Person) -> Complaint:
    """The menu of the public site leads to the form; the answer is the private page."""
    public.go("home:start")
    public.press(zh("Complain"), within="body")
    public.picture("empty-form")
    public.fill(TYPED)
    public.attach("evidence", "对比说明.txt", "征求意见稿为10 μm，发布稿为30 μm。".encode())
    public.confirm()
    public.sees(zh("Your receipt"), "TS-2026-001", "对比说明.txt")
    public.picture("private-page")
    return Complaint.objects.get()


def mailed(mails: Mails, complaint: Complaint) -> None:
    """The receipt comes by mail, with the way to the private page."""
    wait_until(lambda: mails.to(MAIL))
    body = mails.to(MAIL)[0].get_content()
    assert complaint.complainant.get_absolute_url() in body


def accepted(desk: Person, complaint: Complaint) -> None:
    """The desk finds it among its duties and takes it up."""
    desk.go("home:inbox")
    desk.sees(complaint.title)
    desk.go("workflow:matter", complaint.pk)
    desk.sees("祝思远", MAIL)
    desk.picture("desk-sees-contact")
    with step(desk, complaint, "Accept the complaint"):
        desk.picture("accept")


def passed_on(desk: Person, complaint: Complaint) -> None:
    """It goes to the body, without name and contact."""
    body = Organisation.objects.get(name=BODY)
    with step(desk, complaint, "Pass it to the body"):
        desk.page.select_option("main [name=body]", str(body.pk), force=True)
        desk.picture("pass-on")
    desk.picture("passed-on")


def asked(body: Person, complaint: Complaint) -> None:
    """The body finds it among its duties, on a phone, and asks the complainant."""
    body.go("home:inbox")
    body.press(zh("Coordinate with the complainant and report back"), part=True)
    body.sees(SAID)
    assert MAIL not in body.page.content()
    assert "祝思远" not in body.page.content()
    body.picture("body-on-phone")
    body.press(zh("Write a message"))
    body.fill({"text": "请问能否提供检测数据？"})
    body.picture("body-writes")
    body.press(zh("Save"))
    body.sees("请问能否提供检测数据？")


def answered(phone: Person, complaint: Complaint) -> None:
    """The complainant reads it on the private page, on a phone, and answers with a file."""
    phone.go(complaint.complainant.get_absolute_url())
    phone.sees("请问能否提供检测数据？", zh("With the body"))
    phone.fill({"text": "数据见附件。", "for_body": True})
    phone.attach("evidence", "检测数据.txt", "样品厚度10 μm，结果有效。".encode())
    phone.picture("private-page-answered")
    phone.press(zh("Send"))
    phone.sees(zh("Your message was received."), "检测数据.txt")


def reported(body: Person, complaint: Complaint) -> None:
    """The body reports back, with its report as a file."""
    with step(body, complaint, "Report back"):
        body.fill({"body_outcome": "partly", "body_report": "双方对数据无异议，对修改依据有分歧。"})
        body.attach("file", "协调情况.txt", "协调情况汇报".encode())
        body.picture("report")
    body.picture("reported")


def called(desk: Person, complaint: Complaint) -> None:
    """The desk calls a coordination meeting."""
    at = clock.now().strftime("%Y-%m-%d")
    day = f"{at[:8]}{int(at[8:]) + 2:02d}T14:00"
    with step(desk, complaint, "Call a coordination meeting"):
        chair = association.user(association.SECRETARIAT)
        desk.fill({"starts_at": day, "place": "协会第一会议室", "chair": chair.pk})
        desk.picture("call-meeting")


def held(desk: Person, complaint: Complaint) -> None:
    """Attendance and minutes are written, and the meeting ends."""
    where = (complaint.pk, COORDINATION_MEETING.key)
    desk.go("meetings:attendance", *where)
    for tick in desk.page.locator("main [name$='-present']").all()[:3]:
        tick.check()
    desk.fill({"guests": "投诉方"})
    desk.picture("attendance")
    desk.press(zh("Save"))
    desk.go("meetings:minutes", *where)
    desk.fill({"minutes": "双方说明了各自意见。团体同意重新征求意见。"})
    desk.picture("minutes")
    desk.confirm()
    with step(desk, complaint, "End the coordination meeting"):
        desk.fill({"conclusion": "agreed", "reason": "团体于30日内重新征求意见。"})
    desk.go("workflow:tab", complaint.pk, "coordination")
    desk.picture("coordination")


def closed(desk: Person, complaint: Complaint) -> None:
    """The association closes it; both sides get their letters."""
    with step(desk, complaint, "Close the complaint"):
        desk.fill(
            {"outcome": "settled", "conclusion": "双方协商一致，协会将跟踪重新征求意见情况。"}
        )
        desk.picture("close")
    desk.go("workflow:tab", complaint.pk, "papers")
    desk.picture("papers")
    forms = IssuedForm.objects.filter(matters=complaint.pk)
    wait_until(lambda: not forms.filter(state=IssuedForm.State.PENDING).exists())


def rated(public: Person, complaint: Complaint) -> None:
    """The complainant reads the letter and says that it was well handled."""
    public.go(complaint.complainant.get_absolute_url())
    public.sees(zh("Settled between the sides"), "双方协商一致，协会将跟踪重新征求意见情况。")
    for kind, words in (("receipt", "予以受理"), ("result", "处理结果")):
        form = IssuedForm.objects.get(kind=f"complaints.{kind}")
        link = public.page.locator(f"main a[href$='/letters/{form.pk}/']")
        papers.says(public.fetch(link.get_attribute("href") or ""), words, "TS-2026-001")
    public.fill({"satisfaction": "satisfied"})
    public.picture("ended")
    public.press(zh("Send my opinion"))
    public.sees(zh("You said:"), zh("Satisfied"))


def counted(desk: Person) -> None:
    """The list and the figures have it."""
    said: dict[str, Any] = {"list": "complaints:list", "figures": "complaints:figures"}
    for name, address in said.items():
        desk.go(address)
        desk.picture(name)
