"""The calendar feed behind its secret address, and reminding by hand of chosen matters."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.reminders.feed import calendar_of
from zsa_portal.reminders.urging import turn_remind, urgings
from zsa_portal.workflow.bulk.acts import ActPage
from zsa_portal.workflow.bulk.queries import Act
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.refusals import Refusal


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The deadlines of whoever owns the address; 404 for a closed one or an inactive person."""
    user = get_object_or_404(User, feed_token=token, is_active=True)
    return HttpResponse(
        calendar_of(user, now=clock.now()),
        content_type="text/calendar; charset=utf-8",
        headers={"Cache-Control": "private, no-store"},
    )


class Urge(ActPage):
    """Says for each chosen matter whom a reminder reaches or why none is sent; POST sends them."""

    page_title = gettext_lazy("Remind of chosen matters")
    told_label = gettext_lazy("Who is reminded")
    confirm_label = gettext_lazy("Send the reminders")
    icon = "bell"

    def foreseen(self, matters: Sequence[Matter]) -> list[Act]:
        return urgings(matters, self.user)

    def done(self, matter: Matter, form: None) -> Act:
        found = urgings([matter], self.user)[0]
        try:
            turn_remind(matter=matter, by=self.user)
        except Refusal as refusal:
            return Act(matter, refusal="; ".join(refusal.reasons))
        return found

    def said(self, number: int) -> str:
        said = ngettext("Reminded of %(n)d matter.", "Reminded of %(n)d matters.", number)
        return said % {"n": number}
