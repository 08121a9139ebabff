"""Steps run only inside ``perform``: the one signal between our parts refuses every other call."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django_fsm.signals import pre_transition

_performing: ContextVar[tuple[int, str] | None] = ContextVar("performing", default=None)


class NotThroughPerform(RuntimeError):
    """A step was called directly; it must go through ``perform``."""


@contextmanager
def performing(pk: int, name: str) -> Iterator[None]:
    """Allow one step of one matter to run."""
    token = _performing.set((pk, name))
    try:
        yield
    finally:
        _performing.reset(token)


def refuse_direct_calls(sender: Any, instance: Any, name: str, **_signal: Any) -> None:
    """Receiver of django-fsm's ``pre_transition``."""
    from zsa_portal.workflow.models import Matter

    if isinstance(instance, Matter) and _performing.get() != (instance.pk, name):
        raise NotThroughPerform(f"{name} of matter {instance.pk}")


def connect() -> None:
    """Put the guard in place, once, at start."""
    pre_transition.connect(refuse_direct_calls, dispatch_uid="zsa_workflow_guard")
