"""The coordination meeting that the association calls where needed (认定 第九章)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.complaints import rules
from zsa_portal.complaints.states import BODY, COORDINATION, DESK
from zsa_portal.meetings.kinds import Expected, MeetingKind, Words
from zsa_portal.people.queries import people_of


class Conclusion(models.TextChoices):
    """How a coordination meeting may end."""

    AGREED = "agreed", _("The sides agreed")
    NOT_AGREED = "not_agreed", _("The sides did not agree")


def both_sides(complaint: Any) -> list[Expected]:
    """The people of the body and those of the desk who handle the complaint today."""
    desk = people_of(complaint.parties(DESK)).order_by("by_pinyin", "pk")
    body = people_of(complaint.parties(BODY)).order_by("by_pinyin", "pk")
    found = [Expected(user, organisation=str(complaint.body)) for user in body]
    found += [
        Expected(user, organisation=str(complaint.owner))
        for user in desk
        if rules.handles(complaint, user)
    ]
    return found


WORDS = Words(
    heading=_("Coordination meeting, round %(round)s"),
    attendance=_("Attendance of the coordination meeting"),
    guests_note=_(
        "The complainant and others without an account. The body reads this: write “complainant” "
        "where the name is not for the body."
    ),
    minutes=_("Minutes of the coordination meeting"),
    move=_("Move the coordination meeting"),
    none=_("No coordination meeting is called"),
    none_note=_("The association calls one where it is needed."),
    agenda=_(
        "1. The complainant explains the complaint\n2. The body answers\n3. Coordination\n4. Conclusion"
    ),
)

COORDINATION_MEETING = MeetingKind(
    key=rules.MEETING,
    label=_("coordination meeting"),
    matters=("complaint",),
    duty="complaint_attend",
    duty_label=_("Attend the coordination meeting"),
    event="complaint.call_meeting",
    subject=_("Coordination meeting: %(title)s"),
    expects=both_sides,
    writes=rules.handles,
    has_begun=rules.meeting_has_begun,
    tab="coordination",
    meets_in=(COORDINATION,),
    minutes_in=(COORDINATION,),
    conclusions=Conclusion,
    words=WORDS,
)
