"""Screens of any meeting: attendance, minutes, another date, answers to the changes asked for."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views import View

from zsa_portal.meetings import actions
from zsa_portal.meetings.calendar import calendar_file
from zsa_portal.meetings.forms import (
    AnswerForm,
    AttendeeForm,
    GuestsForm,
    MinutesForm,
    MoveForm,
    PointFormSet,
)
from zsa_portal.meetings.kinds import KINDS, MeetingKind, is_open
from zsa_portal.meetings.models import Attendance, Meeting
from zsa_portal.meetings.queries import meetings_of
from zsa_portal.workflow.machine import Permission
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.pages import WritingPage
from zsa_portal.workflow.queries import matter_for
from zsa_portal.workflow.refusals import WrongState


class MeetingPage(LoginRequiredMixin, WritingPage):
    """A page on which one part of the last meeting of a kind is written.

    ``title`` is the word of the kind that heads the page. A subclass says in ``writers`` who writes
    the part at all and in which states: others get 403, they at another time 409.
    """

    machine = Matter
    title: ClassVar[str]
    kind: MeetingKind
    meeting: Meeting

    def prepare(self) -> None:
        self.kind = _kind_of(self.matter, self.kwargs["kind"])
        self.tab = self.kind.tab
        may, states = self.writers()
        if not may(self.matter, self.request.user):
            raise PermissionDenied
        found = meetings_of(self.matter, self.kind).select_related("chair").first()
        if found is None or not is_open(self.matter, states):
            raise WrongState(self.matter)
        self.meeting = found

    def writers(self) -> tuple[Permission, tuple[str, ...]]:
        """Who writes this part, and the states in which they do."""
        raise NotImplementedError

    def get_page_title(self) -> str:
        return str(getattr(self.kind.words, self.title))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {"meeting": self.meeting, "words": self.kind.words}
        return super().get_context_data(**kwargs) | shown


class AttendancePage(MeetingPage):
    """Ticks who came, with post and title as the minutes name them."""

    template_name = "meetings/attendance.html"
    title = "attendance"

    def writers(self) -> tuple[Permission, tuple[str, ...]]:
        return self.kind.writes, self.kind.meets_in

    def forms(self, data: Any = None) -> dict[str, Any]:
        """The guests' form and one form for each expected person."""
        rows = list(self.meeting.attendance.all())
        people = [
            (row, AttendeeForm(data, prefix=f"a{row.pk}", initial=_attendee(row))) for row in rows
        ]
        guests = {"guests": self.meeting.guests}
        return {"form": GuestsForm(data, initial=guests, kind=self.kind), "people": people}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        if not all([made["form"].is_valid(), *(form.is_valid() for _row, form in made["people"])]):
            return self.show(made, status=422)
        return self.do(
            made,
            lambda: actions.attendance_record(
                matter=self.matter,
                kind=self.kind,
                guests=made["form"].cleaned_data["guests"],
                by=request.user,
                rows={row.pk: form.cleaned_data for row, form in made["people"]},
                seen=self.seen,
            ),
            _("The attendance is recorded."),
        )


class MinutesPage(MeetingPage):
    """The editor of the minutes; every save is kept on the server."""

    template_name = "meetings/minutes.html"
    title = "minutes"

    def writers(self) -> tuple[Permission, tuple[str, ...]]:
        return self.kind.writes, self.kind.minutes_in

    def forms(self, data: Any = None) -> dict[str, Any]:
        """The minutes' form and the opinions' forms, with two empty ones."""
        meeting = self.meeting
        words = {"minutes": meeting.minutes, **meeting.sections}
        points = list(meeting.points.values("clause", "raised_by", "text", "handling", "is_change"))
        named = {"kind": self.kind}
        return {
            "form": MinutesForm(data, initial=words, kind=self.kind),
            "opinions": PointFormSet(data, initial=points, prefix="o", form_kwargs=named),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        if not all([made["form"].is_valid(), made["opinions"].is_valid()]):
            return self.show(made, status=422)
        return self.do(
            made,
            lambda: actions.minutes_save(
                matter=self.matter,
                kind=self.kind,
                by=request.user,
                seen=self.seen,
                minutes=made["form"].cleaned_data["minutes"],
                sections=made["form"].cleaned_data,
                points=[form.cleaned_data for form in made["opinions"] if form.cleaned_data],
            ),
            _("Saved. You can go on at any time."),
            stay="go_on" in request.POST,
        )


class MovePage(MeetingPage):
    """Moves the meeting to another time and place."""

    template_name = "workflow/matter_form.html"
    title = "move"

    def writers(self) -> tuple[Permission, tuple[str, ...]]:
        return self.kind.writes, self.kind.meets_in

    def forms(self, data: Any = None) -> dict[str, Any]:
        """The form with the present time and place."""
        now = {"starts_at": self.meeting.starts_at, "place": self.meeting.place}
        return {"form": MoveForm(data, initial=now)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        if not made["form"].is_valid():
            return self.show(made, status=422)
        return self.do(
            made,
            lambda: actions.meeting_move(
                matter=self.matter, kind=self.kind, by=request.user, **made["form"].cleaned_data
            ),
            _("The meeting is moved and everybody expected is told."),
        )


class AnswersPage(MeetingPage):
    """Those whom the kind names answer the changes that the meeting asked for."""

    template_name = "meetings/answers.html"
    title = "answers"

    def writers(self) -> tuple[Permission, tuple[str, ...]]:
        return self.kind.answers, self.kind.answers_in

    def forms(self, data: Any = None) -> dict[str, Any]:
        """One form for each change."""
        return {
            "changes": [
                (row, AnswerForm(data, prefix=f"c{row.pk}", initial=_answer(row), kind=self.kind))
                for row in self.meeting.points.filter(is_change=True)
            ]
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        if not all(form.is_valid() for _row, form in made["changes"]):
            return self.show(made, status=422)
        answers = {row.pk: form.cleaned_data["answer"] for row, form in made["changes"]}
        actions.change_answer(matter=self.matter, kind=self.kind, answers=answers, by=request.user)
        messages.success(request, _("Saved. You can go on at any time."))
        return redirect(self.tab_url())


class CalendarFile(LoginRequiredMixin, View):
    """The last meeting of a kind as a calendar file, for those expected and those who convene it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        matter = matter_for(request.user, kwargs["pk"])
        kind = _kind_of(matter, kwargs["kind"])
        meeting = meetings_of(matter, kind).first()
        if meeting is None:
            raise Http404
        expected = meeting.attendance.filter(user=request.user.pk).exists()
        if not expected and not kind.writes(matter, request.user):
            raise PermissionDenied
        name = f"meeting-{meeting.pk}.ics"
        return HttpResponse(
            calendar_file(meeting),
            content_type="text/calendar; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="{name}"',
                "Cache-Control": "private, no-store",
            },
        )


def _kind_of(matter: Matter, key: str) -> MeetingKind:
    kind = KINDS.get(key)
    if kind is None or matter.kind not in kind.matters:
        raise Http404
    return kind


def _attendee(row: Attendance) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("present", "signed", "post", "title")}


def _answer(row: Any) -> dict[str, str]:
    return {"answer": row.answer}
