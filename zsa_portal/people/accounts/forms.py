"""What the profile asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.accounts.models import Deputyship, User
from zsa_portal.people.queries import possible_deputies
from zsa_portal.regulations import clock
from zsa_portal.ui.forms import DateField, StyledForm, StyledModelForm
from zsa_portal.ui.official import PhoneField


class ProfileForm(StyledModelForm):
    """Name, phone and language; nothing else can be posted."""

    half_width = ("phone", "language")

    class Meta:
        model = User
        fields = ("name", "phone", "language")
        field_classes = {"phone": PhoneField}


class DeputyForm(StyledForm):
    """Asks who stands in, why and how long."""

    half_width = ("starts", "ends")

    deputy = forms.ModelChoiceField(User.objects.none(), label=_("deputy"))
    reason = forms.ChoiceField(label=_("reason"), choices=Deputyship.Reason.choices)
    starts = DateField(label=_("from"), initial=clock.today)
    ends = DateField(
        label=_("to (last day)"), required=False, help_text=_("A leave needs a last day.")
    )

    def __init__(self, *args: Any, principal: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = possible_deputies(principal)
