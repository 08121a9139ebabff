"""Turns refusals raised anywhere below into a page of status 409."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.workflow.refusals import Refusal, StepsUnmet

AWAY = 503
AGAIN_SECONDS = "60"


class RefusalMiddleware:
    """Answers a Refusal or an unmet rule with what is missing and what to do next.

    Pages that ask to send something again later say to programs when.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == AWAY:
            response.setdefault("Retry-After", AGAIN_SECONDS)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, RuleUnmet):
            error = StepsUnmet([error])
        if not isinstance(error, Refusal):
            return None
        context = {"refusal": error, "matter": error.matter}
        return render(request, "errors/409.html", context, status=409)
