"""The mailbox of returns by IMAP or POP3, whichever its address says."""

from __future__ import annotations

import imaplib
import poplib
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SECONDS = 20
"""How long one answer of the server is waited for."""
BROKEN = (OSError, imaplib.IMAP4.error, poplib.error_proto)
SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class Box(Protocol):
    """A mailbox that is open: its mails by the names that stay theirs."""

    def names(self) -> list[str]:
        """The mails that lie there, the oldest first."""

    def size(self, name: str) -> int:
        """How many bytes a mail has."""

    def fetch(self, name: str) -> bytes:
        """A mail as it came; it stays where it is."""

    def remove(self, name: str) -> None:
        """Take a mail out, for good once the box is closed."""

    def close(self) -> None:
        """Say goodbye; what was removed is gone."""


class ImapBox:
    """A folder of an IMAP server (RFC 3501)."""

    def __init__(self, where: SplitResult, kind: type[imaplib.IMAP4]) -> None:
        self.server = kind(where.hostname or "", where.port or kind_port(where), timeout=SECONDS)
        self.server.login(unquote(where.username or ""), unquote(where.password or ""))
        if "ID" in self.server.capabilities:
            # 163.com lets nobody in who does not say which program it is.
            self.server.xatom("ID", '("name" "zsa-portal")')
        folder = unquote(where.path.strip("/")) or "INBOX"
        self._done(self.server.select(f'"{folder}"'))
        self.validity = (self.server.response("UIDVALIDITY")[1] or [b"0"])[0].decode("ascii")

    def names(self) -> list[str]:
        found = self._done(self.server.uid("SEARCH", "ALL"))
        return [f"{self.validity}:{uid.decode('ascii')}" for uid in (found[0] or b"").split()]

    def size(self, name: str) -> int:
        found = self._done(self.server.uid("FETCH", self._uid(name), "(RFC822.SIZE)"))
        told = SIZE.search(found[0] if isinstance(found[0], bytes) else b"")
        if told is None:
            raise imaplib.IMAP4.error("no size")
        return int(told[1])

    def fetch(self, name: str) -> bytes:
        found = self._done(self.server.uid("FETCH", self._uid(name), "(BODY.PEEK[])"))
        for part in found:
            if isinstance(part, tuple):
                return bytes(part[1])
        raise imaplib.IMAP4.error("no content")

    def remove(self, name: str) -> None:
        self._done(self.server.uid("STORE", self._uid(name), "+FLAGS.SILENT", r"(\Deleted)"))

    def close(self) -> None:
        self.server.close()
        self.server.logout()

    def _uid(self, name: str) -> str:
        return name.rpartition(":")[2]

    def _done(self, answer: tuple[str, Any]) -> Any:
        if answer[0] != "OK":
            raise imaplib.IMAP4.error(f"the server says {answer[0]}")
        return answer[1]


class PopBox:
    """The mailbox of a POP3 server (RFC 1939) that gives each mail a name (UIDL)."""

    def __init__(self, where: SplitResult, kind: type[poplib.POP3]) -> None:
        self.server = kind(where.hostname or "", where.port or kind_port(where), timeout=SECONDS)
        self.server.user(unquote(where.username or ""))
        self.server.pass_(unquote(where.password or ""))
        lines = [line.decode("ascii").split() for line in self.server.uidl()[1]]
        self.numbers = {name: int(number) for number, name in lines}

    def names(self) -> list[str]:
        return list(self.numbers)

    def size(self, name: str) -> int:
        return int(self.server.list(self.numbers[name]).split()[2])

    def fetch(self, name: str) -> bytes:
        return b"\r\n".join(self.server.retr(self.numbers[name])[1])

    def remove(self, name: str) -> None:
        self.server.dele(self.numbers[name])

    def close(self) -> None:
        self.server.quit()


PORTS = {"imap": 143, "imaps": 993, "pop3": 110, "pop3s": 995}
BOXES = {
    "imap": lambda where: ImapBox(where, imaplib.IMAP4),
    "imaps": lambda where: ImapBox(where, imaplib.IMAP4_SSL),
    "pop3": lambda where: PopBox(where, poplib.POP3),
    "pop3s": lambda where: PopBox(where, poplib.POP3_SSL),
}


def kind_port(where: SplitResult) -> int:
    """The port of a protocol where the address names none."""
    return PORTS[where.scheme]


@contextmanager
def open_box(url: str) -> Iterator[Box]:
    """The mailbox at an address such as ``imaps://user:password@host/FOLDER``, open meanwhile.

    Raises ImproperlyConfigured for another kind of address, one of BROKEN where the server does
    not answer or says no; what was removed before that may lie there again.
    """
    where = urlsplit(url)
    if where.scheme not in BOXES or not where.hostname:
        raise ImproperlyConfigured(
            f"RETURNS_URL is none of {', '.join(BOXES)}://user:password@host"
        )
    box: Box = BOXES[where.scheme](where)  # type: ignore[no-untyped-call]
    try:
        yield box
    finally:
        with suppress(*BROKEN):
            box.close()
