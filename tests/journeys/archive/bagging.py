"""A folder leaves as a bag; the bag is found whole where it arrives, is taken in, found and read."""

from __future__ import annotations

import io
import zipfile

from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from archive.bags.records import Bag
from archive.checking.records import CheckRun
from archive.intakes.forms import TAKE
from archive.intakes.models import Intake
from archive.intakes.states import N
from archive.records import Item
from tests.journeys.archive.borrowing import MINUTES, SAID, Desk, shown
from tests.journeys.archive.people import ARCHIVIST, CUSTODIAN, state_of
from tests.journeys.browser import zh
from tests.journeys.world import wait_until
from zsa_portal.documents.finding.records import DocumentText
from zsa_portal.documents.models import ReadLog

PURPOSE = "移交市档案馆。"


def sent(desk: Desk) -> bytes:
    """The custodian asks for a bag of the folder; the worker makes it; it is saved."""
    who = desk.person(CUSTODIAN)
    who.go("archive:item_access", desk.minutes.pk)
    who.picture("who-sees-it")
    who.press(zh("Bag of the folder"))
    who.fill({"purpose": PURPOSE})
    who.picture("bag-asked")
    who.confirm()
    bag = Bag.objects.get()
    wait_until(lambda: Bag.objects.get(pk=bag.pk).state == Bag.State.READY)
    who.go("archive:bag", bag.pk)
    who.picture("bag-ready")
    return who.fetch(reverse("archive:bag_file", args=[bag.pk]))


def verified(desk: Desk, bag: bytes) -> None:
    """Whoever gets the bag may have it verified alone: nothing of it is stored."""
    who = desk.person(CUSTODIAN)
    who.go("archive:bag_verify")
    who.attach("file", "zsa-bag.zip", bag)
    who.confirm()
    who.sees(zh("The bag is whole: every checksum is equal."), MINUTES)
    who.picture("bag-verified")


def taken_in(desk: Desk, bag: bytes) -> Item:
    """The custodian gives the bag in and takes its records in beside those that are here."""
    who = desk.person(CUSTODIAN)
    who.go("archive:intake_new")
    who.attach("file", "zsa-bag.zip", bag)
    who.confirm()
    intake = Intake.objects.get()
    wait_until(lambda: state_of(intake) == N.PREVIEW)
    who.go("workflow:tab", intake.pk, "intake")
    who.sees(MINUTES)
    who.picture("intake-preview")
    who.go("workflow:matter", intake.pk)
    who.press(zh("Take in"))
    who.fill({"known": TAKE})
    who.picture("intake-take")
    who.confirm()
    wait_until(lambda: state_of(intake) == N.TAKEN)
    waiting = CheckRun.objects.filter(origin=intake, ended_at=None)
    wait_until(lambda: not waiting.exists())
    who.go("workflow:tab", intake.pk, "checks")
    who.sees(zh("When the bag was taken in"))
    who.picture("intake-checks")
    return Item.objects.get(intake=intake, name=MINUTES)


def found_and_read(desk: Desk, item: Item) -> None:
    """A record of the bag is found by what it says, and read, by its department's own."""
    call_command("read_texts", verbosity=0)
    said = DocumentText.objects.get(document=item.document_id)
    assert said.state == DocumentText.State.READY, said.error
    who = desk.person(ARCHIVIST)
    who.go(f"{reverse('archive:items')}?q={SAID}")
    found = who.page.locator(f'main a[href="{reverse("archive:item", args=[item.pk])}"]')
    expect(found).to_have_text(MINUTES)
    who.picture("intake-found")
    found.click()
    who.picture("intake-record")
    who.press(zh("Read page by page"))
    shown(who)
    who.picture("intake-read")
    assert ReadLog.objects.filter(version__document=item.document_id, page=1).exists()


def spoiled(bag: bytes) -> bytes:
    """The same bag with one more byte in one of its files."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bag)) as read, zipfile.ZipFile(out, "w") as written:
        for entry in read.infolist():
            more = b" " if entry.filename.endswith(".pdf") else b""
            written.writestr(entry, read.read(entry) + more)
    return out.getvalue()


def refused(desk: Desk, bag: bytes) -> None:
    """A bag that was changed on its way is refused, with what is wrong."""
    who = desk.person(CUSTODIAN)
    who.go("archive:bag_verify")
    who.attach("file", "zsa-bag.zip", spoiled(bag))
    who.confirm()
    who.picture("bag-spoiled")
    assert not who.page.get_by_text(zh("The bag is whole: every checksum is equal.")).count()
