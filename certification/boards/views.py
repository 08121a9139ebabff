"""Boards of recognition: the bodies, each with what is its, and the figures of a year."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.boards import actions, counting, queries
from certification.boards.figures import long_rows, tables_of
from certification.boards.tables import BodyMarkTable, BodyTable
from certification.views import RecognitionFilter, RecognitionTable
from zsa_portal.catalogue.tables import DatedEditionTable, EditionFilter
from zsa_portal.people.gates import SignedIn, StaffOnly
from zsa_portal.people.models import Organisation, User
from zsa_portal.people.places import places_of
from zsa_portal.ui.elements import Crumb, Tab
from zsa_portal.ui.views import ListPage, Page
from zsa_portal.ui.xlsx import spreadsheet


class Bodies(LoginRequiredMixin, ListPage):
    """The bodies one may look at: for staff all that applied, else one's own."""

    page_title = gettext_lazy("Bodies and their standards")
    table_class = BodyTable
    search_fields = ("name",)
    export_name = "bodies"
    empty_title = gettext_lazy("No bodies yet")
    empty_text = gettext_lazy("A body appears here with its first application.")

    def get_queryset(self) -> QuerySet[Organisation]:
        return queries.bodies_for(self.request.user)


TABS = (
    ("body_applications", gettext_lazy("Applications"), "file-earmark-text"),
    ("body_standards", gettext_lazy("Recognised standards"), "patch-check"),
    ("body_marks", gettext_lazy("1字标"), "award"),
)


class OfOneBody(SignedIn, ListPage):
    """A list of what one body has: for its own people, and for staff."""

    tab: ClassVar[str]
    body: Organisation

    def check(self, request: HttpRequest) -> None:
        found = queries.body_for(request.user, self.kwargs["pk"])
        if found is None:
            raise Http404
        self.body = found

    def get_page_title(self) -> str:
        return str(self.body)

    def get_breadcrumbs(self) -> list[Crumb]:
        name = str(Bodies.page_title)
        return [Crumb(name, reverse("certification:bodies")), Crumb(str(self.body))]

    def get_tabs(self) -> list[Tab]:
        return [
            Tab(
                str(label),
                reverse(f"certification:{name}", args=[self.body.pk]),
                active=name == self.tab,
                icon=icon,
            )
            for name, label, icon in TABS
        ]


class BodyApplications(OfOneBody):
    """A body's applications with their state, whose turn it is, and until when."""

    tab = "body_applications"
    table_class = RecognitionTable
    filterset_class = RecognitionFilter
    search_fields = ("title", "number", "source_number")
    search_numbers = ("number", "source_number")
    export_name = "applications"
    empty_title = gettext_lazy("No applications")
    empty_text = gettext_lazy("Applications appear here as soon as the body begins one.")

    def get_queryset(self) -> QuerySet[Any]:
        return queries.applications_of(self.body, self.request.user)


class BodyStandards(OfOneBody):
    """A body's recognised standards with the days on which they are due next."""

    tab = "body_standards"
    table_class = DatedEditionTable
    filterset_class = EditionFilter
    search_fields = ("title", "number", "source_number")
    search_numbers = ("number", "source_number")
    export_name = "recognised-standards"
    empty_title = gettext_lazy("No recognised standards")
    empty_text = gettext_lazy("Standards appear here when their recognition is announced.")

    def get_queryset(self) -> QuerySet[Any]:
        return queries.recognised_of(self.body)


class BodyMarks(OfOneBody):
    """The marks of a body, and those on its recognised standards."""

    tab = "body_marks"
    table_class = BodyMarkTable
    search_fields = ("title", "number", "applicant__name")
    search_numbers = ("number",)
    export_name = "marks"
    empty_title = gettext_lazy("No marks")
    empty_text = gettext_lazy(
        "Marks appear here when they are applied for, or authorised on a standard of the body."
    )

    def get_queryset(self) -> QuerySet[Any]:
        return queries.marks_of(self.body, self.request.user)


class YearFigures(StaffOnly, Page):
    """The figures of a year with their charts; the secretariat issues them as an official paper."""

    template_name = "certification/boards/figures.html"
    page_lead = gettext_lazy(
        "Each standard counts once an event, in the year in which it happened."
    )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        years = counting.years() if places_of(request.user).staff else []
        asked = request.GET.get("year", "")
        self.years = years
        self.year = next((one for one in years if str(one) == asked), next(iter(years), 0))
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Year figures of recognition, %(year)d") % {"year": self.year}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.tables = tables_of(self.year)
        if request.GET.get("export") == "xlsx":
            heads = [_("Table"), _("Row"), _("Figure"), _("How many")]
            name = f"recognition-{self.year}"
            rows = long_rows(self.tables)
            return spreadsheet(rows, heads, title=self.get_page_title(), name=name)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        issued = actions.year_figures_issue(year=self.year, by=cast("User", request.user))
        return redirect(issued)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "years": self.years,
            "year": self.year,
            "figures": self.tables,
            "issued": list(queries.papers_of(self.year, self.request.user)),
            "may_issue": queries.runs_recognition(self.request.user),
        }
