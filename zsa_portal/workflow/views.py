"""A matter's page, and the one page on which every step is confirmed and taken."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from zsa_portal.people.models import User
from zsa_portal.people.places import places_of
from zsa_portal.regulations import catalogue, clock
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.elements import Tab as TabLink
from zsa_portal.ui.refused import blame, status_of
from zsa_portal.ui.svg import Edge, Node, state_diagram
from zsa_portal.ui.views import Page, PageMixin
from zsa_portal.workflow import actions, findings, queries, roles
from zsa_portal.workflow.beside import panels
from zsa_portal.workflow.forms import CorrectionForm, StepForm
from zsa_portal.workflow.handlers.queries import handler_on_page
from zsa_portal.workflow.keeping import KeepsDraft
from zsa_portal.workflow.machine import MACHINES, meaning_of, steps_of
from zsa_portal.workflow.models import LogEntry, Matter
from zsa_portal.workflow.perform import catch_up, find, perform, seen_of
from zsa_portal.workflow.refusals import (
    BadValue,
    Changed,
    Refusal,
    RuleUnmet,
    StepsUnmet,
    WrongState,
)
from zsa_portal.workflow.tabs import Tab, tabs_for


class MatterPage(LoginRequiredMixin, Page):
    """Where a matter stands, whose turn it is, what it misses, and its tabs."""

    template_name = "workflow/matter.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.matter = queries.matter_for(request.user, kwargs["pk"])
        self.matter = catch_up(self.matter)
        self.tabs_here = tabs_for(self.matter, request.user)
        wanted = kwargs.get("tab") or self.tabs_here[0].key
        tab = next((tab for tab in self.tabs_here if tab.key == wanted), None)
        if tab is None:
            return redirect(self.matter)
        self.tab = tab
        return super().get(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return self.matter.shown_title

    def get_breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(str(self.matter.kind_label), self.matter.list_url()),
            Crumb(self.matter.shown_name),
        ]

    def get_tabs(self) -> list[TabLink]:
        return [self._link(tab) for tab in self.tabs_here]

    def _link(self, tab: Tab) -> TabLink:
        url = f"{self.matter.get_absolute_url()}{tab.key}/"
        return TabLink(str(tab.label), url, active=tab is self.tab, icon=tab.icon)

    def tab_content(self) -> dict[str, Any]:
        """What the open tab shows; a page of an app may narrow it by its address."""
        return self.tab.content(self.matter, self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        matter, info = self.matter, self.matter.state_info
        steps = queries.steps_on_page(matter, self.request.user)
        mine = next((step for step in steps if step["tone"] == "primary"), {})
        return (
            super().get_context_data(**kwargs)
            | self.tab_content()
            | {
                "matter": matter,
                "info": info,
                "now": clock.now(),
                "stages": queries.stage_bar(matter),
                "steps": steps,
                "missing": mine.get("missing", []),
                "mends": mine.get("mends", []),
                "state_label": info.label,
                "state_code": info.stage,
                "state_tone": queries.tone_of(info),
                "due": matter.due_at,
                "holder": _("the calendar") if info.holder == roles.CLOCK else matter.whose_turn(),
                "waiting": info.duty if info.holder != roles.NOBODY else "",
                "turn_refusal": "" if steps else matter.turn_refusal(self.request.user),
                "tab_template": self.tab.template,
                **handler_on_page(matter, self.request.user),
                "returned": queries.reason_of_state(matter, self.request.user),
                "may_correct": actions.may_correct(matter, self.request.user)
                and not matter.correction_refusal(),
            }
        )


class StepPage(LoginRequiredMixin, KeepsDraft, View):
    """GET shows what a step will do and asks; POST takes it."""

    template_name = "workflow/step.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.matter = catch_up(queries.matter_for(request.user, kwargs["pk"]))
        self.name = kwargs["name"]
        if self.name not in {t.name for t in steps_of(type(self.matter))}:
            return redirect(self.matter)
        found = find(self.matter, self.name)
        if found is None:
            if self._already_mine():
                return redirect(self.matter)
            raise WrongState(self.matter)
        self.found = found
        if not self.found.has_perm(self.matter, request.user):
            raise PermissionDenied
        if page := meaning_of(self.found).page:
            return redirect(page, pk=self.matter.pk)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._form()
        draft = self.draft_filled(form)
        return self._show(form, draft=draft)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST, request.FILES)
        if (kept := self.draft_act(form)) is not None:
            return kept
        if form is not None and not form.is_valid():
            return self._show(form, status=422)
        try:
            self._take(form)
        except BadValue as error:
            if form is None:
                raise
            blame(form, error)
            return self._show(form, status=status_of(error))
        except Changed:
            return self._show(form, stale=True, status=409)
        except Refusal as refusal:
            if refusal.matter is None or form is None:
                raise
            return self._show(form, refusal=refusal, status=409)
        findings.drafts_of_step_end(self.matter, self.name)
        messages.success(request, _("Done: %(step)s.") % {"step": meaning_of(self.found).label})
        return redirect(self.matter)

    def _take(self, form: StepForm | None) -> None:
        """Take the step; a rule that its form's act finds unmet is a refusal in this matter."""
        bound, seen = getattr(self.matter, self.name), self.request.POST.get("seen", "")
        try:
            if form is None:
                perform(bound, by=self.request.user, seen=seen)
            else:
                form.take(bound, seen=seen)
        except RuleUnmet as unmet:
            raise StepsUnmet([unmet], matter=self.matter) from unmet

    def _form(self, *data: Any) -> StepForm | None:
        dotted = meaning_of(self.found).form
        if not dotted:
            return None
        form_class: type[StepForm] = import_string(dotted)
        return form_class(*data, matter=self.matter, user=self.request.user)

    def _already_mine(self) -> bool:
        last = LogEntry.objects.filter(matter_id=self.matter.pk).order_by("-pk").first()
        return bool(last and last.step == self.name and last.by_id == self.request.user.pk)

    def _show(
        self,
        form: StepForm | None,
        *,
        status: int = 200,
        stale: bool = False,
        refusal: Refusal | None = None,
        draft: findings.StepDraft | None = None,
    ) -> HttpResponse:
        matter, meaning = self.matter, meaning_of(self.found)
        missing = refusal.reasons if refusal else queries.missing_of(matter, self.found)
        context = {
            "matter": matter,
            "form": form,
            "seen": seen_of(matter),
            "stale": stale,
            "missing": missing,
            "mends": queries.mends_of(matter, self.found) if missing else [],
            "confirm_anyway": bool(refusal) and form is not None,
            "page_title": meaning.label,
            "confirm_label": meaning.label,
            "danger": meaning.tone == "danger",
            "cancel_url": matter.get_absolute_url(),
            "effects": self._effects(),
            "keeps_draft": findings.keeps_drafts(form),
            "draft": draft,
            "beside": panels(matter, self.request.user, meaning.beside),
            "page_lead": matter.shown_name,
            "rules": [{"id": id_, "text": catalogue.entry(id_).text} for id_ in meaning.rules],
            "breadcrumbs": [
                Crumb(matter.shown_name, matter.get_absolute_url()),
                Crumb(str(meaning.label)),
            ],
        }
        return render(self.request, self.template_name, context, status=status)

    def _effects(self) -> list[str]:
        meaning = meaning_of(self.found)
        target = self.matter.STATES[str(self.found.target or self.matter.state)]
        effects = [str(meaning.explanation)] if meaning.explanation else []
        moved = _("The matter moves to %(stage)s %(state)s.")
        effects.append(moved % {"stage": target.stage, "state": target.label})
        if target.holder not in roles.NO_PARTY:
            whose = self.matter.party(target.holder) or target.holder.label
            effects.append(_("Then it is the turn of: %(party)s.") % {"party": whose})
        return effects


class CorrectPage(LoginRequiredMixin, PageMixin, FormView):
    """Corrects a matter's fields, with a reason that the log keeps."""

    template_name = "workflow/correct.html"
    form_class = CorrectionForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.matter = queries.matter_for(request.user, kwargs["pk"])
        if not actions.may_correct(self.matter, request.user):
            raise PermissionDenied
        actions.require_correctable(self.matter)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"matter": self.matter}

    def get_page_title(self) -> str:
        return _("Correct: %(matter)s") % {"matter": self.matter.shown_title}

    def form_valid(self, form: CorrectionForm) -> HttpResponse:
        try:
            reason = form.cleaned_data["reason"]
            by = cast("User", self.request.user)
            actions.matter_correct(matter=self.matter, values=form.values(), reason=reason, by=by)
        except BadValue as error:
            blame(form, error)
            return self.form_invalid(form)
        messages.success(self.request, _("Corrected."))
        return redirect(self.matter)

    def form_invalid(self, form: CorrectionForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


def explained_to(user: Any) -> dict[str, type[Matter]]:
    """The procedures of which somebody may read what their states mean, by kind: staff, of all."""
    staff = places_of(user).staff
    return {kind: one for kind, one in MACHINES.items() if staff or one.EXPLAINED_PUBLICLY}


class StatesPage(Page):
    """The explanation of what the states of a procedure mean, public where its regulation is."""

    template_name = "workflow/states.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        cls = explained_to(self.request.user).get(self.kwargs["kind"])
        if cls is None:
            raise Http404
        nodes, edges = queries.machine_graph(cls)
        self.page_title = _("States of: %(kind)s") % {"kind": cls.kind_label}
        diagram = state_diagram(
            [Node(node["key"], node["label"], node["group"]) for node in nodes],
            [Edge(edge["source"], edge["target"], edge["label"]) for edge in edges],
            current=self.request.GET.get("at"),
            title=self.page_title,
            table=False,
        )
        return super().get_context_data(**kwargs) | {
            "nodes": nodes,
            "edges": edges,
            "diagram": diagram,
        }


class ProceduresPage(Page):
    """The procedures whose states are explained; the only one's states at once."""

    template_name = "workflow/procedures.html"
    page_title = gettext_lazy("What the states mean")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = explained_to(request.user)
        if len(found) == 1:
            return StatesPage.as_view()(request, kind=next(iter(found)))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = explained_to(self.request.user)
        return super().get_context_data(**kwargs) | {"procedures": list(found.values())}
