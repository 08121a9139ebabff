"""Forms of the ballots' screens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zsa_portal.ballots.models import Choice
from zsa_portal.ballots.papers import BALLOT_RESULT
from zsa_portal.people.models import User
from zsa_portal.ui.forms import StyledForm

__all__ = ["BALLOT_RESULT", "ReasonForm", "RecusalForm", "VoteForm"]

AREA = forms.Textarea(attrs={"rows": 4})


class VoteForm(StyledForm):
    """How one votes, and why."""

    choice = forms.ChoiceField(
        label=_("Your vote"), choices=Choice.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose in favour, against or abstain.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"), widget=AREA, max_length=4000, required=False,
        help_text=_("Needed if you vote against; it is printed on the result paper."),
    )  # fmt: skip


class ReasonForm(StyledForm):
    """Asks why."""

    reason = forms.CharField(
        label=_("Reason"), widget=AREA, max_length=4000,
        help_text=_("It is kept in the log and printed on the result paper."),
    )  # fmt: skip


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
