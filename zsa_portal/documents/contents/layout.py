"""Whether a zip container is nothing but itself: no byte before, between or behind its members."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path
from typing import BinaryIO

from zsa_portal.documents.contents.refusing import appended

LOCAL = struct.Struct("<4s5H3I2H")
LOCAL_SIGN = b"PK\x03\x04"
END = struct.Struct("<4s4H2IH")
END_SIGN = b"PK\x05\x06"
SIZES_FOLLOW = 0x8
NONE: tuple[int, ...] = (0,)
DESCRIPTORS = (12, 16, 20, 24)
UTF8 = 0x800


def check(path: Path, archive: zipfile.ZipFile, name: str) -> None:
    """Refuse a container with bytes that belong to none of its members, or to two of them."""
    members = sorted(archive.infolist(), key=lambda member: member.header_offset)
    with path.open("rb") as stream:
        if not _ends_at_its_end(stream):
            appended(name)
        at, gaps = 0, NONE
        for member in members:
            if member.header_offset - at not in gaps:
                appended(name)
            at = _behind(stream, member, name)
            gaps = (0, *DESCRIPTORS) if member.flag_bits & SIZES_FOLLOW else NONE
        if archive.start_dir - at not in gaps:
            appended(name)


def hides_archive(path: Path) -> bool:
    """Whether a file that is no archive opens as one all the same."""
    try:
        with zipfile.ZipFile(path) as archive:
            return bool(archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, struct.error):
        return False


def _ends_at_its_end(stream: BinaryIO) -> bool:
    size = stream.seek(0, 2)
    stream.seek(max(0, size - END.size))
    tail = stream.read()
    if len(tail) != END.size:
        return False
    sign, *_counts, comment = END.unpack(tail)
    return bool(sign == END_SIGN and comment == 0)


def _behind(stream: BinaryIO, member: zipfile.ZipInfo, name: str) -> int:
    """The place behind a member's packed data; its own header must name it as the directory does."""
    stream.seek(member.header_offset)
    head = stream.read(LOCAL.size)
    if len(head) != LOCAL.size:
        appended(name)
    sign, *_rest, name_length, extra_length = LOCAL.unpack(head)
    own = stream.read(name_length)
    known = member.orig_filename.encode("utf-8" if member.flag_bits & UTF8 else "cp437")
    if sign != LOCAL_SIGN or own != known:
        appended(name)
    return int(
        member.header_offset + LOCAL.size + name_length + extra_length + member.compress_size
    )
