"""What the screens of panels ask."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from certification.panels.actions.choosing import Choice
from certification.panels.composing import committees_for
from certification.panels.letters import declaration_text
from certification.panels.papers import DECLARATIONS
from certification.panels.records import Place
from zsa_portal.people.models import Body, Expert
from zsa_portal.ui.forms import ReasonForm, StyledForm, area
from zsa_portal.workflow.forms import StepForm
from zsa_portal.workflow.models import Matter

MOST_SIZE = 15
LONGEST_KEY = 16


class ReviewerForm(StepForm):
    """Which sub-committee of the field reviews, where there is one."""

    panel = forms.ModelChoiceField(
        Body.objects.none(),
        label=_("Sub-committee that reviews"),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = committees_for(self.matter)
        if not found:
            del self.fields["panel"]
            return
        choice = cast("forms.ModelChoiceField", self.fields["panel"])
        choice.queryset = Body.objects.filter(pk__in=[one.pk for one in found]).order_by(
            "by_pinyin"
        )
        if len(found) == 1:
            choice.initial = found[0].pk


class Keys(forms.TypedMultipleChoiceField):
    """Keys of experts, whichever; the action says who may be chosen."""

    def valid_value(self, value: Any) -> bool:
        return str(value).isascii() and str(value).isdigit() and len(str(value)) < LONGEST_KEY


class ChoiceForm(StyledForm):
    """Who is chosen, who of them is chair, and what is said of the panel."""

    experts = Keys(label=_("Members"), coerce=int, required=False, widget=forms.MultipleHiddenInput)
    chair = forms.IntegerField(
        label=_("Chair of the panel"), required=False, widget=forms.HiddenInput
    )
    drafters = forms.CharField(
        label=_("Who drafted the standard"),
        required=False,
        max_length=4000,
        widget=area(3),
        help_text=_("People and organisations, one a line; none of them may sit."),
    )
    origins_reason = forms.CharField(
        label=_("Why so few origins"), required=False, max_length=2000, widget=area(2)
    )
    entrusted_to = forms.CharField(
        label=_("Third party entrusted with setting it up"),
        required=False,
        max_length=160,
        help_text=_("Empty where the association sets it up itself."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def choice(self) -> Choice:
        """What is chosen, from the cleaned data."""
        return Choice(**self.cleaned_data)


class LookForm(StyledForm):
    """How the pool is looked through, and how large the panel is to be."""

    q = forms.CharField(label=_("Name or employer"), required=False, max_length=80)
    kind = forms.ChoiceField(
        label=_("kind of expertise"),
        required=False,
        choices=[("", _("all")), *Expert.Kind.choices],
    )
    size = forms.TypedChoiceField(
        label=_("Number of members"),
        coerce=int,
        required=False,
        choices=[(n, str(n)) for n in range(5, MOST_SIZE + 1, 2)],
    )


class SigningForm(StyledForm):
    """The two declarations, each read and signed on its own."""

    def __init__(self, *args: Any, place: Place, matter: Matter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = {key: declaration_text(key, place, matter) for key in DECLARATIONS}
        for key, form in DECLARATIONS.items():
            self.fields[key] = forms.BooleanField(
                label=_("I have read this and sign it: %(title)s") % {"title": form.title},
                error_messages={"required": _("Read and sign this too.")},
            )

    def rows(self) -> list[tuple[Any, list[str], Any]]:
        """Each declaration: its title, its paragraphs, and the field that signs it."""
        return [
            (form.title, self.texts[key].splitlines(), self[key])
            for key, form in DECLARATIONS.items()
        ]


class DeclineForm(ReasonForm):
    """Why an expert does not sit on the panel."""

    has_interest = forms.BooleanField(
        label=_("I have an interest in the standard or its body"),
        required=False,
        help_text=_("It is recorded as a recusal: you take no part in this matter."),
    )
