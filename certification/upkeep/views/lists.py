"""The lists of upkeep: recognised standards with their days, the three procedures, conclusions."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
import django_tables2 as tables
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from certification.upkeep import queries
from certification.upkeep.conclusions import ChangesConclusion, Conclusion
from certification.upkeep.models import Recheck, Reexamination, StandardRevision
from certification.upkeep.records import Upkeep
from zsa_portal.ui.templatetags.ui import when
from zsa_portal.ui.views import ListPage
from zsa_portal.workflow.filters import TurnFilter
from zsa_portal.workflow.lists import MatterList
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.tables import HOLDER, MatterTable


class UpkeepTable(tables.Table):
    """Recognised standards with the days on which they are due next."""

    number = tables.Column(
        accessor="edition__number",
        verbose_name=gettext_lazy("Number"),
        linkify=("certification:upkeep_of", [tables.A("pk")]),
    )
    title = tables.Column(
        accessor="edition__shown_title",
        verbose_name=gettext_lazy("Title"),
        order_by="edition__title",
    )
    source_number = tables.Column(
        accessor="edition__source_number", verbose_name=gettext_lazy("Source number")
    )
    body = tables.Column(accessor="edition__source_body", verbose_name=gettext_lazy("Body"))
    recheck_on = tables.Column(verbose_name=gettext_lazy("Next yearly re-check"))
    reexamination_on = tables.Column(verbose_name=gettext_lazy("Next re-examination"))

    class Meta:
        model = Upkeep
        fields = ("number", "title", "source_number", "body", "recheck_on", "reexamination_on")

    def render_recheck_on(self, value: Any) -> str:
        return when(value)

    def render_reexamination_on(self, value: Any) -> str:
        return when(value)


class UpkeepFilter(django_filters.FilterSet):
    """Narrows recognised standards by the day until which something is due."""

    recheck_until = django_filters.DateFilter(
        field_name="recheck_on", lookup_expr="lte", label=gettext_lazy("Re-check due until")
    )
    reexamination_until = django_filters.DateFilter(
        field_name="reexamination_on",
        lookup_expr="lte",
        label=gettext_lazy("Re-examination due until"),
    )

    class Meta:
        model = Upkeep
        fields: tuple[str, ...] = ()


class UpkeepList(LoginRequiredMixin, ListPage):
    """Recognised standards in force with what is due when: staff see all, a body its own."""

    page_title = gettext_lazy("Recognised standards: what is due when")
    table_class = UpkeepTable
    filterset_class = UpkeepFilter
    search_fields = ("edition__number", "edition__title", "edition__source_number")
    search_numbers = ("edition__number", "edition__source_number")
    export_name = "recognised-standards-due"
    empty_title = gettext_lazy("No recognised standard yet")
    empty_text = gettext_lazy("Recognised standards appear here with the days they are due.")

    def get_queryset(self) -> QuerySet[Upkeep]:
        return queries.kept_by(self.request.user)


class KeptTable(MatterTable):
    """Re-checks, re-examinations or revisions in a list."""

    due_on = tables.Column(verbose_name=gettext_lazy("To be concluded by"))

    class Meta:
        model = Matter
        fields = ("number", "title", "applicant", "state", "due_on", "holder", "due_at")
        sequence = fields

    def render_due_on(self, value: Any) -> str:
        return when(value)


def _state_filter(cls: type[Matter]) -> type[TurnFilter]:
    """A filter by the states of one procedure, and until when it is to be concluded."""

    class Narrowed(TurnFilter):
        state = django_filters.ChoiceFilter(
            label=gettext_lazy("State"),
            choices=[(code, info.label) for code, info in cls.STATES.items()],
        )
        due_until = django_filters.DateFilter(
            field_name="due_on", lookup_expr="lte", label=gettext_lazy("To be concluded until")
        )

        class Meta:
            model = cls
            fields: tuple[str, ...] = ()

    return Narrowed


class KeptList(LoginRequiredMixin, MatterList):
    """The matters of one procedure that one may know of."""

    machine: ClassVar[type[Matter]]
    table_class = KeptTable
    search_fields = ("title", "number", "applicant__name")
    search_numbers = ("number",)
    empty_text = gettext_lazy("They appear here as soon as you have a part in one.")

    def get_queryset(self) -> QuerySet[Any]:
        rows = self.machine.objects.visible_to(self.request.user)
        return rows.select_related("applicant", *HOLDER)


class Rechecks(KeptList):
    """Yearly re-checks."""

    machine = Recheck
    filterset_class = _state_filter(Recheck)
    page_title = gettext_lazy("Yearly re-checks")
    export_name = "rechecks"
    empty_title = gettext_lazy("No re-check yet")


class Reexaminations(KeptList):
    """Re-examinations."""

    machine = Reexamination
    filterset_class = _state_filter(Reexamination)
    page_title = gettext_lazy("Re-examinations")
    export_name = "reexaminations"
    empty_title = gettext_lazy("No re-examination yet")


class Revisions(KeptList):
    """Revisions of recognised standards."""

    machine = StandardRevision
    filterset_class = _state_filter(StandardRevision)
    page_title = gettext_lazy("Revisions of recognised standards")
    export_name = "revisions"
    empty_title = gettext_lazy("No revision yet")


class ConclusionTable(tables.Table):
    """Public conclusions."""

    number = tables.Column(verbose_name=gettext_lazy("Number"), linkify=queries.edition_page)
    title = tables.Column(verbose_name=gettext_lazy("Title"), linkify=queries.edition_page)
    applicant = tables.Column(verbose_name=gettext_lazy("Body"), order_by="applicant__by_pinyin")
    kind = tables.Column(verbose_name=gettext_lazy("Procedure"))
    conclusion = tables.Column(verbose_name=gettext_lazy("Conclusion"), orderable=False)
    entered_at = tables.Column(verbose_name=gettext_lazy("Published"))

    class Meta:
        model = Matter
        fields = ("number", "title", "applicant", "kind", "conclusion", "entered_at")

    def render_kind(self, value: str) -> str:
        return str(MACHINES[value].kind_label)

    def render_conclusion(self, record: Any, value: str) -> str:
        return queries.conclusion_label(record.kind, value)

    def render_entered_at(self, value: Any) -> str:
        return when(value)


class ConclusionFilter(django_filters.FilterSet):
    """Narrows public conclusions by procedure and conclusion."""

    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Procedure"),
        choices=[
            (one.kind_code, one.kind_label) for one in (Recheck, Reexamination, StandardRevision)
        ],
    )
    conclusion = django_filters.ChoiceFilter(
        label=gettext_lazy("Conclusion"),
        choices=[*Conclusion.choices, *ChangesConclusion.choices],
    )

    class Meta:
        model = Matter
        fields: tuple[str, ...] = ()


class Conclusions(ListPage):
    """Every published conclusion on a recognised standard, which is everybody's."""

    template_name = "certification/upkeep/conclusions.html"
    page_title = gettext_lazy("Conclusions on recognised standards")
    page_lead = gettext_lazy(
        "What the yearly re-checks, the re-examinations and the revisions concluded."
    )
    table_class = ConclusionTable
    filterset_class = ConclusionFilter
    search_fields = ("number", "title", "applicant__name")
    search_numbers = ("number",)
    export_name = "conclusions"
    empty_title = gettext_lazy("Nothing is concluded yet")
    empty_text = gettext_lazy("Conclusions appear here on the day they are published.")

    def get_queryset(self) -> QuerySet[Matter]:
        return queries.concluded()
