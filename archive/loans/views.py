"""Screens of loans: the lists, and the request that one is writing."""

from __future__ import annotations

from copy import copy
from typing import Any

import django_filters
import django_tables2 as tables
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import View

from archive.loans import actions, queries
from archive.loans.forms import RequestForm
from archive.loans.models import Loan
from archive.loans.parties import borrows
from archive.loans.states import STATES, L
from archive.loans.terms import Form
from zsa_portal.documents.levels import LEVELS_SHOWN
from zsa_portal.people.departments.queries import departments_by_pinyin
from zsa_portal.people.gates import StaffOnly
from zsa_portal.regulations import clock
from zsa_portal.ui.templatetags.ui import when
from zsa_portal.workflow.filters import TurnFilter
from zsa_portal.workflow.lists import MatterList
from zsa_portal.workflow.pages import WritingPage
from zsa_portal.workflow.refusals import WrongState
from zsa_portal.workflow.tables import MatterTable


class LoanTable(MatterTable):
    """Loans in a list."""

    number = tables.Column(verbose_name=gettext_lazy("Number"), linkify=True)
    title = tables.Column(verbose_name=gettext_lazy("Title"), linkify=True)
    borrower = tables.Column(verbose_name=gettext_lazy("Borrower"), order_by="borrower__by_pinyin")
    owner = tables.Column(verbose_name=gettext_lazy("Department"))
    level = tables.Column(verbose_name=gettext_lazy("Level"))
    form = tables.Column(verbose_name=pgettext_lazy("loan", "Form"))
    ends_on = tables.Column(verbose_name=gettext_lazy("Last day"))

    class Meta:
        model = Loan
        fields = (
            "number",
            "title",
            "borrower",
            "owner",
            "level",
            "form",
            "state",
            "holder",
            "ends_on",
        )
        sequence = fields
        exclude = ("applicant", "due_at")

    def render_ends_on(self, value: Any) -> str:
        return when(value)


class LoanFilter(TurnFilter):
    """Narrows loans by state, level, form and department, and to those overdue."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=[(code, info.label) for code, info in STATES.items()]
    )
    level = django_filters.ChoiceFilter(label=gettext_lazy("Level"), choices=LEVELS_SHOWN)
    form = django_filters.ChoiceFilter(label=pgettext_lazy("loan", "Form"), choices=Form.choices)
    owner = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Department"), queryset=departments_by_pinyin()
    )
    overdue = django_filters.ChoiceFilter(
        label=gettext_lazy("Overdue"),
        choices=[("yes", gettext_lazy("Overdue"))],
        method="only_overdue",
    )

    class Meta:
        model = Loan
        fields: tuple[str, ...] = ("state", "level", "form", "owner")

    def only_overdue(self, rows: QuerySet[Loan], name: str, value: str) -> QuerySet[Loan]:
        """Paper that is out past its last day."""
        return rows.filter(state=L.OUT, closes_at__lte=clock.now())


class Loans(StaffOnly, MatterList):
    """All loans that one may know of: the custodian's are all, others decide on theirs."""

    page_title = gettext_lazy("Loans of records")
    table_class = LoanTable
    filterset_class = LoanFilter
    search_fields = ("number", "borrower__name", "purpose")
    search_numbers = ("number",)
    export_name = "loans"
    empty_title = gettext_lazy("No loans yet")
    empty_text = gettext_lazy("Choose records in the archive and ask to borrow them.")
    empty_action: Any = (reverse_lazy("archive:items"), gettext_lazy("Records of the archive"))

    def get_queryset(self) -> QuerySet[Loan]:
        return queries.loans_for(self.request.user)


class MyLoans(Loans):
    """The loans of whoever looks."""

    page_title = gettext_lazy("My loans")
    export_name = "my-loans"

    def get_queryset(self) -> QuerySet[Loan]:
        return super().get_queryset().filter(borrower=self.request.user.pk)


class EditLoan(LoginRequiredMixin, WritingPage):
    """Writes the request while it is not submitted; its records are listed beside it."""

    machine = Loan
    tab = "overview"
    template_name = "archive/loan_edit.html"
    page_title = gettext_lazy("Request for a loan")

    def prepare(self) -> None:
        if not borrows(self.matter, self.request.user):
            raise PermissionDenied
        if self.matter.state != L.DRAFT:
            raise WrongState(self.matter)

    def forms(self, data: Any = None) -> dict[str, Any]:
        return {"form": RequestForm(data, instance=copy(self.matter))}

    def show(self, made: dict[str, Any], *, status: int = 200, **more: Any) -> HttpResponse:
        self.seen = self.seen or actions.REQUEST.mark(self.matter)
        rows = queries.lent_items(self.matter, self.request.user)  # type: ignore[arg-type]  # a loan
        return super().show(made, status=status, rows=rows, **more)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        if not made["form"].is_valid():
            return self.show(made, status=422)
        return self.do(made, lambda: self.save(made["form"]), _("Saved."))

    def save(self, form: RequestForm) -> None:
        """Save what the form writes."""
        actions.loan_save(
            loan=self.matter,  # type: ignore[arg-type]  # of this machine
            values=form.cleaned_data,
            by=self.request.user,  # type: ignore[arg-type]  # signed in
            seen=self.seen,
        )


class RemoveRecord(StaffOnly, View):
    """Takes a record off the request one is writing."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int, item: int) -> HttpResponse:
        loan = get_object_or_404(Loan.objects.visible_to(request.user), pk=pk)
        actions.loan_remove(loan=loan, item=item, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("The record is off your request."))
        return redirect("archive:loan_edit", pk=loan.pk)
