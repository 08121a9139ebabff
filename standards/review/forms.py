"""Screens' forms of the technical review."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standards.review.meeting import Conclusion
from zsa_portal.meetings.rules import meeting_lies_ahead
from zsa_portal.people.models import Seat, User
from zsa_portal.ui.forms import DateTimeField, StyledForm, area
from zsa_portal.workflow.forms import StepForm

AGENDA = gettext_lazy(
    "1. Report of the drafting group\n2. Item-by-item review of the draft\n3. Assessment "
    "of the technical level\n4. Conclusion of the review"
)


class Tick(forms.CheckboxInput):
    """A tick box in a table, large enough for a finger."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "form-check-input row-tick"} | (attrs or {}))


class ConveneForm(StepForm):
    """When and where the committee meets; it always meets, a review by correspondence does not exist."""

    starts_at = DateTimeField(label=gettext_lazy("Date and time"))
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200)
    chair = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Chair of the meeting"))
    agenda = forms.CharField(
        label=gettext_lazy("Agenda"), widget=area(5), max_length=4000, initial=AGENDA
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = Seat.objects.current().filter(body=self.matter.committee_id)
        self.fields["chair"].queryset = User.objects.filter(pk__in=seats.values("user"))
        leading = seats.filter(role=Seat.Role.CHAIR).values_list("user", flat=True)
        self.fields["chair"].initial = leading.first()

    def clean_starts_at(self) -> Any:
        """The meeting is today or later, and within a year."""
        return convenable(self.cleaned_data["starts_at"])


class MoveForm(StyledForm):
    """Another time and place of the meeting."""

    starts_at = DateTimeField(label=gettext_lazy("Date and time"))
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200)

    def clean_starts_at(self) -> Any:
        """The meeting is today or later, and within a year."""
        return convenable(self.cleaned_data["starts_at"])


def convenable(instant: Any) -> Any:
    """The instant, refused as a form's error when no meeting is convened for its day."""
    if missing := meeting_lies_ahead.missing(instant):
        raise forms.ValidationError(missing)
    return instant


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


class AttendeeForm(forms.Form):
    """One expected person: present, signed, and how the minutes name them."""

    present = forms.BooleanField(label=gettext_lazy("Present"), required=False, widget=Tick)
    signed = forms.BooleanField(label=gettext_lazy("Has signed"), required=False, widget=Tick)
    post = forms.CharField(label=gettext_lazy("Post"), max_length=80, required=False)
    title = forms.CharField(label=gettext_lazy("Professional title"), max_length=80, required=False)


class GuestsForm(StyledForm):
    """Who else was there."""

    guests = forms.CharField(
        label=gettext_lazy("Also present"),
        widget=area(2),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Guests and the drafting group; they do not vote."),
    )


class MinutesForm(StyledForm):
    """The text of the minutes; may be saved unfinished."""

    minutes = forms.CharField(
        label=gettext_lazy("Minutes"), widget=area(10), required=False, max_length=30000
    )
    technical_level = forms.CharField(
        label=gettext_lazy("Assessment of the technical level"),
        widget=area(3),
        required=False,
        max_length=4000,
    )


class OpinionForm(forms.Form):
    """One opinion raised in the meeting."""

    clause = forms.CharField(label=gettext_lazy("Clause"), max_length=40, required=False)
    raised_by = forms.CharField(label=gettext_lazy("Raised by"), max_length=80, required=False)
    text = forms.CharField(
        label=gettext_lazy("Opinion"), widget=area(2), required=False, max_length=4000
    )
    handling = forms.CharField(
        label=gettext_lazy("How it was handled"), widget=area(2), required=False, max_length=4000
    )
    is_change = forms.BooleanField(
        label=gettext_lazy("The drafting group has to make a change"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Words about an opinion come with the opinion."""
        data = super().clean() or self.cleaned_data
        said = [data.get(name) for name in ("clause", "raised_by", "handling", "is_change")]
        if any(said) and not str(data.get("text", "")).strip():
            self.add_error("text", _("Write the opinion, or empty the other fields."))
        return data


OpinionFormSet = forms.formset_factory(
    OpinionForm, extra=2, max_num=300, validate_max=True, absolute_max=320
)


class AnswerForm(forms.Form):
    """What the drafting group did about one change."""

    answer = forms.CharField(
        label=gettext_lazy("What the drafting group did"),
        widget=area(2),
        required=False,
        max_length=4000,
    )
