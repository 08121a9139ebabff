"""What a subscriber fills in."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.fields import TechnicalField
from zsa_portal.subscriptions.actions import Wish
from zsa_portal.subscriptions.topics import CHOICES
from zsa_portal.ui.forms import StyledForm, Trapped


class WishForm(StyledForm):
    """What is mailed, in which fields and language."""

    topics = forms.MultipleChoiceField(
        label=_("What is mailed to you"),
        choices=CHOICES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    fields_wanted = forms.MultipleChoiceField(
        label=_("Technical fields"),
        choices=TechnicalField.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Without a choice you are mailed what is new in all of them."),
    )
    language = forms.ChoiceField(
        label=_("language"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )

    def wish(self) -> Wish:
        """What is wanted, as the actions take it."""
        data = self.cleaned_data
        return Wish(data["topics"], data["fields_wanted"], data["language"])


class AskForm(Trapped, WishForm):
    """A request, with the address it is for."""

    address = forms.EmailField(
        label=_("e-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_(
            "You are sent a link that confirms the subscription. The address is used for nothing "
            "else, and is deleted when you end it."
        ),
    )
    field_order = ("address", "topics", "fields_wanted", "language")
