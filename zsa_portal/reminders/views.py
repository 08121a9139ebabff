"""The calendar feed behind its secret address, and reminding by hand of chosen matters."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from zsa_portal.people.gates import StaffOnly
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.reminders.feed import calendar_of
from zsa_portal.reminders.urging import Urging, turn_remind, urgings
from zsa_portal.ui.views import Page
from zsa_portal.workflow.lists import PICKED, picked_in
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


class Urge(StaffOnly, Page):
    """Says for each chosen matter whom a reminder reaches or why none is sent; POST sends them.

    Each matter is reminded of in its own transaction and asked again; those refused are named.
    """

    template_name = "reminders/urge.html"
    page_title = gettext_lazy("Remind of chosen matters")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "rows" not in kwargs:
            rows = urgings(self._chosen(), cast("User", self.request.user))
            kwargs |= {"rows": rows, "may_send": any(not row.refusal for row in rows)}
        return super().get_context_data(**kwargs) | {"picked": PICKED}

    def post(self, request: HttpRequest) -> HttpResponse:
        rows = [self._remind(matter) for matter in self._chosen()]
        sent = sum(not row.refusal for row in rows)
        return self.render_to_response(self.get_context_data(rows=rows, is_done=True, sent=sent))

    def _remind(self, matter: Matter) -> Urging:
        by = cast("User", self.request.user)
        found = urgings([matter], by)[0]
        try:
            turn_remind(matter=matter, by=by)
        except Refusal as refusal:
            return Urging(matter, refusal="; ".join(refusal.reasons))
        return found

    def _chosen(self) -> list[Matter]:
        rows = Matter.objects.visible_to(self.request.user).filter(pk__in=picked_in(self.request))
        return list(rows.order_by("pk"))
