"""What the screens of people share: the directory's tabs, and the page that asks and acts."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.rules import keeps_registers
from zsa_portal.ui.elements import Crumb, Tab
from zsa_portal.ui.views import Page

DIRECTORY = (
    ("organisations", _("Organisations"), "buildings"),
    ("departments", _("Departments"), "diagram-3"),
    ("posts", _("Posts"), "person-badge"),
    ("bodies", _("Committees and council"), "people"),
    ("experts", _("Experts"), "mortarboard"),
    ("invitations", _("Invitations"), "person-plus"),
)
KEEPERS = (("imports", _("Import"), "upload"),)


class Directory:
    """Gives a staff page the tabs of the directory; ``directory_tab`` names the page's own."""

    directory_tab: ClassVar[str] = ""

    def get_tabs(self) -> list[Tab]:
        request: HttpRequest = self.request  # type: ignore[attr-defined]  # of the view
        rows = DIRECTORY + (KEEPERS if keeps_registers(request.user) else ())
        return [
            Tab(str(label), reverse(f"people:{name}"), active=name == self.directory_tab, icon=icon)
            for name, label, icon in rows
        ]


def crumb(name: str) -> Crumb:
    """The way back to a page of the directory."""
    labels = {key: label for key, label, _icon in DIRECTORY + KEEPERS}
    return Crumb(str(labels[name]), reverse(f"people:{name}"))


class ActPage(Page):
    """GET asks, POST acts. ``act`` may raise ValidationError: the page comes back with it, 422."""

    template_name = "people/act.html"
    form_class: ClassVar[type[forms.Form]] = forms.Form
    confirm_label: Any = _("Save")
    done: Any = ""
    effects: tuple[Any, ...] = ()
    danger = False

    def act(self, form: forms.Form) -> Any:
        """Do it, with the form's cleaned values."""
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        return {}

    def get_done_url(self) -> str:
        raise NotImplementedError

    def get_cancel_url(self) -> str:
        return self.get_done_url()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(self.form_class(**self.get_form_kwargs()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST, request.FILES, **self.get_form_kwargs())
        if form.is_valid():
            try:
                self.act(form)
            except ValidationError as error:
                blame(form, error)
            else:
                if self.done:
                    messages.success(request, str(self.done))
                return redirect(self.get_done_url())
        return self._show(form, status=422)

    def _show(self, form: forms.Form, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            form=form, confirm_label=self.confirm_label, effects=self.effects, danger=self.danger,
            cancel_url=self.get_cancel_url(),
        )  # fmt: skip
        return self.render_to_response(context, status=status)


def blame(form: forms.Form, error: ValidationError) -> None:
    """Put an action's refusal on the form: at the fields it names, else above all."""
    found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for field, sentences in found.items():
        for sentence in sentences:
            form.add_error(field if field in form.fields else None, sentence)
