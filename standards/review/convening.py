"""Inviting the committee to a review meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.outbox import actions as outbox
from zsa_portal.people.models import Expert, Party, Seat
from zsa_portal.regulations import clock
from zsa_portal.workflow.duties import owe
from zsa_portal.workflow.wording import page, word

if TYPE_CHECKING:
    from standards.models import ReviewMeeting

ATTEND = "review_attend"

page(ATTEND, lambda matter, _rest: f"{matter.get_absolute_url()}review/")

word(
    review_attend=gettext_lazy("Attend the review meeting"),
    review_attendance=gettext_lazy("Attendance recorded"),
    review_minutes=gettext_lazy("Minutes written"),
    review_move=gettext_lazy("Review meeting moved"),
    review_answer=gettext_lazy("Change answered"),
)


def summon(meeting: ReviewMeeting) -> None:
    """List the committee's members of this day as expected, owe each their attendance, and tell them."""
    seats = list(
        meeting.project.committee.seats.current()
        .select_related("user", "organisation")
        .order_by("pk")
    )
    experts = {
        expert.user_id: expert
        for expert in Expert.objects.filter(user__in=[seat.user_id for seat in seats])
    }
    for seat in seats:
        expert = experts.get(seat.user_id)
        employer = expert.employer if expert else ""
        meeting.attendance.create(
            seat=seat,
            user=seat.user,
            name=seat.user.name,
            title=expert.title if expert else "",
            organisation=seat.organisation.name if seat.organisation else employer,
            post=_in_chinese(seat),
        )
        owe(meeting.project, Party.of(seat.user), ATTEND, due_at=meeting.starts_at)
    tell(meeting)


def tell(meeting: ReviewMeeting) -> None:
    """Send every expected member when and where the meeting is."""
    for row in meeting.attendance.select_related("user"):
        with translation.override(row.user.language):
            outbox.message_post(
                recipient=row.user,
                event="project.convene_review",
                subject=_("Review meeting: %(title)s") % {"title": meeting.project.title},
                body=_invitation(meeting),
                link=meeting.project.get_absolute_url(),
                about=meeting.project.pk,
            )


def _invitation(meeting: ReviewMeeting) -> str:
    lines = [
        _("Time: %(time)s") % {"time": f"{meeting.starts_at.astimezone(clock.SHANGHAI):%F %H:%M}"},
        _("Place: %(place)s") % {"place": meeting.place},
        _("Chair: %(chair)s") % {"chair": meeting.chair.name},
        _("Agenda: %(agenda)s") % {"agenda": meeting.agenda},
    ]
    return "\n".join(lines)


def _in_chinese(seat: Seat) -> str:
    with translation.override("zh-hans"):
        return str(seat.get_role_display())
