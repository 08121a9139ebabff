"""What other parts of the portal offer to do about a standard, on its public page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zsa_portal.regulations.registry import Registry
from zsa_portal.workflow.machine import Text

if TYPE_CHECKING:
    from zsa_portal.catalogue.models import Edition

LINKS: Registry[Link] = Registry("link of a standard's page")


@dataclass(frozen=True)
class Link:
    """One link; ``url`` gives its address from the edition shown, without queries."""

    label: Text
    icon: str
    url: Callable[[Edition], str]


def links_of(edition: Edition) -> list[tuple[Link, str]]:
    """The links of an edition's page with their addresses, in the order of their declaration."""
    return [(link, link.url(edition)) for link in LINKS.values()]
