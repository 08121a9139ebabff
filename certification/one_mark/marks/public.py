"""The public register of the mark, the page of one mark, and the check by its number (R28c)."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.one_mark.marks import queries
from certification.one_mark.marks.models import Mark
from certification.one_mark.marks.states import Standing
from zsa_portal.regulations import clock
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.finding.sides import found_on
from zsa_portal.ui.finding.words import begun
from zsa_portal.ui.templatetags.ui import state_badge, when
from zsa_portal.ui.views import SEARCH_MAX, ListPage, Page

STANDARD = "authorisation__edition"


class RegisterTable(tables.Table):
    """The register: which product of whom may carry the mark, on which standard, until when."""

    number = tables.Column(
        verbose_name=gettext_lazy("Number"), linkify=lambda record: record.public_url
    )
    title = tables.Column(verbose_name=gettext_lazy("Product"))
    model = tables.Column(verbose_name=gettext_lazy("Model"))
    applicant = tables.Column(
        verbose_name=gettext_lazy("Enterprise"), order_by="applicant__by_pinyin"
    )
    standard = tables.Column(
        verbose_name=gettext_lazy("Standard"),
        accessor=f"{STANDARD}__number",
        order_by=(f"{STANDARD}__standard__running", f"{STANDARD}__year"),
    )
    standing = tables.Column(verbose_name=gettext_lazy("State"))
    ends = tables.Column(
        verbose_name=gettext_lazy("Valid until"),
        accessor="authorisation__ends",
        order_by="authorisation__ends",
    )

    class Meta:
        model = Mark
        fields = ("number", "title", "model", "applicant", "standard", "standing", "ends")

    def render_standing(self, value: str) -> str:
        return state_badge(str(Standing(value).label), queries.TONES[value])

    def value_standing(self, value: str) -> str:
        return str(Standing(value).label)

    def render_ends(self, value: Any) -> str:
        return when(value)


class RegisterFilter(django_filters.FilterSet):
    """Narrows the register by state, standard and enterprise."""

    standing = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=Standing.choices)
    standard = django_filters.CharFilter(
        label=gettext_lazy("Standard"), method="of_standard", max_length=SEARCH_MAX
    )
    enterprise = django_filters.CharFilter(
        label=gettext_lazy("Enterprise"), method="of_enterprise", max_length=SEARCH_MAX
    )

    class Meta:
        model = Mark
        fields: tuple[str, ...] = ()

    def of_standard(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those on a standard, by number with any dash or by words of its title."""
        return queries.on_standard(rows, value)

    def of_enterprise(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those of an enterprise, by words of its name."""
        return rows.filter(found_on(Mark, ("applicant__name",), begun(value)))


class Register(ListPage):
    """Every product that carries the mark or carried it."""

    template_name = "one_mark/register.html"
    page_title = gettext_lazy("Register of the 1字标")
    page_lead = gettext_lazy(
        "Products made to Zhongguancun standards and certified to them by qualified third parties."
    )
    table_class = RegisterTable
    filterset_class = RegisterFilter
    search_fields = ("number", "title", "model", "applicant__name")
    search_numbers = ("number",)
    export_name = "one-mark"
    empty_title = gettext_lazy("No product carries the mark yet")
    empty_text = gettext_lazy("Products appear here on the day they are authorised.")

    def get_queryset(self) -> QuerySet[Mark]:
        return queries.register()


class MarkPage(Page):
    """One mark of the register: what it is worth today, and its history."""

    template_name = "one_mark/mark.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = queries.found_by_number(kwargs["number"])
        if found is None:
            raise Http404
        self.mark = found
        return super().get(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return self.mark.title

    def get_breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Register of the 1字标"), reverse("certification:register")),
            Crumb(self.mark.number),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "shown": queries.shown(self.mark),
            "mark": self.mark,
            "today": clock.today(),
        }


class CheckMark(Page):
    """Asks for the number on a product, and leads to the mark."""

    template_name = "one_mark/check.html"
    page_title = gettext_lazy("Check a 1字标")
    page_lead = gettext_lazy("Type the number that stands beside the mark, or scan its QR code.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.number = request.GET.get("number", "").replace("\x00", "").strip()[:SEARCH_MAX]
        found = queries.found_by_number(self.number) if self.number else None
        if found is not None:
            return redirect(found.public_url)
        context = self.get_context_data(number=self.number, unknown=bool(self.number), **kwargs)
        return self.render_to_response(context, status=404 if self.number else 200)
