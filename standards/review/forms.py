"""Screens' forms of the technical review."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standards.review.meeting import TECHNICAL_REVIEW, Conclusion
from zsa_portal.meetings import forms as meetings
from zsa_portal.workflow.forms import StepForm


class ConveneForm(meetings.ConveneForm):
    """When and where the committee meets; it always meets, a review by correspondence does not exist."""

    kind = TECHNICAL_REVIEW


class OpenReviewBallotForm(StepForm):
    """What the members present vote on, and until when."""

    question = forms.CharField(label=gettext_lazy("Question"), max_length=400)
    days = forms.IntegerField(
        label=gettext_lazy("Natural days after today"),
        min_value=1,
        max_value=7,
        required=False,
        help_text=gettext_lazy("Left empty, the ballot ends with this day."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["question"].initial = _(
            "Does the review draft of “%(title)s” pass the technical review?"
        ) % {"title": self.matter.title}


class PassForm(StepForm):
    """The conclusion of a review that passed."""

    conclusion = forms.ChoiceField(
        label=gettext_lazy("Conclusion"),
        widget=forms.RadioSelect,
        choices=[
            (choice.value, choice.label)
            for choice in (
                Conclusion.PASS,
                Conclusion.PASS_WITH_CHANGES,
            )
        ],
        help_text=gettext_lazy("A pass with changes needs the changes listed in the minutes."),
    )
