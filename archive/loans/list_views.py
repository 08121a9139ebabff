"""The lists that were made for somebody at that moment: who took which, who was refused (第十六、十七条)."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy, pgettext_lazy

from archive.gates import CustodianOnly
from zsa_portal.documents.handing_out import called
from zsa_portal.documents.levels import LEVELS_SHOWN, shown_level
from zsa_portal.documents.readings import ListReading
from zsa_portal.ui.templatetags.ui import when
from zsa_portal.ui.views import ListPage

REFUSED = pgettext_lazy("reading", "Refused")
HANDED_OUT = pgettext_lazy("reading", "Handed out")
OF_ARCHIVE = "archive."
"""How the keys of the archive's forms and lists begin."""


class ListTable(tables.Table):
    """Lists that were handed out, in a list."""

    at = tables.Column(verbose_name=gettext_lazy("When"))
    by = tables.Column(verbose_name=gettext_lazy("Person"), order_by="by__by_pinyin")
    kind = tables.Column(verbose_name=gettext_lazy("List"), orderable=False)
    matter = tables.Column(verbose_name=gettext_lazy("Of"), linkify=True, orderable=False)
    how = tables.Column(verbose_name=gettext_lazy("As"))
    rows = tables.Column(verbose_name=pgettext_lazy("list handed out", "Rows"))
    level = tables.Column(verbose_name=gettext_lazy("Level"), orderable=False)
    refused = tables.Column(verbose_name=gettext_lazy("Result"))

    class Meta:
        model = ListReading
        fields = ("at", "by", "kind", "matter", "how", "rows", "level", "refused")

    def render_at(self, value: Any) -> str:
        return when(value)

    def value_at(self, value: Any) -> Any:
        return value

    def render_kind(self, value: str) -> str:
        return str(called(value))

    def render_level(self, record: ListReading) -> str:
        return str(shown_level(record.level))

    def render_refused(self, value: bool) -> str:  # noqa: FBT001 - django-tables2 calls it so
        if value:
            return format_html('<strong class="text-danger-emphasis">{}</strong>', REFUSED)
        return str(HANDED_OUT)

    def value_refused(self, value: bool) -> str:  # noqa: FBT001 - django-tables2 calls it so
        return str(REFUSED if value else HANDED_OUT)


class ListFilter(django_filters.FilterSet):
    """Narrows lists that were handed out by level, form and answer."""

    level = django_filters.ChoiceFilter(label=gettext_lazy("Level"), choices=LEVELS_SHOWN)
    how = django_filters.ChoiceFilter(label=gettext_lazy("As"), choices=ListReading.How.choices)
    refused = django_filters.ChoiceFilter(
        label=gettext_lazy("Result"),
        choices=[("True", REFUSED), ("False", HANDED_OUT)],
    )

    class Meta:
        model = ListReading
        fields: tuple[str, ...] = ("level", "how", "refused")


class ListsTaken(CustodianOnly, ListPage):
    """Who took a list of the archive above PUBLIC as a preview or spreadsheet, and who was refused."""

    page_title = gettext_lazy("Lists handed out")
    page_lead = gettext_lazy(
        "Filing lists, disposal registers and lists of records above public that somebody opened as "
        "a preview or took as a spreadsheet; issued forms and files stand in the log of readings."
    )
    table_class = ListTable
    filterset_class = ListFilter
    search_fields = ("by__name",)
    export_name = "lists-handed-out"
    empty_title = gettext_lazy("No list was handed out yet")
    empty_text = gettext_lazy("Each preview and spreadsheet above public is noted here.")

    def get_queryset(self) -> QuerySet[ListReading]:
        rows = ListReading.objects.filter(kind__startswith=OF_ARCHIVE)
        return rows.select_related("by", "matter")
