"""The kinds of messages, among which a person chooses how often mails come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.menu import everybody, staff
from zsa_portal.people.places import Places
from zsa_portal.regulations.registry import Registry

Text = str | Promise


class Pace(models.TextChoices):
    """How soon the mail of a message comes, the soonest first."""

    AT_ONCE = "at_once", _("at once")
    DAILY = "daily", _("once a day")
    WEEKLY = "weekly", _("once a week")
    PORTAL = "portal", _("in the portal only")


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of message as a reader tells them apart; declaring it registers it.

    ``about`` says in words what falls under it. ``slowest`` is the slowest pace that may be chosen,
    ``why`` the reason where that is not the slowest of all. ``concerns`` tells from a user's places
    who has the kind on the page of choices. Who has chosen nothing gets mails at once.
    """

    key: str
    label: Text
    about: Text
    slowest: Pace = Pace.PORTAL
    why: Text = ""
    concerns: Callable[[Places], bool] = everybody

    def __post_init__(self) -> None:
        KINDS.add(self.key, self)

    @property
    def paces(self) -> list[Pace]:
        """The paces that may be chosen, the soonest first."""
        known = list(Pace)
        return known[: known.index(self.slowest) + 1]

    def paced(self, chosen: str | None) -> Pace:
        """The pace of the kind for who chose ``chosen``; at once for nothing, or what is too slow."""
        return next((pace for pace in self.paces if pace == chosen), Pace.AT_ONCE)


KINDS: Registry[Kind] = Registry("kind of message")

TURN = Kind(
    "outbox.turn",
    _("What you are to do"),
    _("A matter waits for you, a vote, a meeting, an invitation, a table to release."),
    slowest=Pace.DAILY,
    why=_("It has a last day, and others wait for it."),
)
PROGRESS = Kind(
    "outbox.progress",
    _("What happened in your matters"),
    _("A matter in which you have a part went on; there is nothing you need to do."),
)
PLACES = Kind(
    "outbox.places",
    _("Your places and duties"),
    _("Somebody made you their deputy."),
    slowest=Pace.AT_ONCE,
    why=_("It changes what you answer for from that day on."),
)
UPKEEP = Kind(
    "outbox.upkeep",
    _("The portal and the archive themselves"),
    _("The day's root of the sealed logs, and what is wrong with the storage."),
    slowest=Pace.AT_ONCE,
    why=_("The root must stand outside the portal, and storage that fails cannot wait."),
    concerns=staff,
)
