"""Lists of projects."""

from __future__ import annotations

import django_filters
import django_tables2 as tables
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from standards.models import Project
from standards.states import STATES
from zsa_portal.people.models import Body, TechnicalField
from zsa_portal.workflow.filters import TurnFilter
from zsa_portal.workflow.lists import MatterList
from zsa_portal.workflow.tables import HOLDER, MatterTable


class ProjectTable(MatterTable):
    """Projects in a list."""

    committee = tables.Column(
        verbose_name=gettext_lazy("Committee"), order_by="committee__by_pinyin"
    )

    class Meta:
        model = Project
        fields = ("number", "title", "state", "applicant", "committee", "holder", "due_at")
        sequence = fields


class ProjectFilter(TurnFilter):
    """Narrows projects by field, state and committee."""

    field = django_filters.ChoiceFilter(
        label=gettext_lazy("Technical field"), choices=TechnicalField
    )
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=[(code, info.label) for code, info in STATES.items()],
    )
    committee = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Committee"),
        queryset=Body.objects.filter(kind=Body.Kind.COMMITTEE).order_by("by_pinyin", "pk"),
    )

    class Meta:
        model = Project
        fields: tuple[str, ...] = ("field", "state", "committee")


class Projects(LoginRequiredMixin, MatterList):
    """Every project one may know of."""

    page_title = gettext_lazy("Projects")
    table_class = ProjectTable
    filterset_class = ProjectFilter
    search_fields = ("title", "title_en", "number")
    search_numbers = ("number",)
    export_name = "projects"
    empty_title = gettext_lazy("No projects yet")
    empty_text = gettext_lazy("Projects appear here as soon as you have a part in one.")

    def get_queryset(self) -> QuerySet[Project]:
        rows = Project.objects.visible_to(self.request.user)
        return rows.select_related("applicant", "committee", *HOLDER)
