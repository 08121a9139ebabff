"""The page on which a suggestion begins; what follows happens on the kernel's pages."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView

from tests.proof.actions import suggestion_begin
from tests.proof.forms import BeginForm
from zsa_portal.people.places import places_of
from zsa_portal.ui.views import PageMixin


class Begin(LoginRequiredMixin, PageMixin, FormView):
    """Begins a suggestion."""

    template_name = "proof/begin.html"
    form_class = BeginForm
    page_title = "New suggestion"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not places_of(request.user).staff:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: BeginForm) -> HttpResponse:
        return redirect(suggestion_begin(by=self.request.user, **form.cleaned_data))
