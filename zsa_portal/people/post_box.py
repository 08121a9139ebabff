"""Where people's own events are posted. The outbox stands above this package and puts itself in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from zsa_portal.people.models import User


class PostBox(Protocol):
    """What the outbox offers: both store a row in the caller's transaction."""

    def mail_post(self, *, address: str, subject: str, body: str) -> object:
        """Queue a mail to an address."""

    def message_post(
        self,
        *,
        recipient: User,
        event: str,
        subject: str,
        body: str,
        to_do: str = "",
        link: str = "",
    ) -> object:
        """Store a message to a user, with its mail."""


_boxes: list[PostBox] = []


def use(box: PostBox) -> None:
    """Post through ``box`` from now on."""
    _boxes[:] = [box]


def box() -> PostBox:
    """The box in use."""
    return _boxes[0]
