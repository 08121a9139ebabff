"""Forms of the ballots' screens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.ballots.models import Choice
from zsa_portal.ballots.sheets import MOST_WORDS, Item
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.ui.forms import DateField, FileField, ReasonForm, StyledForm, area


class SheetAnswers(forms.RadioSelect):
    """The answers of one item, side by side where there is room."""

    side_by_side = True


class VoteForm(StyledForm):
    """How one votes, and why; before it each item of the score sheet, if the ballot has one."""

    choice = forms.ChoiceField(
        label=_("Your vote"),
        choices=Choice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose in favour, against or abstain.")},
    )
    reason = forms.CharField(
        label=_("Reason (required if you vote against)"),
        widget=area(3),
        max_length=4000,
        required=False,
        help_text=_("It is printed on the result paper."),
    )

    def __init__(
        self,
        *args: Any,
        items: Sequence[Item] = (),
        choices: Sequence[tuple[str, Any]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        if choices:
            self.fields["choice"].choices = choices  # type: ignore[attr-defined]
        for item in items:
            self.fields[item.field] = forms.ChoiceField(
                label=str(item.label),
                choices=item.answers,
                widget=SheetAnswers,
                error_messages={"required": _("Choose one of the answers for each item.")},
            )
            if item.with_reason:
                self.fields[item.reason_field] = forms.CharField(
                    label=f"{item.label} · {gettext('Reason')}",
                    widget=area(2),
                    max_length=MOST_WORDS,
                )
        self.order_fields([name for name in self.fields if name not in self.base_fields])

    @staticmethod
    def initial_of(voted: Any) -> dict[str, Any]:
        """What the form shows of an elector's place that has a live vote; see placed."""
        found = {"choice": voted.choice, "reason": voted.reason or ""}
        for key, judged in (voted.filled or {}).items():
            found |= {f"sheet-{key}": judged["answer"], f"why-{key}": judged.get("reason", "")}
        return found

    def vote(self) -> dict[str, Any]:
        """The keyword arguments of ``vote_cast`` that this form asks for."""
        given = self.cleaned_data
        return {
            "choice": given["choice"],
            "reason": given["reason"],
            "sheet": {
                item.key: {"answer": given[item.field], "reason": given.get(item.reason_field, "")}
                for item in self.items
            },
        }


class RecusalForm(ReasonForm):
    """Who takes no part, and why; the person is not asked where only oneself can be meant."""

    user = forms.ModelChoiceField(label=_("Person"), queryset=User.objects.none())
    field_order = ("user", "reason")

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if people is None:
            del self.fields["user"]
        else:
            self.fields["user"].queryset = people


class DecisionFields(forms.Form):
    """The record of a decision: session or circulation, date, votes, resolution paper."""

    mode = forms.ChoiceField(
        label=_("Decided"),
        choices=[("meeting", _("In a session")), ("circulation", _("By circulation"))],
    )
    decided_on = DateField(label=_("Date of the decision"))
    number = forms.CharField(label=_("Number of the resolution"), max_length=60)
    present = forms.IntegerField(
        label=_("Present or answering"),
        min_value=1,
        help_text=_("Of those who sit on the body with a vote on that day."),
    )
    yes = forms.IntegerField(label=_("In favour"), min_value=0, required=False)
    no = forms.IntegerField(label=_("Against"), min_value=0, required=False)
    abstain = forms.IntegerField(label=_("Abstaining"), min_value=0, required=False)
    paper = FileField(label=_("Resolution paper"), required=False)
    note = forms.CharField(label=_("Note"), widget=area(2), required=False, max_length=2000)

    NAMES = ("mode", "decided_on", "number", "present", "yes", "no", "abstain", "paper", "note")

    def clean_decided_on(self) -> Any:
        """A decision lies in the past or is of today."""
        day = self.cleaned_data["decided_on"]
        if day > clock.today():
            raise forms.ValidationError(_("The decision cannot lie in the future."))
        return day

    def decision(self) -> dict[str, Any]:
        """The keyword arguments of ``decision_record`` that this form asks for."""
        return {name: self.cleaned_data[name] for name in self.NAMES}
