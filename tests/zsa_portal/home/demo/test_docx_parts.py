"""The empty document of the demonstration's papers: light, and with every style that they use."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.enum.style import WD_STYLE_TYPE

from zsa_portal.documents import contents
from zsa_portal.home.demo import docx_parts as parts

MOST_STYLE_BYTES = 64 * 1024


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out


def test_the_table_styles_are_those_of_the_papers():
    styles = parts.blank().styles
    assert {one.name for one in styles if one.type == WD_STYLE_TYPE.TABLE} == set(parts.TABLES)
    assert {f"Heading {level}" for level in range(1, 7)} <= {one.name for one in styles}


def test_a_paper_is_accepted_and_its_styles_are_short(tmp_path):
    document = parts.blank()
    document.add_paragraph("范围", style="Heading 1")
    parts.grid(document, ["条款", "意见"], [["4.1", "无"]])
    out, path = saved(document), tmp_path / "paper.docx"
    path.write_bytes(out.getvalue())
    assert contents.check(path, "paper.docx").endswith("wordprocessingml.document")
    sizes = {one.filename: one.file_size for one in zipfile.ZipFile(out).infolist()}
    assert sum(size for name, size in sizes.items() if "styles" in name) < MOST_STYLE_BYTES


def test_what_is_written_into_one_is_not_in_the_next():
    parts.blank().add_paragraph("一次")
    assert [one.text for one in docx.Document(saved(parts.blank())).paragraphs] == []
