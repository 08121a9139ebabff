"""What is accepted, what is refused, and in which words."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from contextlib import suppress

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.zsa_portal.documents import making
from zsa_portal.documents import contents
from zsa_portal.workflow.refusals import BadValue

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

ACCEPTED = {
    "草案.docx": (making.docx_bytes(), WORD),
    "table.XLSX": (making.xlsx_bytes(), EXCEL),
    "text.odt": (making.odt_bytes(), making.ODT),
    "old.doc": (making.ole_bytes({"WordDocument": making.word_head()}), "application/msword"),
    "old.wps": (making.ole_bytes({"WordDocument": making.word_head()}), "application/vnd.ms-works"),
    "old.xls": (making.ole_bytes({"Workbook": making.book_head()}), "application/vnd.ms-excel"),
    "scan.pdf": (making.pdf_bytes(), "application/pdf"),
    "note.txt": ("第一章 总则\n".encode(), "text/plain; charset=utf-8"),
    "gb.txt": ("第一章 总则\n".encode("gb18030"), "text/plain; charset=gb18030"),
    "photo.jpg": (making.image_bytes("JPEG"), "image/jpeg"),
    "photo.jpeg": (making.image_bytes("JPEG"), "image/jpeg"),
    "photo.png": (making.image_bytes("PNG"), "image/png"),
    "all.zip": (
        making.zip_bytes({"a/草案.docx": making.docx_bytes(), "b.pdf": making.pdf_bytes()}),
        "application/zip",
    ),
    "T.ZSA 3-2021.v2.pdf": (making.pdf_bytes(), "application/pdf"),
}

PROGRAM = b"MZ\x90\x00" + b"\0" * 600
MACRO_TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Override PartName="/word/document.xml" '
    b'ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
)
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Types>&b;</Types>'
WRONG_ENDING = "is no readable"
REFUSED = {
    "setup.exe": (PROGRAM, "programs"),
    "report.pdf.exe": (PROGRAM, "programs"),
    "report.exe.pdf": (making.pdf_bytes(), "programs"),
    "invoice.docx": (PROGRAM, "is a program"),
    "script.txt": (b"#!/bin/sh\nrm -rf /\n", "is a program"),
    "page.html": (b"<script>alert(1)</script>", "programs or web pages"),
    "drawing.svg": (b"<svg onload='alert(1)'/>", "programs or web pages"),
    "macro.docm": (making.docx_bytes(), "programs"),
    "none": (b"text", "not of an accepted kind"),
    "film.mp4": (b"\0\0\0\x18ftyp", "not of an accepted kind"),
    "empty.pdf": (b"", "is empty"),
    "renamed.docx": (making.pdf_bytes(), WRONG_ENDING),
    "renamed.pdf": (making.docx_bytes(), WRONG_ENDING),
    "renamed.xlsx": (making.docx_bytes(), WRONG_ENDING),
    "renamed.png": (making.image_bytes("JPEG"), WRONG_ENDING),
    "renamed.doc": (making.docx_bytes(), WRONG_ENDING),
    "sheet.doc": (making.ole_bytes({"Workbook": making.book_head()}), WRONG_ENDING),
    "cut.docx": (making.docx_bytes()[:-200], WRONG_ENDING),
    "cut.pdf": (making.pdf_bytes()[:-30], WRONG_ENDING),
    "header.pdf": (b"%PDF-1.7\nnothing\n%%EOF", WRONG_ENDING),
    "types.docx": (making.zip_bytes({"[Content_Types].xml": ENTITIES}), WRONG_ENDING),
    "odt.docx": (making.odt_bytes(), WRONG_ENDING),
    "binary.txt": (b"abc\x00def", "no plain text"),
    "utf16.txt": ("中文".encode("utf-16"), "no plain text"),
    "macros.docx": (
        making.with_member(making.docx_bytes(), "word/vbaProject.bin", b"x"),
        "contains macros",
    ),
    "typed.docx": (
        making.zip_bytes({"[Content_Types].xml": MACRO_TYPES, "word/document.xml": b"<x/>"}),
        "contains macros",
    ),
    "macros.doc": (
        making.ole_bytes({"WordDocument": making.word_head()}, ("Macros",)),
        "contains macros",
    ),
    "macros.xls": (
        making.ole_bytes({"Workbook": making.book_head()}, ("_VBA_PROJECT_CUR",)),
        "contains macros",
    ),
    "macros.odt": (making.odt_bytes(**{"Basic/Standard/Module1.xml": b"x"}), "contains macros"),
    "locked.docx": (making.ole_bytes({"EncryptedPackage": b"x"}), "protected by a password"),
    "locked.doc": (
        making.ole_bytes({"WordDocument": making.word_head(encrypted=True)}),
        "protected by a password",
    ),
    "locked.xls": (
        making.ole_bytes({"Workbook": making.book_head(encrypted=True)}),
        "protected by a password",
    ),
    "locked.pdf": (making.pdf_bytes(password="secret"), "protected by a password"),
    "locked.odt": (
        making.odt_bytes(**{"META-INF/manifest.xml": b"<m:encryption-data/>"}),
        "protected by a password",
    ),
    "script.pdf": (
        making.pdf_bytes(action={"S": pikepdf.Name.JavaScript, "JS": "app.alert(1)"}),
        "contains scripts",
    ),
    "launch.pdf": (
        making.pdf_bytes(action={"S": pikepdf.Name.Launch, "F": "cmd.exe"}),
        "contains scripts",
    ),
    "huge.png": (making.huge_png_bytes(20_000), "too many pixels"),
    "big.png": (making.huge_png_bytes(9_001), "too many pixels"),
    "empty.zip": (making.zip_bytes({}), "is empty"),
    "program.zip": (making.zip_bytes({"ok.txt": b"ok", "run.exe": PROGRAM}), "programs"),
    "disguised.zip": (making.zip_bytes({"ok.docx": PROGRAM}), "is a program"),
    "nested.zip": (
        making.zip_bytes({"inner.zip": making.zip_bytes({"a.txt": b"a"})}),
        "archive within an archive",
    ),
    "up.zip": (making.zip_bytes({"../../etc/a.txt": b"a"}), "outside the archive"),
    "root.zip": (making.zip_bytes({"/etc/a.txt": b"a"}), "outside the archive"),
    "drive.zip": (making.zip_bytes({"C:/a.txt": b"a"}), "outside the archive"),
    "back.zip": (making.zip_bytes({"..\\a.txt": b"a"}), "outside the archive"),
    "many.zip": (making.zip_bytes({f"{n}.txt": b"a" for n in range(301)}), "holds 301 files"),
    "bomb.zip": (making.zip_bytes({"a.txt": b"a" * 30_000_000}), "far more data"),
    "bomb.docx": (
        making.with_member(making.docx_bytes(), "word/a.xml", b"a" * 30_000_000),
        "far more data",
    ),
}


@pytest.fixture
def check(tmp_path):
    def run(name: str, data: bytes) -> str:
        path = tmp_path / "incoming"
        path.write_bytes(data)
        return contents.check(path, contents.safe_name(name))

    return run


@pytest.mark.parametrize("name", list(ACCEPTED))
def test_documents_are_accepted_with_their_media_type(check, name):
    data, media_type = ACCEPTED[name]
    assert check(name, data) == media_type


@pytest.mark.parametrize("name", list(REFUSED))
def test_everything_else_is_refused_in_one_sentence(check, name):
    data, words = REFUSED[name]
    with pytest.raises(BadValue) as refused:
        check(name, data)
    assert refused.value.field == "file"
    assert words in str(refused.value)
    assert name in str(refused.value)


def test_an_encrypted_member_is_refused(check):
    out = io.BytesIO(making.zip_bytes({"a.txt": b"a"}))
    data = bytearray(out.getvalue())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(BadValue, match="password"):
        check("secret.zip", bytes(data))


def test_a_link_in_an_archive_is_refused(check):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        member = zipfile.ZipInfo("link.txt")
        member.external_attr = 0o120777 << 16
        archive.writestr(member, "/etc/passwd")
    with pytest.raises(BadValue, match="link instead of a file"):
        check("link.zip", out.getvalue())


def test_a_declared_total_above_the_limit_is_a_bomb(check):
    part = b"a" * 19_000_000
    with pytest.raises(BadValue, match="far more data"):
        check("parts.zip", making.zip_bytes({f"{n}.txt": part for n in range(34)}))


def test_a_picture_of_20000_pixels_a_side_is_refused_without_decoding(check):
    data = making.image_bytes("PNG", (20_000, 20_000))
    tracemalloc.start()
    with pytest.raises(BadValue, match="too many pixels"):
        check("scan.png", data)
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()


def test_names_in_chinese_archives_are_read(check):
    gb = "草案.exe".encode("gb18030")
    # A Windows archive: the same member, its name in GB 18030 and without the UTF-8 flag.
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("x" * len(gb), b"x")
    windows = raw.getvalue().replace(b"x" * len(gb), gb)
    with pytest.raises(BadValue, match="草案"):
        check("win.zip", windows)


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\a\\草案.docx", "草案.docx"),
        ("a\u202efdp.txt", "afdp.txt"),
        ("a\x00b\n.txt", "ab.txt"),
        ("  .docx", "docx"),
        ("...", "file"),
        ("x" * 300 + ".docx", "x" * 250 + ".docx"),
    ],
)
def test_names_lose_folders_and_tricks(given_name, kept):
    assert contents.safe_name(given_name) == kept


@given(st.binary(max_size=3000), st.sampled_from(sorted(contents.ACCEPTED)), st.integers(0, 12))
@settings(
    max_examples=examples(150),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_bytes_bring_the_check_down(check, tail, ending, which):
    heads = [
        b"",
        b"PK\x03\x04",
        b"%PDF-1.4\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
    ]
    data = heads[which % len(heads)] + tail
    with suppress(BadValue):
        check(f"a{ending}", data)


SAMPLES = [data for data, _media_type in ACCEPTED.values()]


@given(st.data())
@settings(
    max_examples=examples(200),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_damage_brings_the_check_down(check, data):
    name = data.draw(st.sampled_from(list(ACCEPTED)))
    content = bytearray(ACCEPTED[name][0])
    for _time in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(BadValue):
        check(name, bytes(content[: data.draw(st.integers(1, len(content)))]))
