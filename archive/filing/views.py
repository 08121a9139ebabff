"""The filings of all departments, month by month."""

from __future__ import annotations

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from archive.filing.models import Filing
from archive.filing.states import STATES
from zsa_portal.people.gates import StaffOnly
from zsa_portal.people.models import Department
from zsa_portal.ui.views import ListPage
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


class FilingFilter(django_filters.FilterSet):
    """Narrows filings by department and state."""

    department = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Department"), queryset=Department.objects.all()
    )
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=[(code, info.label) for code, info in STATES.items()],
    )

    class Meta:
        model = Filing
        fields: tuple[str, ...] = ("department", "state")


class Filings(StaffOnly, ListPage):
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
