"""The material of a filing of the demonstration: files with bytes, and paper originals."""

from __future__ import annotations

import io
import zipfile

from django.core.files.base import ContentFile
from django.utils.html import format_html, format_html_join

from archive.filing.collecting.actions.folders import folder_create
from archive.filing.collecting.actions.intake import file_add
from archive.filing.collecting.actions.rows import (
    Original,
    item_edit,
    items_explain,
    items_lower,
    items_name,
    paper_register,
)
from archive.filing.collecting.actions.taking import papers_take
from archive.filing.collecting.material import Material
from archive.filing.collecting.queries import proposed
from archive.filing.models import Filing
from archive.kinds import Retention
from archive.records import Folder, Item
from zsa_portal.documents import render
from zsa_portal.home.demo.records import Record
from zsa_portal.people.models import User
from zsa_portal.regulations import clock

MOST_PAPERS = 6
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
OPEN_XML = "http://schemas.openxmlformats.org"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    f'{HEAD}<Types xmlns="{OPEN_XML}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
)
RELATIONS = (
    f'{HEAD}<Relationships xmlns="{OPEN_XML}/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{OPEN_XML}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
TEXT = (
    f'{HEAD}<w:document xmlns:w="{OPEN_XML}/wordprocessingml/2006/main"><w:body>'
    "{}</w:body></w:document>"
)
ISSUED = "由系统签发或由申报单位盖章后扫描，只有PDF。"

GIVEN = "该文件的密级由其办理程序确定，本部门保密级别划分表未列此类文件。"


def collect(filing: Filing, rows: list[Record], by: User) -> None:
    """Put the rows of the data onto a filing's list, named by the numbering, PDFs explained."""
    for row in rows:
        item = _paper(filing, row, by) if "box" in row else _file(filing, row, by)
        if "retention" in row:
            item_edit(filing=filing, item=item, values={"retention": row["retention"]}, by=by)
        if "why_pdf" in row:
            items_explain(filing=filing, keys=[item.pk], reason=row["why_pdf"], by=by)
    files = filing.items.filter(medium="electronic").order_by("pk")
    items_name(filing=filing, keys=list(files.values_list("pk", flat=True)), by=by)


def take_papers(filing: Filing, by: User) -> None:
    """Take some of the papers that the department's projects produced; PDFs and lower levels say why."""
    keys = [one.key for one in proposed(filing, by)][:MOST_PAPERS]
    rows = papers_take(filing=filing, keys=keys, by=by) if keys else []
    lone = [row.pk for row in rows if row.name.endswith(".pdf")]
    if lone:
        items_explain(filing=filing, keys=lone, reason=ISSUED, by=by)
    low = [row.pk for row in Material(filing).todo("level")]
    if low:
        items_lower(filing=filing, keys=low, reason=GIVEN, by=by)


def taken_in_before(filing: Filing, rows: list[Record]) -> None:
    """Let those rows of which the data says so be in the archive since a day before the portal."""
    for row in rows:
        if "taken_in" in row:
            name = row["path"].rpartition("/")[2]
            since = clock.start_of(row["taken_in"])
            filing.items.filter(name__endswith=name).update(accepted_at=since)


def _file(filing: Filing, row: Record, by: User) -> Item:
    title = row["path"].rpartition("/")[2]
    stem, _dot, ending = title.rpartition(".")
    paragraphs = [f"{filing.department.name} {filing.month:%Y年%-m月}", row["text"]]
    made = pdf(stem, paragraphs) if ending == "pdf" else docx_file(stem, paragraphs)
    upload = ContentFile(made, name=title)
    return file_add(filing=filing, upload=upload, by=by, path=row["path"], entry=row["entry"]).item


def _paper(filing: Filing, row: Record, by: User) -> Item:
    directory, _slash, name = row["path"].rpartition("/")
    year = Folder.objects.filter(department=filing.department, year=filing.month.year)
    folder = year.filter(name=directory, parent=None).first()
    return paper_register(
        filing=filing,
        folder=folder or folder_create(filing=filing, name=directory, by=by),
        original=Original(
            name=name,
            sort=row["sort"],
            box=row["box"],
            shelf=row["shelf"],
            retention=Retention.YEARS_30,
            entry=row["entry"],
            level=row.get("level", ""),
            level_reason=row.get("level_reason", ""),
        ),
        by=by,
    )


def docx_file(title: str, paragraphs: list[str]) -> bytes:
    """A text file: a heading and its paragraphs, in the fewest parts that Word opens."""
    lines = format_html_join(
        "", "<w:p><w:r><w:t>{}</w:t></w:r></w:p>", ([one] for one in (title, *paragraphs))
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", TYPES)
        packed.writestr("_rels/.rels", RELATIONS)
        packed.writestr("word/document.xml", TEXT.format(lines))
    return out.getvalue()


def pdf(title: str, paragraphs: list[str]) -> bytes:
    """A PDF of two pages: its title, and its paragraphs on the second."""
    body = "".join(format_html("<p>{}</p>", one) for one in paragraphs)
    html = format_html('<h1>{}</h1><div style="break-before: page"></div>', title) + body
    made: bytes = render.document(html).write_pdf()
    return made
