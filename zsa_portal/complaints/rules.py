"""Who carries a complaint, and what its steps need (认定 第九章, 第五条; 制定 第三十三条)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from zsa_portal.complaints.states import BODY, DESK
from zsa_portal.meetings.models import Meeting
from zsa_portal.meetings.rules import not_begun
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import condition, missing_title, permission, rule
from zsa_portal.workflow.interests import acts_for_applicant, is_recused, plays
from zsa_portal.workflow.memo import remembered

if TYPE_CHECKING:
    from zsa_portal.people.models import Organisation, User

MEETING = "complaints.coordination"


@dataclass(frozen=True)
class Written:
    """What somebody sends as a complaint: the words, how many files, and who it is from."""

    statement: str
    files: int
    name: str
    contact: str


@dataclass(frozen=True)
class Choice:
    """The body to which somebody of the association is about to pass a complaint."""

    body: Organisation
    by: User


@dataclass(frozen=True)
class Reference:
    """The law by which an unsettled complaint goes on, and where it went."""

    law: str
    referred_to: str


@permission("R05b")
def handles(complaint: Any, user: Any) -> bool:
    """The people of the complaints desk, but for those of the body or with an interest (第五条)."""
    if not plays(complaint, user, [DESK]) or acts_for_applicant(complaint, user):
        return False
    found: bool = remembered(complaint, f"recused:{user.pk}", lambda: is_recused(complaint, user))
    return not found


@permission("R27")
def coordinates(complaint: Any, user: Any) -> bool:
    """The people of the body to which the complaint was passed (第九章)."""
    return plays(complaint, user, [BODY])


def by_complainant(complaint: Any, user: Any) -> bool:
    """The permission of steps that the complainant takes on the private page, without an account."""
    return user is None


@rule("R27")
def is_written_with_evidence(sent: Written) -> Iterable[str]:
    """A complaint comes in writing, with evidence, from somebody the association knows (第九章)."""
    if not sent.statement:
        yield _("Say what the standard or its making violates.")
    if not sent.files:
        yield _("Add at least one file as evidence.")
    if not sent.name:
        yield _("Say who you are; only the association learns your name.")
    if not sent.contact:
        yield _("Give a phone number or e-mail; it is never published.")


@rule("R05b")
def has_no_interest(choice: Choice) -> Iterable[str]:
    """Nobody passes a complaint to the own organisation: somebody else of the desk does (第五条)."""
    if choice.body.pk in places_of(choice.by).organisations:
        yield _(
            "You act for %(body)s yourself and take no part in this complaint; let a colleague pass it on."
        ) % {"body": choice.body}


@rule("R27")
def report_is_overdue(complaint: Any) -> Iterable[str]:
    """The body is given its time to coordinate and report before the association goes on (第九章)."""
    if complaint.due_at is not None and clock.now() < complaint.due_at:
        yield _("The body still has time to report back.")


@rule("F33")
def says_where_it_went(reference: Reference) -> Iterable[str]:
    """What is not settled is closed by naming the state law and where it went (制定 第三十三条)."""
    if not reference.law:
        yield missing_title(_("The law that applies"))
    if not reference.referred_to:
        yield missing_title(_("Where it went"))


@rule("S7.2.4a")
def is_answered(words: str) -> Iterable[str]:
    """Every complaint that the association ends is answered in words (GB/T 19012)."""
    if not any(map(str.isalnum, words)):
        yield _("Say in words how the complaint is answered.")


@condition
def meeting_has_begun(meeting: Meeting) -> Iterable[str]:
    """A coordination meeting is written about only once it has begun."""
    yield from not_begun(meeting)


def last_coordination(complaint: Any) -> Meeting | None:
    """The latest coordination meeting of a complaint, or None; one query, kept on the object."""
    found: Meeting | None = remembered(
        complaint,
        "coordination",
        lambda: Meeting.objects.filter(matter_id=complaint.pk, kind=MEETING).first(),
    )
    return found


@condition
def attendance_is_recorded(complaint: Any) -> Iterable[str]:
    """A meeting that ends says who came."""
    meeting = last_coordination(complaint)
    if meeting is None or meeting.attended_at is None:
        yield _("The attendance of the coordination meeting is not recorded.")


@condition
def minutes_are_written(complaint: Any) -> Iterable[str]:
    """A meeting that ends has minutes."""
    meeting = last_coordination(complaint)
    if meeting is None or not meeting.minutes.strip():
        yield _("The minutes of the coordination meeting are not written.")
