"""The calendar: what the packages know to happen on which day, as a page and as a file."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zsa_portal.home.calendar.periods import Period, Span, days_of, weeks_of
from zsa_portal.regulations import clock
from zsa_portal.reminders.feed import calendar_with
from zsa_portal.ui.forms import DateField
from zsa_portal.ui.views import Page
from zsa_portal.workflow.calendar import MOST, Dated, dated, sources_of

TEMPLATES = {
    Span.MONTH.value: "home/calendar/month.html",
    Span.WEEK.value: "home/calendar/days.html",
    Span.LIST.value: "home/calendar/days.html",
}


class CalendarForm(forms.Form):
    """What the calendar shows: the span, a day of it, whose entries, and of which sources."""

    view = forms.ChoiceField(choices=Span.choices, required=False, widget=forms.HiddenInput)
    day = DateField(label=_("Go to the day"), required=False)
    only = forms.ChoiceField(
        label=_("Whose"),
        choices=[("", _("Everything I may know of")), ("mine", _("Mine only"))],
        required=False,
    )
    source = forms.MultipleChoiceField(
        label=_("What"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, sources: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["source"].choices = sources  # type: ignore[attr-defined]


class Calendar(LoginRequiredMixin, Page):
    """Deadlines, meetings, ends of ballots and notices, and other days that concern somebody."""

    template_name = "home/calendar/page.html"
    page_title = _("Calendar")
    page_lead = _("Days of Asia/Shanghai, with the official holidays that are announced.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        named = [(key, source.label) for key, source in sources_of(request.user).items()]
        self.form = CalendarForm(request.GET, sources=named)
        self.form.full_clean()
        self.asked = self.form.cleaned_data
        view = self.asked.get("view") or Span.MONTH.value
        self.period = Period(view, self.asked.get("day") or clock.today())
        self.entries = self._entries()
        if request.GET.get("export") == "ics":
            return self._file()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        days = days_of(self.period, self.entries)
        counts = Counter(entry.source for entry in self.entries)
        token = self.request.user.feed_token  # type: ignore[union-attr]  # signed in
        feed = settings.SITE_URL + reverse("reminders:feed", args=[token]) if token else ""
        return super().get_context_data(**kwargs) | {
            "form": self.form,
            "period": self.period,
            "days": days,
            "weeks": weeks_of(days) if self.period.span == Span.MONTH else [],
            "shown_as": TEMPLATES[self.period.span],
            "views": [
                (label, self._url(view=value), self.period.span == value, value[0])
                for value, label in Span.choices
            ],
            "urls": self._urls(),
            "is_empty": not self.entries,
            "is_narrowed": bool(self.asked.get("only") or self.asked.get("source")),
            "is_cut": any(count >= MOST for count in counts.values()),
            "is_unknown": any(not day.kind.known for day in days),
            "feed_url": feed,
        }

    def _entries(self) -> list[Dated]:
        keys = self.asked.get("source") or None
        found = dated(self.request.user, self.period.first, self.period.last, keys=keys)
        mine = self.asked.get("only") == "mine"
        return [entry for entry in found if entry.mine or not mine]

    def _file(self) -> HttpResponse:
        name = f"calendar-{self.period.first}-{self.period.last}.ics"
        return HttpResponse(
            calendar_with(self.entries, now=clock.now()),
            content_type="text/calendar; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="{name}"',
                "Cache-Control": "private, no-store",
            },
        )

    def _urls(self) -> dict[str, str]:
        return {
            "before": self._url(day=self.period.before),
            "after": self._url(day=self.period.after),
            "today": self._url(day=clock.today()),
            "list": self._url(view=Span.LIST.value),
            "file": self._url(export="ics"),
            "all": f"?{urlencode({'view': self.period.span, 'day': self.period.day})}",
        }

    def _url(self, **changes: str | dt.date) -> str:
        kept: dict[str, Any] = {"view": self.period.span, "day": self.period.day}
        narrowed = {name: self.asked.get(name) for name in ("only", "source")}
        kept |= {name: value for name, value in narrowed.items() if value}
        return f"?{urlencode(kept | changes, doseq=True)}"
