"""Screens' forms of drafting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from standards.drafting import actions
from standards.parties import applying_organisations
from zsa_portal.ballots.forms import DecisionFields
from zsa_portal.people.models import Organisation, OrganisationPerson
from zsa_portal.workflow.forms import StepForm
from zsa_portal.workflow.models import Matter

MOST_VOTES = 9999


class PersonField(forms.ModelMultipleChoiceField):
    """Chooses people of organisations by name and organisation."""

    def label_from_instance(self, obj: OrganisationPerson) -> str:
        return f"{obj.user.name} · {obj.organisation.name}"


class GroupForm(StepForm):
    """Who sits in the drafting group."""

    members = PersonField(
        OrganisationPerson.objects.none(),
        label=_("Members of the group"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "People of the applying organisations; invite them first if they are not listed."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisations = Organisation.objects.filter(applying_organisations(self.matter))
        people = OrganisationPerson.objects.current().filter(organisation__in=organisations)
        self.fields["members"].queryset = people.select_related("user", "organisation").order_by(
            "organisation__by_pinyin", "user__by_pinyin", "pk"
        )

    def values(self) -> dict[str, Any]:
        return {"members": list(self.cleaned_data["members"])}


class GroupChangeForm(GroupForm):
    """Who sits in the drafting group from now on; who does is ticked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = self.matter.drafting_group.seats.current()
        sitting = set(seats.values_list("user", "organisation"))
        self.fields["members"].initial = [
            one.pk
            for one in self.fields["members"].queryset
            if (one.user_id, one.organisation_id) in sitting
        ]


class LeadForm(StepForm):
    """The votes for each candidate to lead the group; the field of nobody's candidate stays empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = self.matter.drafting_group.seats.current().values("organisation")
        self.candidates = list(
            Organisation.objects.filter(pk__in=seats).order_by("by_pinyin", "pk")
        )
        for candidate in self.candidates:
            self.fields[self.field_of(candidate)] = forms.IntegerField(
                label=_("Votes for %(organisation)s") % {"organisation": candidate},
                min_value=0,
                max_value=MOST_VOTES,
                required=False,
                help_text=_("Left empty, the organisation was no candidate."),
            )

    @staticmethod
    def field_of(candidate: Organisation) -> str:
        """The name of the field with a candidate's votes."""
        return f"votes_{candidate.pk}"

    def values(self) -> dict[str, Any]:
        given = [(one, self.cleaned_data[self.field_of(one)]) for one in self.candidates]
        return {"votes": [(one, number) for one, number in given if number is not None]}


class AgreementForm(DecisionFields, StepForm):
    """The committee's agreement on the draft (第二十条)."""

    def take(self, bound: Any, *, seen: str) -> Matter:
        """Record the committee's decision and move on."""
        return actions.draft_agree(
            project=self.matter, decision=self.decision(), by=self.user, seen=seen
        )
