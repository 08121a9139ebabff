"""Screens of panels: forming one, and the expert's answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from certification.panels import queries, rules
from certification.panels.actions import answering, choosing
from certification.panels.forms import ChoiceForm, DeclineForm, LookForm, SigningForm
from certification.panels.kinds import KINDS, PanelKind
from certification.panels.records import Place
from zsa_portal.documents import serving
from zsa_portal.documents.models import IssuedForm
from zsa_portal.ui.asking import AskPage
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.forms import ReasonForm
from zsa_portal.ui.refused import blame, status_of
from zsa_portal.ui.views import PageMixin
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.pages import WritingPage
from zsa_portal.workflow.queries import matter_for
from zsa_portal.workflow.refusals import BadValue, Refusal, RuleUnmet, WrongState

LIVE_PART = "requirements"


def kind_of(key: str) -> PanelKind:
    """The kind of panel of that key; Http404 for none."""
    if key not in KINDS:
        raise Http404
    return KINDS[key]


class PanelPage(LoginRequiredMixin, WritingPage):
    """Forms a panel: choose, look through the pool, have one proposed, save, invite.

    What is ticked is told at once what it lacks; only saving and inviting store anything.
    """

    template_name = "certification/panels/form.html"
    page_title = gettext_lazy("Form the panel")
    machine = Matter
    kind: PanelKind
    choice: choosing.Choice

    def prepare(self) -> None:
        self.kind = kind_of(self.kwargs["panel_kind"])
        self.tab = self.kind.tab
        if not self.kind.may(self.matter, self.request.user):
            raise PermissionDenied
        if self.matter.state not in self.kind.states:
            raise WrongState(self.matter)
        if missing := rules.a_panel_is_needed.missing(self.matter):
            raise Refusal(missing, matter=self.matter, rules=["R11"])
        self.plan = queries.unsaved_plan(self.matter, self.kind)
        self.choice = queries.chosen_so_far(self.plan)

    def forms(self, data: Any = None) -> dict[str, Any]:
        """What is chosen, and how the pool is looked through."""
        return {"form": ChoiceForm(data, initial=vars(self.choice)), "look": LookForm(data)}

    def show(self, made: dict[str, Any], *, status: int = 200, **more: Any) -> HttpResponse:
        look = made["look"]
        asked = look.cleaned_data if look.is_bound and look.is_valid() else {}
        draft = queries.draft_of(
            self.plan,
            self.matter,
            self.choice,
            words=asked.get("q", ""),
            expertise=asked.get("kind", ""),
            proposed=int(asked.get("size") or 5) if "propose" in self.request.POST else 0,
        )
        shown = {"draft": draft, "kind": self.kind, "plan": self.plan, "choice": self.choice}
        return super().show(made, status=status, **shown, **more)

    def get_template_names(self) -> list[str]:
        htmx = getattr(self.request, "htmx", None)
        if htmx and htmx.target == LIVE_PART:
            return ["certification/panels/requirements.html"]
        return [self.template_name]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        if not made["form"].is_valid():
            return self.show(made, status=422)
        self.choice = made["form"].choice()
        if "save" in request.POST:
            return self.do(made, self._save, _("The choice is kept."), stay=True)
        if "invite" in request.POST:
            return self.do(made, self._invite, _("The experts are invited."))
        return self.show(made)

    def _save(self) -> None:
        choosing.panel_choose(
            matter=self.matter,
            kind=self.kind,
            choice=self.choice,
            by=self.request.user,
            seen=self.seen,
        )

    def _invite(self) -> None:
        choosing.panel_choose_and_invite(
            matter=self.matter,
            kind=self.kind,
            choice=self.choice,
            by=self.request.user,
            seen=self.seen,
        )


class WithdrawInvitation(AskPage):
    """Takes an invitation back."""

    page_title = gettext_lazy("Withdraw the invitation")
    form_class = ReasonForm
    danger = True
    done = gettext_lazy("The invitation is withdrawn, and the expert is told.")
    effects = (gettext_lazy("Another expert can be chosen for the place."),)

    def find(self) -> None:
        self.kind = kind_of(self.kwargs["panel_kind"])
        self.matter = matter_for(self.request.user, self.kwargs["pk"])
        if not self.kind.may(self.matter, self.request.user):
            raise PermissionDenied
        rows = Place.objects.filter(plan__matter=self.matter.pk, plan__kind=self.kind.key)
        self.place = get_object_or_404(rows.select_related("plan"), pk=self.kwargs["place"])

    def get_page_lead(self) -> str:
        return self.place.name

    def act(self, form: Any) -> None:
        choosing.invitation_withdraw(
            place=self.place, reason=form.cleaned_data["reason"], by=self.request.user
        )

    def back(self) -> str:
        return f"{self.matter.get_absolute_url()}{self.kind.tab}/"


class OwnInvitation(LoginRequiredMixin):
    """The expert's own invitation; nobody else knows of it."""

    request: HttpRequest
    kwargs: dict[str, Any]
    place: Place

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            kind_of(kwargs["panel_kind"])
            found = queries.invitation_of(request.user, kwargs["pk"], kwargs["panel_kind"])
            if found is None:
                raise Http404
            self.place = found
        return super().dispatch(request, *args, **kwargs)


class Invitation(OwnInvitation, PageMixin, TemplateView):
    """Where an invited expert reads, signs and accepts, or declines."""

    template_name = "certification/panels/invitation.html"
    page_title = gettext_lazy("Invitation to the panel")

    def get_breadcrumbs(self) -> list[Crumb]:
        return [Crumb(self.get_page_title())]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(self.signing(), DeclineForm(prefix="no"))

    def signing(self, data: Any = None) -> SigningForm:
        """The form of the two declarations."""
        plan = self.place.plan
        matter = plan.matter.machine.objects.select_related("applicant").get(pk=plan.matter_id)
        self.subject = plan.panel_kind.about(matter)
        return SigningForm(data, place=self.place, matter=matter)

    def show(self, signing: Any, declining: Any, status: int = 200, **more: Any) -> HttpResponse:
        context = self.get_context_data(
            place=self.place,
            subject=self.subject,
            form=signing,
            declining=declining,
            signed=list(self.place.declarations.select_related("form").order_by("pk")),
            is_open=self.place.state == "invited",
            over=answering.why_closed(self.place),
            **more,
        )
        return self.render_to_response(context, status=status)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "decline" in request.POST:
            return self._decline(DeclineForm(request.POST, prefix="no"))
        signing = self.signing(request.POST)
        if not signing.is_valid():
            return self.show(signing, DeclineForm(prefix="no"), status=422)
        signed = [key for key, given in signing.cleaned_data.items() if given]
        return self._do(
            lambda: answering.invitation_accept(place=self.place, signed=signed, by=request.user),
            signing,
            signing,
            DeclineForm(prefix="no"),
            _("You have accepted; both declarations are signed."),
        )

    def _decline(self, declining: DeclineForm) -> HttpResponse:
        signing = self.signing()
        if not declining.is_valid():
            return self.show(signing, declining, status=422)
        said = declining.cleaned_data
        return self._do(
            lambda: answering.invitation_decline(place=self.place, by=self.request.user, **said),
            declining,
            signing,
            declining,
            _("You have declined; the secretariat asks somebody else."),
        )

    def _do(
        self, act: Callable[[], Any], form: Any, signing: Any, declining: Any, done: str
    ) -> HttpResponse:
        try:
            act()
        except BadValue as error:
            blame(form, error)
            return self.show(signing, declining, status=status_of(error))
        except RuleUnmet as refusal:
            return self.show(signing, declining, status=409, refusals=refusal.missing)
        except Refusal as refusal:
            return self.show(signing, declining, status=409, refusals=refusal.reasons)
        messages.success(self.request, done)
        return redirect(self.request.path)


class InvitationPaper(OwnInvitation, View):
    """The PDF of the expert's own letter of appointment, as soon as it is made."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        letter: IssuedForm | None = self.place.letter
        if letter is None or letter.file is None:
            raise Http404
        return serving.send(
            request, letter.file, name=f"{letter}.pdf", level=letter.level, inline=True
        )
