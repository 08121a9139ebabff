"""The personal page of an opinion: its author corrects it, withdraws it, does without the answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.notices.actions import answer_decline, opinion_correct, opinion_withdraw
from zsa_portal.notices.forms import CorrectionForm
from zsa_portal.notices.limits import OPINIONS
from zsa_portal.notices.own import opened_by
from zsa_portal.notices.views.giving import form_with
from zsa_portal.people.visitors import limited, private, too_many
from zsa_portal.regulations import clock
from zsa_portal.ui.due import describe
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.refused import blame, status_of
from zsa_portal.ui.views import Page
from zsa_portal.workflow.refusals import BadValue, Refusal


class OfOpinion(Page):
    """A page of one opinion, for whoever holds its signed address."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.opinion = opened_by(kwargs["key"])
        return private(super().dispatch(request, *args, **kwargs))

    def get_breadcrumbs(self) -> list[Crumb]:
        notice = self.opinion.item.notice
        return [
            Crumb(notice.number, notice.get_absolute_url()),
            Crumb(self.opinion.reference, self.opinion.get_absolute_url()),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        opinion, notice, now = self.opinion, self.opinion.item.notice, clock.now()
        return super().get_context_data(**kwargs) | {
            "opinion": opinion,
            "notice": notice,
            "key": self.kwargs["key"],
            "changeable": notice.is_open(now) and not (opinion.withdrawn_at or opinion.disposition),
            "left": describe(notice.closes_at, now).words,
            "own": reverse("notices:own", args=[self.kwargs["key"]]),
        }


class Own(OfOpinion):
    """Shows an opinion for correction, and takes the correction."""

    template_name = "notices/own.html"

    def get_page_title(self) -> str:
        return _("Your opinion %(reference)s") % {"reference": self.opinion.reference}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(CorrectionForm(opinion=self.opinion))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = CorrectionForm(request.POST, opinion=self.opinion)
        if not form.is_valid():
            return self.show(form, status=422)
        again = too_many(request, OPINIONS)
        if again is not None:
            return limited(self.show(form_with(form, again), status=429), again)
        seen = form.cleaned_data["seen"]
        try:
            opinion_correct(opinion=self.opinion, remark=form.remark(), seen=seen)
        except BadValue as error:
            blame(form, error)
            return self.show(form, status=status_of(error))
        except Refusal as refusal:
            form.add_error(None, refusal.reasons)
            return self.show(form, status=409)
        messages.success(request, _("Your opinion is corrected; what it said before is kept."))
        return redirect(self.opinion)

    def show(self, form: CorrectionForm, status: int = 200) -> HttpResponse:
        """The page with a form, also one that was refused."""
        return self.render_to_response(self.get_context_data(form=form), status=status)


class Asked(OfOpinion):
    """Asks on GET whether something is meant, and does it on POST."""

    template_name = "notices/own_asked.html"
    text = button = done = gettext_lazy("")

    def act(self) -> None:
        """Do what was confirmed; a Refusal is told to the author."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.act()
        except Refusal as refusal:
            context = self.get_context_data(refused=refusal.reasons)
            return self.render_to_response(context, status=409)
        messages.success(request, str(self.done))
        return redirect(self.opinion)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(text=self.text, button=self.button, **kwargs)


class Withdraw(Asked):
    """Takes an opinion back while its notice is open."""

    page_title = gettext_lazy("Withdraw the opinion")
    text = gettext_lazy(
        "It is not shown, counted or answered any more. What you wrote is kept in the files. "
        "This cannot be undone; you may give another opinion while the notice is open."
    )
    button = gettext_lazy("Withdraw the opinion")
    done = gettext_lazy("Your opinion is withdrawn.")

    def act(self) -> None:
        opinion_withdraw(opinion=self.opinion)


class NoAnswer(Asked):
    """Does without the mail of the answer."""

    page_title = gettext_lazy("No mail of the answer")
    text = gettext_lazy("The answer appears on the page of your receipt, but is not mailed to you.")
    button = gettext_lazy("Do not mail me the answer")
    done = gettext_lazy("The answer will not be mailed to you.")

    def act(self) -> None:
        answer_decline(opinion=self.opinion)
