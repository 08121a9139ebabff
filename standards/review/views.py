"""Screens of the technical review: attendance, minutes, answers to changes, another date."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standards.pages import ProjectPage
from standards.review.forms import (
    AnswerForm,
    AttendeeForm,
    GuestsForm,
    MinutesForm,
    MoveForm,
    OpinionFormSet,
)
from standards.review.meeting import TECHNICAL_REVIEW
from standards.review.queries import may_write
from zsa_portal.meetings import actions
from zsa_portal.workflow.refusals import WrongState


class ReviewPage(LoginRequiredMixin, ProjectPage):
    """A page on which one part of the review is written."""

    tab = "review"
    part = ""
    states: tuple[str, ...] = ()

    def prepare(self) -> None:
        """Find the meeting, and refuse those who do not write this part or not now."""
        self.meeting = self.project.review_meetings.select_related("chair").first()
        if self.meeting is None or self.project.state not in self.states:
            if not self.entitled():
                raise PermissionDenied
            raise WrongState(self.project)
        if not may_write(self.project, self.request.user)[self.part]:
            raise PermissionDenied

    def entitled(self) -> bool:
        """Whether the user writes this part at all, were the state right."""
        return any(may_write(self.project, self.request.user).values())


class AttendancePage(ReviewPage):
    """Ticks who came, with post and title as the minutes name them."""

    template_name = "standards/review/attendance.html"
    page_title = gettext_lazy("Attendance of the review meeting")
    part, states = "attendance", TECHNICAL_REVIEW.meets_in

    def forms(self, data: Any = None) -> dict[str, Any]:
        """The guests' form and one form for each expected person."""
        rows = list(self.meeting.attendance.all())
        people = [
            (row, AttendeeForm(data, prefix=f"a{row.pk}", initial=_attendee(row))) for row in rows
        ]
        return {
            "form": GuestsForm(data, initial={"guests": self.meeting.guests}),
            "people": people,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        if not all([made["form"].is_valid(), *(form.is_valid() for _row, form in made["people"])]):
            return self.show(made, status=422)
        return self.do(
            made,
            lambda: actions.attendance_record(
                matter=self.project,
                kind=TECHNICAL_REVIEW,
                guests=made["form"].cleaned_data["guests"],
                by=request.user,
                rows={row.pk: form.cleaned_data for row, form in made["people"]},
                seen=self.seen,
            ),
            _("The attendance is recorded."),
        )


class MinutesPage(ReviewPage):
    """The editor of the minutes; every save is kept on the server."""

    template_name = "standards/review/minutes.html"
    page_title = gettext_lazy("Minutes of the review meeting")
    part, states = "minutes", TECHNICAL_REVIEW.minutes_in

    def forms(self, data: Any = None) -> dict[str, Any]:
        """The minutes' form and the opinions' forms, with two empty ones."""
        meeting = self.meeting
        words = {"minutes": meeting.minutes, **meeting.sections}
        opinions = meeting.points.values("clause", "raised_by", "text", "handling", "is_change")
        return {
            "form": MinutesForm(data, initial=words),
            "opinions": OpinionFormSet(data, initial=list(opinions), prefix="o"),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        if not all([made["form"].is_valid(), made["opinions"].is_valid()]):
            return self.show(made, status=422)
        return self.do(
            made,
            lambda: actions.minutes_save(
                matter=self.project,
                kind=TECHNICAL_REVIEW,
                by=request.user,
                seen=self.seen,
                minutes=made["form"].cleaned_data["minutes"],
                sections=made["form"].cleaned_data,
                points=[form.cleaned_data for form in made["opinions"] if form.cleaned_data],
            ),
            _("Saved. You can go on at any time."),
            stay="go_on" in request.POST,
        )


class MovePage(ReviewPage):
    """Moves the meeting to another time and place."""

    template_name = "standards/review/move.html"
    page_title = gettext_lazy("Move the review meeting")
    part, states = "attendance", TECHNICAL_REVIEW.meets_in

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
                matter=self.project,
                kind=TECHNICAL_REVIEW,
                by=request.user,
                **made["form"].cleaned_data,
            ),
            _("The meeting is moved and everybody expected is told."),
        )


class AnswersPage(ReviewPage):
    """The drafting group answers the changes that the review asked for."""

    template_name = "standards/review/answers.html"
    page_title = gettext_lazy("Changes asked for by the review")
    part, states = "answers", TECHNICAL_REVIEW.answers_in

    def forms(self, data: Any = None) -> dict[str, Any]:
        """One form for each change."""
        rows = self.meeting.points.filter(is_change=True)
        return {
            "changes": [
                (row, AnswerForm(data, prefix=f"c{row.pk}", initial={"answer": row.answer}))
                for row in rows
            ]
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        if not all(form.is_valid() for _row, form in made["changes"]):
            return self.show(made, status=422)
        answers = {row.pk: form.cleaned_data["answer"] for row, form in made["changes"]}
        actions.change_answer(
            matter=self.project, kind=TECHNICAL_REVIEW, answers=answers, by=request.user
        )
        messages.success(request, _("Saved. You can go on at any time."))
        return redirect("workflow:tab", pk=self.project.pk, tab="review")


def _attendee(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("present", "signed", "post", "title")}
