"""How a standard comes into the catalogue, declared by the procedures that bring it there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.catalogue.rules import is_of_secretariat
from zsa_portal.regulations.registry import Registry
from zsa_portal.workflow.machine import Text

if TYPE_CHECKING:
    from zsa_portal.catalogue.models import Edition

KINDS: Registry[EditionKind] = Registry("kind of edition")


class Status(models.TextChoices):
    """Where an edition stands in its life."""

    PENDING = "pending", _("Under publication")
    CURRENT = "current", _("In force")
    REPLACED = "replaced", _("Replaced")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REVOKED = "revoked", _("Recognition revoked")


def nobody(edition: Edition, user: Any) -> bool:
    """The permission of a kind whose texts come with the steps of its procedure alone."""
    return False


def secretariat(edition: Edition, user: Any) -> bool:
    """The permission of a kind that no procedure keeps: the secretariat manages standards (第六条)."""
    return is_of_secretariat(user)


@dataclass(frozen=True)
class EditionKind:
    """A way in which an edition comes about; declaring it registers it.

    ``key`` carries its app (``standards.formulated``), ``label`` is what the public pages call it.
    ``ends`` are the statuses in which its life may end, beside being replaced. ``adds_texts`` says
    of (edition, user) who adds texts on the catalogue's own page, once it is published.
    """

    key: str
    label: Text
    ends: tuple[Status, ...] = (Status.WITHDRAWN,)
    adds_texts: Callable[[Edition, Any], bool] = nobody

    def __post_init__(self) -> None:
        KINDS.add(self.key, self)


IMPORTED = EditionKind(
    "catalogue.imported", _("Imported: published before the portal"), adds_texts=secretariat
)


def choices() -> list[tuple[str, str]]:
    """(key, label) of every kind, in the order of their declaration."""
    return [(kind.key, str(kind.label)) for kind in KINDS.values()]
