"""File names: what is kept of them, and which endings give a program away."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

LONGEST = 200
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

    At most 200 characters, the ending kept.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip(" .")
    if len(shown) > LONGEST:
        ending = PurePosixPath(shown).suffix[:20]
        shown = shown[: LONGEST - len(ending)] + ending
    return shown or "file"


def suffixes(name: str) -> list[str]:
    """The endings of a name, in lower case, the last one last: ``report.pdf.EXE`` has two."""
    return [ending.lower().strip() for ending in PurePosixPath(name).suffixes]
