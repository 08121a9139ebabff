"""What an expert's page asks: origin, standing, backgrounds and employment history."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.experts.models import Background, Expert
from zsa_portal.people.fields import TechnicalField
from zsa_portal.people.folding import Name
from zsa_portal.regulations import clock
from zsa_portal.ui.forms import DateField, RowsFormSet, StyledForm, StyledFormMixin

BLANK = [("", "—")]
MOST_ROWS = 40


class ExpertDataForm(StyledForm):
    """Origin, and since when in standardisation."""

    origin = forms.ChoiceField(label=_("origin"), choices=[*BLANK, *Expert.Origin.choices])
    standardisation_since = DateField(
        label=_("works in standardisation since"),
        required=False,
        help_text=_("Standardisation experts on a panel need five years."),
    )

    def clean_standardisation_since(self) -> Any:
        day = self.cleaned_data["standardisation_since"]
        if day and day > clock.today():
            raise ValidationError(gettext("This day lies in the future."))
        return day


class BackgroundForm(StyledFormMixin, forms.Form):
    """One background: field, kind, and what shows it."""

    field = forms.ChoiceField(
        label=_("technical field"), choices=[*BLANK, *TechnicalField.choices], required=False
    )
    kind = forms.ChoiceField(
        label=_("kind of background"), choices=[*BLANK, *Background.Kind.choices], required=False
    )
    evidence = forms.CharField(label=_("what shows it"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if bool(data.get("field")) != bool(data.get("kind")) or (
            data.get("evidence") and not data.get("field")
        ):
            raise ValidationError(gettext("Choose both the field and the kind of background."))
        return data


class EmploymentForm(StyledFormMixin, forms.Form):
    """One employment: where, as what, from when to when."""

    employer = Name(label=_("employer"), max_length=160, required=False)
    post = forms.CharField(label=_("post held there"), max_length=80, required=False)
    starts = DateField(label=_("from"), required=False)
    ends = DateField(
        label=_("to (last day)"), required=False, help_text=_("Empty where it goes on.")
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        given = any(data.get(name) for name in ("employer", "post", "starts", "ends"))
        if given and not (data.get("employer") and data.get("starts")):
            raise ValidationError(gettext("Give the employer and the first day."))
        if data.get("starts") and data.get("ends") and data["ends"] < data["starts"]:
            raise ValidationError(gettext("The last day lies before the first."))
        return data


BackgroundSet = forms.formset_factory(
    BackgroundForm, formset=RowsFormSet, extra=2, max_num=MOST_ROWS, validate_max=True
)
EmploymentSet = forms.formset_factory(
    EmploymentForm, formset=RowsFormSet, extra=2, max_num=MOST_ROWS, validate_max=True
)


def rows_of(formset: Any, needed: str) -> list[dict[str, Any]]:
    """The filled rows of a valid formset: those with the field that is always given."""
    return [form.cleaned_data for form in formset if form.cleaned_data.get(needed)]
