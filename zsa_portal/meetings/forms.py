"""Screens' forms of any meeting; what is special about a kind comes from its declaration."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.meetings.kinds import MeetingKind
from zsa_portal.meetings.rules import meeting_lies_ahead
from zsa_portal.people.models import Seat, User
from zsa_portal.ui.forms import DateTimeField, RowsFormSet, StyledForm, area
from zsa_portal.workflow.forms import StepForm


class Tick(forms.CheckboxInput):
    """A tick box in a table, large enough for a finger."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "form-check-input row-tick"} | (attrs or {}))


class Convenable(forms.Form):
    """When and where a meeting is."""

    starts_at = DateTimeField(label=gettext_lazy("Date and time"))
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200)

    def clean_starts_at(self) -> Any:
        """The meeting is today or later, and within a year."""
        instant = self.cleaned_data["starts_at"]
        if missing := meeting_lies_ahead.missing(instant):
            raise forms.ValidationError(missing)
        return instant


class ConveneForm(Convenable, StepForm):
    """When and where a meeting is convened, who chairs it, and its agenda.

    A subclass names its ``kind``. One of those expected takes the chair, first of all a body's own.
    """

    kind: ClassVar[MeetingKind]
    chair = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Chair of the meeting"))
    agenda = forms.CharField(label=gettext_lazy("Agenda"), widget=area(5), max_length=4000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        expected = self.kind.expects(self.matter)
        leading = [one.user for one in expected if one.seat and one.seat.role == Seat.Role.CHAIR]
        users = User.objects.filter(pk__in=[one.user.pk for one in expected])
        users = users.order_by("by_pinyin", "pk")
        self.fields["chair"].queryset = users
        self.fields["chair"].initial = leading[0] if leading else None
        self.fields["agenda"].initial = self.kind.words.agenda


class MoveForm(Convenable, StyledForm):
    """Another time and place of the meeting."""


class AttendeeForm(forms.Form):
    """One expected person: present, signed, and how the minutes name them."""

    present = forms.BooleanField(label=gettext_lazy("Present"), required=False, widget=Tick)
    signed = forms.BooleanField(label=gettext_lazy("Has signed"), required=False, widget=Tick)
    post = forms.CharField(label=gettext_lazy("Post"), max_length=80, required=False)
    title = forms.CharField(label=gettext_lazy("Professional title"), max_length=80, required=False)


class GuestsForm(StyledForm):
    """Who else was there."""

    guests = forms.CharField(
        label=gettext_lazy("Also present"), widget=area(2), required=False, max_length=2000
    )

    def __init__(self, *args: Any, kind: MeetingKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guests"].help_text = kind.words.guests_note


class MinutesForm(StyledForm):
    """The text of the minutes and the kind's further sections; may be saved unfinished."""

    minutes = forms.CharField(
        label=gettext_lazy("Minutes"), widget=area(10), required=False, max_length=30000
    )

    def __init__(self, *args: Any, kind: MeetingKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, label in kind.sections.items():
            self.fields[key] = forms.CharField(
                label=label, widget=area(3), required=False, max_length=4000
            )


class PointForm(forms.Form):
    """One opinion raised in the meeting."""

    clause = forms.CharField(label=gettext_lazy("Clause"), max_length=40, required=False)
    raised_by = forms.CharField(label=gettext_lazy("Raised by"), max_length=80, required=False)
    text = forms.CharField(
        label=gettext_lazy("Opinion"), widget=area(2), required=False, max_length=4000
    )
    handling = forms.CharField(
        label=gettext_lazy("How it was handled"), widget=area(2), required=False, max_length=4000
    )
    is_change = forms.BooleanField(required=False)

    def __init__(self, *args: Any, kind: MeetingKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_change"].label = kind.words.change

    def clean(self) -> dict[str, Any]:
        """Words about an opinion come with the opinion."""
        data = super().clean() or self.cleaned_data
        said = [data.get(name) for name in ("clause", "raised_by", "handling", "is_change")]
        if any(said) and not str(data.get("text", "")).strip():
            self.add_error("text", _("Write the opinion, or empty the other fields."))
        return data


PointFormSet = forms.formset_factory(
    PointForm, formset=RowsFormSet, extra=2, max_num=300, validate_max=True, absolute_max=320
)


class AnswerForm(forms.Form):
    """What was done about one change."""

    answer = forms.CharField(widget=area(2), required=False, max_length=4000)

    def __init__(self, *args: Any, kind: MeetingKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = kind.words.answer
