"""What the steps and screens of appraisals ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.appraisal.judging import to_dispose
from zsa_portal.ui.forms import area, mark_wanted
from zsa_portal.workflow.forms import StepForm
from zsa_portal.workflow.models import Level


class CertainForm(StepForm):
    """Names how many records it is about, and asks for a tick."""

    certain = forms.BooleanField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["certain"].label = self.words() % counts_of(self.matter)

    def words(self) -> str:
        """The label of the tick, with the places of ``counts_of``."""
        raise NotImplementedError

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "certain"}


class DisposalForm(CertainForm):
    """The supervisor compared the records and disposes of them for good."""

    def words(self) -> str:
        return _(
            "I compared %(count)d records with the register (%(confidential)d confidential, "
            "%(paper)d on paper) and dispose of them for good."
        )


class DestructionForm(CertainForm):
    """How the records were destroyed, and that waste paper was shredded."""

    how = forms.CharField(
        label=gettext_lazy("How and where they were destroyed"),
        widget=area(2),
        max_length=300,
        help_text=gettext_lazy("For example: shredded in the association's office, two present."),
    )
    shredded = forms.BooleanField(required=False)
    field_order = ("how", "shredded", "certain")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waste = counts_of(self.matter)["waste"]
        if waste:
            self.fields["shredded"].label = _(
                "%(waste)d paper originals above public were shredded, none is used again."
            ) % counts_of(self.matter)
            mark_wanted(self, ("shredded",))
        else:
            self.fields["shredded"].widget = forms.HiddenInput()

    def words(self) -> str:
        return _("The files of %(files)d records are removed for good; nobody can bring them back.")


def counts_of(appraisal: Any) -> dict[str, int]:
    """How many records a register has: all, 机密 ones, on paper, files, waste to be shredded."""
    rows = to_dispose(appraisal)
    paper = [one for one in rows if one.is_paper]
    return {
        "count": len(rows),
        "confidential": sum(one.is_confidential for one in rows),
        "paper": len(paper),
        "files": len(rows) - len(paper),
        "waste": sum(one.item.document.level != Level.PUBLIC for one in paper),
    }
