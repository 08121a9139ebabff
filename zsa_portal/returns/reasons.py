"""What the status codes of RFC 3463 mean, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

REASONS: dict[str, str | Promise] = {
    "1.2": _("the mail server of this address does not exist"),
    "1.8": _("the mail server does not accept our sender"),
    "1": _("there is no such address"),
    "2.1": _("the mailbox is closed"),
    "2.2": _("the mailbox is full"),
    "2.3": _("the mail is too large for the mailbox"),
    "2": _("the mailbox takes no mail"),
    "3": _("the mail server is in trouble"),
    "4": _("the mail server could not be reached"),
    "5": _("the mail servers did not understand each other"),
    "6": _("the mail server did not accept the form of the mail"),
    "7": _("the mail server refuses our mails"),
}


def reason_of(status: str) -> str:
    """What a status code such as ``5.1.1`` means, in the reader's language."""
    _class, _dot, detail = status.partition(".")
    found = REASONS.get(detail) or REASONS.get(detail.partition(".")[0])
    return str(found or gettext("the mail server gave no known reason"))
