"""What an evaluation asks for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from archive.inspections.evaluating.marks import ASPECTS, LONGEST_REMARK, Mark
from zsa_portal.ui.forms import StyledForm, area


class EvaluationForm(StyledForm):
    """A mark for each aspect, and a remark."""

    in_time = forms.ChoiceField(label=ASPECTS["in_time"], choices=Mark, widget=forms.RadioSelect)
    complete = forms.ChoiceField(label=ASPECTS["complete"], choices=Mark, widget=forms.RadioSelect)
    findable = forms.ChoiceField(label=ASPECTS["findable"], choices=Mark, widget=forms.RadioSelect)
    remark = forms.CharField(
        label=_("Remark"),
        max_length=LONGEST_REMARK,
        widget=area(3),
        required=False,
        help_text=_(
            "Wanted where something is lacking. The department reads it after the release."
        ),
    )
