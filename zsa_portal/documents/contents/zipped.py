"""Looking into zip containers without being drowned by them."""

from __future__ import annotations

import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from zsa_portal.documents.contents import layout
from zsa_portal.documents.contents.refusing import bomb, damaged, locked, refuse

MOST_MEMBERS = 10_000
MOST_BYTES = 600 * 1024 * 1024
MOST_RATIO = 200
RATIO_COUNTS_FROM = 20 * 1024 * 1024
ENCRYPTED = 0x1
UTF8 = 0x800
CHUNK = 1024 * 1024
DRIVE = ":"
PLAIN = (0, stat.S_IFREG, stat.S_IFDIR)
UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp"})


@contextmanager
def opened(
    path: Path, name: str, kind: str, *, most_members: int = MOST_MEMBERS
) -> Iterator[zipfile.ZipFile]:
    """A zip file whose directory has been checked: sizes, paths, passwords. Refuses all else."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        damaged(name, kind)
    with archive:
        _check_directory(archive.infolist(), name, most_members)
        layout.check(path, archive, name)
        try:
            yield archive
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error):
            damaged(name, kind)


def shown_name(member: zipfile.ZipInfo) -> str:
    """A member's name; names without the UTF-8 flag come from Chinese Windows, as GB 18030."""
    if member.flag_bits & UTF8:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename


def _check_directory(members: list[zipfile.ZipInfo], name: str, most_members: int) -> None:
    if len(members) > most_members:
        refuse(
            _("“%(name)s” holds %(count)d files; at most %(most)d are accepted."),
            name=name,
            count=len(members),
            most=most_members,
        )
    if sum(member.file_size for member in members) > MOST_BYTES:
        bomb(name)
    for member in members:
        _check_member(member, name)
    if len({_folded(member) for member in members}) < len(members):
        refuse(
            _("“%(name)s” holds two files of one name. Pack it anew and upload that."), name=name
        )


def _folded(member: zipfile.ZipInfo) -> str:
    """A member's name as systems that do not tell cases apart see it."""
    return unicodedata.normalize("NFC", shown_name(member)).replace("\\", "/").casefold()


def _check_member(member: zipfile.ZipInfo, name: str) -> None:
    inner = shown_name(member)
    parts = inner.replace("\\", "/").split("/")
    if inner.startswith(("/", "\\")) or ".." in parts or DRIVE in parts[0] or "\x00" in inner:
        refuse(
            _("“%(name)s” contains a file whose path leads outside the archive; it is refused."),
            name=name,
        )
    if any(unicodedata.category(sign) in UNSEEN for sign in inner):
        refuse(
            _(
                "“%(name)s” contains a file whose name has invisible or direction-turning "
                "characters. Rename it, pack it anew and upload that."
            ),
            name=name,
        )
    if stat.S_IFMT(member.external_attr >> 16) not in PLAIN:
        refuse(_("“%(name)s” contains a link instead of a file; it is refused."), name=name)
    if member.flag_bits & ENCRYPTED:
        locked(name)
    big = member.file_size > RATIO_COUNTS_FROM
    if big and member.file_size > MOST_RATIO * max(1, member.compress_size):
        bomb(name)
