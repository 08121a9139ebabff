"""The forms of a vote given part by part; each may be left unfinished."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zsa_portal.ballots.forms import SheetAnswers
from zsa_portal.ballots.judging import CHANGES, CONCLUSION, Written
from zsa_portal.ballots.models import Ballot
from zsa_portal.ballots.sheets import MOST_CLAUSE, MOST_WORDS, Item
from zsa_portal.ui.forms import StyledForm, area

SPARE = 2
"""Empty places for further changes that come with every page."""


class ItemForm(StyledForm):
    """The answer to one item, and why."""

    answer = forms.ChoiceField(label=_("Judgement"), widget=SheetAnswers, required=False)
    reason = forms.CharField(
        label=_("Reason"), widget=area(6), max_length=MOST_WORDS, required=False
    )

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = item.answers
        if not item.with_reason:
            del self.fields["reason"]

    def values(self) -> dict[str, Any]:
        """What ``draft_save`` is given."""
        return self.cleaned_data


class ConclusionForm(StyledForm):
    """The vote itself, and why."""

    choice = forms.ChoiceField(label=_("Conclusion"), widget=SheetAnswers, required=False)
    reason = forms.CharField(
        label=_("Reason"),
        widget=area(6),
        max_length=MOST_WORDS,
        required=False,
        help_text=_("Needed where you conclude against it."),
    )

    def __init__(self, *args: Any, ballot: Ballot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = ballot.choices

    def values(self) -> dict[str, Any]:
        """What ``draft_save`` is given."""
        return self.cleaned_data


class ChangesForm(StyledForm):
    """The changes asked for, clause by clause, with empty places for more."""

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        rows = list((initial or {}).get("changes", []))
        self.places = max(len(rows) + SPARE, _places(data))
        first = {
            f"{name}-{number}": value
            for number, row in enumerate(rows)
            for name, value in row.items()
        }
        super().__init__(data, initial=first)
        for number in range(self.places):
            self.fields[f"clause-{number}"] = forms.CharField(
                label=_("Clause"), max_length=MOST_CLAUSE, required=False
            )
            self.fields[f"change-{number}"] = forms.CharField(
                label=pgettext_lazy("asked for", "Change"),
                widget=area(3),
                max_length=MOST_WORDS,
                required=False,
            )

    def rows(self) -> list[tuple[Any, Any]]:
        """The fields of each place, clause and change."""
        return [(self[f"clause-{n}"], self[f"change-{n}"]) for n in range(self.places)]

    def values(self) -> dict[str, Any]:
        """What ``draft_save`` is given."""
        given = self.cleaned_data
        return {
            "changes": [
                {"clause": given[f"clause-{n}"], "change": given[f"change-{n}"]}
                for n in range(self.places)
            ]
        }


def _places(data: Any) -> int:
    sent = [name.partition("-")[2] for name in data or () if name.startswith("change-")]
    return max(
        (int(number) + 1 for number in sent if number.isdecimal() and len(number) < 3), default=0
    )


def form_of(ballot: Ballot, part: str, written: Written, data: Any = None) -> Any:
    """The form of one part of a vote, with what is written so far."""
    if part == CHANGES:
        return ChangesForm(data, initial={"changes": written.changes})
    if part == CONCLUSION:
        said = {"choice": written.choice, "reason": written.reason}
        return ConclusionForm(data, initial=said, ballot=ballot)
    item = next(item for item in ballot.items if item.key == part)
    return ItemForm(data, initial=written.sheet.get(part, {}), item=item)
