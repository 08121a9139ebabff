"""Plain text, in UTF-8 or GB 18030."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from django.utils.translation import gettext as _

from zsa_portal.documents.contents.refusing import refuse

CHUNK = 1024 * 1024
CONTROLS = frozenset(map(chr, range(32))) - set("\t\n\r\f\v\x1a\x1b")
OTHER_KINDS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:%PDF-|%!PS|\{\\rtf|<\?xml|<\?php|<!doctype|<html|<svg|<script)",
    re.IGNORECASE,
)


def check(path: Path, name: str) -> str:
    """A text that decodes, holds no control characters, and is no page or document of another kind."""
    with path.open("rb") as stream:
        if OTHER_KINDS.match(stream.read(1024)):
            refuse(
                _(
                    "“%(name)s” is a web page, a program or a document of another kind, not "
                    "plain text. Give it its own ending, or save it as text."
                ),
                name=name,
            )
    found = next((one for one in ("utf-8", "gb18030") if decodes(path, one)), None)
    if found is None:
        refuse(_("“%(name)s” is no plain text in UTF-8 or GB 18030."), name=name)
    return f"text/plain; charset={found}"


def decodes(path: Path, encoding: str) -> bool:
    """Whether a file is text of an encoding, without control characters."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                if not CONTROLS.isdisjoint(decoder.decode(chunk)):
                    return False
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
