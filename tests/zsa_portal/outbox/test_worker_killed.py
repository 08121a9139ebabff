"""A worker killed in the middle of a mail or a digest: the next round does it, once."""

from __future__ import annotations

import datetime as dt
import email
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import redis
from celery import Celery
from django.conf import settings
from django.db import connection, transaction

from zsa_portal.outbox import tasks
from zsa_portal.outbox.actions import message_post, preferences_set
from zsa_portal.outbox.kinds import PROGRESS, Pace
from zsa_portal.outbox.models import Digest, Mail, Message
from zsa_portal.regulations import clock

ROOT = Path(settings.BASE_DIR)
NAME = f"killed-{os.getpid()}"
PREFIX = f"test-{settings.SUFFIX}-{NAME}:"
PATIENCE = 120


@pytest.fixture
def broker() -> Iterator[Celery]:
    """The broker of this test alone; nothing is left in it."""
    app = Celery(broker=settings.REDIS_URL, set_as_current=False)
    app.conf.broker_transport_options = {"global_keyprefix": PREFIX}
    yield app
    app.close()
    server = redis.Redis.from_url(settings.REDIS_URL)
    for key in server.scan_iter(match=f"{PREFIX}*"):
        server.delete(key)


@contextmanager
def worker(
    mails: Path, dawdle: str = "", queue: str = "celery"
) -> Iterator[subprocess.Popen[bytes]]:
    """A real worker on the test database, in a process group of its own, killed at the end."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.zsa_portal.outbox.worker_settings",
        "TEST_DATABASE": str(connection.settings_dict["NAME"]),
        "PYTEST_XDIST_WORKER": NAME,
        "TEST_DB_SUFFIX": settings.SUFFIX,
        "MAIL_DIR": str(mails),
        "DAWDLE": dawdle,
    }
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "zsa_portal",
        "worker",
        "-c",
        "1",
        "-Q",
        queue,
        "--without-gossip",
        "--without-mingle",
        "--without-heartbeat",
        "-l",
        "warning",
    ]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill -9 the worker with its children."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)


def until(said: Callable[[], Any]) -> None:
    """Wait until something holds, with patience."""
    end = time.monotonic() + PATIENCE
    while not said():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("moment", "copies"), [("before", 1), ("after", 2)])
def test_a_mail_survives_the_worker(tmp_path, make_user, monkeypatch, broker, moment, copies):
    monkeypatch.setattr(tasks.send_due, "delay", lambda: None)
    user = make_user()
    message_post(recipient=user, event="example.submit", subject="Submitted", body="Look.")

    with worker(tmp_path, dawdle=moment) as process:
        broker.send_task("zsa_portal.outbox.tasks.send_due")
        until((tmp_path / "here").exists)
        kill(process)
    stored = Mail.objects.get()
    assert (stored.state, stored.attempts) == ("queued", 0)
    assert len(list(tmp_path.glob("*.eml"))) == copies - 1

    with worker(tmp_path):
        broker.send_task("zsa_portal.outbox.tasks.send_due")
        until(lambda: Mail.objects.get().state == "sent")
    mails = [email.message_from_bytes(path.read_bytes()) for path in tmp_path.glob("*.eml")]
    assert [mail["Message-ID"] for mail in mails] == [stored.rfc_message_id] * copies
    assert {mail["To"] for mail in mails} == {user.email}


def waits_for_a_lock() -> bool:
    """Whether somebody in this database waits for a row that another transaction holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_a_digest_survives_the_worker(tmp_path, make_user, monkeypatch, broker):
    monkeypatch.setattr(tasks.send_due, "delay", lambda: None)
    user = make_user()
    preferences_set(user=user, paces={PROGRESS.key: Pace.DAILY})
    with clock.moved_to(clock.now() - dt.timedelta(days=2)):
        message_post(recipient=user, event="example.submit", subject="Submitted", body="Look.")

    with worker(tmp_path) as process, transaction.atomic():
        Message.objects.select_for_update().get()
        broker.send_task("zsa_portal.outbox.digests.make_digests")
        until(waits_for_a_lock)
        kill(process)
    until(lambda: not Digest.objects.exists())
    assert (Mail.objects.count(), Message.objects.get().digest) == (0, None)

    with worker(tmp_path):
        broker.send_task("zsa_portal.outbox.digests.make_digests")
        until(lambda: Mail.objects.filter(state="sent").exists())
    (sent,) = [email.message_from_bytes(path.read_bytes()) for path in tmp_path.glob("*.eml")]
    assert sent["To"] == user.email
    assert Mail.objects.get().digest == Message.objects.get().digest == Digest.objects.get()
