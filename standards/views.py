"""Lists of projects, and the acts that cover several of them."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy

from standards.batches import BatchPage
from standards.models import Project
from standards.planning.views import NewNotice, NewPlan
from standards.publication.views import NewAnnouncement, NewPublication
from standards.states import STATES
from zsa_portal.people.models import Body, Party, Post, TechnicalField
from zsa_portal.people.places import places_of
from zsa_portal.ui.views import ListPage, Page
from zsa_portal.workflow.tables import MatterTable

HOLDER = ("holder", *(f"holder__{name}" for name in Party.WITH_NAMES))


class ProjectTable(MatterTable):
    """Projects in a list."""

    committee = tables.Column(verbose_name=gettext_lazy("Committee"), order_by="committee__name")

    class Meta:
        model = Project
        fields = ("number", "title", "state", "applicant", "committee", "holder", "due_at")
        sequence = fields


class ProjectFilter(django_filters.FilterSet):
    """Narrows projects by field, state and committee."""

    field = django_filters.ChoiceFilter(
        label=gettext_lazy("Technical field"), choices=TechnicalField
    )
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=[(code, info.label) for code, info in STATES.items()],
    )
    committee = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Committee"), queryset=Body.objects.filter(kind=Body.Kind.COMMITTEE)
    )

    class Meta:
        model = Project
        fields: tuple[str, ...] = ("field", "state", "committee")


class Projects(LoginRequiredMixin, ListPage):
    """Every project one may know of."""

    page_title = gettext_lazy("Projects")
    table_class = ProjectTable
    filterset_class = ProjectFilter
    search_fields = ("title", "title_en", "number")
    export_name = "projects"
    empty_title = gettext_lazy("No projects yet")
    empty_text = gettext_lazy("Projects appear here as soon as you have a part in one.")

    def get_queryset(self) -> QuerySet[Project]:
        rows = Project.objects.visible_to(self.request.user)
        return rows.select_related("applicant", "committee", *HOLDER)


BATCHES: tuple[tuple[str, type[BatchPage]], ...] = (
    ("notice_batch", NewNotice),
    ("plan_batch", NewPlan),
    ("decision_batch", NewPublication),
    ("announcement_batch", NewAnnouncement),
)


class Batches(LoginRequiredMixin, Page):
    """The acts that cover several projects, with how many wait for each."""

    template_name = "standards/batches.html"
    page_title = gettext_lazy("Batches: notices and plans")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        who = places_of(request.user)
        if request.user.is_authenticated and not (
            who.staff or f"post:{Post.COUNCIL_SECRETARY}" in who.parties
        ):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Project.objects.visible_to(self.request.user).order_by()
        counts = dict(rows.values_list("state").annotate(Count("pk")))
        batches = [
            {
                "label": page.page_title,
                "url": reverse(f"standards:{name}"),
                "count": counts.get(page.state, 0),
            }
            for name, page in BATCHES
            if page().entitled(self.request.user)
        ]
        return super().get_context_data(**kwargs) | {"batches": batches}
