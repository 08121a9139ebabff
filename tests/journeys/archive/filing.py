"""The archive's month of a department: collected, returned in part, mended, taken in, signed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import expect

from archive.checking.records import CheckRun
from archive.demo.material import docx_file, pdf
from archive.filing.actions import filing_open
from archive.filing.models import Filing
from archive.filing.papers import FILING_LIST
from archive.filing.states import F
from archive.filing.times import following
from archive.records import Folder, Item
from tests.journeys.archive.people import (
    ARCHIVIST,
    CUSTODIAN,
    HEAD,
    HOME,
    SECRETARY_GENERAL,
    VICE_CHAIR,
    House,
    form_read,
)
from tests.journeys.browser import Person, zh
from tests.journeys.line.people import walker
from tests.journeys.world import wait_until
from zsa_portal.people.queries import department
from zsa_portal.regulations import clock

TITLE = "工业现场边缘网关测试方法"
FOLDER, PERSON, DRAGGED = "周报", "邵一诺", "活动资料"
WHOLE, BELOW = "交流材料", "会议"
INSIDE = ("交流安排.docx", f"{BELOW}/会议安排.docx")
REASON = "周报缺少项目进度，请补充后重新归档。"
WEEKS = ("第一周周报.docx", "第二周周报.docx")
SCAN = "比对报告盖章页.pdf"

SETTLED = (
    ("name", "", "Take the proposed names"),
    ("pdf", "盖章后扫描，只有PDF。", "There is no editable original"),
    ("level", "级别由其办理程序确定。", "The levels are lower"),
)
"""What is to be done of the rows, what is said, and the button that says it of all."""


@dataclass
class Month(House):
    """A department's filing of one month."""

    filing: Filing = field(default_factory=Filing)

    @property
    def archivist(self) -> Person:
        return self.person(ARCHIVIST)

    def tab(self, who: Person, name: str = "material") -> None:
        """A tab of the filing's page."""
        who.go("workflow:tab", self.filing.pk, name)


def opened(month: Month) -> None:
    """A project of the department has come along; the month is over, its filing is open."""
    brought = walker()
    brought.to(brought.start(TITLE), "ready_for_notice")
    first = brought.now.astimezone(clock.SHANGHAI).date().replace(day=1)
    month.clock.at(clock.start_of(following(first)) + dt.timedelta(days=3, hours=9))
    month.filing = filing_open(department=department(HOME), month=first, by=None)
    assert month.filing.state == F.COLLECTING


def proposals_taken(month: Month) -> None:
    """What the project produced is proposed by itself, and taken with a check."""
    month.tab(month.archivist)
    month.archivist.picture("nothing-yet")
    month.archivist.press(zh("Papers of our matters"))
    month.archivist.sees(TITLE)
    month.archivist.picture("proposals")
    month.archivist.confirm()
    month.archivist.sees(TITLE)
    assert month.filing.items.count() > 1
    month.archivist.picture("proposals-taken")


def folder_named(month: Month) -> None:
    """A folder is not named after a person alone."""
    month.archivist.press(zh("New folder"))
    month.archivist.fill({"name": PERSON})
    month.archivist.confirm()
    month.archivist.sees(zh("This was not saved"))
    month.archivist.picture("folder-refused")
    month.archivist.fill({"name": FOLDER})
    month.archivist.confirm()
    month.archivist.sees(zh("The folder is made."), FOLDER)


def folder_dragged(month: Month) -> None:
    """A folder is dragged onto another, to lie in it; with Shift before it, and out again."""
    who = month.archivist
    who.press(zh("New folder"))
    who.fill({"name": DRAGGED})
    who.confirm()
    dragged = who.page.locator("[data-folder]", has_text=DRAGGED)
    target = who.page.locator("[data-folder]", has_text=FOLDER)
    dragged.drag_to(target)
    expect(who.page.locator(".folder-level-2", has_text=DRAGGED)).to_be_visible()
    assert Folder.objects.get(name=DRAGGED).parent == Folder.objects.get(name=FOLDER)
    who.picture("folder-dragged")
    who.page.keyboard.down("Shift")
    dragged.drag_to(target)
    who.page.keyboard.up("Shift")
    expect(who.page.locator(".folder-level-1", has_text=DRAGGED)).to_be_visible()
    moved, before = Folder.objects.get(name=DRAGGED), Folder.objects.get(name=FOLDER)
    assert (moved.parent, moved.number < before.number) == (None, True)


def uploaded(month: Month) -> None:
    """Several files go up at once, with their progress."""
    files = [(name, docx_file(name, ["本周受理立项申请一件。", name])) for name in WEEKS]
    files.append((SCAN, pdf("比对报告", ["盖章页。"])))
    who, before = month.archivist, month.filing.items.count()
    sending(who)
    chosen = [{"name": name, "mimeType": "", "buffer": data} for name, data in files]
    who.page.set_input_files("main [name=documents]", files=chosen)
    who.picture("upload")
    who.confirm()
    back = who.page.locator("[data-bulk-back]")
    expect(back).to_be_visible()
    who.picture("uploaded")
    back.click()
    who.sees(SCAN)
    assert month.filing.items.count() == before + len(files)


def sending(who: Person) -> None:
    """The form by which files are sent into the folder, filled but for the files."""
    who.press(zh("Upload files"))
    place = who.page.locator("main [name=folder] option", has_text=FOLDER)
    who.fill({"folder": place.get_attribute("value"), "entry": "weekly_report"})
    who.fill({"no_state_secrets": True})


def folder_uploaded(month: Month, whole: Path) -> None:
    """A whole folder goes up with what lies below it, which becomes folders here."""
    for name in INSIDE:
        place = whole / WHOLE / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(docx_file(name, ["本周交流情况。", name]))
    who = month.archivist
    sending(who)
    who.page.set_input_files("#bulk-folder", whole / WHOLE)
    who.confirm()
    back = who.page.locator("[data-bulk-back]")
    expect(back).to_be_visible()
    who.picture("folder-uploaded")
    back.click()
    who.sees(WHOLE)
    rows = month.filing.items.filter(folder__name__in=[WHOLE, BELOW])
    assert set(rows.values_list("folder__name", "folder__parent__name")) == {
        (WHOLE, FOLDER),
        (BELOW, WHOLE),
    }


def refused_until_settled(month: Month) -> None:
    """The list is not sent with names outside the numbering; all are settled at once."""
    who = month.archivist
    who.picture("material")
    who.go("workflow:matter", month.filing.pk)
    who.press(zh("Sign and submit the list"), part=True)
    assert who.page.locator("main .form-buttons button[type=submit]").count() == 0
    who.picture("refused")
    for todo, reason, button in SETTLED:
        month.tab(who)
        who.page.locator(f"main a[href$='rows/?todo={todo}']").click()
        who.picture(f"settle-{todo}")
        if reason:
            who.fill({"reason": reason})
        who.press(zh(button))
    month.tab(who)
    assert not who.page.get_by_text(zh("Not numbered"), exact=True).count()
    names = month.filing.items.values_list("name", flat=True)
    assert all(name.startswith("ZSA-STANDARDS-") for name in names)


def sent(month: Month, picture: str = "") -> None:
    """The archivist signs; the head looks and hands on; the worker makes the four checks."""
    month.steps(month.archivist, month.filing, "Sign and submit the list", to=F.CHECK)
    checked(month)
    head = month.person(HEAD)
    if picture:
        month.tab(head, "list")
        head.picture(picture)
    month.steps(head, month.filing, "Sign and hand to the custodian", to=F.CUSTODY)
    checked(month)


def checked(month: Month) -> None:
    """The worker has made the checks that wait."""
    waiting = CheckRun.objects.filter(origin=month.filing, ended_at=None)
    wait_until(lambda: not waiting.exists())


def returned(month: Month) -> None:
    """The custodian returns a row with its reason and accepts the rest."""
    who = month.person(CUSTODIAN)
    month.tab(who, "list")
    who.press(zh("Check the rows"))
    row = who.page.locator("main tbody tr", has_text=WEEKS[0])
    row.get_by_text(zh("Return …")).click()
    row.locator("textarea").fill(REASON)
    who.picture("custody")
    row.get_by_role("button", name=zh("Return this row")).click()
    who.sees(REASON)
    rest(who)
    who.picture("custody-judged")
    month.steps(who, month.filing, "Return the rows that do not conform", to=F.RETURNED)
    assert month.filing.items.get(state=Item.State.RETURNED).returned_for == REASON


def rest(who: Person) -> None:
    """The custodian accepts what is not judged yet."""
    who.page.locator("main summary", has_text=zh("Accept all the rest")).click()
    who.page.locator("main details button", has_text=zh("Accept all the rest")).click()
    who.page.wait_for_load_state()
    assert not Item.objects.filter(state=Item.State.LISTED).exists()


def mended(month: Month) -> None:
    """The archivist reads why, and says in the row what was mended."""
    month.tab(month.archivist)
    month.archivist.sees(REASON)
    month.archivist.picture("returned")
    row = month.filing.items.get(state=Item.State.RETURNED)
    month.archivist.go("archive:row", month.filing.pk, row.pk)
    month.archivist.fill({"remark": "已补充项目进度。"})
    month.archivist.picture("row")
    month.archivist.confirm()
    assert month.filing.items.get(pk=row.pk).remark == "已补充项目进度。"


def taken_in(month: Month) -> None:
    """The custodian finds everything; the material is in the archive."""
    who = month.person(CUSTODIAN)
    who.go("archive:filing_custody", month.filing.pk)
    rest(who)
    month.steps(who, month.filing, "Take the material in", to=F.SECRETARY_GENERAL)
    assert set(month.filing.items.values_list("state", flat=True)) == {Item.State.ACCEPTED}


def signed(month: Month) -> None:
    """The secretary general signs on a phone, the executive vice chair last; the list is issued."""
    first = month.person(SECRETARY_GENERAL, phone=True)
    month.steps(first, month.filing, "Sign the list", to=F.VICE_CHAIR, picture="sign")
    last = month.person(VICE_CHAIR)
    month.steps(last, month.filing, "Sign the list", to=F.FILED)
    month.tab(month.archivist, "list")
    month.archivist.picture("filed")
    form_read(month.archivist, month.filing, FILING_LIST.key, "归档清单", FOLDER, SCAN)
    assert month.filing.signatures.count() == 6
