"""The kind of meeting in which a panel reviews a standard (认定 第十七条)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from certification.assessment import rules
from certification.parties import acts_for_secretariat
from certification.states import S
from zsa_portal.meetings.convening import members_of
from zsa_portal.meetings.kinds import Expected, MeetingKind, Words
from zsa_portal.workflow.interests import is_recused

if TYPE_CHECKING:
    from certification.facts import Recognition


class Conclusion(models.TextChoices):
    """How a review may end (第十七条)."""

    PASS = rules.PASS, _("Passed")
    PASS_WITH_CHANGES = rules.PASS_WITH_CHANGES, _("Passed once the changes are made")
    FAIL = rules.FAIL, _("Not passed")


def reviewers(recognition: Recognition) -> list[Expected]:
    """Everybody who sits on the panel today and has no interest (第五条)."""
    if recognition.panel is None:
        return []
    return [one for one in members_of(recognition.panel) if not is_recused(recognition, one.user)]


WORDS = Words(
    heading=_("Meeting of the panel, round %(round)s"),
    attendance=_("Attendance of the panel's meeting"),
    attendance_note=_("Every reviewer judges in the portal, present or not."),
    guests_note=_("Guests and the body's people; they do not judge."),
    minutes=_("Minutes of the panel's meeting"),
    move=_("Move the panel's meeting"),
    none=_("No meeting is convened"),
    none_note=_("The panel reviews in a meeting or by letter; the secretariat chooses."),
    agenda=_(
        "1. Report on the acceptance and the public notice\n2. The public comments one by one\n"
        "3. Judgement by table 1, item by item\n4. Changes asked for\n5. Conclusions of the reviewers"
    ),
)

PANEL_MEETING = MeetingKind(
    key=rules.PANEL_MEETING,
    label=_("meeting of the panel"),
    matters=("recognition",),
    duty="panel_attend",
    duty_label=_("Attend the panel's meeting"),
    event="recognition.convene_assessment",
    subject=_("Meeting of the panel: %(title)s"),
    expects=reviewers,
    writes=acts_for_secretariat,
    has_begun=rules.meeting_has_begun,
    is_quorate=rules.reviewers_are_present,
    tab="assessment",
    meets_in=(S.MEETING,),
    minutes_in=(S.MEETING, S.BALLOT, S.BALLOT_CLOSED),
    conclusions=Conclusion,
    against=(Conclusion.FAIL,),
    words=WORDS,
)
