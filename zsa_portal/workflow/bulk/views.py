"""Screens of steps for several matters: which step, its preview, and what came of it."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zsa_portal.regulations import catalogue
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.forms import StyledForm
from zsa_portal.ui.refused import blame, status_of
from zsa_portal.ui.views import Page
from zsa_portal.workflow.bulk.actions import AT_ONCE, bulk_ask
from zsa_portal.workflow.bulk.queries import (
    Line,
    form_for,
    lines_of,
    matters_of,
    meaning_for,
    offers,
    run_of,
)
from zsa_portal.workflow.bulk.records import BulkRun
from zsa_portal.workflow.drafts import left_out
from zsa_portal.workflow.forms import StepForm
from zsa_portal.workflow.lists import PICKED, picks_of
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.perform import seen_of_each
from zsa_portal.workflow.refusals import BadValue
from zsa_portal.workflow.twins import told_apart

OUR_OWN = {"csrfmiddlewaretoken", "seen", PICKED}
"""What a preview posts besides the values of the step's form."""


class ChosenPage(LoginRequiredMixin, Page):
    """A page about the matters whose keys its address carries."""

    @cached_property
    def picked(self) -> list[int]:
        """The keys in the address."""
        return picks_of(self.request.GET)

    def back(self) -> str:
        """The address of the page on which the step is chosen, for the same matters."""
        asked = urlencode([(PICKED, pk) for pk in self.picked])
        return f"{reverse('workflow:bulk')}?{asked}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = urlencode([(PICKED, pk) for pk in self.picked])
        return super().get_context_data(**kwargs) | {"picked": PICKED, "asked": asked}


class BulkSteps(ChosenPage):
    """The steps that may be taken for the chosen matters, with those in which nothing may be."""

    template_name = "workflow/bulk_steps.html"
    page_title = gettext_lazy("Take a step for the chosen matters")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        matters = matters_of(self.request.user, self.picked)
        found = offers(matters, self.request.user)
        ready = {matter.pk for offer in found for matter in offer.matters}
        return super().get_context_data(**kwargs) | {
            "matters": matters,
            "apart": told_apart(matters),
            "offers": found,
            "mixed": len({offer.kind for offer in found}) > 1,
            "without": [matter for matter in matters if matter.pk not in ready],
        }


class BulkStep(ChosenPage):
    """The preview of a step for the chosen matters, with its form asked once; POST has it taken."""

    template_name = "workflow/bulk_step.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        lines = self._lines()
        return self._show(lines, self._form(lines), [line.matter.pk for line in lines])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        ticked = picks_of(request.POST)
        lines = self._lines()
        form = self._form(lines, request.POST)
        if form is not None and not form.is_valid():
            return self._show(lines, form, ticked, status=422)
        fitting = [self._fitted(line, ticked) for line in lines]
        if fitting != lines:
            return self._show(fitting, form, ticked, status=409, unfit=True)
        try:
            run = self._asked(ticked)
        except BadValue as error:
            blamed = form or StyledForm(request.POST)
            blame(blamed, error)
            return self._show(lines, blamed, ticked, status=status_of(error))
        return redirect("workflow:bulk_run", pk=run.pk)

    def get_page_title(self) -> str:
        label = meaning_for(self.kwargs["kind"], self.kwargs["name"]).label
        return _("%(step)s: chosen matters") % {"step": label}

    def get_breadcrumbs(self) -> list[Crumb]:
        return [Crumb(str(BulkSteps.page_title), self.back()), Crumb(self.get_page_title())]

    def _lines(self) -> list[Line]:
        matters = matters_of(self.request.user, self.picked, self.kwargs["kind"])
        return lines_of(matters, self.kwargs["kind"], self.kwargs["name"], self.request.user)

    def _fitted(self, line: Line, ticked: list[int]) -> Line:
        """The line, refused where what was typed does not fit its matter."""
        if line.refusals or line.matter.pk not in ticked:
            return line
        form = form_for(
            line.matter,
            self.kwargs["kind"],
            self.kwargs["name"],
            self.request.user,
            self.request.POST,
        )
        return line if form is None or form.is_valid() else Line(line.matter, left_out(form))

    def _form(self, lines: list[Line], *data: Any) -> StepForm | None:
        """The step's form as its first matter asks it; None where nothing is asked or can be done."""
        ready = next((line.matter for line in lines if not line.refusals), None)
        if ready is None:
            return None
        return form_for(ready, self.kwargs["kind"], self.kwargs["name"], self.request.user, *data)

    def _asked(self, ticked: list[int]) -> BulkRun:
        posted = self.request.POST
        seen = dict(one.split(":", 1) for one in posted.getlist("seen") if ":" in one)
        return bulk_ask(
            kind=self.kwargs["kind"],
            step=self.kwargs["name"],
            chosen={pk: seen.get(str(pk), "") for pk in ticked if pk in self.picked},
            values={name: posted.getlist(name) for name in posted if name not in OUR_OWN},
            by=self.request.user,
        )

    def _show(
        self,
        lines: list[Line],
        form: Form | None,
        ticked: list[int],
        *,
        status: int = 200,
        **more: Any,
    ) -> HttpResponse:
        meaning = meaning_for(self.kwargs["kind"], self.kwargs["name"])
        ready = [line.matter for line in lines if not line.refusals]
        context = {
            "lines": lines,
            "apart": told_apart(line.matter for line in lines),
            "ready": len(ready),
            "ticked": ticked,
            "seen": [f"{pk}:{seen}" for pk, seen in seen_of_each(ready).items()],
            "form": form,
            "meaning": meaning,
            "at_once": AT_ONCE,
            "back": self.back(),
            "rules": [{"id": id_, "text": catalogue.entry(id_).text} for id_ in meaning.rules],
        }
        return self.render_to_response(self.get_context_data(**context, **more), status=status)


class BulkResult(LoginRequiredMixin, Page):
    """What came of a step in each chosen matter; only who asked for it reads it."""

    template_name = "workflow/bulk_run.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            self.run = run_of(request.user, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        label = meaning_for(self.run.kind, self.run.step).label
        return _("%(step)s: what came of it") % {"step": label}

    def get_breadcrumbs(self) -> list[Crumb]:
        machine = MACHINES[self.run.kind]
        return [Crumb(machine.plural_label(), machine.list_url()), Crumb(self.get_page_title())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {"list_url": MACHINES[self.run.kind].list_url()}
        return super().get_context_data(**kwargs) | how_far(self.run) | found


def how_far(run: BulkRun) -> dict[str, Any]:
    """What the part of the page shows that is asked again until the run is done; one query."""
    rows = list(run.rows.select_related("matter"))
    done = sum(row.done_at is not None for row in rows)
    return {
        "run": run,
        "rows": rows,
        "apart": told_apart(row.matter for row in rows),
        "taken": sum(row.taken for row in rows),
        "finished": done == len(rows),
        "percent": 100 * done // max(len(rows), 1),
    }


@login_required
@require_safe
@never_cache
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that tells how far the run is."""
    return render(request, "workflow/bulk_rows.html", how_far(run_of(request.user, pk)))
