"""Asking the parsing workers and waiting for their answer."""

from __future__ import annotations

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
from django.conf import settings
from django.utils import translation
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from zsa_portal.parsing.bounds import TooDemanding

AWAY = (NoAnswer, OperationalError, RedisError, TaskRevokedError, OSError)
STOPPED = (SoftTimeLimitExceeded, TimeLimitExceeded, WorkerLostError)

_in_process: ContextVar[bool] = ContextVar("parsing_in_process", default=False)


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
