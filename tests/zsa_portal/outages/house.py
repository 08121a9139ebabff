"""A whole house of its own for the table of outages: PostgreSQL, Valkey, web server, worker.

The servers are those of `make run`; the web server and the worker reach them through proxies, as
the role of the database that production serves people with.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import socket
import subprocess
import sys
import time
import urllib.parse
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg2
from celery import Celery
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from redis import Redis

from ops.places import ROOT, State
from ops.postgres import FOR_TESTS, Postgres
from ops.supervisor import Part, Supervisor
from ops.valkey import Valkey
from tests.zsa_portal.outages.proxy import Proxy
from zsa_portal.people.models import User

STATION = "standards.enquiry_open"
PEOPLE = "standards.people"
PASSWORD = "outages-are-survived-2026"
TOKEN = "t" * 32
ROLES = ROOT / "ops" / "database" / "roles.sql"
STARTS_WITHIN = 60
WEB = ("gunicorn", "zsa_portal.wsgi:application", "--workers", "1", "--threads", "4")
WORKER = ("celery", "-A", "zsa_portal", "worker", "-c", "1", "-Q", "celery,parsing")
WORKER += ("-l", "INFO", "--include", "tests.parsers")


@dataclass
class Answer:
    """What the web server said, and after how many seconds."""

    status: int
    text: str
    headers: dict[str, str]
    seconds: float


@dataclass
class House:
    """The running processes, and the ways to ask them."""

    folder: Path
    supervisor: Supervisor
    postgres: Postgres
    valkey: Valkey
    database: Proxy
    cache: Proxy
    port: int = 0
    login: str = ""
    session: str = ""
    item: int = 0
    parts: dict[str, Part] = field(default_factory=dict)

    @property
    def files(self) -> Path:
        return self.folder / "files"

    @property
    def mails(self) -> Path:
        return self.folder / "mails"

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        """One request, given up after 60 s."""
        began = time.monotonic()
        connection_ = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection_.request(method, path, body, {"Accept-Language": "en"} | headers)
            answer = connection_.getresponse()
            text = answer.read().decode(errors="replace")
            took = time.monotonic() - began
            return Answer(answer.status, text, dict(answer.getheaders()), took)
        finally:
            connection_.close()

    def get(self, path: str, *, cookie: str = "") -> Answer:
        return self.ask("GET", path, Cookie=cookie)

    def post(self, path: str, fields: dict[str, str], *, cookie: str = "") -> Answer:
        body = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": TOKEN}).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, body, Cookie=f"csrftoken={TOKEN}; {cookie}", **kind)

    def upload(self, path: str, fields: dict[str, str], name: str, data: bytes) -> Answer:
        border = uuid.uuid4().hex
        parts = [
            f'--{border}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in (fields | {"csrfmiddlewaretoken": TOKEN}).items()
        ]
        head = f'--{border}\r\nContent-Disposition: form-data; name="{name}"; filename="a.txt"\r\n'
        head += "Content-Type: text/plain\r\n\r\n"
        body = "".join(parts).encode() + head.encode() + data + f"\r\n--{border}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={border}"}
        return self.ask("POST", path, body, Cookie=f"csrftoken={TOKEN}", **kind)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a Python program where the web server runs."""
        return subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.parts["web"].environment,
            capture_output=True,
            text=True,
            check=False,
        )

    @contextlib.contextmanager
    def transaction(self, user: str = "postgres") -> Iterator[Any]:
        """A cursor past every proxy; what it did is undone at the end."""
        secret = self.postgres.state.secret("superuser" if user == "postgres" else user)
        address = {"host": str(self.postgres.sockets), "user": user, "password": secret}
        with contextlib.closing(psycopg2.connect(dbname="zsa", **address)) as ours:
            yield ours.cursor()

    def sql(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """What PostgreSQL itself says, with no trigger in the way; kept."""
        with self.transaction() as cursor:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(statement, values or None)
            found = cursor.fetchall() if cursor.description else []
            cursor.connection.commit()
            return found

    @property
    def opinions(self) -> int:
        return self.sql("SELECT count(*) FROM zsa_notices_opinion")[0][0]

    def queue_mail(self) -> str:
        """Put a mail into the outbox; its Message-ID."""
        name = f"<{uuid.uuid4()}@example.org>"
        self.sql(
            "INSERT INTO zsa_outbox_mail"
            " (address, subject, body, rfc_message_id, state, attempts, next_try_at, error,"
            " shown_as) VALUES ('wang@example.org', 'News', 'Text', %s, 'queued', 0, now(), '', '')",
            name,
        )
        return name

    def mail_state(self, name: str) -> str:
        return self.sql("SELECT state FROM zsa_outbox_mail WHERE rfc_message_id = %s", name)[0][0]

    def pending_form(self) -> int:
        """Take one form's PDF away, as if it had not been made yet; its key."""
        return self.sql(
            "UPDATE zsa_documents_issuedform SET state = 'pending', file_id = NULL, attempts = 0"
            " WHERE id = (SELECT max(id) FROM zsa_documents_issuedform) RETURNING id"
        )[0][0]

    def form(self, pk: int) -> tuple[str, str]:
        """State and error of a form."""
        return self.sql("SELECT state, error FROM zsa_documents_issuedform WHERE id = %s", pk)[0]

    def deliveries(self, name: str) -> int:
        """How often the mail of this Message-ID went out."""
        return sum(file.read_text().count(name) for file in self.mails.iterdir())

    def tell_worker(self, task: str, *args: Any) -> None:
        """Ask the worker over its broker, past the proxy."""
        app = Celery(broker=self.valkey.url, set_as_current=False)
        app.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
        with contextlib.closing(app):
            app.send_task(task, args)

    @contextlib.contextmanager
    def stopped(self, name: str) -> Iterator[None]:
        """Without this server meanwhile."""
        part = self.parts[name]
        part.ask_to_stop()
        part.finish(self.supervisor.state)
        try:
            yield
        finally:
            part.start(self.supervisor.state)
            server = {"postgres": self.postgres, "valkey": self.valkey}[name]
            until(server._answers, seconds=STARTS_WITHIN)

    def forget_counts(self) -> None:
        """Empty the cache: sign-ins that failed for an outage shall not add up over the table."""
        with contextlib.closing(Redis.from_url(self.valkey.url)) as server:
            for key in server.scan_iter(match=f"{settings.OWN}:1:*"):
                server.delete(key)

    def is_well(self) -> bool:
        """Whether the web server has both servers again, as its health page says."""
        with contextlib.suppress(OSError):
            return self.get("/health/").text == "ok\n"
        return False


def until(holds: Callable[[], bool], *, seconds: float) -> float:
    """Wait for it; returns the seconds it took."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < seconds, "waited in vain"
        time.sleep(0.05)
    return time.monotonic() - began


@contextlib.contextmanager
def open_house(folder: Path) -> Iterator[House]:
    """Start everything on a copy of the tests' own database; stop it afterwards."""
    state = State.at(folder / "state")
    supervisor = Supervisor(state)
    postgres = Postgres.of(state, settings=FOR_TESTS)
    try:
        postgres.start(supervisor)
        valkey = Valkey.of(state)
        valkey.start(supervisor)
        house = House(
            folder,
            supervisor,
            postgres,
            valkey,
            Proxy(lambda: _reached(str(postgres.sockets / ".s.PGSQL.5432"))),
            Proxy(lambda: socket.create_connection(("127.0.0.1", valkey.port))),
        )
        _furnish(house)
        _start(house)
        yield house
    finally:
        supervisor.stop()
        postgres.destroy()


def _reached(path: str) -> socket.socket:
    found = socket.socket(socket.AF_UNIX)
    found.connect(path)
    return found


def _furnish(house: House) -> None:
    """The database as production has it, with a consultation that is open now."""
    for name in (house.files, house.mails):
        name.mkdir()
    secrets = {f"POSTGRES_{name}_PASSWORD": _secret(house, name) for name in ("OWNER", "PORTAL")}
    _psql(house, "postgres", "-f", str(ROLES), **secrets)
    dumped = house.folder / "dump.sql"
    dumped.write_bytes(_dump(house))
    _psql(house, "zsa_owner", "-q", "-v", "ON_ERROR_STOP=1", "-f", str(dumped))
    for station in (PEOPLE, STATION):
        house.sql("SELECT stations.load(%s)", station)
    house.sql("UPDATE zsa_notices_notice SET closes_at = now() + interval '9 days'")
    house.sql("UPDATE zsa_outbox_mail SET state = 'sent'")
    house.item = house.sql("SELECT max(id) FROM zsa_notices_noticeitem")[0][0]
    house.session = _sign_in(house)


def _dump(house: House) -> bytes:
    """The tests' own database: every migration run, every station walked."""
    address = connection.settings_dict
    options = ["-h", address["HOST"] or address["OPTIONS"]["host"], "-U", address["USER"]]
    options += ["-p", str(address["PORT"])] if address["PORT"] else []
    program = house.postgres.programs / "pg_dump"
    done = subprocess.run(
        [program, *options, "--no-owner", "--no-privileges", address["NAME"]],
        env=os.environ | {"PGPASSWORD": address["PASSWORD"]},
        stdout=subprocess.PIPE,
        check=True,
    )
    # The schema is there; an owner of the database cannot say what it is for.
    return re.sub(
        rb"^(CREATE SCHEMA public|COMMENT ON SCHEMA public).*$",
        b"",
        done.stdout,
        flags=re.MULTILINE,
    )


def _psql(house: House, user: str, *words: str, **variables: str) -> None:
    secret = "superuser" if user == "postgres" else user
    where = ["-h", house.postgres.sockets, "-U", user, "-d", "zsa"]
    subprocess.run(
        [house.postgres.programs / "psql", "-Xq", *where, *words],
        env=os.environ | {"PGPASSWORD": house.postgres.state.secret(secret), **variables},
        stdout=subprocess.DEVNULL,
        check=True,
    )


def _secret(house: House, name: str) -> str:
    return house.postgres.state.secret(f"zsa_{name.lower()}")


def _sign_in(house: House) -> str:
    """Give a member of the secretariat a password and a session; the session's key."""
    known = house.sql("SELECT told->>'secretariat' FROM stations.station WHERE name = %s", PEOPLE)
    user = User(pk=int(known[0][0]))
    user.set_password(PASSWORD)
    statement = "UPDATE zsa_people_user SET password = %s WHERE id = %s RETURNING username"
    house.login = house.sql(statement, user.password, user.pk)[0][0]
    data = {
        "_auth_user_id": str(user.pk),
        "_auth_user_backend": settings.AUTHENTICATION_BACKENDS[0],
        "_auth_user_hash": user.get_session_auth_hash(),
    }
    key = uuid.uuid4().hex
    house.sql(
        "INSERT INTO django_session VALUES (%s, %s, now() + interval '1 day')",
        key,
        SessionStore().encode(data),
    )
    return f"sessionid={key}"


def _start(house: House) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        house.port = free.getsockname()[1]
    secret = _secret(house, "PORTAL")
    valkey = urlsplit(house.valkey.url)
    variables = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.zsa_portal.outages.settings",
        "DATABASE_URL": f"postgres://zsa_portal:{secret}@127.0.0.1:{house.database.port}/zsa",
        "REDIS_URL": f"redis://:{unquote(valkey.password)}@127.0.0.1:{house.cache.port}/0",
        "OUTAGE_FILES": str(house.files),
        "OUTAGE_MAILS": str(house.mails),
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
    }
    web = [*WEB, "--bind", f"127.0.0.1:{house.port}", "--timeout", "120", "--no-control-socket"]
    for name, words in (("worker", WORKER), ("web", web)):
        part = Part(name, [sys.executable, "-m", *words], variables, folder=ROOT, grace=1)
        house.supervisor.launch(part)
    house.parts = {part.name: part for part in house.supervisor.parts}
    until(house.is_well, seconds=STARTS_WITHIN)
    until(lambda: "ready." in log_of(house, "worker"), seconds=STARTS_WITHIN)


def log_of(house: House, name: str) -> str:
    """What a part has printed so far."""
    return house.supervisor.state.log(name).read_text(errors="replace")
