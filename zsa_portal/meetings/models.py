"""Meetings that a matter needs: convened, attended, minuted, concluded."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.meetings.kinds import KINDS
from zsa_portal.people.models import Seat, seated
from zsa_portal.people.sorting import Pinyin
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import Text
from zsa_portal.workflow.models import Matter

USER = settings.AUTH_USER_MODEL


CALLED_OFF = "called_off"


class Meeting(models.Model):
    """One meeting of a kind in a matter; ``round`` counts those of the kind from 1.

    ``sections`` are the parts of the minutes that the kind declares besides the text, by key;
    ``unhandled`` and ``unanswered`` are read by ``queries.with_open_points``, ``expected`` by
    ``dates.meetings_known``.
    """

    class Form(models.TextChoices):
        MEETING = "meeting", _("Meeting")
        CORRESPONDENCE = "correspondence", _("Correspondence")

    matter = models.ForeignKey(
        Matter, models.PROTECT, related_name="meetings", verbose_name=_("matter")
    )
    kind = models.CharField(_("kind"), max_length=60)
    round = models.PositiveSmallIntegerField(_("round"))
    form = models.CharField(_("form"), max_length=20, choices=Form, default=Form.MEETING)
    starts_at = models.DateTimeField(_("date and time"))
    place = models.CharField(_("place"), max_length=200)
    chair = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name=_("chair"))
    agenda = models.TextField(_("agenda"))
    guests = models.TextField(_("also present"), blank=True)
    minutes = models.TextField(_("minutes"), blank=True)
    sections = models.JSONField(_("further sections of the minutes"), default=dict, blank=True)
    recorder = models.ForeignKey(
        USER,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorder of the minutes"),
    )
    attended_at = models.DateTimeField(_("attendance recorded"), null=True, blank=True)
    by_consensus = models.BooleanField(_("by consensus"), null=True, blank=True)
    conclusion = models.CharField(_("conclusion"), max_length=20, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    concluded_at = models.DateTimeField(_("concluded"), null=True, blank=True)
    convened_by = models.ForeignKey(
        USER, models.PROTECT, related_name="+", verbose_name=_("convened by")
    )
    convened_at = models.DateTimeField(_("convened"), default=clock.now)

    unhandled: list[int]
    unanswered: list[int]
    expected: bool

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-round"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "kind", "round"], name="one_meeting_of_a_kind_a_round"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter} {clock.day_of(self.starts_at)}"

    @property
    def conclusion_label(self) -> str:
        """The conclusion in words; empty while there is none."""
        if self.conclusion == CALLED_OFF:
            return gettext("Called off")
        kind = KINDS.get(self.kind)
        return kind.concluded(self.conclusion) if kind else self.conclusion

    @property
    def heading(self) -> str:
        """The kind and the round in words."""
        return str(KINDS[self.kind].words.heading) % {"round": self.round}

    @property
    def refuses(self) -> bool:
        """Whether the conclusion is one that refuses."""
        return self.conclusion in (*KINDS[self.kind].against, CALLED_OFF)

    @property
    def written_sections(self) -> list[tuple[Text, str]]:
        """Label and text of each section of the kind that is written."""
        named = KINDS[self.kind].sections.items()
        return [(label, self.sections[key]) for key, label in named if self.sections.get(key)]


class Attendance(models.Model):
    """One person expected at a meeting, and whether present."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    seat = models.ForeignKey(
        Seat, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("seat")
    )
    user = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name=_("person"))
    name = models.CharField(_("name"), max_length=80)
    post = models.CharField(_("post"), max_length=80, blank=True)
    title = models.CharField(_("professional title"), max_length=80, blank=True)
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    present = models.BooleanField(_("present"), default=False)
    signed = models.BooleanField(_("has signed"), default=False)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = seated("seat__role", Pinyin("name"))
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="one_attendance_of_a_seat"),
            models.UniqueConstraint(
                fields=["meeting", "user"],
                condition=models.Q(seat=None),
                name="one_attendance_without_a_seat",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Point(models.Model):
    """One point raised in a meeting and how it was handled; a change is answered afterwards."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="points")
    number = models.PositiveSmallIntegerField(_("number"))
    clause = models.CharField(_("clause"), max_length=40, blank=True)
    raised_by = models.CharField(_("raised by"), max_length=80, blank=True)
    text = models.TextField(_("opinion"))
    handling = models.TextField(_("how it was handled"), blank=True)
    is_change = models.BooleanField(_("a change is asked for"), default=False)
    answer = models.TextField(_("what was done"), blank=True)
    answered_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("point raised in a meeting")
        verbose_name_plural = _("points raised in meetings")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_point_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text[:60]}"
