"""Which opinions become public: the staff's queue."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View

from zsa_portal.documents.serving import send
from zsa_portal.notices import queries
from zsa_portal.notices.actions import opinion_moderate, opinions_moderate
from zsa_portal.notices.forms import HideForm
from zsa_portal.notices.models import Opinion
from zsa_portal.notices.rules import Sight, moderates, sight
from zsa_portal.people.places import places_of
from zsa_portal.people.visitors import private
from zsa_portal.ui.elements import Crumb, Tab
from zsa_portal.ui.paging import read_by_keys
from zsa_portal.ui.refused import blame
from zsa_portal.ui.views import Page
from zsa_portal.workflow.models import Level, Matter
from zsa_portal.workflow.refusals import BadValue

PER_PAGE = 25
M = Opinion.Moderation


class Queue(LoginRequiredMixin, Page):
    """What waits to be looked at, and what was decided; several are made public at once."""

    template_name = "notices/moderation.html"
    page_title = gettext_lazy("Moderate opinions")
    page_lead = gettext_lazy(
        "Nothing is lost: an opinion that is not made public still counts and must be answered."
    )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not places_of(request.user).staff:
            raise PermissionDenied
        asked = request.GET.get("state", M.PENDING)
        self.state = asked if asked in M.values else M.PENDING
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return private(super().get(request, *args, **kwargs))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        which = "shown" if "all" in request.POST else "opinions"
        keys = {int(key) for key in request.POST.getlist(which) if key.isdecimal()}
        rows = Opinion.objects.filter(pk__in=keys).select_related("item__matter")
        chosen = list(rows)
        if not chosen or len(chosen) != len(keys):
            messages.error(request, _("Choose at least one opinion."))
            return redirect(self.address(self.state))
        if which == "shown" and "sure" not in request.POST:
            return self._ask_first(chosen)
        done = opinions_moderate(opinions=chosen, by=request.user, moderation=M.PUBLISHED)
        words = ngettext(
            "%(count)d opinion is public now.", "%(count)d opinions are public now.", done
        )
        messages.success(request, words % {"count": done})
        return redirect(self.address(self.state))

    def _ask_first(self, chosen: list[Opinion]) -> HttpResponse:
        """All of a page become public only after a second press, which names their number."""
        count = len(chosen)
        words = ngettext("Make %(count)d opinion public?", "Make %(count)d opinions public?", count)
        context = {
            "page_title": words % {"count": count},
            "breadcrumbs": [Crumb(_("Moderate opinions"), self.address(self.state))],
            "chosen": chosen,
            "back": self.address(self.state),
        }
        return private(render(self.request, "notices/moderation_sure.html", context))

    @staticmethod
    def address(state: str) -> str:
        """Where the opinions in a state of moderation are listed."""
        return f"{reverse('notices:moderation')}?state={state}"

    def get_tabs(self) -> list[Tab]:
        return [
            Tab(str(label), self.address(code), active=code == self.state)
            for code, label in M.choices
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = queries.to_moderate(self.request.user, self.state)
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("page"))
        page.object_list = read_by_keys(page.object_list)
        return super().get_context_data(**kwargs) | {"page": page, "state": self.state}


class Moderate(LoginRequiredMixin, View):
    """One opinion: made public by a press, or not, with a reason."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            self.opinion = opinion_for(request.user, kwargs["pk"])
            if not moderates(self.opinion.item.matter, request.user):
                raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(HideForm(initial={"reason": self.opinion.moderation_reason}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "publish" in request.POST:
            opinion_moderate(opinion=self.opinion, by=request.user, moderation=M.PUBLISHED)
            return self._done(_("Opinion %(reference)s is public now."))
        form = HideForm(request.POST)
        if not form.is_valid():
            return self._show(form, status=422)
        try:
            opinion_moderate(
                opinion=self.opinion,
                by=request.user,
                moderation=M.HIDDEN,
                reason=form.cleaned_data["reason"],
            )
        except BadValue as error:
            blame(form, error)
            return self._show(form, status=422)
        return self._done(_("Opinion %(reference)s is not public."))

    def _done(self, words: str) -> HttpResponse:
        messages.success(self.request, words % {"reference": self.opinion.reference})
        return redirect("notices:moderation")

    def _show(self, form: HideForm, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "opinion": self.opinion,
            "page_title": _("Opinion %(reference)s") % {"reference": self.opinion.reference},
            "page_lead": self.opinion.item.shown_title,
            "breadcrumbs": [
                Crumb(_("Moderate opinions"), reverse("notices:moderation")),
                Crumb(self.opinion.reference),
            ],
        }
        return private(render(self.request, "notices/moderate.html", context, status=status))


class Evidence(LoginRequiredMixin, View):
    """The file that came with an opinion, for those who moderate or answer it and its author."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        opinion = opinion_for(request.user, kwargs["pk"])
        much = sight(opinion.item.matter, request.user, opinion.item.notice.meaning)
        if opinion.evidence is None or (
            much < Sight.ANSWERING and opinion.author_id != request.user.pk
        ):
            raise Http404
        return send(request, opinion.evidence, name=opinion.evidence_name, level=Level.RESTRICTED)


def opinion_for(user: Any, pk: int) -> Opinion:
    """The opinion of that key, if the user may know of its matter; Http404 otherwise."""
    rows = Opinion.objects.select_related("item__notice", "item__matter", "evidence")
    visible = Matter.objects.visible_to(user).order_by().values("pk")
    return get_object_or_404(rows.filter(item__matter__in=visible), pk=pk)
