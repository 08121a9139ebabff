"""Asks who handles a matter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.models import User
from zsa_portal.ui.forms import StyledForm

NOBODY = "nobody"


class HandlerForm(StyledForm):
    """One of ``people``, or nobody."""

    person = forms.ChoiceField(
        label=_("Handled by"),
        help_text=_(
            "One of the department that owns the matter. Nobody gets or loses a right by it."
        ),
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        named = [(key, str(person)) for key, person in self.people.items()]
        self.fields["person"].choices = [("", _("Choose")), *named, (NOBODY, _("Nobody"))]  # type: ignore[attr-defined]  # of choices

    @property
    def chosen(self) -> User | None:
        """Who was chosen in a valid form; None for nobody."""
        return self.people.get(self.cleaned_data["person"])
