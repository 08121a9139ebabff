"""The form by which an exception is given."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.models import User
from zsa_portal.ui.forms import DateField, StyledForm, area


class ExceptionForm(StyledForm):
    """To whom, until when, why, and whether marked copies may be saved."""

    user = forms.ModelChoiceField(
        User.objects.none(), label=_("Person"), widget=forms.Select({"data-picker": True})
    )
    until = DateField(label=_("To (last day)"))
    reason = forms.CharField(label=_("Reason"), widget=area(3), min_length=2, max_length=300)
    copies = forms.BooleanField(label=_("Marked copies may be saved"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["user"]
        field.queryset = User.objects.filter(is_active=True).order_by("by_pinyin", "pk")


class PersonForm(forms.Form):
    """Of whom one asks whether, and why, a document is open to that person."""

    person = forms.ModelChoiceField(
        User.objects.none(), label=_("Person"), widget=forms.Select({"data-picker": True})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = User.objects.filter(is_active=True).order_by("by_pinyin", "pk")
