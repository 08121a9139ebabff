"""What the tests let a parsing worker do."""

from __future__ import annotations

import os
import time

from django.utils.translation import gettext as _

from zsa_portal.parsing import parser

MEGABYTE = 1024 * 1024


class Unwelcome(Exception):
    """A refusal with a field and a sentence."""


@parser(memory=200 * MEGABYTE, seconds=20)
def hello() -> int:
    """The process that answers."""
    return os.getpid()


@parser(memory=64 * MEGABYTE, seconds=20)
def fill(megabytes: int) -> int:
    """Take so much memory."""
    return len(bytearray(megabytes * MEGABYTE)) // MEGABYTE


@parser(memory=64 * MEGABYTE, seconds=1)
def dawdle(seconds: float) -> str:
    """Take so long."""
    time.sleep(seconds)
    return "done"


@parser(memory=64 * MEGABYTE, seconds=20, throws=(Unwelcome,))
def refuse() -> None:
    """Say no, in the asker's language."""
    raise Unwelcome("file", _("Yes"))


@parser(memory=64 * MEGABYTE, seconds=20)
def ponder(seconds: float) -> str:
    """Take so long, and be allowed to."""
    time.sleep(seconds)
    return "done"
