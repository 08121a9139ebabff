"""Steps run only inside ``perform``: the one signal between our parts refuses every other call.

django-fsm asks a step's conditions before that signal; of those that ``perform`` has just asked of the
same locked matter it hears that they are met.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django_fsm.signals import pre_transition

from zsa_portal.regulations.rule import ask_anew, known_to_be_met

_performing: ContextVar[tuple[int, str] | None] = ContextVar("performing", default=None)


class NotThroughPerform(RuntimeError):
    """A step was called directly; it must go through ``perform``."""


@contextmanager
def performing(matter: Any, name: str, *, met: Sequence[Any] = ()) -> Iterator[None]:
    """Allow one step of one matter to run, whose conditions ``met`` were just found to be so."""
    token = _performing.set((matter.pk, name))
    try:
        with known_to_be_met(matter, met):
            yield
    finally:
        _performing.reset(token)


def refuse_direct_calls(sender: Any, instance: Any, name: str, **_signal: Any) -> None:
    """Receiver of django-fsm's ``pre_transition``; from here on the step's body asks for itself."""
    from zsa_portal.workflow.models import Matter

    ask_anew()
    if isinstance(instance, Matter) and _performing.get() != (instance.pk, name):
        raise NotThroughPerform(f"{name} of matter {instance.pk}")


def connect() -> None:
    """Put the guard in place, once, at start."""
    pre_transition.connect(refuse_direct_calls, dispatch_uid="zsa_workflow_guard")
