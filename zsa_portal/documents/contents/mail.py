"""Mails as they were sent (RFC 5322): their words, and attachments that are accepted themselves."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from email import message_from_binary_file, policy
from email.errors import MessageError
from email.message import Message
from pathlib import Path

from django.utils.translation import gettext as _

from zsa_portal.documents.contents.names import safe_name
from zsa_portal.documents.contents.refusing import bomb, damaged, locked, reaching, refuse
from zsa_portal.workflow.refusals import BadValue

MOST_BYTES = 50 * 1024 * 1024
MOST_PARTS = 300
WORDS = ("text/plain", "text/html", "text/enriched", "text/calendar")
REPORTS = ("message/delivery-status", "message/disposition-notification", "message/rfc822")
SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature")
MOST_SIGNATURE = 64 * 1024
NAMED = {"image/png": "picture.png", "image/jpeg": "picture.jpg", "application/pdf": "part.pdf"}


def check(path: Path, name: str, check_part: Callable[..., str]) -> str:
    """A mail with sender and date, whose every attachment is an accepted file."""
    if path.stat().st_size > MOST_BYTES:
        refuse(
            _("The mail “%(name)s” is too large to look into. File its attachments as files."),
            name=name,
        )
    try:
        with path.open("rb") as stream:
            mail = message_from_binary_file(stream, policy=policy.compat32)
        if not mail.get("From") or not (mail.get("Date") or mail.get("Received")):
            damaged(name, "eml")
        for number, part in enumerate(mail.walk()):
            if number > MOST_PARTS:
                bomb(name)
            _check_part(part, path, name, check_part)
    except BadValue:
        raise
    except (MessageError, ValueError, LookupError, RecursionError):
        damaged(name, "eml")
    return "message/rfc822"


def _check_part(part: Message, path: Path, name: str, check_part: Callable[..., str]) -> None:
    kind = part.get_content_type()
    if kind in ("message/partial", "message/external-body"):
        reaching(name, kind)
    if kind == "multipart/encrypted" or kind.endswith("pkcs7-mime"):
        locked(name)
    called = part.get_filename() or ""
    if part.is_multipart() or kind in REPORTS or (kind in WORDS and not called):
        return
    data = part.get_payload(decode=True) or b""
    if kind in SIGNATURES and len(data) <= MOST_SIGNATURE:
        return
    inner = safe_name(str(called) or NAMED.get(kind, kind.replace("/", ".")))
    with tempfile.NamedTemporaryFile(dir=path.parent) as unpacked:
        unpacked.write(bytes(data))
        unpacked.flush()
        check_part(Path(unpacked.name), f"{name} / {inner}", inside=True)
