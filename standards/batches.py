"""One act over several projects: a notice, a plan, a decision, an announcement."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from standards.models import Project
from zsa_portal.ui.refused import blame
from zsa_portal.ui.views import PageMixin
from zsa_portal.workflow.perform import find, locked, require_seen, seen_of_each
from zsa_portal.workflow.queries import missing_of, with_parties
from zsa_portal.workflow.refusals import BadValue, Refusal, RuleUnmet


class BatchForm(forms.Form):
    """Chooses the projects an act covers; a subclass adds what the act needs and does it."""

    projects = forms.ModelMultipleChoiceField(
        Project.objects.none(),
        label=gettext_lazy("Projects"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one project.")},
    )

    def __init__(self, *args: Any, candidates: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["projects"].queryset = candidates
        self.user = user

    def act(self) -> Any:
        """Do it for the chosen projects, all or none; returns where to go next."""
        raise NotImplementedError


class BatchPage(LoginRequiredMixin, PageMixin, FormView):
    """A page on which one step is taken for several projects in one state."""

    template_name = "standards/batch.html"
    form_class: ClassVar[type[BatchForm]]
    state: ClassVar[str]
    step_name: ClassVar[str]
    confirm_label: ClassVar[Any] = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        rows = Project.objects.visible_to(request.user).filter(state=self.state)
        found = list(rows.select_related("applicant", "committee", "approval_decision"))
        self.rows = [row for row in with_parties(found) if self._may(row)]
        self.prefetch(self.rows)
        if not self.rows and not self._ever():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def prefetch(self, projects: list[Project]) -> None:
        """Read at once what the step's conditions will ask of each project."""

    def _may(self, project: Project) -> bool:
        found = find(project, self.step_name)
        return found is not None and found.has_perm(project, self.request.user)

    def _ever(self) -> bool:
        """Whether the user could take this step at all, were there a project."""
        return self.entitled(self.request.user)

    def entitled(self, user: Any) -> bool:
        """Whether the user holds the office that takes this step."""
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        ready = Project.objects.filter(pk__in=[row.pk for row in self.rows]).order_by("pk")
        return super().get_form_kwargs() | {"candidates": ready, "user": self.request.user}

    def get_initial(self) -> dict[str, Any]:
        chosen = self.kwargs.get("pk")
        return super().get_initial() | ({"projects": [chosen]} if chosen else {})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "rows": [(row, self._missing(row)) for row in self.rows],
            "seen": [f"{pk}:{seen}" for pk, seen in seen_of_each(self.rows).items()],
            "confirm_label": self.confirm_label or self.get_page_title(),
        }

    def _missing(self, project: Project) -> list[str]:
        found = find(project, self.step_name)
        return [missing.text for missing in missing_of(project, found)] if found else []

    def _require_seen(self, projects: Iterable[Project]) -> None:
        """Changed, unless every chosen project is as the page showed it."""
        shown = dict(one.split(":", 1) for one in self.request.POST.getlist("seen") if ":" in one)
        for project in sorted(projects, key=lambda project: project.pk):
            require_seen(locked(project), shown.get(str(project.pk), ""))

    def form_valid(self, form: BatchForm) -> HttpResponse:
        try:
            with transaction.atomic():
                self._require_seen(form.cleaned_data["projects"])
                target = form.act()
        except BadValue as error:
            blame(form, error)
        except (Refusal, RuleUnmet) as refusal:
            form.add_error(None, list(getattr(refusal, "reasons", getattr(refusal, "missing", []))))
        else:
            messages.success(self.request, _("Done: %(step)s.") % {"step": self.get_page_title()})
            return redirect(target)
        return self.render_to_response(self.get_context_data(form=form), status=409)

    def form_invalid(self, form: BatchForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
