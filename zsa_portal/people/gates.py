"""Who may enter a screen: what cannot be discovered is 404, what may not be done 403."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from zsa_portal.people.places import places_of
from zsa_portal.people.rules import keeps_registers


class SignedIn(LoginRequiredMixin):
    """Everyone with an account; ``check`` may say no by Http404 or PermissionDenied."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            self.check(request)
        return super().dispatch(request, *args, **kwargs)

    def check(self, request: HttpRequest) -> None:
        """Raise Http404 or PermissionDenied for whom the screen is not."""


class StaffOnly(SignedIn):
    """People of the association's departments."""

    def check(self, request: HttpRequest) -> None:
        if not places_of(request.user).staff:
            raise Http404


class KeeperOnly(StaffOnly):
    """Staff who keep the registers; other staff know of the screen but may not use it."""

    def check(self, request: HttpRequest) -> None:
        super().check(request)
        if not keeps_registers(request.user):
            raise PermissionDenied
