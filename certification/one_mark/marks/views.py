"""Screens of those who apply for a mark or examine it; the public ones stand in ``public``."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from certification.one_mark.marks import actions
from certification.one_mark.marks.forms import ApplicationForm, NewMarkForm
from certification.one_mark.marks.models import Mark
from certification.one_mark.marks.states import STATES, WRITING
from certification.one_mark.parties import acts_for_applicant
from certification.one_mark.screens import BeginPage, FieldsPage
from zsa_portal.people.places import places_of
from zsa_portal.ui.finding.sides import found_on
from zsa_portal.ui.finding.words import begun
from zsa_portal.ui.templatetags.ui import when
from zsa_portal.ui.views import SEARCH_MAX
from zsa_portal.workflow.filters import TurnFilter
from zsa_portal.workflow.lists import MatterList
from zsa_portal.workflow.refusals import WrongState
from zsa_portal.workflow.tables import HOLDER, MatterTable


class MarkTable(MatterTable):
    """Marks in a list, with whose turn it is."""

    title = tables.Column(verbose_name=gettext_lazy("Product"), linkify=True)
    edition = tables.Column(
        verbose_name=gettext_lazy("Standard"),
        accessor="edition__number",
        order_by="edition__number",
    )
    ends = tables.Column(
        verbose_name=gettext_lazy("Valid until"),
        accessor="authorisation__ends",
        order_by="authorisation__ends",
    )

    class Meta:
        model = Mark
        fields = (
            "number",
            "title",
            "model",
            "applicant",
            "edition",
            "state",
            "ends",
            "holder",
            "due_at",
        )
        sequence = fields

    def render_ends(self, value: Any) -> str:
        return when(value)


class MarkFilter(TurnFilter):
    """Narrows marks by state, and by the number of their standard."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=[(code, info.label) for code, info in STATES.items()]
    )
    standard = django_filters.CharFilter(
        label=gettext_lazy("Standard"), method="of_standard", max_length=SEARCH_MAX
    )

    class Meta:
        model = Mark
        fields: tuple[str, ...] = ("state",)

    def of_standard(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those on a standard, by its number in any spelling."""
        return rows.filter(found_on(Mark, ("edition__number",), begun(value)))


class Marks(LoginRequiredMixin, MatterList):
    """Every mark one may know of, applications too."""

    page_title = gettext_lazy("1字标: applications and authorisations")
    table_class = MarkTable
    filterset_class = MarkFilter
    search_fields = ("number", "title", "model", "applicant__name")
    search_numbers = ("number",)
    export_name = "marks"
    empty_title = gettext_lazy("No marks yet")
    empty_text = gettext_lazy("Marks appear here as soon as you have a part in one.")

    def get_queryset(self) -> QuerySet[Mark]:
        rows = Mark.objects.visible_to(self.request.user)
        return rows.select_related("applicant", "edition", "authorisation", *HOLDER)


class NewMark(BeginPage):
    """Begins an application for the mark."""

    form_class = NewMarkForm
    page_title = gettext_lazy("Apply for the 1字标")
    page_lead = gettext_lazy(
        "The mark is voluntary. A product that is made to a Zhongguancun standard in force and "
        "certified to it by a listed partner may carry it."
    )
    next_page = "certification:mark_edit"

    def entitled(self, user: Any) -> bool:
        return bool(places_of(user).organisations)

    def begin(self, data: dict[str, Any]) -> Mark:
        return actions.mark_begin(by=self.request.user, **data)


class EditMark(FieldsPage):
    """Writes an application, or what renews an authorisation."""

    machine = Mark
    page_title = gettext_lazy("Application for the 1字标")
    written = actions.APPLICATION
    form_class = ApplicationForm

    def prepare(self) -> None:
        """The enterprise, while the application or renewal is its own."""
        if not acts_for_applicant(self.matter, self.request.user):
            raise PermissionDenied
        if self.matter.state not in WRITING:
            raise WrongState(self.matter)

    def save(self, form: ApplicationForm) -> None:
        actions.mark_save(
            mark=self.matter, values=form.cleaned_data, by=self.request.user, seen=self.seen
        )
