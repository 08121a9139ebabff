"""Plain text, in UTF-8 or GB 18030."""

from __future__ import annotations

import codecs
from pathlib import Path

from django.utils.translation import gettext as _

from zsa_portal.documents.contents.refusing import refuse

CHUNK = 1024 * 1024
CONTROLS = frozenset(map(chr, range(32))) - set("\t\n\r\f\v\x1a\x1b")


def check(path: Path, name: str) -> str:
    """A text that decodes and holds no control characters."""
    found = next((one for one in ("utf-8", "gb18030") if _decodes(path, one)), None)
    if found is None:
        refuse(_("“%(name)s” is no plain text in UTF-8 or GB 18030."), name=name)
    return f"text/plain; charset={found}"


def _decodes(path: Path, encoding: str) -> bool:
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
