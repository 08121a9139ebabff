"""Screens of the proposal."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from standards.models import Project
from standards.parties import acts_for_applicant
from standards.proposals import actions
from standards.proposals.forms import NewProposalForm, ProposalForm
from standards.proposals.papers import PROPOSING
from zsa_portal.people.places import places_of
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.views import PageMixin
from zsa_portal.workflow.drafts import SavedByItself
from zsa_portal.workflow.queries import matter_for, step_url
from zsa_portal.workflow.refusals import Changed, RuleUnmet, WrongState


class NewProposal(LoginRequiredMixin, PageMixin, FormView):
    """Opens a proposal."""

    template_name = "standards/proposals/new.html"
    form_class = NewProposalForm
    page_title = gettext_lazy("New proposal")
    page_lead = gettext_lazy(
        "Only members of the association may propose a standard. You can save your work "
        "at any time and submit it when it is complete."
    )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not places_of(request.user).organisations:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: NewProposalForm) -> HttpResponse:
        try:
            project = actions.proposal_start(by=self.request.user, **form.cleaned_data)
        except RuleUnmet as refusal:
            form.add_error("applicant", refusal.missing)
            return self.render_to_response(self.get_context_data(form=form), status=409)
        return redirect("standards:proposal_edit", pk=project.pk)


class EditProposal(LoginRequiredMixin, SavedByItself, PageMixin, FormView):
    """Fills in the proposal; saves unfinished work, by itself too, and leads on to submitting."""

    template_name = "standards/proposals/edit.html"
    form_class = ProposalForm
    page_title = gettext_lazy("Proposal")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.project = matter_for(request.user, kwargs["pk"])
        if self.project.kind != "project" or not acts_for_applicant(self.project, request.user):
            raise PermissionDenied
        if self.project.state not in PROPOSING:
            raise WrongState(self.project)
        self.seen = request.POST.get("seen") or actions.saved_mark(self.project)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"seen": self.seen}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.project}

    def get_breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(self.project.shown_title, self.project.get_absolute_url()),
            Crumb(_("Proposal")),
        ]

    def draft_form(self) -> ProposalForm:
        return self.get_form()

    def save_draft(self, form: ProposalForm) -> str:
        saved = actions.proposal_save(
            project=self.project, values=form.cleaned_data, by=self.request.user, seen=self.seen
        )
        return actions.saved_mark(saved)

    def form_valid(self, form: ProposalForm) -> HttpResponse:
        try:
            self.save_draft(form)
        except Changed as refusal:
            form.add_error(None, refusal.reasons)
            self.seen = actions.saved_mark(Project.objects.get(pk=self.project.pk))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        if "submit" in self.request.POST:
            return redirect(step_url(self.project, "submit_proposal"))
        messages.success(self.request, _("Saved. You can go on at any time."))
        return redirect(reverse("standards:proposal_edit", args=[self.project.pk]))

    def form_invalid(self, form: ProposalForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
