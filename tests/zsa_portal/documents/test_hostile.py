"""Every hostile file is refused, or cleaned, in words; by every way in that takes files.

The short form looks into each file and sends some by the pages; the long one, of the profile
"long", sends all of them by every way.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.examples import examples
from tests.procedure.papers import EXAMPLE_DATA, EXAMPLE_FORM
from tests.zsa_portal.documents import making
from tests.zsa_portal.documents.hostile import ROWS, Row, ofd_bytes, related
from zsa_portal.documents import contents, forms, store
from zsa_portal.documents.contents import links
from zsa_portal.documents.contents.cleaning import clean
from zsa_portal.documents.models import File, Version
from zsa_portal.workflow.models import LogEntry
from zsa_portal.workflow.refusals import BadValue

BY_NAME = [pytest.param(row, id=ascii(row.name)) for row in ROWS]
BY_PAGES = [one for place, one in enumerate(BY_NAME) if place % max(1, 20 // examples(1)) == 0]


def test_the_table_is_long_and_names_each_case_once():
    assert len(ROWS) >= 60
    assert max(Counter(row.name for row in ROWS).values()) == 1
    assert {f".{row.name.rpartition('.')[2]}" for row in ROWS}.issuperset(contents.ACCEPTED)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("row", BY_NAME)
def test_a_hostile_file_is_refused_or_cleaned(row: Row, tmp_path: Path) -> None:
    name, path = contents.safe_name(row.name), tmp_path / "incoming"
    path.write_bytes(row.made())
    said = clean(path, name)
    if row.cleaned:
        assert row.words in " ".join(said)
        assert contents.check(path, name)
        assert clean(path, name) == []
        return
    with pytest.raises(BadValue) as refused:
        contents.check(path, name)
    assert (refused.value.field, said) == ("file", [])
    assert row.words in str(refused.value)
    assert list(tmp_path.iterdir()) == [path]


@pytest.fixture
def ways(client: Any, example_matter: Any, add: Any) -> dict[str, Any]:
    """Each way in: a new paper, its next version, the scan of an official form."""
    applicant, staff = example_matter.people["applicant"], example_matter.people["staff"]
    paper = add(example_matter, data=making.docx_bytes("before")).document
    form = forms.issue(EXAMPLE_FORM, about=example_matter, data=EXAMPLE_DATA, by=staff)

    def send(by: Any, url: str, row: Row) -> Any:
        client.force_login(by)
        file = SimpleUploadedFile("x", row.made())
        file.name = row.name
        return client.post(url, {"file": file, "no_state_secrets": "on", "title": "x"})

    new = reverse("documents:upload", args=[example_matter.pk, "test.attachment"])
    return {
        "paper": lambda row: send(applicant, new, row),
        "version": lambda row: send(
            applicant, reverse("documents:new_version", args=[paper.pk]), row
        ),
        "scan": lambda row: send(staff, reverse("documents:form_scan", args=[form.pk]), row),
    }


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("row", BY_PAGES)
def test_no_way_in_takes_a_hostile_file(row: Row, ways: dict[str, Any]) -> None:
    files, versions = File.objects.count(), Version.objects.count()
    for way, send in ways.items():
        if row.cleaned:
            continue
        answer = send(row)
        assert answer.status_code == 422, way
        assert (File.objects.count(), Version.objects.count()) == (files, versions), way


@pytest.mark.django_db
@pytest.mark.parametrize("row", [row for row in ROWS if row.cleaned], ids=lambda row: row.name)
def test_what_was_taken_out_is_said_on_the_page_and_in_the_log(
    row: Row, ways: dict[str, Any], client: Any
) -> None:
    answer = ways["paper"](row)
    assert answer.status_code == 302
    version = Version.objects.latest("pk")
    assert row.words in version.cleaned
    assert row.words in client.get(version.document.get_absolute_url()).content.decode()
    assert LogEntry.objects.latest("pk").reason == version.cleaned
    assert store.intact(version.file)
    assert store.path_of(version.file).read_bytes() != row.made()


def test_a_template_that_was_taken_out_leaves_the_rest(tmp_path: Path) -> None:
    row = next(row for row in ROWS if row.name == "template-web.docx")
    path = tmp_path / "incoming"
    path.write_bytes(row.made())
    clean(path, row.name)
    with zipfile.ZipFile(path) as after, zipfile.ZipFile(io.BytesIO(row.made())) as before:
        assert after.namelist() == before.namelist()
        changed = [one for one in before.namelist() if after.read(one) != before.read(one)]
        assert set(changed) == {"word/settings.xml", "word/_rels/settings.xml.rels"}
        assert b"attachedTemplate" not in after.read("word/settings.xml")


HARMLESS = {
    "公文.ofd": (ofd_bytes(), "application/ofd"),
    "formula.docx": (
        making.with_member(
            making.docx_bytes(),
            "word/embeddings/oleObject1.bin",
            making.ole_bytes({"Equation Native": b"x", "\x01CompObj": b"MathType\0Equation.DSMT4"}),
        ),
        "wordprocessingml",
    ),
    "chart.docx": (
        making.with_member(making.docx_bytes(), "word/embeddings/book.xlsx", making.xlsx_bytes()),
        "wordprocessingml",
    ),
    "links.docx": (related("hyperlink", "https://example.org/a.exe"), "wordprocessingml"),
    "local.docx": (related("hyperlink", "file:///D:/标准/a.docx"), "wordprocessingml"),
    "drawing.docx": (
        making.with_member(making.docx_bytes(), "word/x.vml", b"<xml><br></xml>"),
        "wordprocessingml",
    ),
    "talks-of-dde.docx": (making.docx_bytes("DDEAUTO is refused"), "wordprocessingml"),
    "picture.doc": (
        making.ole_bytes(
            {
                "WordDocument": making.word_head(),
                "\x01Ole10Native": b"BM",
                "\x01CompObj": b"PBrush\0",
            }
        ),
        "application/msword",
    ),
    "padded.pdf": (making.pdf_bytes() + b"\r\n\0\0", "application/pdf"),
}


@pytest.mark.parametrize("name", list(HARMLESS))
def test_what_honest_files_hold_is_let_in(name: str, tmp_path: Path) -> None:
    data, media_type = HARMLESS[name]
    path = tmp_path / "incoming"
    path.write_bytes(data)
    assert clean(path, name) == []
    assert media_type in contents.check(path, name)


def test_a_file_packed_without_a_description_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "incoming"
    path.write_bytes(
        making.with_member(
            making.docx_bytes(),
            "word/embeddings/o.bin",
            making.ole_bytes({"\x01Ole10Native": b"x"}),
        )
    )
    with pytest.raises(BadValue, match="carries another file"):
        contents.check(path, "a.docx")


@pytest.mark.parametrize(
    ("target", "dangerous"),
    [
        ("https://example.org/setup.exe", False),
        ("mailto:a@example.org", False),
        ("#chapter", False),
        ("www.example.com", False),
        ("..\\a.docx", False),
        ("file:///D:/a.docx", False),
        ("file://localhost/D:/a.docx", False),
        ("D:\\a.exe", True),
        ("a.lnk", True),
        ("a%2eexe", True),
        ("file:////srv/share/a.docx", True),
        ("file:\\\\srv\\share\\a.docx", True),
        ("//srv/share", True),
        ("ms-word:ofe|u|http://example.org/a.docx", True),
        ("search-ms:query=x", True),
        ("data:text/html,x", True),
        ("VBScript:x", True),
    ],
)
def test_links_are_told_apart(target: str, *, dangerous: bool) -> None:
    assert links.is_dangerous(target) is dangerous


@pytest.mark.parametrize(
    ("given_name", "length"),
    [("标" * 200 + ".docx", 254), ("𠮷" * 99 + ".pdf", 252), ("a" * 400 + ".pdf", 255)],
)
def test_names_are_cut_to_255_bytes_with_their_ending(given_name: str, length: int) -> None:
    kept = contents.safe_name(given_name)
    assert len(kept.encode()) == length
    assert kept.endswith(given_name[-4:])


def test_a_character_newer_than_python_stays_in_a_name() -> None:
    assert contents.safe_name("\U0002ebf0\U000323b0.pdf") == "\U0002ebf0\U000323b0.pdf"
