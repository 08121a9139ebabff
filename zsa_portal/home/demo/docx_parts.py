"""The pieces of paper that python-docx lacks: fonts, frames, borders, fields, page numbers."""

from __future__ import annotations

import functools
import io
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

SONG, HEI, LATIN = "宋体", "黑体", "Times New Roman"
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
BODY = 10.5
TABLES = ("Normal Table", "Table Grid")
STYLES_OF_2007 = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"


def blank() -> Document:
    """An empty document that brings of python-docx's hundred table styles only those used here.

    They are fifty times as long as a paper of the demonstration, and each upload is read whole.
    """
    return docx.Document(io.BytesIO(_template()))


@functools.cache
def _template() -> bytes:
    document = docx.Document()
    for style in document.styles:
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in TABLES:
            style.delete()
    for key, relation in list(document.part.rels.items()):
        if relation.reltype == STYLES_OF_2007:
            document.part.drop_rel(key)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def element(tag: str, **attributes: str) -> Any:
    """An element of the word-processing namespace with its attributes."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def write(paragraph: Paragraph, content: str, *, font: str = SONG, size: float = BODY) -> Run:
    """A run of text in a Chinese font beside Times New Roman."""
    run = paragraph.add_run(content)
    run.font.size = Pt(size)
    run.font.name = LATIN
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)  # noqa: SLF001 - no public way
    return run


def stretched(run: Run, twips: int) -> None:
    """Set the characters of a run apart."""
    spacing = element("spacing", val=str(twips))
    run._element.get_or_add_rPr().insert_element_before(spacing, "w:w", "w:kern", "w:sz", "w:szCs")  # noqa: SLF001 - no public way


def spaced(
    paragraph: Paragraph, *, before: float = 0, after: float = 0, line: float = 16
) -> Paragraph:
    """A paragraph with exact distances in points."""
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), Pt(line)
    return paragraph


def framed(paragraph: Paragraph, *, x: int, y: int, width: int) -> Paragraph:
    """Hold the paragraph at a place of the page; x, y and width in twips."""
    frame = element(
        "framePr", w=str(width), wrap="around", vAnchor="page", hAnchor="page", x=str(x), y=str(y)
    )
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 - no public way
        frame,
        "w:widowControl",
        "w:numPr",
        "w:pBdr",
        "w:shd",
        "w:tabs",
        "w:spacing",
        "w:ind",
        "w:jc",
    )
    return paragraph


def ruled(paragraph: Paragraph, side: str) -> Paragraph:
    """Draw a line above ("top") or below ("bottom") the paragraph."""
    borders = element("pBdr")
    borders.append(element(side, val="single", sz="8", space="4", color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 - no public way
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
    )
    return paragraph


def field(paragraph: Paragraph, instruction: str, shown: str, *, size: float = 9) -> None:
    """A field such as PAGE with the text shown until the program updates it."""
    for kind, content in (
        ("begin", ""),
        ("", instruction),
        ("separate", ""),
        ("text", shown),
        ("end", ""),
    ):
        run = write(paragraph, content if kind == "text" else "", size=size)
        if kind in {"begin", "separate", "end"}:
            run._element.append(element("fldChar", fldCharType=kind))  # noqa: SLF001 - no public way
        elif not kind:
            code = element("instrText")
            code.text = f" {content} "
            run._element.append(code)  # noqa: SLF001 - no public way


def bookmarked(paragraph: Paragraph, name: str, number: int) -> Paragraph:
    """Put a bookmark around the paragraph's text, for PAGEREF."""
    start = element("bookmarkStart", id=str(number), name=name)
    paragraph._p.insert_element_before(start, "w:r")  # noqa: SLF001 - no public way
    paragraph._p.append(element("bookmarkEnd", id=str(number)))  # noqa: SLF001 - no public way
    return paragraph


def leader_tab(paragraph: Paragraph) -> Paragraph:
    """A right tab with dots at the right margin, for the table of contents."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(
        Mm(165), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
    )
    return paragraph


def page(section: Section) -> Section:
    """A4 with the margins of GB/T 1.1."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(20)
    section.top_margin, section.bottom_margin = Mm(30), Mm(22)
    section.header_distance, section.footer_distance = Mm(20), Mm(14)
    return section


def numbered_from_one(section: Section, form: str) -> None:
    """Start the section's page numbers at one: "upperRoman" or "decimal"."""
    section._sectPr.remove_all("w:pgNumType")  # noqa: SLF001 - no public way
    numbers = element("pgNumType", fmt=form, start="1")
    section._sectPr.insert_element_before(numbers, "w:cols", "w:titlePg", "w:docGrid")  # noqa: SLF001 - no public way


def running(section: Section, number: str) -> None:
    """The running number above and the page number below, on the outer side of each page."""
    pairs = (
        (section.header, section.footer, RIGHT),
        (section.even_page_header, section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    )
    for header, footer, side in pairs:
        header.is_linked_to_previous = footer.is_linked_to_previous = False
        header.paragraphs[0].alignment = footer.paragraphs[0].alignment = side
        write(header.paragraphs[0], number, font=HEI)
        field(footer.paragraphs[0], "PAGE", "1")


def grid(document: Document, head: list[str], rows: list[list[str]]) -> Table:
    """A table with lines, its head repeated on every page."""
    table = document.add_table(rows=0, cols=len(head), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for number, cells in enumerate([head, *rows]):
        row = table.add_row()
        row._tr.get_or_add_trPr().append(element("cantSplit"))  # noqa: SLF001 - no public way
        if number == 0:
            row._tr.get_or_add_trPr().append(element("tblHeader"))  # noqa: SLF001 - no public way
        for cell, content in zip(row.cells, cells, strict=True):
            paragraph = spaced(cell.paragraphs[0], before=1, after=1, line=13)
            paragraph.alignment = CENTRE
            write(paragraph, content, size=9)
    return table
