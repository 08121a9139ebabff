"""Screens of the views that one keeps: keeping the present one, their list, renaming, deleting."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.people.gates import SignedIn
from zsa_portal.ui.asking import AskPage
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.views import Page
from zsa_portal.workflow.kept import actions
from zsa_portal.workflow.kept.forms import KeepForm, NameForm
from zsa_portal.workflow.kept.keeping import KeepingList
from zsa_portal.workflow.kept.queries import views_at, views_of
from zsa_portal.workflow.kept.records import LONGEST_NAME, KeptView


def list_at(place: str, request: HttpRequest) -> KeepingList:
    """The list at an address's name of which views are kept, set up with the request.

    Http404 where there is none, and for whom the list itself is not there.
    """
    try:
        page_class = getattr(resolve(reverse(place)).func, "view_class", None)
    except (NoReverseMatch, Resolver404):
        page_class = None
    if not page_class or not issubclass(page_class, KeepingList):
        raise Http404
    page: KeepingList = page_class()
    page.setup(request)
    if isinstance(page, SignedIn):
        page.check(request)
    return page


class KeepView(AskPage):
    """Keeps how a list is asked, which the address carries as the list's own does, under a name."""

    page_title = gettext_lazy("Keep this view")
    form_class = KeepForm
    done = gettext_lazy("The view is kept. You find it above the list.")

    def find(self) -> None:
        self.list = list_at(self.kwargs["place"], self.request)

    def get_page_lead(self) -> str:
        sentence = _(
            "The present filters, order and columns of “%(list)s”. Only you see your views."
        )
        return sentence % {"list": self.list.get_page_title()}

    def get_breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(self.list.get_page_title(), reverse(self.kwargs["place"])),
            Crumb(self.get_page_title()),
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"name": self.list.search_words()[:LONGEST_NAME].strip()}}

    @cached_property
    def asked(self) -> str:
        """What is asked, as far as the list understands it; nothing else of the address."""
        return self.list.asked()

    def act(self, form: KeepForm) -> None:
        user, place = self.request.user, self.kwargs["place"]
        name = form.cleaned_data["name"]
        kept = views_at(user, place).filter(name=name).first()
        if kept and form.cleaned_data["replaces"]:
            actions.view_replace(view=kept, asked=self.asked)
        else:
            actions.view_keep(user=user, place=place, name=name, asked=self.asked)  # type: ignore[arg-type]  # signed in

    def back(self) -> str:
        return f"{reverse(self.kwargs['place'])}?{self.asked}"


class KeptViews(LoginRequiredMixin, Page):
    """The views that one keeps, of every list."""

    template_name = "workflow/kept_views.html"
    page_title = gettext_lazy("My views")
    page_lead = gettext_lazy("Lists as you want to see them. Nobody else sees your views.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [(view, self._list_of(view)) for view in views_of(self.request.user)]
        return super().get_context_data(**kwargs) | {"rows": rows}

    def _list_of(self, view: KeptView) -> dict[str, str] | None:
        """Title and address of a view's list; None where there is none for the user any more."""
        try:
            title = list_at(view.place, self.request).get_page_title()
        except Http404:
            return None
        return {"title": title, "url": reverse(view.place)}


class OneView(AskPage):
    """Does something to a view of one's own."""

    def find(self) -> None:
        self.view = get_object_or_404(views_of(self.request.user), pk=self.kwargs["pk"])

    def get_page_lead(self) -> str:
        return str(self.view)

    def get_breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("My views"), self.back()), Crumb(self.get_page_title())]

    def back(self) -> str:
        return reverse("workflow:kept_views")


class RenameView(OneView):
    """Gives a view another name."""

    page_title = gettext_lazy("Rename the view")
    form_class = NameForm
    done = gettext_lazy("The view has its new name.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"name": self.view.name}}

    def act(self, form: NameForm) -> None:
        actions.view_rename(view=self.view, name=form.cleaned_data["name"])


class DeleteView(OneView):
    """Deletes a view; nothing that its list shows goes with it."""

    page_title = gettext_lazy("Delete the view")
    done = gettext_lazy("The view is deleted.")
    danger = True
    effects = (gettext_lazy("Only the view goes; what the list shows stays."),)

    def act(self, form: Any) -> None:
        actions.view_delete(view=self.view)
