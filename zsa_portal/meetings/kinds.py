"""The kinds of meeting that procedures declare: who is expected, who writes, what is concluded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from zsa_portal.meetings.rules import quorum_is_present
from zsa_portal.regulations.registry import Registry, Unique
from zsa_portal.regulations.rule import Condition
from zsa_portal.workflow.machine import Permission, Text
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.wording import page, word

if TYPE_CHECKING:
    from django.db import models

    from zsa_portal.meetings.models import Meeting
    from zsa_portal.people.models import Seat, User

KINDS: Registry[MeetingKind] = Registry("kind of meeting")
DUTIES: Unique[MeetingKind] = Unique("duty of a kind of meeting")


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
class Words:
    """What the screens of a kind say of its meetings; the defaults fit any meeting.

    ``heading`` names the round as ``%(round)s``. ``attendance``, ``minutes``, ``move`` and
    ``answers`` are the titles of the pages. ``change`` marks a point that asks for a change,
    ``answer`` what is written about it. ``agenda`` is proposed when a meeting is convened.
    """

    heading: Text = _("Meeting, round %(round)s")
    attendance: Text = _("Attendance")
    attendance_note: Text = ""
    guests_note: Text = ""
    minutes: Text = _("Minutes")
    move: Text = _("Move the meeting")
    answers: Text = _("Answer the changes asked for")
    change: Text = _("A change is asked for")
    answer: Text = _("What was done")
    no_changes: Text = _("No changes are asked for")
    none: Text = _("No meeting is convened yet")
    none_note: Text = ""
    agenda: Text = ""


@dataclass(frozen=True)
class MeetingKind:
    """A kind of meeting; declaring it registers it, with the duty to attend.

    ``key`` carries its app (``standards.technical_review``); ``matters`` are the kinds of matter
    whose meetings these are. ``expects`` gives the people expected when it is convened; each owes
    the act ``duty``, told as ``duty_label``, done on ``tab`` of the matter's page. The invitation is
    the event ``event`` with the subject ``subject``, which names the matter as ``%(title)s``.

    ``writes`` says who records attendance and minutes and moves the meeting. Moving and attendance
    are possible in the states ``meets_in``, minutes in ``minutes_in``, answers to changes by those
    whom ``answers`` names in ``answers_in``; in any state where none is named. ``has_begun`` is the
    article by which a meeting is written about only once it has begun, ``is_quorate`` the one by
    which it concludes something only with its quorum present.

    ``conclusions`` are the ways it may end, any words if None, of them ``against`` those that
    refuse; ``sections`` are the parts of its minutes besides the text, by key.
    """

    key: str
    label: Text
    matters: tuple[str, ...]
    duty: str
    duty_label: Text
    event: str
    subject: Text
    expects: Callable[[Any], Sequence[Expected]]
    writes: Permission
    has_begun: Condition[Meeting]
    tab: str
    is_quorate: Condition[Meeting] = quorum_is_present
    meets_in: tuple[str, ...] = ()
    minutes_in: tuple[str, ...] = ()
    answers: Permission = nobody
    answers_in: tuple[str, ...] = ()
    conclusions: type[models.TextChoices] | None = None
    against: tuple[str, ...] = ()
    sections: Mapping[str, Text] = field(default_factory=dict)
    words: Words = field(default_factory=Words)

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
        return is_open(matter, self.meets_in) and self.writes(matter, user)

    def writes_minutes(self, matter: Matter, user: Any) -> bool:
        """Whether a user writes the minutes in the matter's present state."""
        return is_open(matter, self.minutes_in) and self.writes(matter, user)

    def answers_changes(self, matter: Matter, user: Any) -> bool:
        """Whether a user answers the changes asked for in the matter's present state."""
        return is_open(matter, self.answers_in) and self.answers(matter, user)


def is_open(matter: Matter, states: tuple[str, ...]) -> bool:
    """Whether a matter is in one of the states; any will do if none is named."""
    return not states or matter.state in states
