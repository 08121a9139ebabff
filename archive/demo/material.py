"""The material of a filing of the demonstration: files with bytes, and paper originals."""

from __future__ import annotations

import io

import docx
from django.core.files.base import ContentFile
from django.utils.html import format_html

from archive.filing.collecting.actions.folders import folder_create
from archive.filing.collecting.actions.intake import file_add
from archive.filing.collecting.actions.rows import (
    Original,
    items_explain,
    items_name,
    paper_register,
)
from archive.filing.models import Filing
from archive.kinds import Retention
from archive.records import Folder, Item
from zsa_portal.documents import render
from zsa_portal.home.demo.records import Record
from zsa_portal.people.models import User


def collect(filing: Filing, rows: list[Record], by: User) -> None:
    """Put the rows of the data onto a filing's list, named by the numbering, PDFs explained."""
    for row in rows:
        item = _paper(filing, row, by) if "box" in row else _file(filing, row, by)
        if "why_pdf" in row:
            items_explain(filing=filing, keys=[item.pk], reason=row["why_pdf"], by=by)
    files = filing.items.filter(medium="electronic").order_by("pk")
    items_name(filing=filing, keys=list(files.values_list("pk", flat=True)), by=by)


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
        ),
        by=by,
    )


def docx_file(title: str, paragraphs: list[str]) -> bytes:
    """A text file: a heading and its paragraphs."""
    text = docx.Document()
    text.add_heading(title)
    for paragraph in paragraphs:
        text.add_paragraph(paragraph)
    out = io.BytesIO()
    text.save(out)
    return out.getvalue()


def pdf(title: str, paragraphs: list[str]) -> bytes:
    """A PDF of two pages: its title, and its paragraphs on the second."""
    body = "".join(format_html("<p>{}</p>", one) for one in paragraphs)
    html = format_html('<h1>{}</h1><div style="break-before: page"></div>', title) + body
    made: bytes = render.document(html).write_pdf()
    return made
