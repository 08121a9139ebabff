"""Who may enter the screens of the archive."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from archive.parties import is_custodian, is_leader
from zsa_portal.people.gates import StaffOnly


class CustodianOnly(StaffOnly):
    """The custodian, or who stands in; other staff know of the screen but may not use it."""

    def check(self, request: HttpRequest) -> None:
        super().check(request)
        if not is_custodian(request.user):
            raise PermissionDenied


class LeadersOnly(StaffOnly):
    """The secretary general, the executive vice chair, or who stands in; other staff know of it."""

    def check(self, request: HttpRequest) -> None:
        super().check(request)
        if not is_leader(request.user):
            raise PermissionDenied
