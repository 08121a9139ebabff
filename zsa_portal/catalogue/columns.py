"""The days that procedures give beside a standard in a list, such as when it is examined next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zsa_portal.regulations.registry import Registry
from zsa_portal.workflow.machine import Text

if TYPE_CHECKING:
    from zsa_portal.catalogue.models import Edition

DAYS: Registry[DayOfEdition] = Registry("day of a standard")


@dataclass(frozen=True)
class DayOfEdition:
    """One column; ``days`` gives the day of each edition that has one by its key, in one query."""

    label: Text
    days: Callable[[Sequence[Edition]], Mapping[int, dt.date]]
