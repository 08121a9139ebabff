"""The custodian's spot checks: drawing a sample, writing down what was found, closing (第十六条)."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.gates import CustodianOnly
from archive.loans import actions
from archive.loans.forms import FindingForm
from archive.loans.handling import handled_in
from archive.loans.records import SpotCheck, SpotCheckRow
from zsa_portal.ui.asking import AskPage
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.templatetags.ui import when
from zsa_portal.ui.views import ListPage, Page


class CheckTable(tables.Table):
    """Spot checks in a list."""

    drawn_at = tables.Column(verbose_name=gettext_lazy("Drawn"), linkify=True)
    drawn_by = tables.Column(verbose_name=gettext_lazy("By"), order_by="drawn_by__by_pinyin")
    loans = tables.Column(verbose_name=gettext_lazy("Loans"))
    faults = tables.Column(verbose_name=gettext_lazy("Not as the rules say"))
    closed_at = tables.Column(verbose_name=gettext_lazy("Closed"))

    class Meta:
        model = SpotCheck
        fields = ("drawn_at", "drawn_by", "loans", "faults", "closed_at")

    def render_drawn_at(self, value: Any) -> str:
        return when(value)

    def render_closed_at(self, value: Any) -> str:
        return when(value)


class Checks(CustodianOnly, ListPage):
    """All spot checks."""

    page_title = gettext_lazy("Spot checks of loans")
    table_class = CheckTable
    export_name = "spot-checks"
    empty_title = gettext_lazy("No spot checks yet")
    empty_text = gettext_lazy("Draw a sample of loans to look into how they were handled.")
    empty_action: Any = (reverse_lazy("archive:spot_check_draw"), gettext_lazy("Draw a sample"))
    template_name = "archive/spot_checks.html"

    def get_queryset(self) -> QuerySet[SpotCheck]:
        faults = Count("rows", filter=Q(rows__conforms=False))
        rows = SpotCheck.objects.select_related("drawn_by")
        return rows.annotate(loans=Count("rows"), faults=faults)


class DrawCheck(CustodianOnly, AskPage):
    """Draws a sample."""

    page_title = gettext_lazy("Draw a sample")
    done = gettext_lazy("The sample is drawn.")
    effects = (gettext_lazy("Some loans that no spot check has had yet are drawn at random."),)

    def act(self, form: Any) -> None:
        actions.spot_check_draw(by=self.request.user)  # type: ignore[arg-type]  # signed in

    def back(self) -> str:
        return reverse("archive:spot_checks")


class CheckPage(CustodianOnly, Page):
    """One spot check with its loans, what their borrowers did, and what was found."""

    template_name = "archive/spot_check.html"

    def get_page_title(self) -> str:
        return _("Spot check of %(day)s") % {"day": self.spot_check}

    def get_breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Spot checks of loans"), reverse("archive:spot_checks")),
            Crumb(self.get_page_title()),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.spot_check = get_object_or_404(SpotCheck, pk=self.kwargs["pk"])
        found = self.spot_check.rows.select_related("loan__borrower", "loan__owner", "found_by")
        rows = list(found)
        done = handled_in(row.loan_id for row in rows)
        return super().get_context_data(**kwargs) | {
            "spot_check": self.spot_check,
            "rows": rows,
            "handled": [(row.loan, done.get(row.loan_id, ())) for row in rows],
        }


class NoteFinding(CustodianOnly, AskPage):
    """Writes down what was found of one loan."""

    page_title = gettext_lazy("Finding")
    confirm_label = gettext_lazy("Save")
    done = gettext_lazy("Saved.")

    def find(self) -> None:
        rows = SpotCheckRow.objects.select_related("loan", "check_of")
        self.row = get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_page_lead(self) -> str:
        return str(self.row.loan)

    def form(self, *data: Any) -> FindingForm:
        known = {True: "yes", False: "no", None: None}[self.row.conforms]
        return FindingForm(*data, initial={"conforms": known, "finding": self.row.finding})

    def act(self, form: FindingForm) -> None:
        actions.spot_check_note(row=self.row, by=self.request.user, **form.cleaned_data)  # type: ignore[arg-type]

    def back(self) -> str:
        return reverse("archive:spot_check", args=[self.row.check_of_id])


class CloseCheck(CustodianOnly, AskPage):
    """Closes a spot check of which every loan was looked into."""

    page_title = gettext_lazy("Close the spot check")
    done = gettext_lazy("The spot check is closed.")

    def find(self) -> None:
        self.spot_check = get_object_or_404(SpotCheck, pk=self.kwargs["pk"])

    def act(self, form: Any) -> None:
        actions.spot_check_close(check=self.spot_check, by=self.request.user)  # type: ignore[arg-type]

    def back(self) -> str:
        return reverse("archive:spot_check", args=[self.spot_check.pk])
