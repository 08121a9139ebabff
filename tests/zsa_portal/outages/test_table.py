"""The table of outages: what each page answers while a server is stopped, frozen, slow or full.

With real servers in a house of their own (``house``). ``make test`` runs the short form;
``make test-long`` (the hypothesis profile "long") the whole, with the slow rows.
"""

from __future__ import annotations

import contextlib
import functools
import os
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from psycopg2.errors import InsufficientPrivilege

from tests import stations
from tests.zsa_portal.outages.frozen import frozen
from tests.zsa_portal.outages.house import PASSWORD, Answer, House, log_of, open_house, until

# The house is furnished with a copy of the test's own database.
pytestmark = pytest.mark.django_db

OPINION = {
    "name": "Wang Fang",
    "organisation": "Example Works",
    "contact": "wang@example.org",
    "truthful": "on",
    "clause": "5.10",
    "type": "te",
    "website": "",
}
MUCH = 20.0
"""Seconds within which every answer comes, on a machine that has other work too."""
ROOM = "size=256k"


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[House]:
    with django_db_blocker.unblock():
        if not stations.known():
            pytest.skip("no stations were walked in this database")
    with tempfile.TemporaryDirectory(prefix="zsa-", dir="/var/tmp") as name:
        folder = Path(name)
        folder.chmod(0o711)
        with open_house(folder) as opened:
            yield opened


@pytest.fixture
def well(house: House) -> Iterator[House]:
    """The house with everything working before the test, and by itself again after it."""
    until(house.is_well, seconds=30)
    house.forget_counts()
    yield house
    until(house.is_well, seconds=30)


def opinion(house: House) -> dict[str, str]:
    return OPINION | {"text": f"The limit is too low. {uuid.uuid4()}"}


def public(house: House) -> Answer:
    return house.get("/notices/")


def signed_in(house: House) -> Answer:
    return house.get("/desk/", cookie=house.session)


def post(house: House) -> Answer:
    return house.post(f"/notices/items/{house.item}/opinion/", opinion(house))


def sign_in(house: House) -> Answer:
    return house.post("/accounts/login/", {"login": house.login, "password": PASSWORD})


def upload(house: House) -> Answer:
    path = f"/notices/items/{house.item}/opinion/"
    return house.upload(path, opinion(house), "evidence", EVIDENCE)


EVIDENCE = b"The limit is too low, as was measured.\n" * 20_000
MAKE = "zsa_portal.documents.tasks.render_form"
PAGES: dict[str, Callable[[House], Answer]] = {
    "public": public,
    "signed_in": signed_in,
    "post": post,
    "sign_in": sign_in,
    "upload": upload,
}
WORKS = {"public": 200, "signed_in": 200, "post": 302, "sign_in": 302, "upload": 302}
AWAY = dict.fromkeys(PAGES, 503)
FULL = WORKS | {"upload": 503}
UNREAD = WORKS | {"upload": 503}
"""Without Valkey no worker looks into a file: the page keeps what was typed."""


@contextlib.contextmanager
def stopped(house: House, server: str) -> Iterator[None]:
    with house.stopped(server):
        yield


@contextlib.contextmanager
def stands_still(house: House, server: str) -> Iterator[None]:
    process = house.parts[server].process
    assert process is not None
    with frozen(process.pid):
        yield


@contextlib.contextmanager
def slow(house: House, server: str, seconds: float) -> Iterator[None]:
    proxy = house.database if server == "postgres" else house.cache
    proxy.delay = seconds
    try:
        yield
    finally:
        proxy.delay = 0.0


@contextlib.contextmanager
def full(house: House, _server: str) -> Iterator[None]:
    """A disk of a few pages under the store of files."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", ROOM, "tmpfs", house.files], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", house.files], check=True)


@dataclass(frozen=True)
class Row:
    """An outage, what each page answers meanwhile, and whether only the long form has it."""

    name: str
    outage: Callable[[House], contextlib.AbstractContextManager[None]]
    answers: dict[str, int]
    only_long: bool = False


LONG = pytest.mark.long_form
ROWS = [
    Row("PostgreSQL stopped", lambda house: stopped(house, "postgres"), AWAY),
    Row("PostgreSQL frozen", lambda house: stands_still(house, "postgres"), AWAY),
    Row("PostgreSQL slow", lambda house: slow(house, "postgres", 0.02), WORKS, only_long=True),
    Row("PostgreSQL too slow", lambda house: slow(house, "postgres", 6), AWAY, only_long=True),
    Row("Valkey stopped", lambda house: stopped(house, "valkey"), UNREAD),
    Row("Valkey frozen", lambda house: stands_still(house, "valkey"), UNREAD),
    Row("Valkey slow", lambda house: slow(house, "valkey", 0.1), WORKS, only_long=True),
    Row("Valkey too slow", lambda house: slow(house, "valkey", 3), UNREAD, only_long=True),
    Row("disk full", lambda house: full(house, "files"), FULL),
]


@functools.cache
def may_mount() -> bool:
    """Whether a small disk can be made here: mostly by root alone."""
    with tempfile.TemporaryDirectory() as folder:
        words = ["mount", "-t", "tmpfs", "-o", ROOM, "tmpfs", folder]
        if os.geteuid() != 0 or subprocess.run(words, capture_output=True, check=False).returncode:
            return False
        return subprocess.run(["umount", folder], check=False).returncode == 0


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=row.name.replace(" ", "_"), marks=[LONG] if row.only_long else [])
        for row in ROWS
        if row.name != "disk full" or may_mount()
    ],
)
def test_pages(well: House, row: Row) -> None:
    before = well.opinions
    with row.outage(well):
        found = {name: ask(well) for name, ask in PAGES.items()}
        again = {name: ask(well) for name, ask in PAGES.items()}
    for answers in (found, again):
        assert {name: answer.status for name, answer in answers.items()} == row.answers
        assert {n: a.seconds for n, a in answers.items() if a.seconds > MUCH} == {}
    for name, answer in [*found.items(), *again.items()]:
        if row.answers[name] == 503:
            assert int(answer.headers["Retry-After"]) > 0
            kept = name == "upload" and row.answers is UNREAD
            assert ("The limit is too low" if kept else "Still working") in answer.text
            assert "made a mistake" not in answer.text
    stored = sum(2 for name in ("post", "upload") if row.answers[name] == 302)
    assert well.opinions == before + stored


def test_a_frozen_valkey_is_waited_for_once_and_not_on_every_page(well: House) -> None:
    with stands_still(well, "valkey"):
        public(well)
        signed_in(well)
        took = [signed_in(well).seconds for _time in range(5)]
    assert sum(took) < 5, "each waited for its own time-out"


def test_a_lock_that_somebody_holds_makes_a_page_busy_not_endless(well: House) -> None:
    with well.transaction() as cursor:
        cursor.execute("LOCK TABLE zsa_notices_opinion")
        answer = post(well)
    assert (answer.status, answer.headers["Retry-After"]) == (503, "10")
    assert "The portal is busy" in answer.text
    assert post(well).status == 302


TASK_ROWS = {
    "PostgreSQL_stopped": lambda house: stopped(house, "postgres"),
    "PostgreSQL_frozen": lambda house: stands_still(house, "postgres"),
    "Valkey_stopped": lambda house: stopped(house, "valkey"),
    "Valkey_frozen": lambda house: stands_still(house, "valkey"),
}
SEND = "zsa_portal.outbox.tasks.send_due"


def beat(house: House) -> None:
    """Ask for a round, as beat does every half minute."""
    house.tell_worker(SEND)
    time.sleep(1)


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[LONG] if "stopped" in name else []) for name in TASK_ROWS],
)
def test_a_workers_task_waits_and_is_done_once_afterwards(well: House, name: str) -> None:
    mail = well.queue_mail()
    failures = log_of(well, "worker").count("OperationalError")
    with TASK_ROWS[name](well):
        if "PostgreSQL" in name:
            well.tell_worker(SEND)
            until(lambda: log_of(well, "worker").count("OperationalError") > failures, seconds=30)
    assert well.deliveries(mail) == 0
    until(lambda: beat(well) or well.deliveries(mail) > 0, seconds=60)
    until(lambda: well.mail_state(mail) == "sent", seconds=30)
    assert well.deliveries(mail) == 1


@LONG
@pytest.mark.skipif(not may_mount(), reason="no small disk can be made here")
def test_a_form_that_found_no_room_is_made_later(well: House) -> None:
    pk = well.pending_form()
    with full(well, "files"):
        well.tell_worker(MAKE, pk)
        until(lambda: "No space left" in well.form(pk)[1], seconds=60)
    assert well.form(pk)[0] == "pending"
    well.tell_worker(MAKE, pk)
    until(lambda: well.form(pk) == ("ready", ""), seconds=60)


def test_the_web_server_works_as_a_role_that_owns_nothing(well: House) -> None:
    assert well.sql(
        "SELECT count(*) FROM pg_class JOIN pg_roles ON relowner = pg_roles.oid"
        " WHERE rolname = 'zsa_portal'"
    ) == [(0,)]
    assert well.sql(
        "SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles"
        " WHERE rolname = 'zsa_portal'"
    ) == [(False, False, False, False)]
    assert well.sql(
        "SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = 'zsa'"
        " AND usename LIKE 'zsa%'"
    ) == [("zsa_portal",)]
    with well.transaction("zsa_portal") as cursor, pytest.raises(InsufficientPrivilege):
        cursor.execute("ALTER TABLE zsa_workflow_logentry DISABLE TRIGGER ALL")


def test_the_check_of_an_installation_finds_nothing_wrong_with_that_role(well: House) -> None:
    words = ["manage.py", "check", "--deploy", "--database", "default", "--tag", "database"]
    done = well.run(*words)
    assert (done.returncode, done.stderr) == (0, "")


ASKING = """
import django
django.setup()
from zsa_portal.outages.processes import hold_web
from zsa_portal.parsing import ask
from tests import parsers
hold_web()
print(ask(parsers.ponder, 2.5))
"""


def test_a_web_process_still_waits_for_a_parser_that_takes_its_time(well: House) -> None:
    """Its patience of one second is with Valkey, not with the worker."""
    done = well.run("-c", ASKING)
    assert (done.stdout, done.returncode) == ("done\n", 0), done.stderr
