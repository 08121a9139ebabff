"""Screens of ballots: mine, the vote, progress and result, strikes and recusals."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.ballots import actions, queries, rules, screens
from zsa_portal.ballots.forms import RecusalForm, VoteForm
from zsa_portal.ballots.models import Elector
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.ui.asking import AskPage
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.forms import ReasonForm
from zsa_portal.ui.refused import blame
from zsa_portal.ui.views import Page
from zsa_portal.ui.xlsx import CONTENT_TYPE, Column, workbook
from zsa_portal.workflow.models import Recusal
from zsa_portal.workflow.queries import matter_for
from zsa_portal.workflow.refusals import BadValue


class Mine(LoginRequiredMixin, Page):
    """The ballots I vote in, those waiting for my vote first, and those closed lately."""

    template_name = "ballots/mine.html"
    page_title = gettext_lazy("My ballots")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        closed = queries.closed_ballots_of(user)
        counted = queries.tallies(closed)
        return super().get_context_data(**kwargs) | {
            "now": clock.now(),
            "open_ballots": queries.open_ballots_of(user),
            "closed": [(ballot, counted[ballot.pk]) for ballot in closed],
        }


class BallotPage(LoginRequiredMixin, Page):
    """How far a ballot is, and how it ended."""

    template_name = "ballots/ballot.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.ballot = queries.ballot_for(request.user, kwargs["pk"])
        if screens.caught_up(self.ballot):
            self.ballot = queries.ballot_for(request.user, kwargs["pk"])
        return super().get(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return self.ballot.question

    def get_breadcrumbs(self) -> list[Crumb]:
        matter = self.ballot.matter
        back = f"{matter.get_absolute_url()}ballots/"
        return [Crumb(matter.shown_name, back), Crumb(self.ballot.label)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ballot, user = self.ballot, self.request.user
        matter, counted = ballot.matter, queries.tally(ballot)
        manages = rules.manages_ballot(ballot, matter, user)
        single = rules.sees_single_votes(ballot, matter, user)
        listed = single or (manages and ballot.closed_at is None)
        return super().get_context_data(**kwargs) | {
            "ballot": ballot,
            "matter": matter,
            "tally": counted,
            "now": clock.now(),
            "is_open": ballot.is_open(),
            "mine": ballot.mine,
            "manages": manages,
            "single": single,
            "reads_result": rules.reads_result(ballot, matter, user),
            "sheet": queries.sheet_counts(ballot) if ballot.shows_tally else [],
            "facts": screens.facts(ballot, counted),
            "electors": queries.electors_placed(ballot) if listed else [],
            "strikes": manages and ballot.closed_at is None,
            "chart": screens.chart(ballot, counted) if ballot.shows_tally else "",
            "recusals": queries.recusals_of(matter) if listed else [],
        }


class Vote(LoginRequiredMixin, Page):
    """One question on one screen: choose, say why, see the receipt, go on to the next."""

    template_name = "ballots/vote.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.ballot = queries.ballot_for(request.user, kwargs["pk"])
        if self.ballot.mine is None:
            raise PermissionDenied(_("You have no vote in this ballot."))
        if self.ballot.vote_url != request.path:
            return redirect(self.ballot.vote_url)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        mine = self.ballot.mine
        if not self.ballot.is_open() or mine.position in {"struck", "recused"}:
            return redirect(self.ballot)
        return self._show(self._form(initial=VoteForm.initial_of(mine)))

    def _form(self, *data: Any, **kwargs: Any) -> VoteForm:
        return VoteForm(*data, items=self.ballot.items, choices=self.ballot.choices, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self._show(form, status=422)
        try:
            vote = actions.vote_cast(ballot=self.ballot, by=request.user, **form.vote())
        except BadValue as error:
            blame(form, error)
            return self._show(form, status=422)
        messages.success(request, screens.recorded(vote, self.ballot))
        following = queries.next_unvoted(queries.open_ballots_of(request.user), self.ballot)
        return redirect("ballots:vote", following.pk) if following else redirect("ballots:mine")

    def _show(self, form: VoteForm, *, status: int = 200) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def get_page_title(self) -> str:
        return self.ballot.question

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, ballot = self.request.user, self.ballot
        open_ones = queries.open_ballots_of(user)
        in_turn = sorted(one.ballot.pk for one in open_ones)
        following = queries.next_unvoted(open_ones, ballot)
        mine = next((one for one in open_ones if one.ballot.pk == ballot.pk), None)
        return super().get_context_data(**kwargs) | {
            "ballot": ballot,
            "matter": ballot.matter,
            "now": clock.now(),
            "mine": mine,
            "who_sees_what": screens.who_sees_what(ballot),
            "papers": queries.papers_for(ballot.matter, user),
            "total": len(in_turn),
            "position": in_turn.index(ballot.pk) + 1 if ballot.pk in in_turn else 0,
            "next_url": reverse("ballots:vote", args=[following.pk]) if following else "",
        }


class Export(LoginRequiredMixin, Page):
    """A closed ballot's votes as a spreadsheet, for those who see single votes."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        ballot = queries.ballot_for(request.user, kwargs["pk"])
        if not rules.sees_single_votes(ballot, ballot.matter, request.user):
            raise PermissionDenied(screens.why_no_names(ballot))
        columns = [
            Column(_("Elector"), 16),
            Column(_("Organisation"), 28),
            Column(_("Vote"), 12),
            Column(_("Reason"), 50),
            Column(_("At"), 18),
            *(Column(str(item.label), 28) for item in ballot.items),
        ]
        data = workbook(screens.export_rows(ballot), columns, title=ballot.label)
        return HttpResponse(
            data,
            content_type=CONTENT_TYPE,
            headers={
                "Content-Disposition": f'attachment; filename="ballot-{ballot.pk}.xlsx"',
                "Cache-Control": "private, no-store",
            },
        )


class Strike(AskPage):
    """Strike an elector from an open ballot's list."""

    form_class = ReasonForm
    page_title = gettext_lazy("Strike from the list")
    danger = True
    effects = (
        gettext_lazy("A struck elector does not vote, and a vote already cast falls away."),
        gettext_lazy("The seat still counts in the base of all members."),
        gettext_lazy("The reason is logged and printed on the result paper."),
    )

    def find(self) -> None:
        self.elector = get_object_or_404(
            Elector.objects.select_related("ballot"), pk=self.kwargs["pk"]
        )
        self.ballot = queries.ballot_for(self.request.user, self.elector.ballot_id)
        if not rules.manages_ballot(self.ballot, self.ballot.matter, self.request.user):
            raise PermissionDenied

    def get_page_lead(self) -> str:
        return f"{self.elector} · {self.ballot}"

    def act(self, form: Any) -> str:
        actions.elector_strike(
            elector=self.elector, reason=form.cleaned_data["reason"], by=self.request.user
        )
        return _("%(name)s is struck from the list.") % {"name": self.elector}

    def back(self) -> str:
        return self.ballot.get_absolute_url()


class Recuse(AskPage):
    """Declare that oneself, or for managers anyone who decides, takes no part in deciding."""

    form_class = RecusalForm
    page_title = gettext_lazy("Declare a recusal")
    effects = (
        gettext_lazy("A recused person does not vote, and a vote already cast falls away."),
        gettext_lazy("The opinion of a recused expert does not count."),
        gettext_lazy(
            "An expert who gave an opinion and is recused by somebody else is replaced: another "
            "expert gives an opinion, and both stay on record."
        ),
        gettext_lazy("The seat still counts in the base of all members."),
        gettext_lazy("The reason is logged and printed on the result paper."),
    )

    def find(self) -> None:
        user, pk = self.request.user, self.kwargs["pk"]
        voting = queries.matter_of_elector(user, pk)
        self.matter = voting or matter_for(user, pk)
        self.after = reverse("ballots:mine") if voting else self.matter.get_absolute_url()
        self.manages = rules.manages(self.matter, user)
        if not self.manages and not queries.may_recuse(self.matter, user):
            raise PermissionDenied(_("Only those who decide on this matter can be recused."))

    def get_page_lead(self) -> str:
        return self.matter.shown_name

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"people": queries.deciders(self.matter) if self.manages else None}

    def act(self, form: Any) -> str:
        user: User = form.cleaned_data.get("user") or self.request.user
        actions.recusal_declare(
            matter=self.matter, user=user, reason=form.cleaned_data["reason"], by=self.request.user
        )
        return _("%(name)s is recused in this matter.") % {"name": user}

    def back(self) -> str:
        return f"{self.matter.get_absolute_url()}ballots/" if self.manages else self.after


class LiftRecusal(AskPage):
    """Let a recused person take part again."""

    form_class = ReasonForm
    page_title = gettext_lazy("Lift the recusal")
    effects = (gettext_lazy("The person may vote in this matter again."),)

    def find(self) -> None:
        rows = Recusal.objects.select_related("matter", "user")
        self.recusal = get_object_or_404(rows, pk=self.kwargs["pk"])
        matter = matter_for(self.request.user, self.recusal.matter_id)
        if not rules.sees_ballots(matter, self.request.user):
            raise Http404
        if not rules.manages(matter, self.request.user):
            raise PermissionDenied

    def get_page_lead(self) -> str:
        return f"{self.recusal.user} · {self.recusal.matter.shown_name}"

    def act(self, form: Any) -> str:
        actions.recusal_lift(
            recusal=self.recusal, reason=form.cleaned_data["reason"], by=self.request.user
        )
        return _("The recusal of %(name)s is lifted.") % {"name": self.recusal.user}

    def back(self) -> str:
        return f"{self.recusal.matter.get_absolute_url()}ballots/"
