"""The restore drill: a backup is restored onto an empty database and store, served, and read there."""

from __future__ import annotations

import re
import socket
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from archive.demo.walk.loans import CONFIDENTIAL_LINE, Lender, LoanCast
from archive.loans.models import Loan
from archive.loans.states import L
from archive.storage.records import StorageCheck
from ops.places import ROOT, State
from ops.supervisor import Part
from tests.journeys.archive.borrowing import PURPOSE, RESOLUTION, Desk, held, shown
from tests.journeys.archive.people import (
    BORROWER,
    BORROWERS_HEAD,
    BORROWERS_HOME,
    CUSTODIAN,
    SECRETARY_GENERAL,
)
from tests.journeys.association import user
from tests.journeys.browser import Person, zh
from tests.journeys.world import wait_until
from tests.restored import portal_on, restored
from zsa_portal.documents.models import File
from zsa_portal.people.queries import department
from zsa_portal.regulations import clock
from zsa_portal.workflow.sealing import seal_logs
from zsa_portal.workflow.seals import Seal

PROVED = re.compile(
    r"(\d+) tables, (\d+) rows, (\d+) files, (\d+) bytes, "
    r"(\d+) sealed rows: every checksum is equal, the logs verify"
)
SILENT = (
    "A confidential record of the archive is read page by page, as pictures: its text is neither "
    "shown nor compared."
)
NOTE = "恢复演练：{files} 个文件校验和一致，{seals} 条日志封存无误。"


@dataclass
class Drill(Desk):
    """A backup of the archive, and the portal that is made of it in ``folder``."""

    folder: Path = Path()
    before: str = ""

    @property
    def custodian(self) -> Person:
        return self.person(CUSTODIAN)


def log_of(who: Person, loan: Loan) -> str:
    """What the log of a loan says to somebody."""
    who.go("workflow:tab", loan.pk, "log")
    expect(who.page.locator("main").get_by_text(zh("Open the records")).first).to_be_visible()
    return who.page.locator("main ol.log").inner_text()


def worked_on(drill: Drill) -> Loan:
    """The archive holds records, one of them is lent; the custodian reads what the log says of it."""
    held(drill)
    people = [BORROWER, BORROWERS_HEAD, SECRETARY_GENERAL, CUSTODIAN]
    cast = LoanCast(*map(user, people), department(BORROWERS_HOME))
    lender = Lender(cast, clock.now(), CONFIDENTIAL_LINE, purpose=PURPOSE)
    with translation.override("zh-hans"):
        loan = lender.to(lender.start([drill.resolution]), L.OPEN)
    drill.clock.at(lender.now)
    assert seal_logs()
    log_of(drill.custodian, loan)
    drill.before = log_of(drill.custodian, loan)
    return loan


def backed_up(drill: Drill) -> Path:
    """The operator has the backup written."""
    folder = drill.folder / "backup"
    call_command("backup", str(folder))
    return folder


def proved(backup: Path, portal: dict[str, str]) -> dict[str, int]:
    """The operator restores it; the drill's report says what was counted, and that all is whole."""
    done = restored(backup, portal)
    assert done.returncode == 0, done.stderr
    said = PROVED.search(done.stdout)
    assert said, done.stdout
    told = dict(
        zip(("tables", "rows", "files", "bytes", "seals"), map(int, said.groups()), strict=True)
    )
    assert (told["files"], told["seals"]) == (File.objects.count(), Seal.objects.count())
    return told


@contextmanager
def served(drill: Drill, portal: dict[str, str]) -> Iterator[str]:
    """The address at which the portal of the restored database and files answers meanwhile."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url, state = f"http://127.0.0.1:{port}", State.at(drill.folder / "web")
    words = ["gunicorn", "zsa_portal.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    words += ["--threads", "4", "--no-control-socket"]
    web = Part("web", [sys.executable, "-m", *words], portal | {"SITE_URL": url}, folder=ROOT)
    web.start(state)
    try:
        wait_until(lambda: answers(url), instead=lambda: state.log("web").read_text()[-2000:])
        yield url
    finally:
        web.ask_to_stop()
        web.finish(state)


def answers(url: str) -> bool:
    """Whether a portal is up."""
    try:
        return urllib.request.urlopen(f"{url}/health/", timeout=30).status == 200
    except OSError:
        return False


def found_and_read(drill: Drill, url: str, loan: Loan) -> None:
    """The custodian signs in to the restored portal, finds a record, reads it, and sees the same log."""
    who = drill.visitor(CUSTODIAN, base=url)
    who.go(f"{reverse('archive:items')}?q={RESOLUTION}")
    who.picture("restored-records")
    who.press(RESOLUTION)
    who.picture("restored-record")
    who.press(zh("Read page by page"))
    shown(who)
    who.picture("restored-page")
    who.go("documents:text", drill.resolution.version_id)
    who.sees(zh(SILENT))
    who.picture("no-words")
    assert log_of(who, loan) == drill.before
    who.picture("restored-log")


def written_down(drill: Drill, told: dict[str, int]) -> None:
    """The custodian writes down in the portal which backup was proved, when and with what result."""
    who, today = drill.custodian, str(clock.today())
    who.go("archive:storage_check")
    who.fill({"backed_up_on": today, "proved_on": today, "note": NOTE.format(**told)})
    who.picture("proof-written-down")
    who.confirm()
    who.sees(zh("Saved."), NOTE.format(**told))
    who.picture("proofs")
    assert str(StorageCheck.objects.get().proved_on) == today


def environment(drill: Drill, address: str) -> dict[str, str]:
    """The environment of the portal on the restored database, with the journey's own clock."""
    return portal_on(
        address,
        drill.folder / "state",
        DJANGO_SETTINGS_MODULE="tests.journeys.settings",
        JOURNEY_DATABASE=f"{connection.settings_dict['NAME']}_restored",
        JOURNEY_MAIL=str(drill.folder / "mail"),
        JOURNEY_CLOCK=str(settings.CLOCK_FILE),
    )
