"""What office files say, block by block, with their pictures."""

from __future__ import annotations

import base64
import io

import docx
import pptx
import pypdfium2
import pytest
from PIL import Image
from pptx.util import Inches

from tests.zsa_portal.documents.making import image_bytes, odt_bytes, saved, with_member
from zsa_portal.documents.contents.odt import ODT
from zsa_portal.documents.contents.office import SLIDES
from zsa_portal.documents.marking import plain_text, reading_copies
from zsa_portal.documents.marking.blocks import blocks, pictures
from zsa_portal.documents.word import MEDIA_TYPE as DOCX
from zsa_portal.ui.refused import BadValue

OPEN_DOCUMENT = """<office:document-content
  xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
  xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text>
<text:tracked-changes><text:p>已删除</text:p></text:tracked-changes>
<text:section><text:h text:outline-level="2">范围</text:h></text:section>
<text:list><text:list-item><text:p>第一<text:line-break/>行<office:annotation><text:p>批注</text:p>
</office:annotation>尾</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>甲</text:p><text:p>乙</text:p></table:table-cell>
<table:table-cell><text:p>丙</text:p></table:table-cell></table:table-row></table:table>
<text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame></text:p>
<text:p><draw:frame><draw:image xlink:href="../b.png"/></draw:frame></text:p>
</office:text></office:body></office:document-content>"""


@pytest.fixture
def told(tmp_path):
    def read(data, media_type):
        path = tmp_path / "file"
        path.write_bytes(data)
        return list(blocks(path, media_type))

    return read


def shown(block):
    """The picture of a block as it is shown, opened."""
    made = pictures.Pictures().made(block["picture"])
    head, _comma, data = made.address.partition(",")
    assert head in ("data:image/png;base64", "data:image/jpeg;base64")
    assert base64.b64decode(data) == made.data
    return Image.open(io.BytesIO(made.data))


def test_pictures_of_a_docx_stand_where_they_stood(told):
    document = docx.Document()
    document.add_heading("图示", 1)
    document.add_paragraph("见图1。").add_run().add_picture(io.BytesIO(image_bytes(size=(40, 30))))
    cell = document.add_table(1, 1).rows[0].cells[0]
    cell.paragraphs[0].add_run("表中图").add_picture(io.BytesIO(image_bytes("JPEG")))
    head, text, first, table, second = told(saved(document), DOCX)
    assert (head["text"], text["text"], table["rows"]) == ("图示", "见图1。", [["表中图"]])
    assert (shown(first).size, shown(second).size) == ((40, 30), (20, 20))
    assert shown(second).format == "JPEG"


def test_a_picture_outside_the_file_is_not_fetched(told):
    document = docx.Document()
    document.add_paragraph("图").add_run().add_picture(io.BytesIO(image_bytes()))
    (rel,) = [one for one in document.part.rels.values() if "image" in one.reltype]
    rel._is_external, rel._target = True, "http://example.org/a.png"
    assert [list(one) for one in told(saved(document), DOCX)] == [["text", "heading"]]


@pytest.mark.parametrize("case", ["too large", "no picture", "too much together"])
def test_what_cannot_be_shown_is_said_to_be_there(monkeypatch, case):
    if case == "too much together":
        monkeypatch.setattr(pictures, "MOST_BYTES", 10)
    if case == "too large":
        monkeypatch.setattr(pictures, "MOST_PIXELS", 399)
    made = image_bytes() if case != "no picture" else b"\xd7\xcd\xc6\x9a a drawing"
    assert pictures.Pictures().made(made) is None
    shown, given = reading_copies._apart([{"picture": made}])
    assert (shown, given) == ([{"picture": ""}], {})


def test_a_large_picture_is_made_small():
    assert shown({"picture": image_bytes(size=(3000, 1000))}).size == (1200, 400)


def test_slides_say_their_titles_texts_tables_and_pictures(told):
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "进度"
    slide.placeholders[1].text = "第一项"
    slide.shapes.add_table(1, 2, 0, 0, Inches(4), Inches(1)).table.cell(0, 1).text = "格"
    group = slide.shapes.add_group_shape()
    group.shapes.add_picture(io.BytesIO(image_bytes()), 0, 0)
    slide.notes_slide.notes_text_frame.text = "讲稿"
    deck.slides.add_slide(deck.slide_layouts[6])
    first, text, table, picture, second = told(saved(deck), SLIDES)
    assert first == {"text": "幻灯片 1　进度", "heading": 2}
    assert (text["text"], table["rows"], second["text"]) == ("第一项", [["", "格"]], "幻灯片 2")
    assert shown(picture).size == (20, 20)


def test_an_open_document_says_its_text_without_comments_and_changes(told):
    data = odt_bytes(**{"content.xml": OPEN_DOCUMENT.encode()})
    head, text, table, picture = told(with_member(data, "Pictures/a.png", image_bytes()), ODT)
    assert head == {"text": "范围", "heading": 2}
    assert text == {"text": "第一\n行尾", "heading": 0}
    assert table == {"rows": [["甲\n乙", "丙"]]}
    assert shown(picture).size == (20, 20)


@pytest.mark.parametrize("media_type", [DOCX, ODT, SLIDES])
def test_a_damaged_one_is_refused_in_words(tmp_path, media_type):
    path = tmp_path / "file"
    path.write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(BadValue, match="damaged"):
        reading_copies.as_pdf(path, media_type, "纪要.docx")


def test_the_reading_copy_has_the_pictures_on_its_pages(tmp_path):
    document = docx.Document()
    document.add_picture(io.BytesIO(image_bytes(size=(60, 40))))
    (tmp_path / "file").write_bytes(saved(document))
    made = pypdfium2.PdfDocument(reading_copies.as_pdf(tmp_path / "file", DOCX, "图.docx"))
    kinds = [one.type for page in made for one in page.get_objects()]
    assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE in kinds


def test_the_text_in_the_page_carries_its_pictures(tmp_path):
    document = docx.Document()
    document.add_picture(io.BytesIO(image_bytes()))
    (tmp_path / "file").write_bytes(saved(document))
    (block,) = plain_text._office(tmp_path / "file", DOCX)
    assert block["picture"].startswith("data:image/png;base64,")
