"""The archive's records: the list of those one may know of, and the page of each."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import View

from archive.appraisal.times import last_year
from archive.kinds import Medium
from archive.loans import actions, queries
from archive.parties import is_custodian
from archive.records import Item
from zsa_portal.documents.models import Document
from zsa_portal.people.gates import StaffOnly
from zsa_portal.people.models import Department
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.views import ListPage, Page
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.refusals import BadValue

MOST = 200
"""Records that are put onto a request in one go."""


class ItemTable(tables.Table):
    """Records in a list; a masked name is nowhere in it."""

    pick = tables.Column(
        verbose_name=gettext_lazy("Choose"), accessor="pk", orderable=False, empty_values=()
    )
    known_name = tables.Column(verbose_name=pgettext_lazy("archive", "Record"), empty_values=())
    department = tables.Column(verbose_name=gettext_lazy("Department"))
    year = tables.Column(verbose_name=gettext_lazy("Year"), accessor="folder__year")
    known_folder = tables.Column(verbose_name=gettext_lazy("Folder"), orderable=False)
    level = tables.Column(verbose_name=gettext_lazy("Level"), accessor="document__level")
    medium = tables.Column(verbose_name=gettext_lazy("Medium"))
    readable = tables.Column(verbose_name=gettext_lazy("Open to you"), orderable=False)

    class Meta:
        model = Item
        fields = (
            "pick",
            "known_name",
            "department",
            "year",
            "known_folder",
            "level",
            "medium",
            "readable",
        )

    def render_pick(self, record: Any) -> str:
        box = (
            '<input class="form-check-input" type="checkbox" form="borrow" name="items"'
            ' value="{}" aria-label="{}">'
        )
        return format_html(box, record.pk, queries.name_of(record))

    def render_known_name(self, record: Any) -> str:
        url = reverse("archive:item", args=[record.pk])
        return format_html('<a href="{}">{}</a>', url, queries.name_of(record))

    def value_known_name(self, record: Any) -> str:
        return queries.name_of(record)

    def render_readable(self, value: bool) -> str:  # noqa: FBT001 - django-tables2 calls it so
        return _("Yes") if value else _("By a loan")


class ItemFilter(django_filters.FilterSet):
    """Narrows records by department, year, level and medium."""

    department = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Department"), queryset=Department.objects.all()
    )
    year = django_filters.NumberFilter(
        label=gettext_lazy("Year"), field_name="folder__year", min_value=1990, max_value=2200
    )
    level = django_filters.ChoiceFilter(
        label=gettext_lazy("Level"), field_name="document__level", choices=Level.choices
    )
    medium = django_filters.ChoiceFilter(label=gettext_lazy("Medium"), choices=Medium.choices)

    class Meta:
        model = Item
        fields: tuple[str, ...] = ("department", "year", "level", "medium")


class Items(StaffOnly, ListPage):
    """The records in the archive that one may know of."""

    page_title = gettext_lazy("Records of the archive")
    page_lead = gettext_lazy(
        "You find here what you may know of; the names of confidential records are shown to "
        "those who may read them."
    )
    template_name = "archive/items.html"
    table_class = ItemTable
    filterset_class = ItemFilter
    search_fields = ("known_name", "known_folder")
    export_name = "archive-records"
    export_exclude = ("pick",)
    empty_title = gettext_lazy("No records yet")
    empty_text = gettext_lazy("Records appear here as soon as a filing is taken in.")

    def get_queryset(self) -> QuerySet[Item]:
        return queries.items_for(self.request.user)


class ItemPage(StaffOnly, Page):
    """One record: what it is, and how one gets to read it."""

    template_name = "archive/item.html"

    def check(self, request: HttpRequest) -> None:
        super().check(request)
        self.item = queries.item_for(request.user, self.kwargs["pk"])

    def get_page_title(self) -> str:
        return queries.name_of(self.item)

    def get_breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Records of the archive"), reverse("archive:items")),
            Crumb(self.get_page_title()),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        item, user = self.item, self.request.user
        savable = Document.objects.savable_by(user).filter(pk=item.document_id)
        is_file = item.medium == Medium.ELECTRONIC
        return super().get_context_data(**kwargs) | {
            "item": item,
            "facts": facts_of(item),
            "is_file": is_file,
            "savable": is_file and savable.exists(),
            "is_public": item.document.level == Level.PUBLIC,
            "request_open": queries.written_by(user),
            "is_custodian": is_custodian(user),
        }


def facts_of(item: Any) -> list[tuple[str, Any]]:
    """What a record is, as (label, value), no more than its reader may know."""
    return [
        (_("Department"), item.department),
        (_("Year"), item.folder.year),
        (_("Folder"), item.known_folder),
        (_("Level"), item.document.get_level_display()),
        (_("Medium"), item.get_medium_display()),
        (_("Kind"), item.get_sort_display()),
        (_("Kept for"), item.get_retention_display()),
        (_("Kept to the end of"), last_year(item) or "—"),
    ]


class BorrowSeveral(StaffOnly, View):
    """Puts records onto the request one is writing, all of them or none, and leads on to it."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen = set(request.POST.getlist("items")[:MOST])
        if not chosen:
            messages.error(request, _("Choose the records first."))
            return redirect("archive:items")
        found = queries.items_among(request.user, chosen)
        return self.add(request, found)

    def add(self, request: HttpRequest, items: list[Any]) -> HttpResponse:
        """Add them and lead on."""
        try:
            loan = actions.loan_add(items=items, by=request.user)  # type: ignore[arg-type]  # signed in
        except BadValue as refusal:
            messages.error(request, str(refusal))
            return redirect("archive:items")
        messages.success(request, _("What you chose is on your request."))
        return redirect("archive:loan_edit", pk=loan.pk)


class Borrow(BorrowSeveral):
    """Puts one record onto the request one is writing."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:  # type: ignore[override]
        return self.add(request, [queries.item_for(request.user, pk)])
