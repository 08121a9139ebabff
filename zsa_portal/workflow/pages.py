"""Pages on which something of one matter is written besides its steps."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.forms import StyledForm
from zsa_portal.ui.refused import blame, status_of
from zsa_portal.ui.views import PageMixin
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import catch_up, seen_of
from zsa_portal.workflow.queries import matter_for
from zsa_portal.workflow.refusals import BadValue, Changed, Refusal, RuleUnmet


class WritingPage(PageMixin, TemplateView):
    """GET shows the forms, POST acts; what is refused keeps its input and says why.

    ``machine`` is the procedure whose matters have the page, ``tab`` the tab of the matter's page
    to which it belongs. A subclass gives ``forms(data)``, a context of forms with the main one as
    ``form``, and may refuse in ``prepare``. It comes after LoginRequiredMixin.
    """

    machine: ClassVar[type[Matter]]
    tab: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = matter_for(request.user, kwargs["pk"])
        if not isinstance(found, self.machine):
            raise Http404
        self.matter = catch_up(found)
        self.seen = request.POST.get("seen", "")
        self.prepare()
        return super().dispatch(request, *args, **kwargs)

    def prepare(self) -> None:
        """Refuse those who have no business here; the matter is known."""

    def forms(self, data: Any = None) -> dict[str, Any]:
        """The forms of the page, filled with ``data`` if given."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(self.forms())

    def get_breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(self.matter.shown_name, self.matter.get_absolute_url()),
            Crumb(self.get_page_title()),
        ]

    def tab_url(self) -> str:
        """The tab of the matter's page to which this page belongs."""
        return f"{self.matter.get_absolute_url()}{self.tab}/"

    def show(self, made: dict[str, Any], *, status: int = 200, **more: Any) -> HttpResponse:
        """The page with these forms."""
        context = self.get_context_data(**self.kwargs) | made | more
        context |= {
            "matter": self.matter,
            "seen": self.seen or cache(partial(seen_of, self.matter)),
            "cancel_url": self.tab_url(),
        }
        return self.render_to_response(context, status=status)

    def do(
        self, made: dict[str, Any], act: Callable[[], Any], done: str, *, stay: bool = False
    ) -> HttpResponse:
        """Act, and lead back to the tab (or stay); a refusal shows the page again with its reasons."""
        form = made["form"]
        try:
            act()
        except BadValue as error:
            blame(form, error)
            return self.show(made, status=status_of(error))
        except Changed as refusal:
            self.seen = ""
            return self.show(made, status=409, refusals=refusal.reasons)
        except RuleUnmet as refusal:
            return self.show(made, status=409, refusals=refusal.missing)
        except Refusal as refusal:
            return self.show(made, status=409, refusals=refusal.reasons)
        messages.success(self.request, done)
        return redirect(self.request.path if stay else self.tab_url())


class FormPage(WritingPage):
    """A page with one form, ``form_class``: ``act`` gets what is valid, the rest is shown again."""

    form_class: type[forms.Form] = StyledForm
    done: Any = gettext_lazy("Saved.")

    def act(self, values: dict[str, Any]) -> Any:
        """Do it, with the form's cleaned data."""
        raise NotImplementedError

    def forms(self, data: Any = None) -> dict[str, Any]:
        return {"form": self.form_class(data, self.request.FILES or None)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        if not made["form"].is_valid():
            return self.show(made, status=422)
        return self.do(made, lambda: self.act(made["form"].cleaned_data), str(self.done))


class MatterFile(LoginRequiredMixin, View):
    """Something of one matter as a file, made while one waits and kept by no browser."""

    machine: ClassVar[type[Matter]]
    matter: Any

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = matter_for(request.user, pk)
        if not isinstance(found, self.machine):
            raise Http404
        self.matter = found
        self.prepare()
        return self.answer()

    def prepare(self) -> None:
        """Refuse those who may not have it; the matter is known."""
        raise NotImplementedError

    def answer(self) -> HttpResponse:
        """The file."""
        raise NotImplementedError


def preview(data: bytes, *, name: str) -> HttpResponse:
    """A PDF that is shown in the browser and kept by none; ``name`` is a plain file name."""
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(data, content_type="application/pdf", headers=headers)
