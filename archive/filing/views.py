"""The filings of all departments, month by month."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.filing import queries
from archive.filing.models import Filing
from archive.filing.states import STATES
from archive.records import Item
from zsa_portal.people.departments.queries import departments_by_pinyin
from zsa_portal.people.gates import StaffOnly
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.ui.views import ListPage, Page
from zsa_portal.ui.xlsx import Column, spreadsheet
from zsa_portal.workflow.filters import TurnFilter
from zsa_portal.workflow.lists import MatterList
from zsa_portal.workflow.tables import HOLDER, MatterTable


class FilingTable(MatterTable):
    """Filings in a list."""

    month = tables.DateColumn(format="Y-m", verbose_name=gettext_lazy("Month"))
    department = tables.Column(verbose_name=gettext_lazy("Department"))
    handed_over_at = tables.DateColumn(verbose_name=gettext_lazy("Handed over"))

    class Meta:
        model = Filing
        fields = ("title", "department", "month", "state", "holder", "due_at", "handed_over_at")
        sequence = fields
        exclude = ("number", "applicant")


class FilingFilter(TurnFilter):
    """Narrows filings by department and state."""

    department = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Department"), queryset=departments_by_pinyin()
    )
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=[(code, info.label) for code, info in STATES.items()],
    )

    class Meta:
        model = Filing
        fields: tuple[str, ...] = ("department", "state")


class Filings(StaffOnly, MatterList):
    """The filings of all departments."""

    page_title = gettext_lazy("Filings")
    table_class = FilingTable
    filterset_class = FilingFilter
    search_fields = ("title", "department__name")
    export_name = "filings"
    empty_title = gettext_lazy("No filings yet")
    empty_text = gettext_lazy("Each department's filing of a month is opened on its first day.")

    def get_queryset(self) -> QuerySet[Filing]:
        rows = Filing.objects.visible_to(self.request.user)
        return rows.select_related("department", *HOLDER)


class FilingMonths(StaffOnly, Page):
    """How every department filed every month of a year, what is overdue, what projects are missing."""

    template_name = "archive/filing/months.html"
    page_title = gettext_lazy("Filing by department and month")
    page_lead = gettext_lazy(
        "Each department files a month's material until the 20th of the next month."
    )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        years, asked = queries.filing_years(clock.today()), request.GET.get("year", "")
        self.years = years
        self.year = next((year for year in years if str(year) == asked), years[0])
        self.months = queries.months_of(self.year)
        self.rows = queries.board(self.year, request.user)
        if request.GET.get("export") == "xlsx":
            return self._exported()
        return super().get(request, *args, **kwargs)

    def _exported(self) -> HttpResponse:
        heads = [Column(_("Department")), *(Column(f"{month:%Y-%m}", 12) for month in self.months)]
        rows = [[home.name, *(str(cell.label) for cell in cells)] for home, cells in self.rows]
        title = f"{self.get_page_title()} {self.year}"
        return spreadsheet(rows, heads, title=title, name=f"filing-{self.year}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        late = queries.overdue().select_related("department").order_by("department", "month")
        return super().get_context_data(**kwargs) | {
            "years": self.years,
            "year": self.year,
            "months": self.months,
            "rows": [
                (home, list(zip(self.months, cells, strict=True))) for home, cells in self.rows
            ],
            "overdue": late,
            "missing": len(queries.missing_for(self.request.user)),
        }


class PublicTable(tables.Table):
    """Public records of the archive."""

    name = tables.Column(verbose_name=gettext_lazy("File name"))
    folder = tables.Column(verbose_name=gettext_lazy("Folder"))
    department = tables.Column(verbose_name=gettext_lazy("Department"))
    filing = tables.Column(
        verbose_name=gettext_lazy("Filing"),
        linkify=True,
        default=gettext_lazy("Taken in with a bag"),
    )
    accepted_at = tables.DateColumn(
        format="Y-m-d", verbose_name=gettext_lazy("In the archive since")
    )

    class Meta:
        model = Item
        fields = ("name", "folder", "department", "filing", "accepted_at")


class PublicFilter(django_filters.FilterSet):
    """Narrows public records by department."""

    department = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Department"), queryset=departments_by_pinyin()
    )

    class Meta:
        model = Item
        fields: tuple[str, ...] = ("department",)


class PublicFiles(StaffOnly, ListPage):
    """The public records in the archive, for the department in charge of them and all staff."""

    page_title = gettext_lazy("Public files in the archive")
    table_class = PublicTable
    filterset_class = PublicFilter
    search_fields = ("name", "folder__name")
    export_name = "public-files"
    empty_title = gettext_lazy("No public files yet")
    empty_text = gettext_lazy(
        "Public files appear here as soon as a head of department approves them."
    )

    def get_page_lead(self) -> str:
        keeper = queries.keeper_of_public_files()
        if keeper is None:
            return ""
        if keeper.code in places_of(self.request.user).departments:
            return _("Your department is in charge of public files.")
        return _("%(department)s is in charge of public files.") % {"department": keeper}

    def get_queryset(self) -> QuerySet[Item]:
        return queries.public_items()
