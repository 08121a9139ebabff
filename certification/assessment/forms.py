"""Screens' forms of the assessment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from certification.assessment.meeting import PANEL_MEETING
from certification.assessment.papers import JUDGING_DAYS
from zsa_portal.meetings import forms as meetings
from zsa_portal.ui.forms import RowsFormSet, StyledForm, area
from zsa_portal.workflow.forms import StepForm

CONFIRM, OBJECT = "confirm", "object"


class ConveneForm(meetings.ConveneForm):
    """When and where the panel meets."""

    kind = PANEL_MEETING


class OpenAssessmentForm(StepForm):
    """How long the panel judges."""

    days = forms.IntegerField(
        label=gettext_lazy("Length in natural days"), min_value=1, max_value=180
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].initial = JUDGING_DAYS.value()


class ListedForm(forms.Form):
    """One change of the list that goes to the body, and the reviewers' wishes that it merges."""

    clause = forms.CharField(label=gettext_lazy("Clause"), max_length=60, required=False)
    change = forms.CharField(
        label=pgettext_lazy("asked for", "Change"), widget=area(3), max_length=4000, required=False
    )
    covers = forms.MultipleChoiceField(
        label=gettext_lazy("Merges the wishes"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, wishes: Mapping[str, Mapping[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["covers"].choices = [  # type: ignore[attr-defined]
            (key, " · ".join(filter(None, (one["name"], one["clause"], one["change"]))))
            for key, one in wishes.items()
        ]

    def clean(self) -> dict[str, Any]:
        """Wishes are merged into words."""
        data = super().clean() or self.cleaned_data
        if (data.get("covers") or data.get("clause")) and not data.get("change", "").strip():
            self.add_error("change", _("Write the change, or empty the other fields."))
        return data


ListedFormSet = forms.formset_factory(
    ListedForm, formset=RowsFormSet, extra=1, max_num=200, validate_max=True, absolute_max=210
)


class AnswerForm(forms.Form):
    """What the body made of one change: old text, new text, a word about it."""

    old_text = forms.CharField(
        label=gettext_lazy("Old text"), widget=area(4), max_length=8000, required=False
    )
    new_text = forms.CharField(
        label=gettext_lazy("New text"), widget=area(4), max_length=8000, required=False
    )
    answer = forms.CharField(
        label=gettext_lazy("What was done"), widget=area(2), max_length=4000, required=False
    )


class CheckForm(StyledForm):
    """Whether a change is made, and what misses if not."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("The change is"),
        widget=forms.RadioSelect,
        choices=[(CONFIRM, gettext_lazy("made")), (OBJECT, gettext_lazy("not made"))],
    )
    objection = forms.CharField(
        label=gettext_lazy("What misses"), widget=area(2), max_length=2000, required=False
    )

    def clean(self) -> dict[str, Any]:
        """What is not made says what misses."""
        data = super().clean() or self.cleaned_data
        if data.get("verdict") == OBJECT and not data.get("objection", "").strip():
            self.add_error("objection", _("Say what misses."))
        return data

    def objection_given(self) -> str:
        """What misses; empty for a change that is made."""
        if self.cleaned_data["verdict"] == CONFIRM:
            return ""
        return str(self.cleaned_data["objection"])
