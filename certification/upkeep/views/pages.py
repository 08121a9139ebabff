"""The screens of upkeep: one standard, what is opened by hand, the visit, the changes."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from certification.upkeep import actions, queries
from certification.upkeep.forms import ChangeFormSet, NumberForm, OpenForm, VisitForm
from certification.upkeep.models import Reexamination, StandardRevision
from certification.upkeep.records import Upkeep
from zsa_portal.catalogue.rules import is_of_secretariat
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.refused import blame, status_of
from zsa_portal.ui.views import Page, PageMixin
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.pages import WritingPage
from zsa_portal.workflow.refusals import BadValue, WrongState


class UpkeepPage(LoginRequiredMixin, Page):
    """One recognised standard: its days, what was done about it, and what may be opened."""

    template_name = "certification/upkeep/standard.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.upkeep = _upkeep_for(request.user, kwargs["upkeep"])
        return super().get(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return str(self.upkeep.edition.shown_title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(**kwargs) | {
            "upkeep": self.upkeep,
            "edition": self.upkeep.edition,
            "matters": queries.matters_about(self.upkeep, user),
            "may_revise": actions.may_revise(self.upkeep, user),
            "may_recheck": is_of_secretariat(user),
        }


def _upkeep_for(user: Any, pk: int) -> Upkeep:
    found = queries.kept_by(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


class OpenPage(LoginRequiredMixin, PageMixin, FormView):
    """Opens something about one recognised standard, with a reason."""

    template_name = "certification/upkeep/open.html"
    form_class = OpenForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.upkeep = _upkeep_for(request.user, kwargs["upkeep"])
        if not self.may():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def may(self) -> bool:
        """Whether the user opens this."""
        raise NotImplementedError

    def open(self, reason: str) -> Matter:
        """Open it; may raise BadValue."""
        raise NotImplementedError

    def get_breadcrumbs(self) -> list[Crumb]:
        return [Crumb(self.upkeep.edition.shown_name, self.upkeep.edition.get_absolute_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"upkeep": self.upkeep}

    def form_valid(self, form: OpenForm) -> HttpResponse:
        try:
            made = self.open(form.cleaned_data["reason"])
        except BadValue as error:
            blame(form, error)
            context = self.get_context_data(form=form)
            return self.render_to_response(context, status=status_of(error))
        return redirect(made)

    def form_invalid(self, form: OpenForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class EarlyRecheck(OpenPage):
    """The secretariat opens a re-check between the yearly days."""

    page_title = gettext_lazy("Re-check out of turn")
    page_lead = gettext_lazy("The body gets its letter at once; the yearly day stays.")

    def may(self) -> bool:
        return is_of_secretariat(self.request.user)

    def open(self, reason: str) -> Matter:
        made: Matter = actions.recheck_open_early(
            upkeep=self.upkeep,
            reason=reason,
            by=self.request.user,  # type: ignore[arg-type]  # signed in
        )
        return made


class NewRevision(OpenPage):
    """The body, or the secretariat where requirements are not met, begins a revision."""

    page_title = gettext_lazy("Revise the standard")
    page_lead = gettext_lazy(
        "The body revises the text and records the main changes; experts review the changes."
    )

    def may(self) -> bool:
        return actions.may_revise(self.upkeep, self.request.user) is not None

    def open(self, reason: str) -> Matter:
        made: Matter = actions.revision_open(
            upkeep=self.upkeep,
            reason=reason,
            by=self.request.user,  # type: ignore[arg-type]  # signed in
        )
        return made


class VisitPage(LoginRequiredMixin, WritingPage):
    """Records a visit on site with its photographs."""

    template_name = "certification/upkeep/form.html"
    page_title = gettext_lazy("Record the visit")
    machine = Reexamination
    tab = "review"

    def prepare(self) -> None:
        """The secretariat, while the panel reviews."""
        if not actions.acts_for_secretariat(self.matter, self.request.user):
            raise PermissionDenied
        if not actions.may_record_visits(self.matter, self.request.user):
            raise WrongState(self.matter)

    def forms(self, data: Any = None) -> dict[str, Any]:
        """One visit."""
        return {"form": VisitForm(data, self.request.FILES or None)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        form = made["form"]
        if not form.is_valid():
            return self.show(made, status=422)
        return self.do(
            made,
            lambda: actions.visit_record(
                matter=self.matter,  # type: ignore[arg-type]  # of the machine
                values=form.values(),
                photos=form.cleaned_data["photos"],
                by=request.user,  # type: ignore[arg-type]  # signed in
            ),
            _("The visit is recorded."),
        )


class ChangesPage(LoginRequiredMixin, WritingPage):
    """The body writes the comparison table and the number of the revised standard."""

    template_name = "certification/upkeep/changes_form.html"
    page_title = gettext_lazy("Changes of the revision")
    machine = StandardRevision
    tab = "changes"

    def prepare(self) -> None:
        """The body, while it revises."""
        if not actions.acts_for_applicant(self.matter, self.request.user):
            raise PermissionDenied
        if not actions.may_write_changes(self.matter, self.request.user):
            raise WrongState(self.matter)

    def forms(self, data: Any = None) -> dict[str, Any]:
        """The number, and the table with empty rows below those written."""
        matter: Any = self.matter
        rows = list(matter.changes.values("clause", "old", "new", "why"))
        return {
            "form": NumberForm(data, initial={"source_number": matter.source_number}),
            "rows": ChangeFormSet(data, initial=rows, prefix="c"),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        if not (made["form"].is_valid() and made["rows"].is_valid()):
            return self.show(made, status=422)
        return self.do(
            made,
            lambda: actions.changes_save(
                revision=self.matter,  # type: ignore[arg-type]  # of the machine
                source_number=made["form"].cleaned_data["source_number"],
                rows=[row for one in made["rows"] if (row := one.row()) is not None],
                by=request.user,  # type: ignore[arg-type]  # signed in
            ),
            _("The changes are saved."),
            stay="go_on" in request.POST,
        )
