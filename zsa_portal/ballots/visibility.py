"""Who sees what of a ballot, and when: declared by its kind, kept by the ballot as it opened."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils.translation import gettext_lazy as _


class Shown(models.TextChoices):
    """When something of a ballot is shown to those who may see it."""

    OPEN = "open", _("while it is open and after")
    CLOSED = "closed", _("after closing")
    NEVER = "never", _("never")


@dataclass(frozen=True)
class Visibility:
    """When the count of a ballot is shown, and when who voted how.

    Progress (how many voted) is always shown. A count that runs while votes come in, beside the
    list of who voted already, would tell single votes: with ``names`` never it waits for closing.
    ImproperlyConfigured for that, for names before the count, and for a count that nobody sees.
    """

    tally: Shown = Shown.CLOSED
    names: Shown = Shown.CLOSED

    def __post_init__(self) -> None:
        early = Shown.OPEN
        wrong = self.tally == Shown.NEVER or (self.names == early != self.tally)
        if wrong or (self.names == Shown.NEVER and self.tally == early):
            raise ImproperlyConfigured("these settings would tell more than they say")


AFTER_CLOSING = Visibility()
OPENLY = Visibility(tally=Shown.OPEN, names=Shown.OPEN)
NEVER_BY_NAME = Visibility(names=Shown.NEVER)

WORDS = {
    OPENLY: _("The count and who voted how are shown while it is open."),
    Visibility(tally=Shown.OPEN): _(
        "The count is shown while it is open, who voted how after closing."
    ),
    NEVER_BY_NAME: _("The count is shown after closing; who voted how is never shown."),
}
"""What the settings other than the usual one mean."""
