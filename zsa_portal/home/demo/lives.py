"""The lives that the apps bring to the demonstration: each app's ``demo/lives.py`` adds its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from django.utils.module_loading import autodiscover_modules

from zsa_portal.home.demo.association import Association
from zsa_portal.home.demo.walking import Moments
from zsa_portal.regulations.registry import Registry
from zsa_portal.workflow.models import Matter


class Life(Protocol):
    """What happens to one matter of the demonstration, from its beginning to today."""

    key: str

    @property
    def matter(self) -> Matter:
        """The matter as it is now; there is one from the first moment on."""

    @property
    def state(self) -> str:
        """The matter's state; empty before it begins."""

    @property
    def end(self) -> str:
        """The state in which the data leaves the matter today."""

    def life(self) -> Moments:
        """Each moment at which something happens, which it does when resumed, the clock there."""

    def at(self, instant: dt.datetime) -> AbstractContextManager[None]:
        """The clock at an instant, with the places of those who act read anew."""


Lives = Callable[[Association, dt.date], Sequence[Life]]

LIVES: Registry[Lives] = Registry("life of the demonstration")
"""App and thing -> its lives in an association, as the data tells them on a day."""


def lives_in(association: Association, today: dt.date) -> list[Life]:
    """The lives of the kernel and of all apps, each app's in the order of its data."""
    autodiscover_modules("demo.lives", "demo.kernel_lives")
    return [life for lives in LIVES.values() for life in lives(association, today)]
