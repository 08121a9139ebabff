"""Plain values that templates of the house draw; they know no model."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Tone = Literal["neutral", "info", "ok", "warn", "bad"]
StageStatus = Literal["done", "current", "todo", "failed"]


@dataclass(frozen=True, slots=True)
class StageStep:
    """One stage of a matter's stage bar."""

    code: str
    label: str
    status: StageStatus = "todo"
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Crumb:
    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of a page; each is a link of its own, so it works without script."""

    label: str
    url: str
    active: bool = False
    count: int | None = None
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one field: both values as they are shown, marked where they were compared."""

    label: str
    old: str
    new: str
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry of a timeline, worded already in the reader's language.

    ``about`` names what it speaks of, ``group`` is ``step``, ``paper`` or ``other`` where the
    entries can be told apart, ``new`` tells that it came since the reader's last visit, ``changes``
    what it changed of the fields.
    """

    at: dt.datetime
    what: str
    who: str = ""
    before: str = ""
    after: str = ""
    rules: Sequence[str] = field(default_factory=tuple)
    reason: str = ""
    tone: Tone = "neutral"
    url: str = ""
    about: str = ""
    group: str = ""
    new: bool = False
    changes: Sequence[Change] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Mend:
    """A page on which what is missing can be added."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Missing:
    """What a rule still asks for; `todo` says what to do about it and `url` where."""

    text: str
    rule: str = ""
    todo: str = ""
    url: str = ""
