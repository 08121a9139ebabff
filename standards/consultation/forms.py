"""Screens' forms of the consultation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from standards.consultation import actions
from standards.consultation.papers import CONSULTATION_TIME
from zsa_portal.ui.forms import area
from zsa_portal.workflow.forms import StepForm
from zsa_portal.workflow.models import Matter


class EnquiryForm(StepForm):
    """The announcement of a public consultation (第二十条)."""

    title = forms.CharField(label=_("Title of the notice"), max_length=200)
    body = forms.CharField(label=_("Text of the notice"), widget=area(6), max_length=8000)
    days = forms.IntegerField(
        label=_("Length in natural days"),
        min_value=1,
        max_value=365,
        initial=CONSULTATION_TIME.days,
        help_text=_("At least 30 natural days; the day of opening is not counted."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].initial = f"关于征求《{self.matter.title}》团体标准意见的通知"

    def take(self, bound: Any, *, seen: str) -> Matter:
        """Open the consultation."""
        return actions.enquiry_open(
            project=self.matter, by=self.user, seen=seen, **self.cleaned_data
        )
