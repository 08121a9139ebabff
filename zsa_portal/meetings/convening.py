"""Who is expected at a meeting, and the invitation that tells them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from zsa_portal.meetings.kinds import KINDS, Expected
from zsa_portal.meetings.models import Meeting
from zsa_portal.outbox import actions as outbox
from zsa_portal.people.models import Body, Expert, Party, Seat
from zsa_portal.regulations import clock
from zsa_portal.workflow.duties import owe


def members_of(body: Body) -> list[Expected]:
    """The people who sit on a body today, with post, title and employer; two queries."""
    seats = list(
        body.seats.current().select_related("user", "organisation").in_order(),
    )
    found = Expert.objects.filter(user__in=[seat.user_id for seat in seats])
    experts = {expert.user_id: expert for expert in found}
    return [_seated(seat, experts.get(seat.user_id)) for seat in seats]


def _seated(seat: Seat, expert: Expert | None) -> Expected:
    employer = expert.employer if expert else ""
    return Expected(
        seat.user,
        seat,
        post=_in_chinese(seat),
        title=expert.title if expert else "",
        organisation=seat.organisation.name if seat.organisation else employer,
    )


def summon(meeting: Meeting) -> None:
    """List those whom the kind expects, owe each their attendance, and tell them."""
    kind = KINDS[meeting.kind]
    for one in kind.expects(meeting.matter):
        meeting.attendance.create(
            seat=one.seat,
            user=one.user,
            name=one.user.name,
            title=one.title,
            organisation=one.organisation,
            post=one.post,
        )
        owe(meeting.matter, Party.of(one.user), kind.duty, due_at=meeting.starts_at)
    tell(meeting)


def tell(meeting: Meeting) -> None:
    """Send everybody expected when and where the meeting is."""
    label, starts_at = KINDS[meeting.kind].duty_label, meeting.starts_at
    _send(meeting, str, _invitation, lambda: {"to_do": str(label), "deadline": starts_at})


def tell_off(meeting: Meeting) -> None:
    """Send everybody expected that the meeting is called off, and why."""
    _send(meeting, _called_off, _why_off, dict)


def _called_off(subject: str) -> str:
    return _("Called off: %(subject)s") % {"subject": subject}


def _why_off(meeting: Meeting) -> str:
    return _("Reason: %(reason)s") % {"reason": meeting.reason}


def _send(
    meeting: Meeting,
    subject: Callable[[str], str],
    body: Callable[[Meeting], str],
    asked: Callable[[], dict[str, Any]],
) -> None:
    kind, matter = KINDS[meeting.kind], meeting.matter
    for row in meeting.attendance.select_related("user"):
        with translation.override(row.user.language):
            outbox.message_post(
                recipient=row.user,
                event=kind.event,
                subject=subject(str(kind.subject) % {"title": matter.shown_title}),
                body=body(meeting),
                link=matter.get_absolute_url(),
                about=matter.pk,
                **asked(),
            )


def _invitation(meeting: Meeting) -> str:
    lines = [
        _("Time: %(time)s") % {"time": f"{meeting.starts_at.astimezone(clock.SHANGHAI):%F %H:%M}"},
        _("Place: %(place)s") % {"place": meeting.place},
        _("Chair: %(chair)s") % {"chair": meeting.chair.name},
        _("Agenda: %(agenda)s") % {"agenda": meeting.agenda},
    ]
    return "\n".join(lines)


def _in_chinese(seat: Seat) -> str:
    with translation.override("zh-hans"):
        return seat.called
