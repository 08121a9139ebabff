"""Asking the virus scanner of the house (clamd), where one is configured."""

from __future__ import annotations

import socket
import struct
from pathlib import Path

from django.conf import settings

CHUNK = 256 * 1024
SECONDS = 60
MOST_ANSWER = 4096
CLEAN = "OK"
FOUND = "FOUND"


class ScannerAway(Exception):
    """The scanner did not answer, or could not look into the file."""


def is_configured() -> bool:
    """Whether the house has a scanner: ``CLAMD_ADDRESS`` as host:port or the path of a socket."""
    return bool(settings.CLAMD_ADDRESS)


def scan(path: Path) -> str:
    """What the scanner calls the virus it finds in a file; empty for none. Raises ScannerAway.

    The bytes are sent in pieces (INSTREAM), so scanner and portal need no folder in common.
    """
    try:
        with _connected(settings.CLAMD_ADDRESS) as line, path.open("rb") as stream:
            line.sendall(b"zINSTREAM\0")
            while chunk := stream.read(CHUNK):
                line.sendall(struct.pack("!I", len(chunk)) + chunk)
            line.sendall(struct.pack("!I", 0))
            answer = _answer(line)
    except (OSError, ValueError) as error:
        raise ScannerAway(str(error)) from error
    said, _space, verdict = answer.removeprefix("stream: ").rpartition(" ")
    if verdict not in (CLEAN, FOUND):
        raise ScannerAway(answer)
    return said if verdict == FOUND else ""


def _connected(address: str) -> socket.socket:
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        line.connect(address)
        return line
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)


def _answer(line: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < MOST_ANSWER:
        piece = line.recv(MOST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()
