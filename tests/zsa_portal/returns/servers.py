"""Mail servers of one's own that speak IMAP4rev1 and POP3 as far as a reader of returns asks them."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

USER, PASSWORD = "returns@zsa.example.org", "p@ss word"
LOGIN = "returns%40zsa.example.org:p%40ss%20word"


@dataclass
class Mailbox:
    """What lies in the box by number; ``fetched`` and ``logins`` are for the tests to look at.

    ``cut`` numbers are cut off in the middle of their content, as by a line that breaks.
    """

    mails: dict[int, bytes] = field(default_factory=dict)
    validity: int = 7
    fetched: list[int] = field(default_factory=list)
    identified: list[str] = field(default_factory=list)
    cut: set[int] = field(default_factory=set)

    def put(self, raw: bytes) -> int:
        number = max(self.mails, default=0) + 1
        self.mails[number] = raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        return number


class Cut(Exception):
    """The line breaks."""


class Talk(socketserver.StreamRequestHandler):
    """One connection."""

    server: Server

    def handle(self) -> None:
        self.box, self.gone = self.server.box, set()
        try:
            self.talk()
        except Cut:
            return

    def say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())

    def content(self, number: int) -> bytes:
        self.box.fetched.append(number)
        raw = self.box.mails[number]
        if number in self.box.cut:
            self.wfile.write(raw[: len(raw) // 2])
            raise Cut
        return raw

    def lines(self) -> Iterator[str]:
        while line := self.rfile.readline():
            yield line.decode().rstrip("\r\n")

    def expunge(self) -> None:
        for number in self.gone:
            self.box.mails.pop(number, None)


class Imap(Talk):
    def talk(self) -> None:
        self.say("* OK ready")
        for line in self.lines():
            tag, _space, words = line.partition(" ")
            name = words.split(" ")[0].upper()
            if name == "UID":
                name = words.split(" ")[1].upper()
            answer = getattr(self, f"do_{name.lower()}")(words) or f"OK {name} done"
            self.say(f"{tag} {answer}")
            if name == "LOGOUT":
                return

    def do_capability(self, _words: str) -> None:
        self.say("* CAPABILITY IMAP4rev1 ID")

    def do_login(self, words: str) -> str | None:
        good = words == f'LOGIN {USER} "{PASSWORD}"'
        return None if good else "NO who is that"

    def do_id(self, words: str) -> None:
        self.box.identified.append(words)
        self.say('* ID ("name" "test")')

    def do_select(self, words: str) -> str | None:
        if "INBOX" not in words:
            return "NO such folder"
        self.say(f"* {len(self.box.mails)} EXISTS", f"* OK [UIDVALIDITY {self.box.validity}] valid")
        return None

    def do_search(self, _words: str) -> None:
        self.say(" ".join(["* SEARCH", *map(str, sorted(self.box.mails))]))

    def do_fetch(self, words: str) -> None:
        number = int(words.split(" ")[2])
        size = len(self.box.mails[number])
        if "RFC822.SIZE" in words:
            self.say(f"* {number} FETCH (UID {number} RFC822.SIZE {size})")
            return
        self.wfile.write(f"* {number} FETCH (UID {number} BODY[] {{{size}}}\r\n".encode())
        self.wfile.write(self.content(number))
        self.say(")")

    def do_store(self, words: str) -> None:
        assert re.search(r"\+FLAGS\.SILENT \(\\Deleted\)", words)
        self.gone.add(int(words.split(" ")[2]))

    def do_close(self, _words: str) -> None:
        self.expunge()

    def do_logout(self, _words: str) -> None:
        self.say("* BYE")


class Pop(Talk):
    def talk(self) -> None:
        self.say("+OK ready")
        for line in self.lines():
            name, _space, words = line.partition(" ")
            getattr(self, f"do_{name.lower()}")(words)
            if name == "QUIT":
                return

    def do_user(self, words: str) -> None:
        self.say("+OK" if words == USER else "-ERR")

    def do_pass(self, words: str) -> None:
        self.say("+OK" if words == PASSWORD else "-ERR who is that")

    def do_uidl(self, _words: str) -> None:
        self.say("+OK", *(f"{number} uid{number}" for number in sorted(self.box.mails)), ".")

    def do_list(self, words: str) -> None:
        self.say(f"+OK {words} {len(self.box.mails[int(words)])}")

    def do_retr(self, words: str) -> None:
        self.say("+OK")
        raw = self.content(int(words))
        stuffed = b"\r\n".join(b"." + one if one[:1] == b"." else one for one in raw.split(b"\r\n"))
        self.wfile.write(stuffed + b"\r\n.\r\n")

    def do_dele(self, words: str) -> None:
        self.gone.add(int(words))
        self.say("+OK")

    def do_quit(self, _words: str) -> None:
        self.expunge()
        self.say("+OK")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    box: Mailbox


TALKS = {"imap": Imap, "pop3": Pop}


@contextmanager
def serving(kind: str, box: Mailbox) -> Iterator[str]:
    """A server on a port of its own; gives the address for RETURNS_URL."""
    with Server(("127.0.0.1", 0), TALKS[kind]) as server:
        server.box = box
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"{kind}://{LOGIN}@127.0.0.1:{server.server_address[1]}"
        server.shutdown()
