"""The page on which a person chooses how often mails come."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.outbox import actions, pacing, queries
from zsa_portal.outbox.forms import PreferencesForm
from zsa_portal.outbox.kinds import KINDS, Kind
from zsa_portal.people.gates import SignedIn
from zsa_portal.people.places import places_of
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.views import Page


class Preferences(SignedIn, Page):
    """How often the mails of each kind come to oneself, and which always come at once."""

    template_name = "outbox/preferences.html"
    page_title = _("How often mails come")
    page_lead = _(
        "Everything stands in the portal at once; here you choose when a mail tells of it."
    )

    def get_breadcrumbs(self) -> list[Crumb]:
        return [Crumb(gettext("Messages"), reverse("outbox:inbox")), Crumb(self.get_page_title())]

    @cached_property
    def kinds(self) -> list[Kind]:
        who = places_of(self.request.user)
        return [kind for kind in KINDS.values() if kind.concerns(who)]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(self._form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self._show(form, status=422)
        actions.preferences_set(user=request.user, paces=form.paces())
        messages.success(request, gettext("It is stored how often mails come to you."))
        return redirect("outbox:preferences")

    def _form(self, data: Any = None) -> PreferencesForm:
        free = [kind for kind in self.kinds if len(kind.paces) > 1]
        return PreferencesForm(data, kinds=free, chosen=queries.chosen(self.request.user))

    def _show(self, form: PreferencesForm, status: int = 200) -> HttpResponse:
        fixed = [kind for kind in self.kinds if len(kind.paces) == 1]
        context = self.get_context_data(
            form=form, fixed=fixed, hour=pacing.HOUR, address=self.request.user.email
        )
        return self.render_to_response(context, status=status)
