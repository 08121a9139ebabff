"""A product gets the 1字标, is checked by its QR code on a phone, and is suspended by a lapse."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.urls import reverse
from playwright.sync_api import expect

from certification.demo.one_mark import PartnerWalker
from certification.demo.one_mark.lives import FIELDS, cast_of
from certification.models import Mark, Partner
from certification.one_mark.marks.papers import CERTIFICATE, PRODUCT_CERTIFICATE, REPORT, SUSPENSION
from certification.one_mark.marks.states import S as M
from certification.one_mark.partners.states import S as P
from tests.journeys import papers
from tests.journeys.browser import Person, zh
from tests.journeys.conftest import START
from tests.journeys.world import Clock, wait_until
from zsa_portal.catalogue.models import Edition, Standard
from zsa_portal.documents.models import IssuedForm
from zsa_portal.home.demo.association import Association
from zsa_portal.home.demo.walking import blank_pdf
from zsa_portal.people.models import Organisation, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.tasks import take_clock_steps

PRODUCT, MODEL = "衡澜边缘接入终端", "HL-E3"
ENTERPRISE, CLERK, HEAD = "ji.qinghui", "kang.zijin", "wang.tinglan"
CERTIFIED_FOR = 120
Visitor = Callable[..., Person]


def test_one_mark(visitor: Visitor, the_clock: Clock):
    edition = standard_in_force()
    partners_listed(the_clock)
    enterprise = visitor(ENTERPRISE)
    mark = applied(enterprise, edition)
    examined(visitor(CLERK), mark)
    authorised(visitor(HEAD), mark)
    address = certificate_read(enterprise, mark)
    phone = visitor(phone=True)
    checked(phone, address)
    the_clock.on(CERTIFIED_FOR + 1)
    suspended(phone, enterprise, mark, address)


def standard_in_force() -> Edition:
    """A standard that was published before the portal."""
    standard = Standard.objects.create(running=12, field="next_it")
    return Edition.objects.create(
        standard=standard,
        number="T/ZSA 12-2025",
        title="边缘计算网关技术要求",
        year=2025,
        status=Edition.Status.CURRENT,
        published_on=dt.date(2025, 3, 1),
        implemented_on=dt.date(2025, 6, 1),
    )


def partners_listed(the_clock: Clock) -> None:
    """A laboratory and a certification body, listed by their steps."""
    users = {user.username: user for user in User.objects.all()}
    names = {"xuchuan": "河北栩川检测技术有限公司", "muheng": "北京沐衡新材料与质量技术研究院"}
    names["henglan"] = "北京衡澜网络科技有限公司"
    bodies = {key: Organisation.objects.get(name=name) for key, name in names.items()}
    cast = cast_of(Association(users, bodies), "henglan", ENTERPRISE)
    for work in Partner.Work:
        walker = PartnerWalker(cast, START, work, {"fields": FIELDS})
        walker.to(walker.start(), P.LISTED)
    the_clock.at(walker.now + dt.timedelta(days=5))


def pick(who: Person, name: str, value: object) -> None:
    """Choose in a list with search."""
    found = who.page.locator(f"main select[name='{name}']")
    found.evaluate("(select, value) => select.tomselect.setValue(value)", str(value))


def step(who: Person, mark: Mark, label: str, **values: str) -> None:
    """Take a step from the mark's page."""
    who.go("workflow:matter", mark.pk)
    who.press(zh(label))
    who.fill(values)
    who.confirm()
    who.sees(zh("Done: %(step)s.", step=zh(label)))


def applied(who: Person, edition: Edition) -> Mark:
    """The enterprise applies from the menu, with report and certificate."""
    who.press(zh("Apply for the 1字标"), within="#side-nav")
    who.fill({"title": PRODUCT})
    who.picture("new")
    who.confirm()
    today = clock.today()
    for name, found in (
        ("edition", edition.pk),
        ("laboratory", Partner.objects.get(works_as="laboratory").pk),
        ("certifier", Partner.objects.get(works_as="certifier").pk),
    ):
        pick(who, name, found)
    who.fill(
        {
            "model": MODEL,
            "report_number": "JC-2026-0012",
            "report_date": str(today - dt.timedelta(days=3)),
            "certificate_number": "RZ-2026-0034",
            "certificate_date": str(today - dt.timedelta(days=1)),
            "certificate_until": str(today + dt.timedelta(days=CERTIFIED_FOR)),
            "certificate_scope": "HL-E3 全部功能",
            "contact_person": "季清晖",
            "contact_phone": "010-60000004",
        }
    )
    who.picture("application")
    who.save(zh("Save"), zh("Saved."))
    mark = Mark.objects.get()
    for kind, name in ((REPORT, "检测报告.pdf"), (PRODUCT_CERTIFICATE, "认证证书.pdf")):
        who.go("documents:upload", mark.pk, kind)
        who.attach("file", name, blank_pdf())
        who.fill({"no_state_secrets": True})
        who.confirm()
        who.sees(zh("Stored: %(name)s, version %(number)d.", name=name, number=1))
    who.picture("papers")
    step(who, mark, "Submit the application")
    who.picture("submitted")
    return mark


def examined(clerk: Person, mark: Mark) -> None:
    """The department examines it and lays it before its head."""
    clerk.press(PRODUCT, part=True)
    clerk.picture("examination")
    step(clerk, mark, "Lay the examination before the head", reason="材料齐全，同意提请授权。")


def authorised(head: Person, mark: Mark) -> None:
    """The head authorises."""
    step(head, mark, "Authorise the mark")
    head.picture("authorised")
    assert Mark.objects.get(pk=mark.pk).number == f"ZSA-1-{clock.today().year}-001"


def certificate_read(who: Person, mark: Mark) -> str:
    """The certificate says what is authorised; the address beside its QR code is what one scans."""
    form = IssuedForm.objects.get(kind=CERTIFICATE.key)
    wait_until(lambda: IssuedForm.objects.get(pk=form.pk).state != IssuedForm.State.PENDING)
    data = who.fetch(reverse("documents:form_pdf", args=[form.pk]))
    who.album.keep("certificate", data)
    papers.says(data, PRODUCT, MODEL, "T/ZSA12-2025", "1字标使用授权证书")
    found = re.search(r"https?://[^\s]+?/one-mark/ZSA-1-\d{4}-\d{3}/", papers.words_of(data))
    assert found is not None
    return urlsplit(found[0]).path


def checked(phone: Person, address: str) -> None:
    """Somebody with the product in hand scans the code."""
    phone.go(address)
    phone.sees(zh("This product may carry the 1字标."), PRODUCT, MODEL, "T/ZSA 12-2025")
    phone.picture("checked")
    phone.go("certification:mark_check")
    phone.fill({"number": "zsa-1-2026—001"})
    phone.confirm()
    phone.sees(zh("This product may carry the 1字标."))
    phone.go("certification:register")
    phone.picture("register")
    phone.go("certification:public_partners")
    phone.picture("partners")


def suspended(phone: Person, who: Person, mark: Mark, address: str) -> None:
    """The certificate has ended: the page says so before any job ran; then the calendar notes it."""
    phone.go(address)
    phone.sees(zh("The mark is suspended: this product may not carry it now."))
    phone.sees(zh("The product certificate ended."))
    expect(phone.page.locator("main .callout-ok")).to_have_count(0)
    phone.picture("lapsed")
    assert Mark.objects.get(pk=mark.pk).state == M.AUTHORISED
    assert take_clock_steps() == 1
    assert Mark.objects.get(pk=mark.pk).state == M.SUSPENDED
    phone.go(address)
    phone.sees(zh("The product certificate ended."))
    phone.picture("suspended")
    notice = IssuedForm.objects.get(kind=SUSPENSION.key)
    wait_until(lambda: IssuedForm.objects.get(pk=notice.pk).state != IssuedForm.State.PENDING)
    who.go("workflow:matter", mark.pk)
    who.picture("suspended-matter")
    papers.says(who.fetch(reverse("documents:form_pdf", args=[notice.pk])), "暂停", PRODUCT)
