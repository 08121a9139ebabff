"""The kinds of meeting that procedures declare: who is expected, who writes, what is concluded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from zsa_portal.regulations.registry import Registry
from zsa_portal.regulations.rule import Condition
from zsa_portal.workflow.machine import Permission, Text
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.wording import page, word

if TYPE_CHECKING:
    from django.db import models

    from zsa_portal.meetings.models import Meeting
    from zsa_portal.people.models import Seat, User

KINDS: Registry[MeetingKind] = Registry("kind of meeting")
DUTIES: Registry[MeetingKind] = Registry("duty of a kind of meeting")


@dataclass(frozen=True)
class Expected:
    """One person expected at a meeting, as the minutes name them.

    ``seat`` is what the person sits on in the body that meets; None for who comes otherwise.
    """

    user: User
    seat: Seat | None = None
    post: str = ""
    title: str = ""
    organisation: str = ""


def nobody(matter: Matter, user: Any) -> bool:
    """The permission of a kind whose points are not answered."""
    return False


@dataclass(frozen=True)
class MeetingKind:
    """A kind of meeting; declaring it registers it, with the duty to attend.

    ``key`` carries its app (``standards.technical_review``). ``expects`` gives the people expected
    when it is convened; each owes the act ``duty``, told as ``duty_label``, done on ``tab`` of the
    matter's page. The invitation is the event ``event`` with the subject ``subject``, which names
    the matter as ``%(title)s``.

    ``writes`` says who records attendance and minutes and moves the meeting. Moving and attendance
    are possible in the states ``meets_in``, minutes in ``minutes_in``, answers to changes by those
    whom ``answers`` names in ``answers_in``; in any state where none is named. ``has_begun`` is the
    article by which a meeting is written about only once it takes place.

    ``conclusions`` are the ways it may end, any words if None; ``sections`` the parts of its
    minutes besides the text, by key.
    """

    key: str
    label: Text
    duty: str
    duty_label: Text
    event: str
    subject: Text
    expects: Callable[[Any], Sequence[Expected]]
    writes: Permission
    has_begun: Condition[Meeting]
    tab: str
    meets_in: tuple[str, ...] = ()
    minutes_in: tuple[str, ...] = ()
    answers: Permission = nobody
    answers_in: tuple[str, ...] = ()
    conclusions: type[models.TextChoices] | None = None
    sections: Mapping[str, Text] = field(default_factory=dict)

    def __post_init__(self) -> None:
        KINDS.add(self.key, self)
        DUTIES.add(self.duty, self)
        word(**{self.duty: self.duty_label})
        page(self.duty, lambda matter, _rest: f"{matter.get_absolute_url()}{self.tab}/")

    def concluded(self, conclusion: str) -> str:
        """A conclusion in words; empty for none."""
        if self.conclusions is None or conclusion not in self.conclusions.values:
            return conclusion
        return str(self.conclusions(conclusion).label)

    def records_attendance(self, matter: Matter, user: Any) -> bool:
        """Whether a user records who came, or moves the meeting, in the matter's present state."""
        return _open(matter, self.meets_in) and self.writes(matter, user)

    def writes_minutes(self, matter: Matter, user: Any) -> bool:
        """Whether a user writes the minutes in the matter's present state."""
        return _open(matter, self.minutes_in) and self.writes(matter, user)

    def answers_changes(self, matter: Matter, user: Any) -> bool:
        """Whether a user answers the changes asked for in the matter's present state."""
        return _open(matter, self.answers_in) and self.answers(matter, user)


def _open(matter: Matter, states: tuple[str, ...]) -> bool:
    return not states or matter.state in states
