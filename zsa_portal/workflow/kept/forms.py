"""What the screens of kept views ask for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from zsa_portal.ui.forms import StyledForm
from zsa_portal.workflow.kept.records import LONGEST_NAME


class NameForm(StyledForm):
    """Asks for the name of a view."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)


class KeepForm(NameForm):
    """Asks for the name of a new view, and whether it takes the place of one of this name."""

    replaces = forms.BooleanField(
        label=_("Replace the view that I keep under this name"), required=False
    )
