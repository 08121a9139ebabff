"""What the screens of invitations ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.bodies.models import FILLED_BY_PROCEDURE, Body, Seat
from zsa_portal.people.departments.queries import departments_by_pinyin
from zsa_portal.people.folding import Name
from zsa_portal.people.invitations.models import Invitation, Place
from zsa_portal.people.organisations.models import Organisation
from zsa_portal.people.rules import keeps_registers
from zsa_portal.ui.forms import StyledForm


class InviteForm(StyledForm):
    """Asks whom to invite; the place is fixed by the page or chosen by staff."""

    half_width = ("name", "email")

    name = Name(label=_("full name"), max_length=80)
    email = forms.EmailField(label=_("e-mail"), max_length=254)
    language = forms.ChoiceField(
        label=_("language of the mail"), choices=Invitation._meta.get_field("language").choices
    )
    as_administrator = forms.BooleanField(
        label=_("organisation administrator"),
        required=False,
        help_text=_("Invites people of the organisation and ends their roles."),
    )


class StaffInviteForm(InviteForm):
    """Staff choose the place; seats and departments only those who keep the registers."""

    half_width = ("name", "email", "body", "body_role")

    organisation = forms.ModelChoiceField(
        Organisation.objects.all(), label=_("organisation"), required=False
    )
    department = forms.ModelChoiceField(
        departments_by_pinyin(), label=_("department"), required=False
    )
    body = forms.ModelChoiceField(Body.objects.none(), label=_("body"), required=False)
    body_role = forms.ChoiceField(
        label=_("role on the body"),
        choices=Seat.Role.choices,
        required=False,
        initial=Seat.Role.MEMBER,
    )

    field_order = ("name", "email", "language", "organisation", "as_administrator")

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = (
            Body.objects.existing()
            .exclude(kind__in=FILLED_BY_PROCEDURE)
            .order_by("kind", "by_pinyin")
        )
        if not keeps_registers(by):
            for name in ("department", "body", "body_role"):
                del self.fields[name]

    def place(self) -> Place:
        """The place chosen."""
        names = ("organisation", "as_administrator", "department", "body", "body_role")
        return Place(**{n: self.cleaned_data[n] for n in names if self.cleaned_data.get(n)})


class AcceptForm(StyledForm):
    """Asks for name and password of a new account."""

    name = Name(label=_("full name"), max_length=80, help_text=_("As it stands on papers."))
    password = forms.CharField(
        label=_("password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("password", again):
            raise ValidationError(gettext("The two passwords differ."))
        return again
