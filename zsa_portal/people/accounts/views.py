"""A person's own page: profile, places, deputies, sign-in, calendar feed."""

from __future__ import annotations

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from zsa_portal.people.accounts import actions
from zsa_portal.people.accounts.forms import DeputyForm, ProfileForm
from zsa_portal.people.accounts.models import Deputyship, User
from zsa_portal.people.accounts.queries import places_of
from zsa_portal.people.experts.models import Expert
from zsa_portal.people.gates import SignedIn
from zsa_portal.people.reach import trouble
from zsa_portal.regulations import clock
from zsa_portal.ui.asking import AskPage
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.refused import blame
from zsa_portal.ui.views import Page


def set_language(response: HttpResponse, language: str) -> HttpResponse:
    """Let the browser ask for pages in a language from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        domain=settings.LANGUAGE_COOKIE_DOMAIN,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    return response


class Profile(SignedIn, Page):
    """The signed-in person's own page."""

    template_name = "people/profile.html"
    page_title = _("My profile")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(ProfileForm(instance=request.user))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = User.objects.get(pk=request.user.pk)
        form = ProfileForm(request.POST, instance=user)
        if form.is_valid():
            try:
                actions.profile_change(user=user, **form.cleaned_data)
            except ValidationError as error:
                blame(form, error)
            else:
                messages.success(request, gettext("Your profile is stored."))
                return set_language(redirect("people:profile"), user.language)
        return self._show(form, status=422)

    def _show(self, form: ProfileForm, status: int = 200) -> HttpResponse:
        user, today = self.request.user, clock.today()
        open_ones = Q(ends__isnull=True) | Q(ends__gte=today)
        deputies = Deputyship.objects.filter(open_ones, principal=user).select_related("deputy")
        principals = Deputyship.objects.filter(open_ones, deputy=user).select_related("principal")
        context = self.get_context_data(
            form=form,
            today=today,
            places=places_of(user),
            has_mfa=is_mfa_enabled(user),
            deputies=deputies.order_by("starts", "pk"),
            principals=principals.order_by("starts", "pk"),
            feed_url=self._feed_url(),
            is_expert=Expert.objects.filter(user=user).exists(),
            facts=[(gettext("e-mail"), user.email)],
            mail_trouble=trouble(user.email),
        )
        return self.render_to_response(context, status=status)

    def _feed_url(self) -> str:
        token = self.request.user.feed_token
        return settings.SITE_URL + reverse("reminders:feed", args=[token]) if token else ""


class DeputyNew(AskPage):
    """Sets a deputy from a day to a day."""

    page_title = _("Set a deputy")
    form_class = DeputyForm
    confirm_label = _("Set the deputy")
    done = _("The deputy is set and told.")
    effects = (
        _("The deputy does your duties in that time and sees what they need."),
        _("You keep your votes: nobody votes for you."),
    )

    def get_breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(gettext("My profile"), reverse("people:profile")),
            Crumb(self.get_page_title()),
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"principal": self.request.user}

    def back(self) -> str:
        return reverse("people:profile")

    def act(self, form: Any) -> None:
        actions.deputy_set(principal=self.request.user, **form.cleaned_data)


class DeputyEnd(AskPage):
    """Ends one's own deputy."""

    page_title = _("End the deputy")
    confirm_label = _("End the deputy")
    done = _("The deputy's time ends.")
    effects = (_("Today is the last day; a deputy for later is taken back."),)
    danger = True

    def find(self) -> None:
        own = Deputyship.objects.filter(principal=self.request.user).select_related("deputy")
        self.deputyship = get_object_or_404(own, pk=self.kwargs["pk"])

    def get_page_lead(self) -> str:
        return str(self.deputyship.deputy)

    def back(self) -> str:
        return reverse("people:profile")

    def act(self, form: forms.Form) -> None:
        actions.deputy_end(deputyship=self.deputyship, by=self.request.user)


class Feed(SignedIn, View):
    """POST gives the calendar feed a new secret address, or closes it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        if "stop" in request.POST:
            actions.feed_stop(user=request.user)
            messages.success(request, gettext("The calendar feed is closed."))
        else:
            actions.feed_renew(user=request.user)
            messages.success(request, gettext("The calendar feed has a new address."))
        return redirect("people:profile")
