"""Screens of inspections: their list, writing findings down, answering and dropping them."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy

from archive.inspections import actions, queries
from archive.inspections.forms import AnswerForm, DropForm, FindingForm
from archive.inspections.issuing import report_data
from archive.inspections.models import Finding, Inspection
from archive.inspections.papers import INCENTIVE_REPORT
from archive.inspections.states import I
from archive.parties import inspects, releases_inspection
from zsa_portal.documents import forms
from zsa_portal.documents.forms import FormKind
from zsa_portal.documents.handing_out import FormFile, How
from zsa_portal.people.gates import StaffOnly
from zsa_portal.ui.forms import StyledForm
from zsa_portal.workflow.filters import for_matters
from zsa_portal.workflow.lists import MatterList
from zsa_portal.workflow.pages import FormPage, preview
from zsa_portal.workflow.refusals import WrongState
from zsa_portal.workflow.tables import HOLDER, MatterTable


class InspectionTable(MatterTable):
    """Inspections in a list."""

    month = tables.DateColumn(format="Y-m", verbose_name=gettext_lazy("Month"))

    class Meta:
        model = Inspection
        fields = ("title", "month", "state", "holder", "due_at")
        sequence = fields
        exclude = ("number", "applicant")


class Inspections(StaffOnly, MatterList):
    """The inspections of the filings, June and December."""

    page_title = gettext_lazy("Inspections of the filings")
    table_class = InspectionTable
    filterset_class = for_matters(Inspection)
    search_fields = ("title",)
    export_name = "inspections"
    empty_title = gettext_lazy("No inspections yet")
    empty_text = gettext_lazy("An inspection is opened by itself in June and in December.")

    def get_queryset(self) -> QuerySet[Inspection]:
        return queries.inspections_for(self.request.user).select_related(*HOLDER)


class InspectionPage(LoginRequiredMixin, FormPage):
    """A page on which something of an inspection is written, while it is in one of ``states``."""

    machine = Inspection
    tab = "findings"
    template_name = "workflow/matter_form.html"
    states: tuple[str, ...]

    def prepare(self) -> None:
        if not self.may():
            raise PermissionDenied
        if self.matter.state not in self.states:
            raise WrongState(self.matter)

    def may(self) -> bool:
        """Whether the user writes here; raises Http404 for what the user may not know of."""
        raise NotImplementedError


class NewFinding(InspectionPage):
    """The inspectors write down what they saw, with photographs."""

    page_title = gettext_lazy("Write down what was found")
    states = (I.INSPECTING,)
    form_class = FindingForm

    def may(self) -> bool:
        return inspects(self.matter, self.request.user)

    def act(self, values: dict[str, Any]) -> Finding:
        return actions.finding_add(
            inspection=self.matter,  # type: ignore[arg-type]
            home=values["department"],
            text=values["text"],
            incomplete=values["incomplete"],
            photos=values["photos"],
            by=self.request.user,
            seen=self.seen,
        )


class OfOneFinding(InspectionPage):
    """A page about one finding."""

    def prepare(self) -> None:
        rows = queries.findings_for(self.matter, self.request.user)
        found = rows.filter(pk=self.kwargs["finding"]).first()
        if found is None:
            raise Http404
        self.finding = found
        super().prepare()

    def get_page_lead(self) -> str:
        return str(self.finding)


class AnswerFinding(OfOneFinding):
    """The head of the department answers."""

    page_title = gettext_lazy("Answer what was found")
    states = (I.ANSWERS,)
    form_class = AnswerForm

    def may(self) -> bool:
        return actions.heads_of_finding(self.finding, self.request.user)

    def forms(self, data: Any = None) -> dict[str, Any]:
        return {"form": AnswerForm(data, initial={"answer": self.finding.answer})}

    def act(self, values: dict[str, Any]) -> Finding:
        return actions.finding_answer(
            finding=self.finding, answer=values["answer"], by=self.request.user
        )


class DropFinding(OfOneFinding):
    """The head of the quality department lets a finding go."""

    page_title = gettext_lazy("Drop the finding")
    states = (I.ANSWERS,)
    form_class = DropForm

    def may(self) -> bool:
        return releases_inspection(self.matter, self.request.user)

    def act(self, values: dict[str, Any]) -> Finding:
        return actions.finding_drop(
            finding=self.finding, reason=values["reason"], by=self.request.user, seen=self.seen
        )


class RemoveFinding(OfOneFinding):
    """The inspectors take a finding back before it is sent."""

    template_name = "archive/inspections/remove.html"
    page_title = gettext_lazy("Take the finding back")
    states = (I.INSPECTING,)
    form_class = StyledForm

    def may(self) -> bool:
        return inspects(self.matter, self.request.user)

    def act(self, values: dict[str, Any]) -> None:
        actions.finding_remove(finding=self.finding, by=self.request.user, seen=self.seen)


class ReportPreview(FormFile):
    """The report as the PDF that it would be now."""

    machine = Inspection
    how = How.PREVIEW

    def kind(self) -> FormKind:
        return INCENTIVE_REPORT

    def prepare(self) -> None:
        if not queries.reads_all(self.matter, self.request.user):
            raise PermissionDenied

    def answer(self) -> HttpResponse:
        return preview(forms.preview(INCENTIVE_REPORT, report_data(self.matter)), name="report.pdf")
