"""What the screen of the storage asks for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from zsa_portal.ui.forms import DateField, StyledForm, area


class CheckForm(StyledForm):
    """When the last backup was made, and what was found."""

    backed_up_on = DateField(label=_("Day of the last backup"))
    proved_on = DateField(
        label=_("Day of the last restore drill"),
        required=False,
        help_text=_(
            "When a backup was last restored onto an empty database and every checksum was equal."
        ),
    )
    infected = forms.BooleanField(label=_("Viruses were found"), required=False)
    note = forms.CharField(
        label=_("What was found and what is done about it"),
        widget=area(3),
        max_length=2000,
        required=False,
        help_text=_("The free space is measured when you save."),
    )
