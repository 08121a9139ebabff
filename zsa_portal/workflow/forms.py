"""Forms that ask for what a step needs besides the confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.ui.forms import ReasonForm, area, mark_wanted
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import BoundStep, perform


class StepForm(forms.Form):
    """Asks for a step's values. ``matter`` and ``user`` are known; ``take`` acts when valid.

    ``WANTED`` names fields that the step's rules demand, besides those the form itself requires:
    they are marked as required too. ``ALONE`` names those that are asked of one matter only, and
    are left out where the step is taken for several.
    """

    WANTED: Sequence[str] = ()
    ALONE: Sequence[str] = ()

    def __init__(self, *args: Any, matter: Matter, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matter = matter
        self.user = user
        mark_wanted(self, self.WANTED)

    def values(self) -> dict[str, Any]:
        """The step's keyword arguments from the cleaned data."""
        return self.cleaned_data

    def take(self, bound: BoundStep, *, seen: str) -> Matter:
        """Take the step; a form for several acts at once calls the action that does them."""
        taken: Matter = perform(bound, by=self.user, seen=seen, **self.values())
        return taken


class CorrectionForm(forms.Form):
    """The right values of what may be corrected, and why."""

    reason = forms.CharField(label=_("Reason"), widget=area(3), max_length=2000)

    def __init__(self, *args: Any, matter: Matter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in reversed(matter.CORRECTABLE):
            column = cast("models.Field[Any, Any]", matter._meta.get_field(name))
            field = cast("forms.Field", column.formfield(initial=getattr(matter, name)))
            self.fields = {name: field, **self.fields}

    def values(self) -> dict[str, str]:
        """The corrected values by field."""
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}


class StepReasonForm(ReasonForm, StepForm):
    """Asks why a step is taken."""
