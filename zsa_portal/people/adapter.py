"""Sign-up is closed: accounts come by staff or by invitation."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse


class InvitedOnlyAdapter(DefaultAccountAdapter):
    """django-allauth's adapter with sign-up closed; pages follow the user's language."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: Any, **options: Any) -> HttpResponse:
        """Ask for pages in the user's language, unless the browser chose one already."""
        from zsa_portal.people.accounts.views import set_language

        response: HttpResponse = super().post_login(request, user, **options)
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            set_language(response, user.language)
        return response
