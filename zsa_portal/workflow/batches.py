"""One act over several matters: a notice, a plan, a decision, an announcement."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, TypeVar, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from zsa_portal.people.places import places_of
from zsa_portal.regulations.registry import Unique
from zsa_portal.ui.refused import blame
from zsa_portal.ui.views import Page, PageMixin
from zsa_portal.workflow.machine import Text
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import find, locked, require_seen, seen_of_each
from zsa_portal.workflow.queries import missing_of, with_parties
from zsa_portal.workflow.refusals import BadValue, Refusal, RuleUnmet
from zsa_portal.workflow.twins import told_apart


class BatchForm(forms.Form):
    """Chooses the matters an act covers; a subclass adds what the act needs and does it."""

    matters = forms.ModelMultipleChoiceField(
        Matter.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, candidates: Any, none_chosen: Text, user: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelMultipleChoiceField[Matter]", self.fields["matters"])
        field.queryset = candidates
        field.label = capfirst(candidates.model._meta.verbose_name_plural)
        field.error_messages["required"] = str(none_chosen)
        self.user = user

    def act(self) -> Any:
        """Do it for the chosen matters, all or none; returns where to go next."""
        raise NotImplementedError


class BatchPage(LoginRequiredMixin, PageMixin, FormView):
    """A page on which one step is taken for several matters in one state.

    ``related`` are the rows to be read with each matter, ``columns`` its attributes that the list
    shows. The words say of these matters what a list of any kind has to say.
    """

    template_name = "workflow/batch.html"
    form_class: type[BatchForm]
    machine: ClassVar[type[Matter]]
    state: ClassVar[str]
    step_name: ClassVar[str]
    related: ClassVar[tuple[str, ...]] = ()
    columns: ClassVar[tuple[str, ...]] = ()
    confirm_label: ClassVar[Any] = ""
    none_chosen: ClassVar[Text]
    empty_title: ClassVar[Text]
    empty_text: ClassVar[Text]

    @staticmethod
    def waiting(count: int) -> str:
        """How many wait for the step, in words."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        rows = self.machine.objects.visible_to(request.user).filter(state=self.state)
        found = list(rows.select_related(*self.related))
        self.rows = [row for row in with_parties(found) if self._may(row)]
        self.prefetch(self.rows)
        if not self.rows and not self.entitled(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def prefetch(self, matters: list[Any]) -> None:
        """Read at once what the step's conditions will ask of each matter."""

    def _may(self, matter: Matter) -> bool:
        found = find(matter, self.step_name)
        return found is not None and found.has_perm(matter, self.request.user)

    def entitled(self, user: Any) -> bool:
        """Whether the user holds the office that takes this step, were there a matter."""
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        ready = self.machine.objects.filter(pk__in=[row.pk for row in self.rows]).order_by("pk")
        return super().get_form_kwargs() | {
            "candidates": ready,
            "none_chosen": self.none_chosen,
            "user": self.request.user,
        }

    def get_initial(self) -> dict[str, Any]:
        chosen = self.kwargs.get("pk")
        return super().get_initial() | ({"matters": [chosen]} if chosen else {})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "rows": [(row, self._facts(row), self._missing(row)) for row in self.rows],
            "apart": told_apart(self.rows),
            "seen": [f"{pk}:{seen}" for pk, seen in seen_of_each(self.rows).items()],
            "confirm_label": self.confirm_label or self.get_page_title(),
            "empty": (self.empty_title, self.empty_text),
        }

    def _facts(self, matter: Matter) -> list[Any]:
        return [getattr(matter, name) for name in self.columns]

    def _missing(self, matter: Matter) -> list[str]:
        found = find(matter, self.step_name)
        return [missing.text for missing in missing_of(matter, found)] if found else []

    def _require_seen(self, matters: Iterable[Matter]) -> None:
        """Changed, unless every chosen matter is as the page showed it."""
        shown = dict(one.split(":", 1) for one in self.request.POST.getlist("seen") if ":" in one)
        for matter in sorted(matters, key=lambda matter: matter.pk):
            require_seen(locked(matter), shown.get(str(matter.pk), ""))

    def form_valid(self, form: BatchForm) -> HttpResponse:
        try:
            with transaction.atomic():
                self._require_seen(form.cleaned_data["matters"])
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


BATCHES: Unique[type[BatchPage]] = Unique("The batch")
P = TypeVar("P", bound=type[BatchPage])


def batch(address: str) -> Any:
    """Class decorator: the page, found under this name of its address, stands in the overview."""

    def declare(page: P) -> P:
        BATCHES.add(address, page)
        return page

    return declare


class Batches(LoginRequiredMixin, Page):
    """The acts that cover several matters, with how many wait for each."""

    template_name = "workflow/batches.html"
    page_title = gettext_lazy("Batches: notices and plans")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.pages = [
            (address, page)
            for address, page in BATCHES.items()
            if request.user.is_authenticated and page().entitled(request.user)
        ]
        known = self.pages or places_of(request.user).staff
        if request.user.is_authenticated and not known:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = {machine: self._counts(machine) for machine in {p.machine for _a, p in self.pages}}
        batches = [
            {
                "label": page.page_title,
                "url": reverse(address),
                "waiting": page.waiting(counts[page.machine].get(page.state, 0)),
            }
            for address, page in self.pages
        ]
        return super().get_context_data(**kwargs) | {"batches": batches}

    def _counts(self, machine: type[Matter]) -> dict[str, int]:
        """How many matters that the user may discover are in each state of a batch; one query."""
        states = {page.state for _address, page in self.pages if page.machine is machine}
        rows = machine.objects.visible_to(self.request.user).filter(state__in=states).order_by()
        return dict(rows.values_list("state").annotate(Count("pk")))
