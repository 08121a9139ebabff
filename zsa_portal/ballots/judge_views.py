"""Screens of a vote given part by part: the overview with what is open, and one part a screen."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from zsa_portal.ballots import actions, judging, queries, screens
from zsa_portal.ballots.judge_forms import form_of
from zsa_portal.ballots.kinds import KINDS
from zsa_portal.regulations import clock
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.refused import blame
from zsa_portal.ui.views import Page
from zsa_portal.workflow.drafts import SavedByItself, in_background, left_out
from zsa_portal.workflow.refusals import BadValue, Refusal


class JudgePage(LoginRequiredMixin, Page):
    """A page on which an elector of an open ballot writes the own vote, and nobody else reads it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.ballot = queries.ballot_for(request.user, kwargs["pk"])
        mine = self.ballot.mine
        if mine is None:
            raise PermissionDenied(_("You have no vote in this ballot."))
        if request.method == "GET" and (
            not self.ballot.is_open() or mine.position in {"struck", "recused"}
        ):
            return redirect(self.ballot)
        self.written = judging.written_of(mine, request.user)
        self.parts = judging.parts_of(self.ballot, self.written)
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return self.ballot.question

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "ballot": self.ballot,
            "matter": self.ballot.matter,
            "now": clock.now(),
            "parts": self.parts,
            "open_parts": judging.open_parts(self.parts),
            "has_voted": self.ballot.mine.choice is not None,
        }


class Judge(JudgePage):
    """What is judged and what still misses; the vote is cast here, all of it at once."""

    template_name = "ballots/judge.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            vote = actions.draft_cast(ballot=self.ballot, by=request.user)
        except BadValue as error:
            return self._refused([str(error)], status=422)
        except Refusal as refusal:
            return self._refused(refusal.reasons, status=409)
        messages.success(request, screens.recorded(vote, self.ballot))
        following = queries.next_unvoted(queries.open_ballots_of(request.user), self.ballot)
        return redirect(following.vote_url if following else "ballots:mine")

    def _refused(self, reasons: list[str], *, status: int) -> HttpResponse:
        return self.render_to_response(self.get_context_data(refusals=reasons), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "papers": queries.papers_for(self.ballot.matter, self.request.user),
            "who_sees_what": screens.who_sees_what(self.ballot),
        }


class JudgePart(SavedByItself, JudgePage):
    """One part on one screen: every save is kept on the server, and nothing is cast."""

    template_name = "ballots/judge_part.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.key = kwargs["part"]
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(form_of(self.ballot, self._known(), self.written))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if in_background(request):
            return self.saved_in_background()
        form = self.draft_form()
        if not form.is_valid():
            return self._show(form, status=422)
        try:
            self.save_draft(form)
        except BadValue as error:
            blame(form, error)
            return self._show(form, status=422)
        except Refusal as refusal:
            form.add_error(None, refusal.reasons)
            return self._show(form, status=409)
        return redirect(self._next_url(request.POST.get("to", "")))

    def draft_form(self) -> Any:
        """The part as it was posted."""
        return form_of(self.ballot, self._known(), self.written, self.request.POST)

    def save_draft(self, form: Any) -> str:
        """Keep the part, all of it or nothing; no other page writes it, so no mark is needed."""
        if not form.is_valid():
            raise BadValue(self.key, " ".join(left_out(form)))
        actions.draft_save(
            ballot=self.ballot, by=self.request.user, part=self.key, values=form.values()
        )
        return ""

    def _known(self) -> str:
        if self.key not in [part.key for part in self.parts]:
            raise Http404
        return self.key

    def _show(self, form: Any, *, status: int = 200) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def _place(self) -> int:
        return [part.key for part in self.parts].index(self.key)

    def _url(self, place: int) -> str:
        if not 0 <= place < len(self.parts):
            return reverse("ballots:judge", args=[self.ballot.pk])
        return reverse("ballots:judge_part", args=[self.ballot.pk, self.parts[place].key])

    def _next_url(self, to: str) -> str:
        step = {"next": 1, "previous": -1}.get(to)
        return self._url(-1 if step is None else self._place() + step)

    def get_breadcrumbs(self) -> list[Crumb]:
        overview = reverse("ballots:judge", args=[self.ballot.pk])
        return [Crumb(self.ballot.question, overview), Crumb(str(self.parts[self._place()].label))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        place, sheet = self._place(), KINDS[self.ballot.kind].sheet
        beside = sheet.beside(self.ballot.matter) if sheet else {}
        return super().get_context_data(**kwargs) | {
            "part": self.parts[place],
            "position": place + 1,
            "total": len(self.parts),
            "links": beside.get(self.key, ()),
            "overview_url": reverse("ballots:judge", args=[self.ballot.pk]),
        }
