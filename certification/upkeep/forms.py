"""Screens' forms of upkeep."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from certification.panels.forms import ReviewerForm
from certification.upkeep import actions
from certification.upkeep.records import Visit
from zsa_portal.ballots.forms import DecisionFields
from zsa_portal.engagements import forms as engagements
from zsa_portal.regulations import clock
from zsa_portal.ui.forms import (
    DateField,
    MultipleFileField,
    ReasonForm,
    RowsFormSet,
    StyledForm,
    StyledModelForm,
    area,
)
from zsa_portal.workflow.batches import BatchForm
from zsa_portal.workflow.forms import StepForm, StepReasonForm
from zsa_portal.workflow.models import Matter

MOST_CHANGES = 200


class MoreTimeForm(StepReasonForm):
    """Until when the body has time, and why."""

    until = DateField(label=_("New last day for the material"))
    field_order = ("until", "reason")


class EngageForm(engagements.EngageForm):
    """Which experts review by letter."""

    def __init__(self, *args: Any, matter: Any, **kwargs: Any) -> None:
        self.kind = matter.REVIEW  # type: ignore[misc]  # of each procedure its own
        super().__init__(*args, matter=matter, **kwargs)


class ReleaseForm(engagements.ReleaseForm):
    """Which expert is released, and why."""

    def __init__(self, *args: Any, matter: Any, **kwargs: Any) -> None:
        self.kind = matter.REVIEW  # type: ignore[misc]  # of each procedure its own
        super().__init__(*args, matter=matter, **kwargs)


class PanelForm(ReviewerForm):
    """Which sub-committee re-examines, where there is one, and whether the body is visited."""

    visit_needed = forms.BooleanField(label=_("A visit on site is needed"), required=False)


class JudgementForm(StepForm):
    """How long the panel judges."""

    days = forms.IntegerField(
        label=_("Length in natural days"), min_value=1, max_value=90, initial=10
    )


class ConclusionForm(StepForm):
    """What is concluded, and why."""

    conclusion = forms.ChoiceField(label=_("Conclusion"), widget=forms.RadioSelect)
    grounds = forms.CharField(
        label=_("Grounds"),
        widget=area(5),
        required=False,
        max_length=4000,
        help_text=_(
            "Needed unless the standard simply continues and the reviewers agree; body and public "
            "read it."
        ),
    )

    def __init__(self, *args: Any, matter: Any, **kwargs: Any) -> None:
        super().__init__(*args, matter=matter, **kwargs)
        field = cast("forms.ChoiceField", self.fields["conclusion"])
        field.choices = matter.CONCLUSIONS.choices


class RefusalForm(DecisionFields, StepReasonForm):
    """The council's refusal of a conclusion."""

    def take(self, bound: Any, *, seen: str) -> Matter:
        """Record the decision and return the matter."""
        done: Matter = actions.conclusion_refuse(
            matter=self.matter,
            decision=self.decision(),
            reason=self.cleaned_data["reason"],
            by=self.user,
            seen=seen,
        )
        return done


class ApprovalForm(DecisionFields, BatchForm):
    """The council's approval of one or many conclusions."""

    def act(self) -> Matter:
        """Record the decision."""
        found = list(self.cleaned_data["matters"])
        actions.conclusions_approve(matters=found, decision=self.decision(), by=self.user)
        first: Matter = found[0]
        return first


class PublicationForm(BatchForm):
    """One or many conclusions told and made public."""

    def act(self) -> Matter:
        """Issue the letters and the announcement."""
        found = list(self.cleaned_data["matters"])
        actions.conclusions_publish(matters=found, by=self.user)
        first: Matter = found[0]
        return first


class EditionForm(BatchForm):
    """Revised standards published under one official document, today."""

    title = forms.CharField(label=_("Title of the announcement"), max_length=200)
    body = forms.CharField(
        label=_("Text of the announcement"), widget=area(4), max_length=8000, required=False
    )
    implemented_on = DateField(label=_("Implementation date"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["implemented_on"].initial = clock.today()

    def act(self) -> Any:
        """Publish them."""
        data = self.cleaned_data
        return actions.revisions_publish(
            revisions=list(data["matters"]),
            title=data["title"],
            body=data["body"],
            implemented_on=data["implemented_on"],
            by=self.user,
        )


class VisitForm(StyledModelForm):
    """A visit on site with its photographs."""

    photos = MultipleFileField(
        label=_("Photographs"),
        required=False,
        accept=(".jpg", ".jpeg", ".png"),
        max_bytes=settings.FILES_MAX_BYTES,
    )

    class Meta:
        model = Visit
        fields = ["visited_on", "place", "visitors", "received_by", "findings"]
        field_classes = {"visited_on": DateField}
        widgets = {"visitors": area(2), "received_by": area(2), "findings": area(6)}

    def values(self) -> dict[str, Any]:
        """The fields of the record."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class NumberForm(StyledForm):
    """The number that the body gives the revised standard."""

    source_number = forms.CharField(
        label=_("The body's number of the revised standard"), max_length=80, required=False
    )


class ChangeForm(StyledForm):
    """One row of the comparison table; an empty row is left out."""

    clause = forms.CharField(label=_("Clause"), max_length=60, required=False)
    old = forms.CharField(label=_("Before"), widget=area(3), max_length=8000, required=False)
    new = forms.CharField(label=_("After"), widget=area(3), max_length=8000, required=False)
    why = forms.CharField(label=_("Why"), widget=area(2), max_length=2000, required=False)

    def clean(self) -> dict[str, Any]:
        """A row that says something names its clause, the texts and the reason."""
        data = super().clean() or self.cleaned_data
        said = {name: data.get(name, "").strip() for name in ("clause", "old", "new", "why")}
        if any(said.values()):
            for name in ("clause", "why"):
                if not said[name] and name not in self.errors:
                    self.add_error(name, _("Fill this in, or empty the whole row."))
            if not (said["old"] or said["new"]):
                self.add_error("new", _("Say what stood before, or what stands now."))
        return data

    def row(self) -> dict[str, str] | None:
        """The row, None when it is empty."""
        said = {name: self.cleaned_data.get(name, "").strip() for name in self.fields}
        return said if any(said.values()) else None


ChangeFormSet = forms.formset_factory(
    ChangeForm,
    formset=RowsFormSet,
    extra=3,
    max_num=MOST_CHANGES,
    validate_max=True,
    absolute_max=MOST_CHANGES,
)


class OpenForm(ReasonForm):
    """Why a re-check is opened out of turn, or a revision begun."""
