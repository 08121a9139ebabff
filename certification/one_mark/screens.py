"""What the screens of partners and marks have in common: beginning one, and writing its fields."""

from __future__ import annotations

from copy import copy
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView

from zsa_portal.ui.refused import blame, status_of
from zsa_portal.ui.views import PageMixin
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.pages import WritingPage
from zsa_portal.workflow.refusals import BadValue
from zsa_portal.workflow.saving import Written


class BeginPage(LoginRequiredMixin, PageMixin, FormView):
    """Begins a matter and leads on to the page on which it is written."""

    template_name = "one_mark/begin.html"
    next_page: ClassVar[str]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not self.entitled(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def entitled(self, user: Any) -> bool:
        """Whether a user may begin one at all."""
        raise NotImplementedError

    def begin(self, data: dict[str, Any]) -> Matter:
        """Begin it; may raise BadValue."""
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            begun = self.begin(form.cleaned_data)
        except BadValue as error:
            blame(form, error)
            context = self.get_context_data(form=form)
            return self.render_to_response(context, status=status_of(error))
        return redirect(self.next_page, pk=begun.pk)

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class FieldsPage(LoginRequiredMixin, WritingPage):
    """Writes the fields of a matter's form; what was saved meanwhile by others is not overwritten."""

    template_name = "one_mark/edit.html"
    tab = "overview"
    written: ClassVar[Written]
    form_class: ClassVar[Any]

    def forms(self, data: Any = None) -> dict[str, Any]:
        """The one form, filled with the matter's fields or with what was sent.

        It writes into a copy: what the page has seen is asked of the matter as it is stored.
        """
        return {"form": self.form_class(data, instance=copy(self.matter))}

    def show(self, made: dict[str, Any], *, status: int = 200, **more: Any) -> HttpResponse:
        self.seen = self.seen or self.written.mark(self.matter)
        return super().show(made, status=status, **more)

    def save(self, form: Any) -> None:
        """Save it; may raise Changed."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        if not made["form"].is_valid():
            return self.show(made, status=422)
        return self.do(made, lambda: self.save(made["form"]), _("Saved."))
