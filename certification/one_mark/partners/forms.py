"""Screens' forms of partners."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certification.one_mark.parties import is_of_department
from certification.one_mark.partners.models import Partner
from certification.one_mark.partners.papers import POINTS
from certification.one_mark.partners.rules import QUALIFYING
from zsa_portal.catalogue.models import Standard
from zsa_portal.people.fields import TechnicalField
from zsa_portal.people.models import Organisation
from zsa_portal.people.places import places_of
from zsa_portal.ui.forms import DateField, StyledForm, StyledModelForm, area, mark_wanted
from zsa_portal.ui.official import PhoneField
from zsa_portal.workflow.forms import StepForm


class NewPartnerForm(StyledForm):
    """Which organisation, and what it works as."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Laboratory or certification body")
    )
    works_as = forms.ChoiceField(label=_("Works as"), choices=Partner.Work)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = places_of(user)
        found = Organisation.objects.order_by("by_pinyin", "pk")
        if not is_of_department(who):
            found = found.filter(pk__in=who.organisations)
        field = self.fields["organisation"]
        field.queryset = found  # type: ignore[attr-defined]
        field.widget.attrs["data-picker"] = True
        if len(who.organisations) == 1:
            field.initial = next(iter(who.organisations))


class QualificationForm(StyledModelForm):
    """The qualification of a partner. Everything may be saved unfinished."""

    accredited_until = DateField(
        label=_("Accredited until"), required=False, help_text=_("The last day of validity.")
    )
    fields_of_scope = forms.MultipleChoiceField(
        label=_("Technical fields of the scope"),
        choices=TechnicalField,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    standards_of_scope = forms.ModelMultipleChoiceField(
        Standard.objects.order_by("running"),
        label=_("Standards of the scope"),
        required=False,
        widget=forms.SelectMultiple({"data-picker": True}),
        help_text=_("Where the scope is single standards and not the whole of a field."),
    )

    field_groups = (
        (
            _("Accreditation"),
            ("accreditation_number", "accreditation_issuer", "accredited_until"),
        ),
        (_("Scope"), ("scope", "fields_of_scope", "standards_of_scope")),
        (_("Contact data"), ("contact_person", "contact_phone")),
    )
    half_width = (
        "accreditation_number",
        "accreditation_issuer",
        "contact_person",
        "contact_phone",
    )

    class Meta:
        model = Partner
        fields = [*QUALIFYING, "contact_person", "contact_phone"]
        field_classes = {"contact_phone": PhoneField}
        help_texts = {
            "accreditation_number": _("For a laboratory as a rule the CNAS or CMA number."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"].widget = area(4)
        self.fields["fields_of_scope"].initial = self.instance.fields
        self.fields["standards_of_scope"].initial = self.instance.standards.all()
        mark_wanted(self, (*QUALIFYING, "contact_person", "contact_phone"))

    def values(self) -> dict[str, Any]:
        """The partner's own columns; the standards are a table beside it."""
        data = dict(self.cleaned_data)
        del data["standards_of_scope"]
        return data | {"fields": data.pop("fields_of_scope")}


class EvaluationForm(StepForm):
    """The points of an evaluation, each confirmed, and the opinion."""

    points = forms.MultipleChoiceField(
        label=_("Points that hold"),
        choices=list(POINTS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Every point must hold for the partner to be laid before the head."),
    )
    opinion = forms.CharField(label=_("Opinion"), widget=area(), max_length=4000)
    WANTED = ("points",)
