"""What an uploaded file really is: told by its content, which its name must agree with.

All of this runs in a parsing worker (``documents.looking``).
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from django.utils.translation import gettext as _

from zsa_portal.documents.contents import (
    archives,
    drawing,
    images,
    mail,
    media,
    odt,
    ofd,
    office,
    ole,
    pdf,
    text,
)
from zsa_portal.documents.contents.names import PROGRAMS, safe_name, suffixes
from zsa_portal.documents.contents.refusing import program, refuse

__all__ = ["ACCEPTED", "KEPT", "accepted_ending", "check", "safe_name"]

CHECKS = {
    ".docx": office.check_docx,
    ".xlsx": office.check_xlsx,
    ".odt": odt.check,
    ".doc": ole.check_doc,
    ".wps": ole.check_wps,
    ".xls": ole.check_xls,
    ".pdf": pdf.check,
    ".ofd": ofd.check,
    ".txt": text.check,
    ".jpg": images.check_jpeg,
    ".jpeg": images.check_jpeg,
    ".png": images.check_png,
}
ACCEPTED = (*CHECKS, ".zip")
"""What a paper of a matter may be."""
RECORDS = {
    ".pptx": office.check_pptx,
    ".dxf": drawing.check_dxf,
    ".mp4": media.check_mp4,
    ".m4a": media.check_m4a,
    ".wav": media.check_wav,
    ".mp3": media.check_mp3,
}
MAIL = ".eml"
KEPT = (*ACCEPTED, *RECORDS, MAIL)
"""What an archive keeps besides: slides, drawings, films, sound and mails; only who asks gets them."""
EXECUTABLE = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe")


def check(path: Path, name: str, *, accept: tuple[str, ...] = (), inside: bool = False) -> str:
    """The media type of a file, or a refusal.

    ``name`` is what its uploader calls it, ``accept`` the suffixes welcome here (all if empty),
    ``inside`` tells that it came out of an archive. Raises BadValue("file", sentence).
    """
    ending = accepted_ending(name, accept)
    with path.open("rb") as stream:
        head = stream.read(8)
    if not head:
        refuse(_("“%(name)s” is empty."), name=name)
    if head.startswith(EXECUTABLE):
        program(name)
    if ending == ".zip":
        if inside:
            refuse(
                _("“%(name)s” is an archive within an archive; pack its files directly."), name=name
            )
        return archives.check(path, name, check)
    if ending == MAIL:
        return mail.check(path, name, partial(check, accept=(*ACCEPTED, *RECORDS)))
    return (CHECKS | RECORDS)[ending](path, name)


def accepted_ending(name: str, accept: tuple[str, ...]) -> str:
    """The ending of a name, if it is welcome; it alone is known before a worker looks inside."""
    welcome = accept or ACCEPTED
    endings = suffixes(name)
    if hidden := sorted(PROGRAMS.intersection(endings)):
        refuse(
            _(
                "“%(name)s” carries the ending “%(ending)s” of programs or web pages; "
                "such files are refused."
            ),
            name=name,
            ending=hidden[0],
        )
    ending = endings[-1] if endings else ""
    if ending not in welcome or ending not in KEPT:
        refuse(
            _("“%(name)s” is not of an accepted kind. Accepted: %(kinds)s."),
            name=name,
            kinds=", ".join(kind.lstrip(".") for kind in welcome),
        )
    return ending
