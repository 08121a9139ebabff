"""The calendar feed behind its secret address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.reminders.feed import calendar_of


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The deadlines of whoever owns the address; 404 for a closed one or an inactive person."""
    user = get_object_or_404(User, feed_token=token, is_active=True)
    return HttpResponse(
        calendar_of(user, now=clock.now()),
        content_type="text/calendar; charset=utf-8",
        headers={"Cache-Control": "private, no-store"},
    )
