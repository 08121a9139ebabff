"""A folder leaves as a bag, and the bag is found whole where it arrives."""

from __future__ import annotations

import io
import zipfile

from django.urls import reverse

from archive.bags.records import Bag
from tests.journeys.archive.borrowing import MINUTES, Desk
from tests.journeys.archive.people import CUSTODIAN
from tests.journeys.browser import zh
from tests.journeys.world import wait_until

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
    """Whoever gets the bag has it verified; that it is taken in comes after this."""
    who = desk.person(CUSTODIAN)
    who.go("archive:bag_verify")
    who.attach("file", "zsa-bag.zip", bag)
    who.confirm()
    who.sees(zh("The bag is whole: every checksum is equal."), MINUTES)
    who.picture("bag-verified")


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
