"""Links in documents: which of them start something on the reader's machine."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import unquote

HARMLESS = frozenset({"http", "https", "mailto", "tel", "ftp"})
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
STARTED = frozenset(
    f".{ending}"
    for ending in [
        "exe",
        "bat",
        "cmd",
        "scr",
        "pif",
        "cpl",
        "msi",
        "msp",
        "lnk",
        "url",
        "hta",
        "js",
        "jse",
        "vbs",
        "vbe",
        "wsf",
        "wsh",
        "ps1",
        "psm1",
        "jar",
        "reg",
        "chm",
        "sct",
        "scf",
        "inf",
        "dll",
        "py",
        "sh",
        "app",
        "application",
        "appref-ms",
        "library-ms",
        "searchconnector-ms",
    ]
)


def is_dangerous(target: str) -> bool:
    """Whether a link starts a program, or makes the reader's machine sign in to another.

    Addresses of the web and of mail are harmless, and so are places in the same document and local
    documents; other schemes, network shares and local programs are not.
    """
    plain = unquote("".join(sign for sign in target if unicodedata.category(sign)[0] != "C"))
    plain = plain.strip().lower().replace("\\", "/")
    if plain.startswith("//"):
        return True
    found = SCHEME.match(plain)
    if found is None or len(found[1]) == 1:
        return _starts(plain)
    if found[1] == "file":
        return _leaves(plain) or _starts(plain)
    return found[1] not in HARMLESS


def is_elsewhere(target: str) -> bool:
    """Whether an address leads out of the file that holds it."""
    plain = target.strip().lower().replace("\\", "/")
    return bool(SCHEME.match(plain)) or plain.startswith(("/", "../"))


def _leaves(file_address: str) -> bool:
    """``file:`` with a host: ``file://server/…``, ``file:////server/…``."""
    rest = file_address.removeprefix("file:")
    slashes = len(rest) - len(rest.lstrip("/"))
    local = rest.startswith("//localhost/")
    return not local and (slashes == 2 or slashes > 3)


def _starts(address: str) -> bool:
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    return PurePosixPath(path.rstrip(". /")).suffix in STARTED
