"""Declaring what the parsing workers do."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from celery import Task, shared_task
from django.utils import translation

from zsa_portal.parsing.bounds import bounded

QUEUE = "parsing"
GRACE = 5
"""Seconds between the limit that a task can tell of and the end of its process."""


def route(
    _name: str, _args: Any, _named: Any, _options: Any, task: Task | None = None, **_more: Any
) -> dict[str, str] | None:
    """Celery's router: what parses goes to the parsing workers, by whatever way it is sent."""
    return {"queue": QUEUE} if getattr(task, "parses", False) else None


def parser(
    *, memory: int, seconds: int, throws: tuple[type[Exception], ...] = ()
) -> Callable[[Callable[..., Any]], Task]:
    """Make a function a task of the parsing workers, called with ``language=`` besides its own.

    ``memory`` in bytes and ``seconds`` bound one call. ``throws`` are refusals that it may raise:
    they travel to the asker with their arguments, which must be plain texts and numbers, as must
    what the function takes and returns.
    """

    def declare(function: Callable[..., Any]) -> Task:
        @wraps(function)
        def run(*args: Any, language: str, **named: Any) -> Any:
            with translation.override(language), bounded(memory):
                return function(*args, **named)

        return shared_task(
            name=f"{function.__module__}.{function.__name__}",
            parses=True,
            ignore_result=False,
            acks_late=False,
            soft_time_limit=seconds,
            time_limit=seconds + GRACE,
            throws=throws,
        )(run)

    return declare
