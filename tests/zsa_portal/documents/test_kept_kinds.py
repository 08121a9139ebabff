"""What an archive keeps besides papers: mails, slides, drawings, films and sound; and what hides in them."""

from __future__ import annotations

import struct
from email.message import EmailMessage

import pytest

from tests.zsa_portal.documents import making
from zsa_portal.documents import contents
from zsa_portal.workflow.refusals import BadValue

SLIDE_TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/>'
    b'<Override PartName="/ppt/presentation.xml" ContentType="application/'
    b'vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>'
)
DRAWING = "0\r\nSECTION\r\n2\r\nENTITIES\r\n0\r\nENDSEC\r\n0\r\nEOF\r\n"


def box(kind: bytes, data: bytes = b"") -> bytes:
    """A box of an MP4 container."""
    return struct.pack(">I4s", 8 + len(data), kind) + data


def film() -> bytes:
    """The smallest container with a movie in it."""
    return box(b"ftyp", b"isom\0\0\0\0") + box(b"mdat", b"\0" * 30) + box(b"moov", b"\0" * 8)


def recording() -> bytes:
    """A RIFF WAVE of four samples."""
    chunks = (
        b"fmt " + struct.pack("<I", 16) + b"\0" * 16 + b"data" + struct.pack("<I", 4) + b"\0" * 4
    )
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def sound(frames: int = 3) -> bytes:
    """Frames of MPEG 1 layer III, 128 kbit/s at 44.1 kHz: 417 bytes each."""
    return (b"\xff\xfb\x90\x00" + b"\0" * 413) * frames


def mail(name: str = "", data: bytes = b"") -> bytes:
    """A mail, with an attachment if one is named."""
    made = EmailMessage()
    made["From"], made["Date"] = "a@example.org", "Mon, 02 Mar 2026 09:00:00 +0800"
    made["Subject"] = "关于评审会"
    made.set_content("请查收。")
    if name:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


KEPT = {
    "课件.pptx": (
        making.zip_bytes({"[Content_Types].xml": SLIDE_TYPES, "ppt/presentation.xml": b"<p/>"}),
        "presentationml",
    ),
    "图.dxf": (DRAWING.encode(), "image/vnd.dxf"),
    "会议.mp4": (film(), "video/mp4"),
    "录音.m4a": (film(), "audio/mp4"),
    "录音.wav": (recording(), "audio/x-wav"),
    "录音.mp3": (sound(), "audio/mpeg"),
    "邮件.eml": (mail("材料.pdf", making.pdf_bytes()), "message/rfc822"),
}


def checked(tmp_path, name: str, data: bytes, accept: tuple[str, ...] = contents.KEPT) -> str:
    path = tmp_path / "sent"
    path.write_bytes(data)
    return contents.check(path, name, accept=accept)


@pytest.mark.parametrize("name", KEPT)
def test_an_archive_keeps_more_kinds_than_a_paper_may_be(tmp_path, name):
    data, media_type = KEPT[name]
    assert media_type in checked(tmp_path, name, data)
    with pytest.raises(BadValue, match="not of an accepted kind"):
        checked(tmp_path, name, data, accept=())


@pytest.mark.parametrize("name", ["会议.mp4", "录音.m4a", "录音.wav", "录音.mp3", "图.dxf"])
def test_what_stands_behind_is_refused(tmp_path, name):
    data, _type = KEPT[name]
    with pytest.raises(BadValue):
        checked(tmp_path, name, data + b"MZ hidden" * 60)


@pytest.mark.parametrize("name", [name for name in KEPT if name not in ("课件.pptx", "邮件.eml")])
def test_what_breaks_off_is_refused(tmp_path, name):
    data, _type = KEPT[name]
    with pytest.raises(BadValue):
        checked(tmp_path, name, data[: len(data) // 2])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.mp4", box(b"ftyp", b"isom") + box(b"evil", b"x" * 9) + box(b"moov")),
        ("a.mp3", b"ID3\x04\0\0\0\0\0\x10GEOB" + b"\0" * 12 + sound()),
        (
            "a.dxf",
            DRAWING.replace("0\r\nENDSEC", "0\r\nOLE2FRAME\r\n5\r\nA\r\n0\r\nENDSEC").encode(),
        ),
        (
            "a.dxf",
            DRAWING.replace("0\r\nENDSEC", "0\r\nIMAGEDEF\r\n1\r\n\\\\x\r\n0\r\nENDSEC").encode(),
        ),
        ("a.eml", b"just words\n\nof no sender"),
        ("a.eml", mail("a.exe", b"MZ" + b"\0" * 90)),
        ("a.eml", mail("a.pdf", b"MZ" + b"\0" * 90)),
        ("a.eml", mail("a.zip", making.zip_bytes({"a.txt": b"x"}))),
        ("a.eml", mail().replace(b"text/plain", b"message/external-body")),
        ("a.eml", mail().replace(b"text/plain", b"application/pkcs7-mime")),
        ("a.dwg", b"AC1032" + b"\0" * 90),
        ("a.msg", making.ole_bytes({"__properties_version1.0": b"\0" * 32})),
    ],
)
def test_what_carries_starts_or_fetches_something_is_refused(tmp_path, name, data):
    with pytest.raises(BadValue):
        checked(tmp_path, name, data)
