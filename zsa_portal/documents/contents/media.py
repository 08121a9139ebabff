"""Films and sound recordings: nothing but their own boxes, chunks or frames, from the first byte on."""

from __future__ import annotations

import mmap
import struct
from collections.abc import Callable
from pathlib import Path

from zsa_portal.documents.contents import layout
from zsa_portal.documents.contents.refusing import appended, carrying, damaged

BOXES = frozenset(
    b"ftyp moov mdat free skip wide udta meta moof mfra sidx ssix styp pdin prft emsg".split()
)
BOX_HEAD, LARGE_HEAD = 8, 16
ID3_HEAD, ID3_TAIL = 10, 128
MPEG_SYNC = 0x7FF
LAYER_3 = 1
BITRATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""kbit/s of layer III by version: 3 is MPEG 1, 2 the half rates of MPEG 2 and 2.5."""
RATES = (44_100, 48_000, 32_000)
SLOWER = {3: 1, 2: 2, 0: 4}
POSES = b"%PDF-"
Walk = Callable[[mmap.mmap], int | None]


def check_mp4(path: Path, name: str) -> str:
    """A film in an MP4 container."""
    _check(path, name, "mp4", _boxes_end)
    return "video/mp4"


def check_m4a(path: Path, name: str) -> str:
    """A recording in an MP4 container."""
    _check(path, name, "m4a", _boxes_end)
    return "audio/mp4"


def check_wav(path: Path, name: str) -> str:
    """A recording in a RIFF WAVE container."""
    _check(path, name, "wav", _chunks_end)
    return "audio/x-wav"


def check_mp3(path: Path, name: str) -> str:
    """A recording in frames of MPEG layer III; tags may stand around them, files within them not."""
    with path.open("rb") as stream:
        if b"GEOB" in _tag(stream.read(1024 * 1024)):
            carrying(name, "GEOB")
    _check(path, name, "mp3", _frames_end)
    return "audio/mpeg"


def _check(path: Path, name: str, kind: str, walk: Walk) -> None:
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        end = walk(data)
        if end is None or end > len(data):
            damaged(name, kind)
        hidden = end < len(data) or POSES in data[:1024]
    if hidden or layout.hides_archive(path):
        appended(name)


def _boxes_end(data: mmap.mmap) -> int | None:
    """Where the last box ends; None unless it begins with its type and holds a movie."""
    at, seen = 0, []
    while at + BOX_HEAD <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        if kind not in BOXES:
            break
        if size == 1 and at + LARGE_HEAD <= len(data):
            (size,) = struct.unpack_from(">Q", data, at + BOX_HEAD)
        if size == 0:
            size = len(data) - at
        if size < BOX_HEAD:
            return None
        seen.append(kind)
        at += size
    return at if seen[:1] == [b"ftyp"] and b"moov" in seen else None


def _chunks_end(data: mmap.mmap) -> int | None:
    """Where the recording ends by its own length; None unless its chunks fill it."""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        return None
    end = BOX_HEAD + struct.unpack_from("<I", data, 4)[0]
    at, seen = 12, set()
    while at + BOX_HEAD <= min(end, len(data)):
        kind, size = struct.unpack_from("<4sI", data, at)
        seen.add(kind)
        at += BOX_HEAD + size + size % 2
    return end + end % 2 if {b"fmt ", b"data"} <= seen and at in (end, end + end % 2) else None


def _tag(head: bytes) -> bytes:
    """The ID3 tag at the beginning, as far as it was read."""
    if head[:3] != b"ID3" or len(head) < ID3_HEAD:
        return b""
    return head[: _tag_end(head)]


def _tag_end(head: bytes | mmap.mmap) -> int:
    length = 0
    for byte in head[6:ID3_HEAD]:
        length = length << 7 | byte & 0x7F
    return ID3_HEAD + length


def _frames_end(data: mmap.mmap) -> int | None:
    """Where the last frame or the tag behind it ends; None for what has no frame."""
    at = _tag_end(data) if data[:3] == b"ID3" else 0
    frames = 0
    while (size := _frame(data, at)) and at + size <= len(data):
        frames += 1
        at += size
    if len(data) - at == ID3_TAIL and data[at : at + 3] == b"TAG":
        at += ID3_TAIL
    return at if frames else None


def _frame(data: mmap.mmap, at: int) -> int:
    """The length of the frame that begins here in bytes; 0 where none does."""
    if at + 4 > len(data):
        return 0
    head = int.from_bytes(data[at : at + 4], "big")
    version, layer = head >> 19 & 3, head >> 17 & 3
    bitrate, rate = head >> 12 & 15, head >> 10 & 3
    if head >> 21 != MPEG_SYNC or version == 1 or layer != LAYER_3:
        return 0
    if bitrate in (0, 15) or rate == 3:
        return 0
    kilobits = BITRATES[3 if version == 3 else 2][bitrate]
    samples = 144 if version == 3 else 72
    return samples * 1000 * kilobits // (RATES[rate] // SLOWER[version]) + (head >> 9 & 1)
