"""File names: what is kept of them, and which endings give a program away."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

MOST_BYTES = 255
UNSEEN = frozenset({"Cc", "Cf", "Cs"})
PROGRAMS = frozenset(
    f".{ending}"
    for ending in [
        "ade",
        "adp",
        "apk",
        "app",
        "appx",
        "asp",
        "aspx",
        "bas",
        "bat",
        "chm",
        "cmd",
        "com",
        "cpl",
        "crt",
        "csh",
        "dll",
        "dmg",
        "dotm",
        "docm",
        "exe",
        "gadget",
        "hlp",
        "hta",
        "htm",
        "html",
        "inf",
        "ins",
        "iso",
        "jar",
        "js",
        "jse",
        "jsp",
        "ksh",
        "lnk",
        "mht",
        "mhtml",
        "mjs",
        "msc",
        "msi",
        "msix",
        "msp",
        "mst",
        "ocx",
        "php",
        "pif",
        "pl",
        "potm",
        "ppam",
        "pptm",
        "ps1",
        "ps1xml",
        "psm1",
        "py",
        "pyc",
        "rb",
        "reg",
        "scf",
        "scr",
        "sct",
        "sh",
        "shtml",
        "so",
        "svg",
        "svgz",
        "swf",
        "sys",
        "url",
        "vb",
        "vbe",
        "vbs",
        "vxd",
        "wasm",
        "wsc",
        "wsf",
        "wsh",
        "xbap",
        "xhtml",
        "xlam",
        "xlsb",
        "xlsm",
        "xltm",
        "xml",
        "xsl",
    ]
)


def safe_name(name: str) -> str:
    """The last part of a name without folders and unprintable or direction-turning characters.

    At most 255 bytes of UTF-8, as file systems allow, the ending kept.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(sign for sign in last if not _is_unseen(sign)).strip(" .")
    if len(shown.encode()) > MOST_BYTES:
        ending = PurePosixPath(shown).suffix[:20]
        shown = _cut(shown, MOST_BYTES - len(ending.encode())).rstrip(" .") + ending
    return shown or "file"


def suffixes(name: str) -> list[str]:
    """The endings of a name, in lower case, the last one last: ``report.pdf.EXE`` has two."""
    return [ending.lower().strip() for ending in PurePosixPath(name).suffixes]


def _is_unseen(sign: str) -> bool:
    """Controls, formats, halves of characters and what is none; those newer than Python may stay."""
    return unicodedata.category(sign) in UNSEEN or ord(sign) & 0xFFFE == 0xFFFE


def _cut(text: str, most_bytes: int) -> str:
    return text.encode()[:most_bytes].decode("utf-8", "ignore")
