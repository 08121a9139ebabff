"""Lists of recognitions."""

from __future__ import annotations

import django_filters
import django_tables2 as tables
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from certification.models import Recognition
from certification.states import STATES
from zsa_portal.people.models import TechnicalField
from zsa_portal.workflow.filters import TurnFilter
from zsa_portal.workflow.lists import MatterList
from zsa_portal.workflow.tables import HOLDER, MatterTable


class RecognitionTable(MatterTable):
    """Recognitions in a list."""

    source_number = tables.Column(verbose_name=gettext_lazy("Number of the group standard"))

    class Meta:
        model = Recognition
        fields = ("number", "title", "source_number", "state", "applicant", "holder", "due_at")
        sequence = fields


class RecognitionFilter(TurnFilter):
    """Narrows recognitions by field and state."""

    field = django_filters.ChoiceFilter(
        label=gettext_lazy("Technical field"), choices=TechnicalField
    )
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=[(code, info.label) for code, info in STATES.items()],
    )

    class Meta:
        model = Recognition
        fields: tuple[str, ...] = ("field", "state")


class Recognitions(LoginRequiredMixin, MatterList):
    """Every recognition one may know of."""

    page_title = gettext_lazy("Recognitions")
    table_class = RecognitionTable
    filterset_class = RecognitionFilter
    search_fields = ("title", "title_en", "number", "source_number", "applicant__name")
    search_numbers = ("number", "source_number")
    export_name = "recognitions"
    empty_title = gettext_lazy("No recognitions yet")
    empty_text = gettext_lazy("Recognitions appear here as soon as you have a part in one.")

    def get_queryset(self) -> QuerySet[Recognition]:
        rows = Recognition.objects.visible_to(self.request.user)
        return rows.select_related("applicant", *HOLDER)
