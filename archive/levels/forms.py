"""What the pages of the table of levels ask for."""

from __future__ import annotations

import datetime as dt
from copy import copy
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from archive.levels.queries import department_names
from archive.levels.rules import its_day_is_ahead
from zsa_portal.documents.levels import LEVELS_SHOWN
from zsa_portal.regulations import clock
from zsa_portal.ui.forms import DateField, StyledForm
from zsa_portal.workflow.forms import StepForm


class SubmitForm(StepForm):
    """From which day the version is in force."""

    valid_from = DateField(
        label=_("In force from"),
        help_text=_("What is filed before that day keeps the level of the version in force then."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].initial = clock.today() + dt.timedelta(days=1)

    def clean_valid_from(self) -> dt.date:
        """The day, if a version may begin on it."""
        draft, day = copy(self.matter), self.cleaned_data["valid_from"]
        draft.valid_from = day  # type: ignore[attr-defined]  # the step is a TableEdit's
        if missing := its_day_is_ahead.missing(draft):
            raise forms.ValidationError(missing)
        return day  # type: ignore[no-any-return]


class RowForm(StyledForm):
    """An entry of the table: department, words, levels, remark."""

    department = forms.ChoiceField(label=_("Department"))
    text = forms.CharField(label=_("Kind of file"), max_length=200)
    levels = forms.MultipleChoiceField(
        label=_("Level"),
        choices=LEVELS_SHOWN,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Several levels leave the choice for each file; the highest is proposed."),
    )
    remark = forms.CharField(label=_("Remark"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["department"]
        field.choices = list(department_names().items())  # type: ignore[attr-defined]
