"""Who moderates, who answers, who sees what came in, and whether opinions may still come in."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from django.utils.translation import gettext as _

from zsa_portal.documents.rights import departments_of
from zsa_portal.notices.kinds import NoticeKind, Resolving
from zsa_portal.notices.models import Notice, Opinion
from zsa_portal.people.places import places_of
from zsa_portal.regulations.rule import asked
from zsa_portal.ui.due import last_day
from zsa_portal.workflow.interests import acts_for_applicant, plays, plays_one_that, runs
from zsa_portal.workflow.machine import Phase
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.refusals import BadValue, Refusal, WrongState
from zsa_portal.workflow.roles import RoleInfo

FEWEST_LETTERS = 6
"""Fewer letters or characters than these say nothing of what was done about an objection."""


class Sight(IntEnum):
    """How much of the opinions on a matter somebody sees, ascending."""

    PUBLIC = 0
    PARTY = 1
    ANSWERING = 2
    STAFF = 3


class Closed(Refusal):
    """The time for opinions is over; nothing was stored, or what was said stays (``stays``)."""

    def __init__(self, notice: Notice, stays: str = "") -> None:
        words = {"number": notice.number, "day": last_day(notice.closes_at).isoformat()}
        sentence = _(
            "The time for opinions on notice %(number)s ended on %(day)s at 24:00 Beijing time. "
            "Your opinion was not stored."
        )
        if stays:
            over = _("The time for opinions on notice %(number)s ended on %(day)s at 24:00.")
            sentence = f"{over} {stays}"
        sentence %= words
        super().__init__([sentence], rules=[notice.meaning.period.rule])


def require_open(notice: Notice, matter: Matter, *, stays: str = "") -> None:
    """Raise Closed or WrongState unless opinions on a held matter may come in at this instant.

    The last second of the last day is in time, the first of the next is not; the clock decides,
    not whether the calendar's step was taken. ``stays`` tells an author what remains.
    """
    kind = notice.meaning
    if asked(kind.period, lambda: not notice.is_open(), otherwise=False):
        raise Closed(notice, stays=stays)
    if not _in_states(matter, kind.open_states):
        raise WrongState(matter)


def require_unanswered(opinion: Opinion, matter: Matter) -> None:
    """Raise Refusal once an opinion is answered: what was answered stays as it was."""
    if opinion.disposition:
        sentence = _("Opinion %(reference)s is answered already; you may give another one.")
        raise Refusal([sentence % {"reference": opinion.reference}], matter=matter)


def require_answerable(kind: NoticeKind, matter: Matter) -> None:
    """Raise WrongState unless opinions are answered in the matter's present state."""
    if not answerable(kind, matter):
        raise WrongState(matter)


def answerable(kind: NoticeKind, matter: Matter) -> bool:
    """Whether opinions of a kind are answered in the matter's present state."""
    return _in_states(matter, kind.answer_states)


def require_evidence(kind: NoticeKind, *, given: bool) -> None:
    """Raise BadValue("evidence", …) for an opinion without evidence, where its kind demands it."""
    if _lacks(kind, given=given):
        raise BadValue(
            "evidence", _("Attach the papers that show what you say; a comment needs its evidence.")
        )


def require_declaration(kind: NoticeKind, *, given: bool) -> None:
    """Raise BadValue("truthful", …) where an author answers for the truth and has not declared it."""
    if _lacks(kind, given=given):
        raise BadValue("truthful", _("Declare that what you say and its evidence are true."))


def _lacks(kind: NoticeKind, *, given: bool) -> bool:
    demanded = kind.evidencing
    return demanded is not None and asked(demanded, lambda: not given, otherwise=False)


def _in_states(matter: Matter, states: tuple[str, ...]) -> bool:
    return matter.state in states if states else matter.state_info.phase == Phase.NOTICE


def moderates(matter: Matter, user: Any) -> bool:
    """The owner department's and the secretariat's people decide what becomes public.

    Not those who act for the applicant as well.
    """
    if acts_for_applicant(matter, user):
        return False
    own = matter.owner_id in departments_of(places_of(user))
    return own or runs(matter, user)


def answers(matter: Matter, user: Any, kind: NoticeKind) -> bool:
    """Those who play one of the kind's roles in the matter answer its opinions."""
    return asked(kind.answering, lambda: plays(matter, user, kind.roles), otherwise=True)


def require_says_what_was_done(resolving: Resolving, opinion: Opinion, resolution: str) -> None:
    """Raise BadValue("resolution", …) for a resolution that says nothing, or only what was answered."""
    lacking = asked(resolving, lambda: _lacking(opinion, resolution), otherwise=None)
    if lacking:
        raise BadValue("resolution", lacking)


def _lacking(opinion: Opinion, resolution: str) -> str:
    said = _letters(resolution)
    if len(said) < FEWEST_LETTERS:
        return _("Say what was done about the objection, in words the objector understands.")
    if said in (_letters(opinion.answer), _letters(opinion.text)):
        return _("Say what was done about the objection, not once more what was said before.")
    return ""


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def sight(matter: Matter, user: Any, kind: NoticeKind) -> Sight:
    """How much of a kind's opinions on a matter a user sees (design's table).

    STAFF: everything, contacts too. ANSWERING: everything but contacts. PARTY: what is not
    hidden, persons unnamed. PUBLIC: what was published.
    """
    if moderates(matter, user):
        return Sight.STAFF
    if answers(matter, user, kind) or plays(matter, user, kind.readers):
        return Sight.ANSWERING
    if acts_for_applicant(matter, user) or plays_one_that(matter, user, _sees_opinions):
        return Sight.PARTY
    return Sight.PUBLIC


def _sees_opinions(role: RoleInfo) -> bool:
    return role.sees_opinions
