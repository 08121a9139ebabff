"""The list of experts, for staff."""

from __future__ import annotations

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.experts.models import Expert
from zsa_portal.people.fields import TechnicalField
from zsa_portal.people.gates import StaffOnly
from zsa_portal.people.screens import Directory
from zsa_portal.people.tables import FieldsColumn, FlagColumn
from zsa_portal.ui.views import ListPage


class ExpertFilter(django_filters.FilterSet):
    """Narrows the list by field, kind, years and whether the expert is active."""

    field = django_filters.ChoiceFilter(
        label=_("technical field"), choices=TechnicalField.choices, method="by_field"
    )
    kind = django_filters.ChoiceFilter(label=_("kind of expertise"), choices=Expert.Kind.choices)
    years = django_filters.NumberFilter(
        label=_("years at least"), field_name="years", lookup_expr="gte", min_value=0, max_value=70
    )
    active = django_filters.BooleanFilter(label=_("active"))

    class Meta:
        model = Expert
        fields: list[str] = []

    def by_field(self, rows, name, value):
        return rows.filter(fields__contains=[value])


class ExpertTable(tables.Table):
    """Experts as staff see them."""

    fields = FieldsColumn()
    active = FlagColumn()
    user = FlagColumn(verbose_name=_("has an account"), accessor="user_id", order_by="user_id")

    class Meta:
        model = Expert
        fields = ("name", "title", "fields", "kind", "years", "employer", "active", "user")
        order_by = "name"


class Experts(StaffOnly, Directory, ListPage):
    """All experts, for staff."""

    page_title = _("Experts")
    directory_tab = "experts"
    table_class = ExpertTable
    filterset_class = ExpertFilter
    search_fields = ("name", "employer", "title")
    export_name = "experts"

    def get_queryset(self) -> QuerySet[Expert]:
        return Expert.objects.all()
