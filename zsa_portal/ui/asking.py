"""The page that asks and then acts."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from zsa_portal.ui.forms import StyledForm
from zsa_portal.ui.refused import BadValue, blame, status_of
from zsa_portal.ui.views import Page


class AskPage(LoginRequiredMixin, Page):
    """GET asks, POST acts; a value that is refused keeps the input and says why, 422.

    ``find`` looks the subject up and raises Http404 or PermissionDenied; ``act`` does it, may raise
    BadValue or ValidationError, and returns what to say where ``done`` does not; ``back`` is where
    one goes then. The button says ``confirm_label``, or the page's title.
    """

    template_name = "partials/confirm.html"
    form_class: ClassVar[type[forms.Form]] = StyledForm
    confirm_label: Any = ""
    done: Any = ""
    effects: tuple[Any, ...] = ()
    danger = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            self.find()
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            done = self.act(form) or self.done
        except (BadValue, ValidationError) as error:
            blame(form, error)
            return self.show(form, status=status_of(error))
        messages.success(request, str(done))
        return redirect(self.back())

    def show(self, form: forms.Form, *, status: int = 200) -> HttpResponse:
        """The page with its form."""
        context = self.get_context_data(
            form=form,
            danger=self.danger,
            effects=self.effects,
            cancel_url=self.back(),
            confirm_label=self.confirm_label or self.get_page_title(),
        )
        return self.render_to_response(context, status=status)

    def find(self) -> None:
        """Look the subject up; Http404 where it is not to be discovered, PermissionDenied."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {}

    def form(self, *data: Any) -> forms.Form:
        return self.form_class(*data, **self.get_form_kwargs())

    def act(self, form: Any) -> str | None:
        raise NotImplementedError

    def back(self) -> str:
        raise NotImplementedError
