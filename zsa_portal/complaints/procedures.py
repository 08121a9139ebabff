"""By which clause complaints about a standard are handled: data that the apps declare of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from zsa_portal.regulations.registry import Registry
from zsa_portal.workflow.machine import Text

PROCEDURES: Registry[Procedure] = Registry("procedure of complaints")


@dataclass(frozen=True)
class Procedure:
    """The clause by which complaints about an app's standards are handled; declaring it registers it.

    ``basis`` gives the words in which official letters cite it, in Chinese: a clause that is not
    settled is the value of a Settable. ``editions`` are the catalogue's kinds of edition that
    follow it.
    """

    key: str
    label: Text
    basis: Callable[[], str]
    editions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        PROCEDURES.add(self.key, self)


RECOGNITION = Procedure(
    "complaints.recognition",
    _("Recognition rules, chapter 9"),
    basis=lambda: "《中关村标准认定管理办法》第九章",
)
"""R27: it serves wherever no app declares another."""


def procedure_for(kind: str) -> Procedure:
    """The procedure of editions of a kind; that of R27 where no app declares one."""
    found = (one for one in PROCEDURES.values() if kind in one.editions)
    return next(found, RECOGNITION)


def choices() -> list[tuple[str, Text]]:
    """The declared procedures, to choose from."""
    return [(key, one.label) for key, one in PROCEDURES.items()]
