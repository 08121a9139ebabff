"""Screens of committees, the council and other bodies."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.bodies import queries
from zsa_portal.people.bodies.models import Body
from zsa_portal.people.fields import TechnicalField
from zsa_portal.people.gates import SignedIn, StaffOnly
from zsa_portal.people.places import places_of
from zsa_portal.people.rules import keeps_registers
from zsa_portal.people.screens import Directory, crumb
from zsa_portal.regulations import clock
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.views import ListPage, Page


class BodyFilter(django_filters.FilterSet):
    """Narrows the list of bodies."""

    kind = django_filters.ChoiceFilter(label=_("kind"), choices=Body.Kind.choices)
    field = django_filters.ChoiceFilter(label=_("technical field"), choices=TechnicalField.choices)

    class Meta:
        model = Body
        fields: list[str] = []


class BodyTable(tables.Table):
    """Bodies as staff see them."""

    name = tables.Column(linkify=True, order_by="by_pinyin")
    chair = tables.Column(verbose_name=_("chair"))
    seats_now = tables.Column(verbose_name=_("seats today"))
    votes_now = tables.Column(verbose_name=_("of which vote"))

    class Meta:
        model = Body
        fields = ("code", "name", "kind", "field", "chair", "seats_now", "votes_now", "dissolved")
        order_by = "code"


class CommitteeTable(tables.Table):
    """Committees as everybody sees them."""

    name = tables.Column(order_by="by_pinyin")
    chair = tables.Column(verbose_name=_("chair"))

    class Meta:
        model = Body
        fields = ("name", "field", "chair")
        order_by = "name"


class Bodies(StaffOnly, Directory, ListPage):
    """All bodies, for staff."""

    page_title = _("Committees and council")
    directory_tab = "bodies"
    table_class = BodyTable
    filterset_class = BodyFilter
    search_fields = ("name", "name_en", "code")
    export_name = "bodies"

    def get_queryset(self) -> QuerySet[Body]:
        return queries.bodies()


class Committees(ListPage):
    """The technical committees, for everybody: name, field and chair."""

    template_name = "people/public_list.html"
    page_title = _("Technical committees")
    table_class = CommitteeTable
    search_fields = ("name", "name_en")
    export_name = "committees"

    def get_queryset(self) -> QuerySet[Body]:
        return queries.committees()


class BodyPage(SignedIn, Page):
    """One body with its seats of today and before: for staff and whoever sits on it."""

    template_name = "people/body.html"

    def check(self, request: HttpRequest) -> None:
        who = places_of(request.user)
        if not who.staff and self.kwargs["pk"] not in who.bodies:
            raise Http404

    @cached_property
    def body(self) -> Body:
        return get_object_or_404(Body, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return str(self.body)

    def get_breadcrumbs(self) -> list[Crumb]:
        own = Crumb(str(self.body))
        return [crumb("bodies"), own] if places_of(self.request.user).staff else [own]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        body = self.body
        staff = places_of(self.request.user).staff
        return super().get_context_data(**kwargs) | {
            "body": body,
            "staff": staff,
            "today": clock.today(),
            "keeps": keeps_registers(self.request.user),
            "facts": [
                (gettext("kind"), body.get_kind_display()),
                (gettext("code"), body.code),
                (gettext("technical field"), body.get_field_display()),
                (gettext("founded"), body.founded),
                (gettext("dissolved"), body.dissolved),
            ],
            "seats": queries.seats_now(body),
            "former": queries.seats_before(body)[:100],
        }


class Council(StaffOnly, BodyPage):
    """The council's page, without knowing its key."""

    def check(self, request: HttpRequest) -> None:
        StaffOnly.check(self, request)

    @cached_property
    def body(self) -> Body:
        return get_object_or_404(Body, kind=Body.Kind.COUNCIL)
