"""Screens' forms of the proposal."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from standards.committees import candidates
from standards.models import Project
from standards.proposals.rules import POLICY_CHECKS, REQUIRED
from zsa_portal.people.fields import BRANCHES, TechnicalField
from zsa_portal.people.models import Body, Organisation
from zsa_portal.people.organisations.naming import OrganisationsField
from zsa_portal.people.places import places_of
from zsa_portal.people.queries import committees_of
from zsa_portal.regulations import clock
from zsa_portal.ui.forms import DateField, StyledModelForm, area, mark_wanted
from zsa_portal.ui.official import CcsField, IcsField, PhoneField
from zsa_portal.workflow.forms import StepForm, StepReasonForm

LONG = {
    "patents_note": 3,
    "justification": 8,
    "scope": 8,
    "related_standards": 6,
    "safeguards": 6,
}


class NewProposalForm(forms.Form):
    """Starts a proposal: for which organisation, and its working title."""

    applicant = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Applicant organisation")
    )
    title = forms.CharField(label=_("Title of the standard"), max_length=240)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Organisation.objects.filter(pk__in=places_of(user).organisations)
        self.fields["applicant"].queryset = own
        if own.count() == 1:
            self.fields["applicant"].initial = own.first()


class ProposalForm(StyledModelForm):
    """The 项目建议书. Everything may be saved unfinished; submitting asks for what is missing."""

    planned_start = DateField(label=_("planned start"), required=False)
    planned_end = DateField(label=_("planned end"), required=False)
    patents = forms.TypedChoiceField(
        label=_("involves patents"),
        required=False,
        empty_value=None,
        coerce=lambda value: value == "yes",
        choices=[("", "---------"), ("yes", _("Yes")), ("no", _("No"))],
    )

    field_groups = (
        (_("The standard"), ("title", "title_en", "purpose", "revised_standard", "ics", "ccs")),
        (_("Field"), ("field", "sub_field", "supporting")),
        (_("Who takes part"), ("participants", "adopters")),
        (
            _("Contact data"),
            (
                "leader",
                "leader_phone",
                "contact_person",
                "contact_phone",
                "contact_email",
                "contact_address",
            ),
        ),
        (_("Time and patents"), ("planned_start", "planned_end", "patents", "patents_note")),
        (_("Reasons and content"), ("justification", "scope", "related_standards", "safeguards")),
    )
    half_width = (
        "purpose",
        "revised_standard",
        "ics",
        "ccs",
        "field",
        "sub_field",
        "participants",
        "adopters",
        "leader",
        "leader_phone",
        "contact_person",
        "contact_phone",
        "contact_email",
        "contact_address",
        "planned_start",
        "planned_end",
    )

    class Meta:
        model = Project
        fields = [
            "title",
            "title_en",
            "purpose",
            "revised_standard",
            "ics",
            "ccs",
            "field",
            "supporting",
            "sub_field",
            "participants",
            "adopters",
            "leader",
            "leader_phone",
            "contact_person",
            "contact_phone",
            "contact_email",
            "contact_address",
            "planned_start",
            "planned_end",
            "patents",
            "patents_note",
            "justification",
            "scope",
            "related_standards",
            "safeguards",
        ]
        field_classes = {
            "ics": IcsField,
            "ccs": CcsField,
            "leader_phone": PhoneField,
            "contact_phone": PhoneField,
            "participants": OrganisationsField,
            "adopters": OrganisationsField,
        }
        help_texts = {
            "participants": _(
                "Choose from the register; a name that is not there can be typed and is marked 未登记."
            ),
            "adopters": _(
                "Choose from the register; a name that is not there can be typed and is marked 未登记."
            ),
            "ics": _("For example 35.240.50"),
            "ccs": _("For example L 70"),
            "supporting": _("Tick when the standard supports the field without belonging to it."),
            "sub_field": _("Choose one of the regulation's branches or write your own."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in LONG.items():
            self.fields[name].widget = area(rows)
        self.fields["sub_field"].widget.attrs["list"] = "branches"
        mark_wanted(self, (*REQUIRED, "field", "sub_field", "patents"))
        for name in ("participants", "adopters"):
            self.fields[name].offer(getattr(self.instance, name), self.instance.applicant)
        if self.instance.patents is not None:
            self.initial["patents"] = "yes" if self.instance.patents else "no"

    def clean_planned_start(self) -> dt.date | None:
        """A day that is changed lies ahead."""
        day: dt.date | None = self.cleaned_data["planned_start"]
        if day and day < clock.today() and "planned_start" in self.changed_data:
            raise forms.ValidationError(_("The planned start cannot lie in the past."))
        return day

    def branches(self) -> list[tuple[str, tuple[str, ...]]]:
        """The regulation's branches by field, offered for the sub-field (第五条)."""
        return [
            (str(TechnicalField(code).label), names) for code, names in BRANCHES.items() if names
        ]


class CommitteeFields(StepForm):
    """Which committee of the project's field carries it; asked where there are several."""

    committee = forms.ModelChoiceField(
        Body.objects.none(), label=_("Committee in charge"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = candidates(self.matter)
        field = self.fields["committee"]
        field.queryset = committees_of(self.matter.field)  # type: ignore[attr-defined]
        field.required = len(found) > 1
        field.initial = found[0] if len(found) == 1 else None


class CommitteeForm(CommitteeFields, StepReasonForm):
    """Which committee takes over, and why."""


class PolicyPassForm(CommitteeFields):
    """The points of the policy-compliance review, each confirmed, the opinion, and the committee."""

    checks = forms.MultipleChoiceField(
        label=_("Points reviewed"),
        choices=list(POLICY_CHECKS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Every point must hold for the proposal to pass."),
    )
    opinion = forms.CharField(label=_("Opinion"), widget=area(), max_length=4000)
    WANTED = ("checks",)
    ALONE = ("committee",)


class PolicyReturnForm(StepReasonForm):
    """Which points hold, and why the proposal goes back."""

    checks = forms.MultipleChoiceField(
        label=_("Points that hold"),
        choices=list(POLICY_CHECKS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
