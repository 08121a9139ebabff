"""What a file brings without its owner's knowing is taken out, and said; all else is refused.

Word writes the place of the template a text was begun with into it, such as that of the national
template for standards; telephones write a film or a second picture behind a photograph.
"""

from __future__ import annotations

import os
import re
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from zsa_portal.documents.contents import images, relations, zipped
from zsa_portal.workflow.refusals import BadValue

RELATION = re.compile(
    rb"<(?:\w+:)?Relationship\b[^<>]*\battachedTemplate[\"'][^<>]*?(?:/>|>\s*</(?:\w+:)?Relationship>)"
)
MENTION = re.compile(rb"<(?:\w+:)?attachedTemplate\b[^<>]*?(?:/>|>\s*</(?:\w+:)?attachedTemplate>)")
SETTINGS = re.compile(r"word/(?:_rels/)?settings\d*\.xml(?:\.rels)?")
MOST_BYTES = 8 * 1024 * 1024


def clean(path: Path, name: str) -> list[str]:
    """Take out of a file what may simply go; translated sentences say what was taken out.

    The file at ``path`` is written anew only then. A file that cannot be cleaned stays as it is:
    ``check`` refuses it afterwards.
    """
    cleaner = CLEANERS.get(PurePosixPath(name).suffix.lower())
    if cleaner is None or path.stat().st_size == 0:
        return []
    with suppress(BadValue):
        return cleaner(path, name)
    return []


def _without_template(path: Path, name: str) -> list[str]:
    with zipped.opened(path, name, "docx") as archive:
        if not any(_names_template(archive, member, name) for member in archive.infolist()):
            return []
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as anew:
            try:
                _write_anew(archive, Path(anew.name))
                Path(anew.name).replace(path)
            finally:
                Path(anew.name).unlink(missing_ok=True)
    return [_("The link to the template that the text was begun with was removed.")]


def _names_template(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bool:
    if not _is_settings(member) or not member.filename.endswith(".rels"):
        return False
    found = relations.of(archive, member, name, "docx")
    return any(relation.kind == relations.TEMPLATE for relation in found)


def _is_settings(member: zipfile.ZipInfo) -> bool:
    return bool(SETTINGS.fullmatch(member.filename)) and member.file_size <= MOST_BYTES


def _write_anew(archive: zipfile.ZipFile, target: Path) -> None:
    """The same members in the same order; the settings without their template."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as anew:
        for member in archive.infolist():
            kept = zipfile.ZipInfo(member.filename, member.date_time)
            kept.compress_type, kept.external_attr = zipfile.ZIP_DEFLATED, member.external_attr
            with archive.open(member) as packed, anew.open(kept, "w") as written:
                if _is_settings(member):
                    written.write(MENTION.sub(b"", RELATION.sub(b"", packed.read())))
                else:
                    while chunk := packed.read(zipped.CHUNK):
                        written.write(chunk)


def _ending_at(find: Callable[[Path], int | None]) -> Callable[[Path, str], list[str]]:
    def cut(path: Path, _name: str) -> list[str]:
        end = find(path)
        if end is None or end >= path.stat().st_size:
            return []
        os.truncate(path, end)
        return [_("What was appended behind the picture (a film, another picture) was removed.")]

    return cut


CLEANERS: dict[str, Callable[[Path, str], list[str]]] = {
    ".docx": _without_template,
    ".jpg": _ending_at(images.jpeg_end),
    ".jpeg": _ending_at(images.jpeg_end),
    ".png": _ending_at(images.png_end),
}
