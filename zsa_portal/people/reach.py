"""Whether mail reaches people. What reads the returned mails stands above and puts itself in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zsa_portal.regulations import clock


@dataclass(frozen=True)
class Trouble:
    """How mail to an address failed: since when nothing goes there, or how often it was late.

    ``stopped_at`` is None while mail still goes out; ``times`` counts the returns that still count.
    """

    stopped_at: dt.datetime | None
    times: int
    reason: str

    @property
    def said(self) -> str:
        """It in one sentence, in the reader's language."""
        if self.stopped_at is None:
            said = ngettext("Late %(n)d time: %(why)s", "Late %(n)d times: %(why)s", self.times)
            return said % {"n": self.times, "why": self.reason}
        words = {"day": clock.day_of(self.stopped_at), "why": self.reason}
        return _("Came back on %(day)s: %(why)s. Nothing is sent there.") % words


Source = Callable[[Collection[str]], Mapping[str, Trouble]]
_sources: list[Source] = []


def use(source: Source) -> None:
    """Ask ``source`` from now on: it is given addresses in small letters, and asks one query."""
    _sources[:] = [source]


def troubles(addresses: Collection[str]) -> Mapping[str, Trouble]:
    """The troubles of mail by address in small letters; addresses without any are left out."""
    asked = {address.lower() for address in addresses if address}
    return _sources[0](asked) if asked and _sources else {}


def trouble(address: str) -> Trouble | None:
    """The trouble of mail to one address."""
    return troubles([address]).get(address.lower())
