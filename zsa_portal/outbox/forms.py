"""How often the mails of each kind come, as one chooses it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _

from zsa_portal.outbox.kinds import Kind, Pace
from zsa_portal.ui.forms import StyledForm


class PreferencesForm(StyledForm):
    """One choice for each kind that leaves one; the paces of its kind alone are accepted."""

    def __init__(
        self, *args: Any, kinds: Sequence[Kind], chosen: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = {name_of(kind): kind for kind in kinds}
        for name, kind in self.kinds.items():
            self.fields[name] = forms.ChoiceField(
                label=kind.label,
                help_text=_help(kind),
                choices=[(pace.value, pace.label) for pace in kind.paces],
                initial=kind.paced(chosen.get(kind.key)).value,
                widget=forms.RadioSelect,
            )

    def paces(self) -> dict[str, str]:
        """The paces chosen, by the keys of their kinds."""
        return {kind.key: self.cleaned_data[name] for name, kind in self.kinds.items()}


def name_of(kind: Kind) -> str:
    """The name of a kind's field."""
    return kind.key.replace(".", "_")


def _help(kind: Kind) -> str:
    if kind.slowest == Pace.PORTAL:
        return str(kind.about)
    why = _("No slower than %(pace)s: %(why)s") % {"pace": kind.slowest.label, "why": kind.why}
    return format_html("{}<br>{}", kind.about, why)
