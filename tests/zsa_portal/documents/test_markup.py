"""Changes nobody accepted and comments are counted at upload, told, and refused where a text is final."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from django.utils import translation

from tests.zsa_portal.documents import making
from zsa_portal.documents import access, actions, store
from zsa_portal.documents.contents.markup import Markup, markup_of
from zsa_portal.documents.models import File, Version
from zsa_portal.documents.views import stored as said_of
from zsa_portal.workflow.refusals import BadValue

CHANGED = b'<w:ins w:id="1" w:author="a"><w:r><w:t>new</w:t></w:r></w:ins>'
STRUCK = b'<w:del w:id="2" w:author="a"><w:r><w:delText>old</w:delText></w:r></w:del>'
COMMENTS = (
    b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b'<w:comment w:id="1"/><w:comment w:id="2"/></w:comments>'
)


def marked_docx(changes: bytes = CHANGED + STRUCK, comments: bytes = COMMENTS) -> bytes:
    """A Word document with these changes in its last paragraph and these comments."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(making.docx_bytes())) as plain,
        zipfile.ZipFile(out, "w") as anew,
    ):
        for member in plain.infolist():
            data = plain.read(member)
            if member.filename == "word/document.xml":
                data = re.sub(rb"</w:p>(?!.*</w:p>)", changes + b"</w:p>", data, flags=re.DOTALL)
            anew.writestr(member, data)
        if comments:
            anew.writestr("word/comments.xml", comments)
    return out.getvalue()


def marked_pdf(*kinds: str) -> bytes:
    """A PDF whose page has annotations of these kinds."""
    with pikepdf.open(io.BytesIO(making.pdf_bytes())) as book:
        notes = [pikepdf.Dictionary(Subtype=pikepdf.Name(f"/{kind}")) for kind in kinds]
        book.pages[0].Annots = pikepdf.Array([book.make_indirect(note) for note in notes])
        return making.saved(book)


def odt(content: bytes) -> bytes:
    """An OpenDocument text of this content."""
    return making.odt_bytes(**{"content.xml": content})


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.docx", making.docx_bytes(), Markup()),
        ("a.docx", marked_docx(), Markup(2, 2)),
        ("a.docx", marked_docx(comments=b""), Markup(2, 0)),
        (
            "a.docx",
            marked_docx(changes=b"<w:pPr><w:rPr><w:rPrChange/></w:rPr></w:pPr>"),
            Markup(1, 2),
        ),
        (
            "a.odt",
            odt(b"<t:c><t:tracked-changes><t:changed-region/></t:tracked-changes></t:c>"),
            Markup(1),
        ),
        ("a.odt", odt(b"<t:c><o:annotation/><o:annotation-end/></t:c>"), Markup(0, 1)),
        ("a.pdf", marked_pdf("Link", "Popup"), Markup()),
        ("a.pdf", marked_pdf("Highlight", "Text", "StrikeOut"), Markup(0, 3)),
        ("a.txt", b"no such thing", Markup()),
    ],
)
def test_what_a_text_carries_is_counted(name, data, found, tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_bytes(data)
    assert markup_of(place, name) == found


def test_it_is_told_at_upload_and_kept(add, example_matter) -> None:
    version = add(example_matter, data=marked_docx())
    assert Version.objects.get(pk=version.pk).markup == Markup(2, 2)
    sentence = "The text still carries 2 changes that are not accepted and 2 comments."
    assert sentence in said_of(version)
    with translation.override("zh-hans"):
        assert "2 处未接受的修订" in version.markup.sentence


def test_a_kind_that_wants_a_final_text_refuses_it(add, example_matter) -> None:
    outline = access.uploads["test.outline"]
    access.uploads.pop("test.outline")
    access.uploads["test.outline"] = replace(outline, settled=True)
    with pytest.raises(BadValue, match="is not final"):
        add(example_matter, data=marked_docx())
    version = add(example_matter)
    with pytest.raises(BadValue, match="is not final"):
        actions.version_add(
            document=version.document,
            upload=making.upload("b.docx", marked_docx()),
            by=example_matter.people["applicant"],
        )
    assert list(Version.objects.all()) == [version]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("报批稿.docx", marked_docx(), "is not final"),
        ("报批稿.docx", marked_docx(comments=b""), "2 changes that are not accepted"),
        ("标准.pdf", marked_pdf("Text"), "1 comment"),
    ],
)
def test_a_settled_text_is_refused_with_it_and_nothing_kept(db, name, data, words) -> None:
    with pytest.raises(BadValue, match=words) as refused:
        store.put(making.upload(name, data), settled=True)
    assert refused.value.field == "file"
    assert not File.objects.exists()


def test_a_settled_text_without_is_taken(db) -> None:
    assert (
        store.put(making.upload("报批稿.docx", making.docx_bytes()), settled=True).markup
        == Markup()
    )
