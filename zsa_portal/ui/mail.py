"""A mail as a machine writes it, and what every mail program must be told of that."""

from __future__ import annotations

import re
from email.header import Header
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

NO_LABEL = re.compile(r"[^a-z0-9._-]+")


class MachineMail(EmailMultiAlternatives):
    """A mail that nobody wrote by hand, of a ``sort`` such as ``outbox.digest``.

    It says so (Auto-Submitted, RFC 3834), names its kind (List-Id, RFC 2919; no matter), and its
    subject begins on the first line of its header, which some programs alone show.
    """

    def __init__(self, *args: Any, sort: str, headers: dict[str, str], **kwargs: Any) -> None:
        told = {"Auto-Submitted": "auto-generated", "List-Id": list_id(sort)}
        super().__init__(*args, headers=told | headers, **kwargs)

    def message(self, *args: Any, **kwargs: Any) -> Any:
        made = super().message(*args, **kwargs)
        made.replace_header("Subject", Header(self.subject, header_name="Subject"))
        return made


def list_id(sort: str) -> str:
    """By which a reader's mail program sorts the kinds of messages."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{NO_LABEL.sub('-', sort)}.{host}>"
