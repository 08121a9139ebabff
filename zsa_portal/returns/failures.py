"""Reading a notice of non-delivery: reports by RFC 3464, and what servers write in plain words.

The address in a notice is never believed, since anybody may send one: which mail came back is told
by the mark that we signed, or by a Message-ID that only its recipient and the servers know.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.message import Message
from itertools import islice

MOST_PARTS = 60
MOST_TEXT = 64 * 1024
MOST_IDS = 50
LONGEST_SAID = 300
TO = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Forwarded-To")
DAEMON = re.compile(r"mailer-daemon|postmaster|mail delivery|系统退信", re.IGNORECASE)
ENHANCED = re.compile(r"(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])")
REPLY = re.compile(r"(?:^|said:|[:：(])\s*([45])\d\d[ -](?=\S)", re.MULTILINE)
MESSAGE_ID = re.compile(r"<[^<>\s@]{1,80}@[^<>\s@]{1,80}>")
ADDRESS = re.compile(r"[^\s<>,;\"]{1,64}@[^\s<>,;\"]{1,190}")
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")


@dataclass(frozen=True)
class Failure:
    """What a notice says: its status code, the server's words, and by what our mail is known."""

    status: str
    said: str
    sent_to: tuple[str, ...]
    ids: tuple[str, ...]
    name: str

    @property
    def permanent(self) -> bool:
        """Whether the server will not take mail for the address at all (5.x.x)."""
        return self.status.startswith("5")


def read(raw: bytes) -> Failure | None:
    """What a mail from the mailbox of returns says, None where it is no notice of non-delivery.

    May raise anything on a hostile mail; call it in a parsing worker.
    """
    message = email.message_from_bytes(raw)
    parts = list(islice(message.walk(), MOST_PARTS))
    found = _reported(parts) or _told(message, parts)
    if found is None:
        return None
    status, said = found
    return Failure(status, _tidy(said), _sent_to(message), _ids(message, parts), _head(message))


def _reported(parts: list[Message]) -> tuple[str, str] | None:
    """The worst that a report says of a recipient (RFC 3464): a late mail is a temporary failure."""
    found = []
    for part in parts:
        if part.get_content_type() != "message/delivery-status" or not part.is_multipart():
            continue
        for group in islice(part.get_payload(), MOST_PARTS):
            action = str(group.get("Action", "")).strip().lower()
            code = ENHANCED.search(str(group.get("Status", "")))
            if action not in {"failed", "delayed"}:
                continue
            status = code[1] if code else {"failed": "5.0.0", "delayed": "4.0.0"}[action]
            if action == "delayed":
                status = "4" + status[1:]
            said = str(group.get("Diagnostic-Code", "")).partition(";")[2]
            found.append((status, said))
    return max(found, default=None)


def _told(message: Message, parts: list[Message]) -> tuple[str, str] | None:
    """What a server that writes no report says in plain words; Exim names whom it gave up on."""
    automatic = str(message.get("Auto-Submitted", "")).strip().lower()
    failed = message.get("X-Failed-Recipients") is not None
    empty = str(message.get("Return-Path", "")).strip() == "<>"
    if automatic.startswith("auto-replied") and not failed:
        return None
    if not (failed or empty or DAEMON.search(_decoded(str(message.get("From", ""))))):
        return None
    text = "\n".join(_texts(parts))[:MOST_TEXT]
    code, reply = ENHANCED.search(text), REPLY.search(text)
    if code:
        return code[1], _line(text, code.start())
    if reply:
        return f"{reply[1]}.0.0", _line(text, reply.start(1))
    return ("5.0.0", "") if failed else None


def _texts(parts: list[Message]) -> Iterator[str]:
    for part in parts:
        if part.get_content_type() == "message/rfc822":
            return
        if part.get_content_maintype() == "text":
            yield _text(part)


def _text(part: Message) -> str:
    data = part.get_payload(decode=True)
    data = data[:MOST_TEXT] if isinstance(data, bytes) else b""
    try:
        text = data.decode(part.get_content_charset("utf-8"))
    except (LookupError, UnicodeError):
        text = data.decode("gb18030", "replace")
    return re.sub(r"<[/a-zA-Z][^<>@]{0,300}>", " ", text)


def _ids(message: Message, parts: list[Message]) -> tuple[str, ...]:
    """The Message-IDs that a notice names, those of the mail inside it first."""
    said = [str(part.get("Message-ID", "")) for part in parts if part is not message]
    said += [str(message.get(name, "")) for name in ("In-Reply-To", "References")]
    said += [_text(part) for part in parts if part.get_content_maintype() == "text"]
    found = (one[0] for text in said for one in MESSAGE_ID.finditer(text[:MOST_TEXT]))
    return tuple(islice(dict.fromkeys(found), MOST_IDS))


def _sent_to(message: Message) -> tuple[str, ...]:
    said = " ".join(str(value) for name in TO for value in message.get_all(name, []))
    return tuple(islice(dict.fromkeys(ADDRESS.findall(said[:MOST_TEXT])), MOST_IDS))


def _head(message: Message) -> str:
    return str(message.get("Message-ID", "")).strip()[:1000]


def _line(text: str, at: int) -> str:
    begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return text[begin : end if end != -1 else len(text)]


def _decoded(value: str) -> str:
    try:
        return str(make_header(decode_header(value[:1000])))
    except (LookupError, UnicodeError, ValueError):
        return value


def _tidy(said: str) -> str:
    return " ".join(UNSEEN.sub(" ", _decoded(said)).split())[:LONGEST_SAID]
