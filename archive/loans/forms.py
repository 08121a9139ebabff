"""Screens' forms of loans."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from archive.loans.actions import REQUEST, departments_of
from archive.loans.models import Loan
from archive.loans.remarks import proposed_remark
from zsa_portal.people.departments.queries import departments_by_pinyin
from zsa_portal.ui.forms import DateField, StyledForm, StyledModelForm, area, mark_wanted
from zsa_portal.workflow.forms import StepForm


class RequestForm(StyledModelForm):
    """For what, in which form and for how long; everything may be saved unfinished."""

    starts_on = DateField(label=_("From"), required=False)
    ends_on = DateField(
        label=_("To (last day)"), required=False, help_text=_("The day of return, for paper.")
    )
    no_copying = forms.BooleanField(
        label=_("I do not copy, scan or photograph originals myself."), required=False
    )
    no_commercial_use = forms.BooleanField(
        label=_(
            "I use the records for this purpose only, and not commercially without permission."
        ),
        required=False,
    )
    field_groups = (
        (_("Purpose"), ("owner", "form", "purpose")),
        (_("Time"), ("starts_on", "ends_on")),
        (_("Promises"), ("no_copying", "no_commercial_use")),
    )
    half_width = ("owner", "form", "starts_on", "ends_on")

    class Meta:
        model = Loan
        fields = REQUEST.fields
        labels = {"owner": _("For which department")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = [home.pk for home in departments_of(self.instance.borrower)]
        owner: Any = self.fields["owner"]
        owner.queryset = departments_by_pinyin().filter(pk__in=mine)
        owner.empty_label = None
        self.fields["purpose"].widget = area(3)
        mark_wanted(self, ("purpose", "starts_on", "ends_on"))


class UntilForm(StepForm):
    """The last day of a loan; the one asked for, or an earlier one."""

    until = DateField(label=_("To (last day)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = self.matter.ends_on  # type: ignore[attr-defined]


class GrantForm(UntilForm):
    """Until when the records are open, and whether marked copies may be saved."""

    copies = forms.BooleanField(
        label=_("The borrower may save copies; each page carries name, time, purpose and number."),
        required=False,
    )


class HandOutForm(UntilForm):
    """The day of return of paper originals."""


class CopiesForm(UntilForm):
    """The day of return of copies, and the remark that is put on them."""

    remark = forms.CharField(
        label=_("Remark on the copies"),
        widget=area(3),
        max_length=300,
        help_text=_(
            "Of files, “Copy to hand over” beside each record then bears it on every page. On copies "
            "and scans of originals you write it by hand."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        loan: Any = self.matter
        if loan.starts_on and loan.ends_on:
            self.fields["remark"].initial = proposed_remark(loan)


class ExtensionForm(StepForm):
    """Until when, and why longer."""

    until = DateField(label=_("To (last day)"))
    reason = forms.CharField(label=_("Reason"), widget=area(3), max_length=2000)


class DecisionForm(StepForm):
    """A note on the decision, if any."""

    note = forms.CharField(label=_("Note"), widget=area(2), max_length=500, required=False)


class ReturnForm(StepForm):
    """In what condition the paper came back."""

    condition = forms.CharField(
        label=_("Condition on return"),
        widget=area(2),
        max_length=500,
        help_text=_("For example: complete, undamaged. Copies: returned or shredded."),
    )


class FindingForm(StyledForm):
    """What the custodian found of one loan."""

    conforms = forms.TypedChoiceField(
        label=_("Handled as the rules say"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    finding = forms.CharField(label=_("Finding"), widget=area(3), max_length=2000, required=False)
