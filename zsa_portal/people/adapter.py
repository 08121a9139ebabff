"""django-allauth in this portal: sign-up closed, wrong passwords limited, addresses its own."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from zsa_portal.people.accounts import limits
from zsa_portal.ui.mail import MachineMail


class InvitedOnlyAdapter(DefaultAccountAdapter):
    """Accounts come by staff or by invitation; pages follow the user's language."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: Any, **options: Any) -> HttpResponse:
        """Ask for pages in the user's language, unless the browser chose one already."""
        from zsa_portal.people.accounts.views import set_language

        response: HttpResponse = super().post_login(request, user, **options)
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            set_language(response, user.language)
        return response

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """django-allauth counts by name alone here; ``authenticate`` counts in its place."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Look at a password, unless too many were wrong: then a page says when to try again."""
        name = credentials.get("username") or credentials.get("email") or ""
        address = limits.address_of(request)
        try:
            taken = limits.attempt(name=name, address=address)
        except limits.TryAgainAt as full:
            raise ImmediateHttpResponse(limits.too_many(request, full.until)) from full
        user = super().authenticate(request, **credentials)
        if user is not None:
            limits.take_back(taken)
            limits.signed_in(name=name, address=address)
        return user

    def set_password(self, user: Any, password: str) -> None:
        """Store the password that its person set; what was wrong before is forgiven."""
        super().set_password(user, password)
        others = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
        names = [user.username, user.email, *others]
        limits.forgive(names=names, address=limits.address_of(self.request))

    def render_mail(self, *args: Any, **kwargs: Any) -> MachineMail:
        """The mail, told by its headers as one that a machine wrote."""
        drawn = super().render_mail(*args, **kwargs)
        made = MachineMail(
            drawn.subject,
            drawn.body,
            from_email=drawn.from_email,
            to=drawn.to,
            sort="accounts",
            headers=drawn.extra_headers,
            alternatives=getattr(drawn, "alternatives", None),
        )
        made.content_subtype = drawn.content_subtype
        return made

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail whose addresses are SITE_URL's, whatever host the request named."""
        asked = self.request.build_absolute_uri("/")
        ours = {name: _at_home(value, asked) for name, value in context.items()}
        site = SimpleNamespace(
            name=_("Standards Portal"), domain=urlsplit(settings.SITE_URL).netloc
        )
        super().send_mail(template_prefix, email, ours | {"current_site": site})


def _at_home(value: Any, asked: str) -> Any:
    """A text that begins with the host of the request, with SITE_URL in its place."""
    if isinstance(value, str) and value.startswith(asked):
        return settings.SITE_URL + "/" + value.removeprefix(asked)
    return value
