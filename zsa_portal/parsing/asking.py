"""Asking the parsing workers and waiting for their answer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any

from celery import Task, current_task
from celery.exceptions import (
    SoftTimeLimitExceeded,
    TaskRevokedError,
    TimeLimitExceeded,
    WorkerLostError,
)
from celery.exceptions import TimeoutError as NoAnswer
from celery.result import AsyncResult
from django.conf import settings
from django.core.cache import cache
from django.utils import translation
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from zsa_portal.parsing.bounds import TooDemanding

AWAY = (NoAnswer, OperationalError, RedisError, TaskRevokedError, OSError)
STOPPED = (SoftTimeLimitExceeded, TimeLimitExceeded, WorkerLostError)

MOMENT_SECONDS = 2
KEPT_SECONDS = 600
"""So long it is kept what was asked under a key."""
PLACE = "parsing:"

_in_process: ContextVar[bool] = ContextVar("parsing_in_process", default=False)


class AtWork(Exception):
    """A worker is at it: who asks again under the same key gets the answer once it is there."""


class WorkerAway(Exception):
    """No parsing worker answered in time: nothing was decided, and it may be asked again."""


@contextmanager
def in_process() -> Iterator[None]:
    """Parse in this very process meanwhile. For commands that load what the house itself made."""
    token = _in_process.set(True)
    try:
        yield
    finally:
        _in_process.reset(token)


def ask(task: Task, *args: Any, seconds: float = 40, **named: Any) -> Any:
    """What a parser (see ``declaring.parser``) answers, in the language that is active here.

    Raises WorkerAway if none answers within ``seconds``, TooDemanding if it was stopped at its
    bounds, and what the parser itself raises.
    """
    named["language"] = translation.get_language() or settings.LANGUAGE_CODE
    try:
        if current_task or _in_process.get() or settings.PARSING_IN_PROCESS:
            return task.run(*args, **named)
        return _answer(task, args, named, seconds)
    except STOPPED as error:
        raise TooDemanding from error


def ask_meanwhile(key: str, task: Task, *args: Any, seconds: float = 40, **named: Any) -> Any:
    """As ``ask``, but raises AtWork after a moment without an answer.

    Who asks again under the same ``key`` asks for the same answer, which is given once; WorkerAway
    when there is none ``seconds`` after the first time.
    """
    if current_task or _in_process.get() or settings.PARSING_IN_PROCESS:
        return ask(task, *args, **named)
    named["language"] = translation.get_language() or settings.LANGUAGE_CODE
    asked, until = _begun(key, task, args, named, seconds)
    try:
        answer = asked.get(timeout=MOMENT_SECONDS)
    except NoAnswer as error:
        if time.time() < until:
            asked.backend.remove_pending_result(asked)
            raise AtWork from error
        _leave(key, asked)
        raise WorkerAway from error
    except TaskRevokedError as error:
        _leave(key, asked)
        raise WorkerAway from error
    except AWAY as error:
        raise WorkerAway from error
    except STOPPED as error:
        _leave(key, asked)
        raise TooDemanding from error
    except Exception:
        _leave(key, asked)
        raise
    _leave(key, asked)
    return answer


def is_at_work(key: str) -> bool:
    """Whether what was asked under a key has no answer so far, and time is left."""
    kept = cache.get(PLACE + key)
    return kept is not None and time.time() < kept[1] and not AsyncResult(kept[0]).ready()


def _begun(
    key: str, task: Task, args: tuple[Any, ...], named: dict[str, Any], seconds: float
) -> tuple[AsyncResult, float]:
    """What was asked under a key, asked now if nothing was, and until when it is waited for."""
    kept = cache.get(PLACE + key)
    if kept is None:
        try:
            asked = task.apply_async(args, named, expires=seconds, retry=False)
        except AWAY as error:
            raise WorkerAway from error
        kept = (asked.id, time.time() + seconds)
        cache.set(PLACE + key, kept, KEPT_SECONDS)
    return task.AsyncResult(kept[0]), kept[1]


def _leave(key: str, asked: AsyncResult) -> None:
    cache.delete(PLACE + key)
    with suppress(*AWAY):
        asked.forget()


def _answer(task: Task, args: tuple[Any, ...], named: dict[str, Any], seconds: float) -> Any:
    try:
        asked = task.apply_async(args, named, expires=seconds, retry=False)
    except AWAY as error:
        raise WorkerAway from error
    try:
        return asked.get(timeout=seconds)
    except AWAY as error:
        raise WorkerAway from error
    finally:
        with suppress(*AWAY):
            asked.forget()
