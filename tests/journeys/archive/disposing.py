"""Records whose time is over: appraised, put on the register, signed by two, their files removed."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass, field

from archive.appraisal.actions import opinions_give_rest
from archive.appraisal.models import Appraisal
from archive.appraisal.papers import REGISTER
from archive.appraisal.states import A
from archive.kinds import Medium
from archive.records import Item
from tests.archive.holdings import record
from tests.journeys.archive.people import (
    ARCHIVIST,
    CUSTODIAN,
    HEAD,
    HOME,
    QUALITY_HEAD,
    SECRETARY_GENERAL,
    House,
    form_read,
)
from tests.journeys.association import user
from tests.journeys.browser import Person, zh
from zsa_portal.documents import store
from zsa_portal.documents.disposal import remove_bytes
from zsa_portal.documents.models import File
from zsa_portal.people.queries import department
from zsa_portal.regulations import clock

FILED = dt.datetime(2014, 6, 1, 9, tzinfo=clock.SHANGHAI)
OLD_FILE, OLD_PAPER = "2014年会议通知汇编", "2014年场地租赁合同"


@dataclass
class Panel(House):
    """One appraisal."""

    appraisal: Appraisal = field(default_factory=Appraisal)

    @property
    def custodian(self) -> Person:
        return self.person(CUSTODIAN)

    def records(self, who: Person) -> None:
        """The tab of its records."""
        who.go("workflow:tab", self.appraisal.pk, "records")


def held(_panel: Panel) -> None:
    """The archive holds a file and a paper original whose ten years are over."""
    home, by = department(HOME), user(ARCHIVIST)
    record(home, by, OLD_FILE, retention="10", accepted_at=FILED)
    place = {"medium": Medium.PAPER, "box": "3", "shelf": "A-1", "sort": "contract"}
    record(home, by, OLD_PAPER, retention="10", accepted_at=FILED, **place)


def chosen(panel: Panel) -> None:
    """The custodian chooses what is due and asks the panel."""
    who = panel.custodian
    who.go("archive:retention")
    who.sees(OLD_FILE, OLD_PAPER)
    for box in who.page.locator("main [name=items]").all():
        box.check()
    who.picture("due")
    who.press(zh("Appraise what is chosen"))
    panel.appraisal = Appraisal.objects.get()
    panel.steps(who, panel.appraisal, "Ask the panel", to=A.PANEL, picture="ask")


def judged(panel: Panel) -> None:
    """The head says what becomes of the records; the others of the panel say the same."""
    head = panel.person(HEAD)
    head.go("archive:appraisal_opinions", panel.appraisal.pk)
    head.picture("opinions")
    head.page.locator("main summary", has_text=zh("Dispose of all the rest")).click()
    head.page.locator("main details button", has_text=zh("Dispose of all the rest")).click()
    head.sees(zh("Saved."))
    for username in (CUSTODIAN, QUALITY_HEAD):
        opinions_give_rest(appraisal=panel.appraisal, by=user(username))
    panel.records(panel.custodian)
    panel.custodian.picture("verdicts")
    label = "Draw the disposal register up"
    panel.steps(panel.custodian, panel.appraisal, label, to=A.SECRETARY_GENERAL)


def signed(panel: Panel) -> None:
    """It is approved, the custodian signs, and the supervisor signs and disposes of the records."""
    first = panel.person(SECRETARY_GENERAL, phone=True)
    panel.steps(first, panel.appraisal, "Approve the disposal", to=A.SIGNING, picture="approve")
    label = "Sign the register as the custodian"
    panel.steps(panel.custodian, panel.appraisal, label, to=A.SUPERVISION)
    who = panel.person(QUALITY_HEAD)
    label = "Sign as the supervisor and dispose of the records"
    with panel.step(who, panel.appraisal, label, to=A.DISPOSED, picture="supervise"):
        who.fill({"certain": True})
    assert set(Item.objects.values_list("state", flat=True)) == {Item.State.DISPOSED}


def remove_bytes_later(file: File) -> int:
    """The calendar removes what was decided, once nobody can just be storing the same bytes."""
    os.utime(store.path_of(file), (0, 0))
    return remove_bytes()


def destroyed(panel: Panel) -> None:
    """The paper is shredded and the file's bytes are removed; register and log stay."""
    who = panel.person(QUALITY_HEAD)
    file = Item.objects.get(name=OLD_FILE).document.versions.get().file
    assert store.path_of(file).exists()
    label = "Confirm the destruction and remove the files"
    with panel.step(who, panel.appraisal, label, to=A.DESTROYED, picture="destroy"):
        who.fill({"how": "协会办公室碎纸机粉碎，二人在场。", "shredded": True, "certain": True})
    assert remove_bytes_later(file) == 1
    assert not store.path_of(file).exists()
    panel.records(panel.custodian)
    panel.custodian.picture("register")
    form_read(panel.custodian, panel.appraisal, REGISTER.key, OLD_FILE, OLD_PAPER, "监销人签字")
