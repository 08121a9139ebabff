"""What the screens of finding ask for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from zsa_portal.ui.forms import StyledForm


class NameForm(StyledForm):
    """Asks for the name of a search."""

    name = forms.CharField(label=_("Name"), max_length=60)
