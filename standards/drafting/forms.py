"""Screens' forms of drafting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from standards.drafting import actions, rules
from standards.planning.forms import DecisionFields
from zsa_portal.people.models import Organisation, OrganisationPerson
from zsa_portal.workflow.forms import StepForm
from zsa_portal.workflow.models import Matter


def applying_organisations(project: Any) -> Q:
    """The applicant and the organisations the proposal names as participating (第十八条)."""
    return Q(pk=project.applicant_id) | Q(name__in=rules.named_participants(project))


class PersonField(forms.ModelMultipleChoiceField):
    """Chooses people of organisations by name and organisation."""

    def label_from_instance(self, obj: OrganisationPerson) -> str:
        return f"{obj.user.name} · {obj.organisation.name}"


class GroupForm(StepForm):
    """Who sits in the drafting group."""

    members = PersonField(
        OrganisationPerson.objects.none(), label=_("Members"), widget=forms.CheckboxSelectMultiple,
        help_text=_("People of the applying organisations; invite them first if they are not listed."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisations = Organisation.objects.filter(applying_organisations(self.matter))
        people = OrganisationPerson.objects.current().filter(organisation__in=organisations)
        self.fields["members"].queryset = people.select_related("user", "organisation").order_by(
            "organisation__name", "pk"
        )

    def values(self) -> dict[str, Any]:
        return {"members": list(self.cleaned_data["members"])}


class LeadForm(StepForm):
    """The lead organisation that the group elected."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Lead organisation (组长单位)"),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = self.matter.drafting_group.seats.current().values("organisation")
        self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=seats)


class AgreementForm(DecisionFields, StepForm):
    """The committee's agreement on the draft (第二十条)."""

    def take(self, bound: Any, *, seen: str) -> Matter:
        """Record the committee's decision and move on."""
        return actions.draft_agree(
            project=self.matter, decision=self.decision(), by=self.user, seen=seen
        )
