"""The experts: their list and pages for staff, and an expert's own data."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.experts import actions
from zsa_portal.people.experts.forms import (
    BackgroundSet,
    EmploymentSet,
    ExpertDataForm,
    rows_of,
)
from zsa_portal.people.experts.models import Expert
from zsa_portal.people.fields import TechnicalField
from zsa_portal.people.gates import SignedIn, StaffOnly
from zsa_portal.people.reach import trouble
from zsa_portal.people.screens import Directory, crumb
from zsa_portal.people.tables import FieldsColumn, FlagColumn, field_names
from zsa_portal.regulations import clock
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.refused import blame
from zsa_portal.ui.views import ListPage, Page


class ExpertFilter(django_filters.FilterSet):
    """Narrows the list by field, kind, years and whether the expert is active."""

    field = django_filters.ChoiceFilter(
        label=_("technical field"), choices=TechnicalField.choices, method="by_field"
    )
    kind = django_filters.ChoiceFilter(label=_("kind of expertise"), choices=Expert.Kind.choices)
    origin = django_filters.ChoiceFilter(label=_("origin"), choices=Expert.Origin.choices)
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

    name = tables.Column(linkify=True, order_by="by_pinyin")
    fields = FieldsColumn()
    active = FlagColumn()
    user = FlagColumn(verbose_name=_("has an account"), accessor="user_id", order_by="user_id")

    class Meta:
        model = Expert
        fields = (
            "name",
            "title",
            "fields",
            "kind",
            "origin",
            "years",
            "employer",
            "active",
            "user",
        )
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


class ExpertPage(StaffOnly, Page):
    """One expert: what is known, backgrounds by field, where the expert worked."""

    template_name = "people/expert.html"

    @cached_property
    def expert(self) -> Expert:
        return get_object_or_404(Expert.objects.select_related("user"), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return str(self.expert)

    def get_breadcrumbs(self) -> list[Crumb]:
        return [crumb("experts"), Crumb(str(self.expert))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        expert = self.expert
        return super().get_context_data(**kwargs) | {
            "expert": expert,
            "facts": facts_of(expert),
            "mail_trouble": trouble(expert.user.email) if expert.user else None,
            "backgrounds": expert.backgrounds.all(),
            "employments": expert.employments.all(),
            "today": clock.today(),
            "may_change": actions.keeps_expert(self.request.user, expert),
        }


def facts_of(expert: Expert) -> list[tuple[str, Any]]:
    """What is known of an expert besides backgrounds and history, with its names."""
    return [
        (gettext("professional title"), expert.title),
        (gettext("kind of expertise"), expert.get_kind_display()),
        (gettext("technical fields"), field_names(expert.fields)),
        (gettext("origin"), expert.get_origin_display()),
        (gettext("employer"), expert.employer),
        (gettext("years of experience"), expert.years),
        (gettext("works in standardisation since"), expert.standardisation_since),
        (gettext("active"), gettext("yes") if expert.active else gettext("no")),
    ]


class ExpertData(SignedIn, Page):
    """Where an expert, or who keeps the registers, keeps origin, backgrounds and history."""

    template_name = "people/expert_data.html"
    page_title = _("Expert data")

    @cached_property
    def expert(self) -> Expert:
        return get_object_or_404(Expert, pk=self.kwargs["pk"])

    def check(self, request: HttpRequest) -> None:
        if not actions.keeps_expert(request.user, self.expert):
            raise PermissionDenied

    def back(self) -> str:
        """Where one goes afterwards."""
        if self.expert.user_id == self.request.user.pk:
            return reverse("people:profile")
        return self.expert.get_absolute_url()

    def get_page_lead(self) -> str:
        return str(self.expert)

    def get_breadcrumbs(self) -> list[Crumb]:
        return [Crumb(str(self.expert), self.back()), Crumb(self.get_page_title())]

    def forms(self, data: Any = None) -> dict[str, Any]:
        """The form, and a row for each background and employment."""
        expert = self.expert
        facts = {
            "origin": expert.origin,
            "standardisation_since": expert.standardisation_since,
        }
        backgrounds = list(expert.backgrounds.values("field", "kind", "evidence"))
        worked = list(expert.employments.values("employer", "post", "starts", "ends"))
        return {
            "form": ExpertDataForm(data, initial=facts),
            "backgrounds": BackgroundSet(data, initial=backgrounds, prefix="b"),
            "employments": EmploymentSet(data, initial=worked, prefix="e"),
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(self.forms())

    def show(self, made: dict[str, Any], status: int = 200) -> HttpResponse:
        context = self.get_context_data(expert=self.expert, cancel_url=self.back(), **made)
        return self.render_to_response(context, status=status)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        valid = [form.is_valid() for form in made.values()]
        if not all(valid):
            return self.show(made, status=422)
        try:
            actions.expert_data_keep(
                expert=self.expert,
                by=request.user,
                backgrounds=rows_of(made["backgrounds"], "field"),
                employments=rows_of(made["employments"], "employer"),
                **made["form"].cleaned_data,
            )
        except ValidationError as error:
            blame(made["form"], error)
            return self.show(made, status=422)
        messages.success(request, gettext("The data are stored."))
        return redirect(self.back())


class OwnExpertData(ExpertData):
    """An expert's own data, without knowing the key; others know of no such page."""

    page_title = _("My data as an expert")

    @cached_property
    def expert(self) -> Expert:
        return get_object_or_404(Expert, user=self.request.user.pk)

    def back(self) -> str:
        return reverse("people:profile")

    def get_breadcrumbs(self) -> list[Crumb]:
        return [Crumb(gettext("My profile"), self.back()), Crumb(self.get_page_title())]
