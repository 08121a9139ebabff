"""The kind of meeting in which the committee reviews a review draft (制定 第二十三条)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from standards.parties import acts_for_committee, acts_for_drafting_group
from standards.review import rules
from standards.states import S
from zsa_portal.meetings.convening import members_of
from zsa_portal.meetings.kinds import Expected, MeetingKind, Words
from zsa_portal.workflow.wording import word

if TYPE_CHECKING:
    from standards.facts import Project

TECHNICAL_LEVEL = rules.TECHNICAL_LEVEL


class Conclusion(models.TextChoices):
    """How a review may end (第二十四条)."""

    PASS = rules.PASS, _("Passed")
    PASS_WITH_CHANGES = rules.PASS_WITH_CHANGES, _("Passed with changes")
    FAIL = rules.FAIL, _("Not passed")


def committee_members(project: Project) -> list[Expected]:
    """Everybody who sits on the committee in charge today."""
    return members_of(project.committee) if project.committee else []


WORDS = Words(
    heading=_("Review meeting, round %(round)s"),
    attendance=_("Attendance of the review meeting"),
    attendance_note=_("Only members ticked as present count and vote in a ballot of this meeting."),
    guests_note=_("Guests and the drafting group; they do not vote."),
    minutes=_("Minutes of the review meeting"),
    move=_("Move the review meeting"),
    answers=_("Changes asked for by the review"),
    change=_("The drafting group has to make a change"),
    answer=_("What the drafting group did"),
    no_changes=_("The review asked for no changes"),
    none=_("No review meeting is convened yet"),
    none_note=_("The committee's secretary convenes it once the review draft is in."),
    agenda=_(
        "1. Report of the drafting group\n2. Item-by-item review of the draft\n3. Assessment "
        "of the technical level\n4. Conclusion of the review"
    ),
)

TECHNICAL_REVIEW = MeetingKind(
    key=rules.TECHNICAL_REVIEW,
    label=_("review meeting"),
    matters=("project",),
    duty="review_attend",
    duty_label=_("Attend the review meeting"),
    event="project.convene_review",
    subject=_("Review meeting: %(title)s"),
    expects=committee_members,
    writes=acts_for_committee,
    has_begun=rules.meeting_has_begun,
    is_quorate=rules.members_are_present,
    tab="review",
    meets_in=(S.TECHNICAL_REVIEW,),
    minutes_in=(S.TECHNICAL_REVIEW, S.REVIEW_BALLOT),
    answers=acts_for_drafting_group,
    answers_in=(S.REVIEW_PASSED, S.REVIEW_FAILED, S.APPROVAL_RETURNED),
    conclusions=Conclusion,
    against=(Conclusion.FAIL,),
    sections={TECHNICAL_LEVEL: _("Assessment of the technical level")},
    words=WORDS,
)

# What acts on meetings were called in logs written before the kernel knew meetings.
word(
    review_attendance=_("Attendance recorded"),
    review_minutes=_("Minutes written"),
    review_move=_("Review meeting moved"),
    review_answer=_("Change answered"),
)
