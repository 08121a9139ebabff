"""Boards: where the matters of a procedure stand, and how those who review answer."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlencode

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from zsa_portal.home.boards.service import readable_by_owner, service_of, with_load
from zsa_portal.home.boards.tables import ExpertLoadFilter, ExpertLoadTable
from zsa_portal.home.filters import BoardFilter
from zsa_portal.people.gates import StaffOnly
from zsa_portal.people.models import Expert, User
from zsa_portal.people.places import places_of
from zsa_portal.ui.bars import count_bars
from zsa_portal.ui.elements import Tab
from zsa_portal.ui.forms import use_pickers
from zsa_portal.ui.views import ListPage, Page
from zsa_portal.ui.xlsx import spreadsheet
from zsa_portal.workflow.fields import InField
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.pipeline import Column, pipeline

HEADINGS = (
    gettext_lazy("Stage"),
    gettext_lazy("Matters"),
    gettext_lazy("Overdue"),
    gettext_lazy("Median days in the stage"),
    gettext_lazy("Longest, in days"),
)


class FirstBoard(StaffOnly, View):
    """Leads to the board of the first procedure."""

    def get(self, request: HttpRequest) -> HttpResponse:
        kind = next(iter(MACHINES), None)
        if kind is None:
            raise Http404
        return redirect("home:board", kind=kind)


class PipelineBoard(StaffOnly, Page):
    """The matters of a procedure that one may know of: by stage, how long, how many overdue."""

    template_name = "home/boards/pipeline.html"
    page_lead = gettext_lazy(
        "Matters that you may know of; days are natural days since they entered the stage."
    )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        machine = MACHINES.get(kwargs["kind"])
        if machine is None:
            raise Http404
        self.machine = machine
        self.filterset = self._filterset()
        self.columns = pipeline(machine, self.filterset.qs)
        if request.GET.get("export") == "xlsx":
            rows = [cells_of(column) for column in self.columns]
            return spreadsheet(
                rows, list(map(str, HEADINGS)), title=self.get_page_title(), name="pipeline"
            )
        return super().get(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Pipeline: %(kind)s") % {"kind": self.machine.kind_label}

    def get_tabs(self) -> list[Tab]:
        return [
            Tab(
                machine.plural_label(),
                reverse("home:board", args=[kind]),
                active=machine is self.machine,
            )
            for kind, machine in MACHINES.items()
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title = _("Matters by stage")
        running = [
            (str(column.label), column.matters) for column in self.columns if not column.is_over
        ]
        return super().get_context_data(**kwargs) | {
            "filterset": self.filterset,
            "headings": HEADINGS,
            "rows": [self._row(column) for column in self.columns],
            "chart": count_bars(running, title=title) if any(n for _label, n in running) else "",
            "is_empty": not any(column.matters for column in self.columns),
            "is_narrowed": any(self._narrowed().values()),
        }

    def _filterset(self) -> BoardFilter:
        rows = Matter.objects.visible_to(self.request.user)
        found = BoardFilter(self.request.GET or None, queryset=rows, request=self.request)
        if not issubclass(self.machine, InField):
            del found.filters["field"]
        use_pickers(found.form)
        return found

    def _narrowed(self) -> dict[str, str]:
        """What narrows the board, as its lists are narrowed too; nothing where it is wrong."""
        asked = self.request.GET
        return {name: asked[name] for name in self.filterset.filters if asked.get(name)}

    def _row(self, column: Column) -> dict[str, Any]:
        listed = {"stage": column.key} | self._narrowed()
        url = reverse("home:matters")
        return {
            "column": column,
            "url": f"{url}?{urlencode(listed)}",
            "overdue_url": f"{url}?{urlencode(listed | {'overdue': 'yes'})}",
        }


def cells_of(column: Column) -> list[Any]:
    """A stage as a row of the spreadsheet, in the order of the headings."""
    return [
        str(column.label),
        column.matters,
        column.overdue,
        column.median_days,
        column.oldest_days,
    ]


class ExpertLoad(StaffOnly, ListPage):
    """All active experts with what they have before them, and how they answered so far."""

    page_title = gettext_lazy("Experts at work")
    page_lead = gettext_lazy(
        "Load now; answers due so far; how often a vote was the result, of closed ballots in "
        "matters of your department alone."
    )
    table_class = ExpertLoadTable
    filterset_class = ExpertLoadFilter
    search_fields = ("name", "employer")
    export_name = "experts-at-work"
    empty_title = gettext_lazy("No experts with an account")
    empty_text = gettext_lazy("Experts appear here as soon as they have an account.")

    def get_queryset(self) -> QuerySet[Expert]:
        return with_load(Expert.objects.filter(active=True, user__isnull=False))

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"votes": readable_by_owner(places_of(self.request.user))}


class MyReviewing(LoginRequiredMixin, Page):
    """One's own load, punctuality and agreement with the result, of everything one reviewed."""

    template_name = "home/boards/mine.html"
    page_title = gettext_lazy("My reviewing")
    page_lead = gettext_lazy(
        "Your opinions and votes so far. A ballot counts here once it is closed and counted."
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = cast("User", self.request.user).pk
        rows = with_load(User.objects.filter(pk=user), "pk")
        return super().get_context_data(**kwargs) | {
            "load": rows.values("engaged", "sitting", "voting", "load").get(),
            "service": service_of([user])[user],
        }
