"""What the screens of an intake ask for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from archive.intakes.actions import intake_confirm
from archive.intakes.queries import known_count
from zsa_portal.ui.forms import StyledForm
from zsa_portal.workflow.forms import StepForm
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import BoundStep

SKIP, TAKE = "skip", "take"


class BagForm(StyledForm):
    """The bag that came."""

    file = forms.FileField(label=_("Bag (zip)"))


class PlaceForm(StyledForm):
    """Where a paper original lies."""

    box = forms.CharField(label=_("Box"), max_length=40)
    shelf = forms.CharField(label=_("Shelf"), max_length=40)


class TakeForm(StepForm):
    """What happens to the records whose files the archive has already."""

    known = forms.ChoiceField(
        label=_("Records whose files the archive has already"),
        choices=[
            (SKIP, _("Leave them out: the archive keeps what it has")),
            (TAKE, _("Take them in too, as records of their own in the bag's folders")),
        ],
        initial=SKIP,
        widget=forms.RadioSelect,
    )

    def take(self, bound: BoundStep, *, seen: str) -> Matter:
        """Take the step, and let a worker begin."""
        return intake_confirm(intake=bound.__self__, by=self.user, seen=seen, **self.values())

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # of StepForm
        if not known_count(self.matter):
            self.fields["known"].widget = forms.HiddenInput()
