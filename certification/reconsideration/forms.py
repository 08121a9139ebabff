"""Screens' forms of reconsideration."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from certification.reconsideration import actions
from certification.reconsideration.papers import Ground
from zsa_portal.ui.forms import FileField, area
from zsa_portal.workflow.forms import StepForm
from zsa_portal.workflow.models import Matter


class RequestForm(StepForm):
    """Which principles the review broke, where, with what effect, and the evidence (第十八条)."""

    grounds = forms.MultipleChoiceField(
        label=_("The review broke"), choices=Ground.choices, widget=forms.CheckboxSelectMultiple
    )
    breach = forms.CharField(
        label=_("Where and how"), widget=area(5), max_length=8000, min_length=2
    )
    effect = forms.CharField(
        label=_("Material effect on the result"), widget=area(4), max_length=8000, min_length=2
    )
    evidence = FileField(label=_("Evidence"), max_bytes=settings.FILES_MAX_BYTES)

    def take(self, bound: Any, *, seen: str) -> Matter:
        """Ask for it, with the evidence."""
        data = self.cleaned_data
        return actions.reconsideration_ask(
            recognition=self.matter,
            grounds=data["grounds"],
            breach=data["breach"],
            effect=data["effect"],
            upload=data["evidence"],
            by=self.user,
            seen=seen,
        )
