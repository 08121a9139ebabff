"""What the page that begins asks for, and what the step “Put on notice” asks for."""

from __future__ import annotations

from typing import Any

from django import forms

from tests.proof.actions import suggestion_announce
from tests.proof.notices import NOTICE_TIME
from zsa_portal.documents.rights import departments_of
from zsa_portal.people.models import Body, Department
from zsa_portal.people.places import places_of
from zsa_portal.workflow.forms import StepForm
from zsa_portal.workflow.models import Matter


class BeginForm(forms.Form):
    """What is suggested, by which of the own departments, and who decides."""

    title = forms.CharField(label="What is suggested", max_length=240)
    owner = forms.ModelChoiceField(Department.objects.none(), label="Department")
    committee = forms.ModelChoiceField(
        Body.objects.filter(kind=Body.Kind.COMMITTEE), label="Committee that decides"
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Department.objects.filter(pk__in=departments_of(places_of(user)))
        self.fields["owner"].queryset = own
        self.fields["owner"].initial = own.first()


class NoticeForm(StepForm):
    """The notice's title and length."""

    title = forms.CharField(label="Title of the notice", max_length=200)
    days = forms.IntegerField(label="Length in natural days", initial=NOTICE_TIME.days)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].initial = self.matter.title

    def take(self, bound: Any, *, seen: str) -> Matter:
        """Publish the notice with the step."""
        return suggestion_announce(
            suggestion=self.matter, by=self.user, seen=seen, **self.cleaned_data
        )
