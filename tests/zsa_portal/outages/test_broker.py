"""Asking a worker while Valkey is away."""

from __future__ import annotations

import pytest
from celery import Celery
from celery.app.task import Task
from kombu.exceptions import OperationalError

from zsa_portal.outages.breaker import VALKEY
from zsa_portal.outages.broker import SteadyTask


def one() -> int:
    return 1


@pytest.fixture
def task():
    app = Celery("asking", broker="memory://", task_cls=SteadyTask, set_as_current=False)
    return app.task(one, name="asked")


@pytest.fixture
def sent(monkeypatch):
    """What Celery's own sending does next; each call is kept."""
    plan, calls = [], []

    def send(self, *args, **options):
        calls.append(options)
        after = plan.pop(0) if plan else None
        if after:
            raise after
        return "sent"

    monkeypatch.setattr(Task, "apply_async", send)
    return plan, calls


def test_a_connection_closed_meanwhile_is_opened_anew(task, sent):
    plan, calls = sent
    plan.append(ConnectionResetError())
    assert task.delay() == "sent"
    assert calls == [{"retry": False}] * 2
    assert not VALKEY.is_away


def test_what_fails_twice_is_away_and_asked_no_more(task, sent):
    plan, calls = sent
    plan += [ConnectionRefusedError(), ConnectionRefusedError()]
    with pytest.raises(ConnectionRefusedError):
        task.delay()
    with pytest.raises(OperationalError, match="Valkey is away"):
        task.delay()
    assert len(calls) == 2


def test_silence_is_borne_once(task, sent, monkeypatch):
    plan, calls = sent
    seconds = iter([0.0, 1.0])
    monkeypatch.setattr("zsa_portal.outages.broker.time.monotonic", lambda: next(seconds))
    plan.append(TimeoutError())
    with pytest.raises(TimeoutError):
        task.delay()
    assert len(calls) == 1
