"""Screens' forms of any engagement; what is special about a kind comes from its declaration."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from zsa_portal.engagements.actions import words_missing
from zsa_portal.engagements.kinds import EngagementKind
from zsa_portal.engagements.models import Engagement
from zsa_portal.engagements.queries import eligible_experts, engagements_of
from zsa_portal.people.models import Expert
from zsa_portal.ui.forms import StyledForm, area
from zsa_portal.workflow.forms import StepForm, StepReasonForm


class ExpertsField(forms.ModelMultipleChoiceField):
    """Chooses experts by name, title, kind of expertise and employer."""

    def label_from_instance(self, obj: Expert) -> str:
        words = (obj.name, obj.title, obj.get_kind_display(), obj.employer)
        return " · ".join(str(word) for word in words if word)


class EngageForm(StepForm):
    """Which experts are engaged, for a step that takes ``experts``. A subclass names its ``kind``."""

    kind: ClassVar[EngagementKind]
    experts = ExpertsField(
        Expert.objects.none(),
        label=_("Experts"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one expert.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        engaged = engagements_of(self.matter, self.kind).live().values("expert")
        found = eligible_experts(self.matter, self.kind).exclude(pk__in=engaged)
        self.fields["experts"].queryset = found
        self.fields["experts"].help_text = self.kind.words.experts_note

    def values(self) -> dict[str, Any]:
        return self.cleaned_data | {"experts": list(self.cleaned_data["experts"])}


class ReleaseForm(StepReasonForm):
    """Which expert is released, and why, for a step that takes both. A subclass names its ``kind``."""

    kind: ClassVar[EngagementKind]
    engagement = forms.ModelChoiceField(
        Engagement.objects.none(), label=_("Expert"), widget=forms.RadioSelect, empty_label=None
    )
    field_order = ("engagement", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = engagements_of(self.matter, self.kind).live().filter(at__isnull=True)
        self.fields["engagement"].queryset = waiting.select_related("expert")
        self.fields["engagement"].label_from_instance = lambda row: str(row.expert)


class OpinionForm(StyledForm):
    """An expert's opinion: one of the kind's conclusions, if it has any, and words."""

    choice = forms.ChoiceField(label=_("Conclusion"), widget=forms.RadioSelect)
    opinion = forms.CharField(label=_("Opinion"), widget=area(6), required=False, max_length=8000)

    def __init__(self, *args: Any, kind: EngagementKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["opinion"].help_text = kind.words.opinion_note
        if kind.conclusions is None:
            del self.fields["choice"]
        else:
            self.fields["choice"].choices = kind.conclusions.choices

    def clean(self) -> dict[str, Any]:
        """An opinion that is not plain says why."""
        data = super().clean() or self.cleaned_data
        said = (data.get("choice", ""), data.get("opinion", ""))
        if "choice" not in self.errors and (sentence := words_missing(self.kind, *said)):
            self.add_error("opinion", sentence)
        return data
