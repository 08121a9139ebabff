"""What the screens of a filing ask for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from archive.filing.listing import MOST_COLUMNS
from zsa_portal.ui.forms import StyledForm, area
from zsa_portal.workflow.forms import StepForm


class NothingForm(StepForm):
    """Why a month has nothing to file."""

    nothing_reason = forms.CharField(
        label=_("Why there is nothing to file"), max_length=300, widget=area(3)
    )


class ColumnsForm(StyledForm):
    """How many directory columns the list has."""

    columns = forms.IntegerField(
        label=_("Directory columns"),
        min_value=1,
        max_value=MOST_COLUMNS,
        help_text=_("Nothing else of the list's layout may be changed (第八条第三款)."),
    )
