"""What the pages of the table of levels ask for."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from archive.levels.actions import table_edit_submit
from archive.levels.queries import department_names
from zsa_portal.regulations import clock
from zsa_portal.ui.forms import DateField, StyledForm
from zsa_portal.workflow.forms import StepForm
from zsa_portal.workflow.models import Level, Matter


class SubmitForm(StepForm):
    """From which day the version is in force."""

    valid_from = DateField(
        label=_("In force from"),
        help_text=_("What is filed before that day keeps the level of the version in force then."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].initial = clock.today() + dt.timedelta(days=1)

    def take(self, bound: Any, *, seen: str) -> Matter:
        """Set the day with the step."""
        day = self.cleaned_data["valid_from"]
        return table_edit_submit(edit=self.matter, valid_from=day, by=self.user, seen=seen)  # type: ignore[arg-type]


class RowForm(StyledForm):
    """An entry of the table: department, words, levels, remark."""

    department = forms.ChoiceField(label=_("Department"))
    text = forms.CharField(label=_("Kind of file"), max_length=200)
    levels = forms.MultipleChoiceField(
        label=_("Level"),
        choices=Level.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Several levels leave the choice for each file; the highest is proposed."),
    )
    remark = forms.CharField(label=_("Remark"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["department"]
        field.choices = list(department_names().items())  # type: ignore[attr-defined]
