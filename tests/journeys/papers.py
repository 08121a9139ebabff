"""What people bring along and what they read: the demonstration's papers, and the words of PDFs."""

from __future__ import annotations

from typing import Any

import pypdfium2

from ops.places import ROOT
from standards.demo import papers as demo
from standards.demo.draft_assembled import text_of
from standards.demo.records import records
from standards.models import Project
from zsa_portal.catalogue.models import Edition
from zsa_portal.regulations import clock

PROJECT = "edge_gateway"
SAMPLES = ROOT.parent / "shared" / "samples"
DISGUISED = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200)
"""The beginning of a Windows program; somebody named it .docx."""

File = tuple[str, bytes]


def proposal() -> dict[str, Any]:
    """What the applicant writes into the 标准项目建议书, by field."""
    record = records().projects[PROJECT]
    values = demo.proposal_values(record, clock.today())
    del values["supporting"]
    return values | {"title": record["title"], "patents": "yes"}


def file_of(kind: str, project: Project) -> File:
    """A paper of the demonstration's project: file name and bytes of a .docx."""
    return demo.file_of(PROJECT, kind, project)


def standard(language: str, edition: Edition) -> File:
    """The published standard in a language: file name and bytes of a PDF."""
    return demo.standard_pdf(PROJECT, language, edition)


def headings(language: str) -> list[str]:
    """The titles of the standard's chapters in a language."""
    return [
        chapter["title"] for chapter in text_of(PROJECT, "published", language=language)["chapters"]
    ]


def words_of(pdf: bytes) -> str:
    """The text of a PDF without any white space, so that line breaks hide nothing."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return "".join("".join(pages).split())


def says(pdf: bytes, *texts: str) -> None:
    """The PDF is one, and says each of these."""
    assert pdf.startswith(b"%PDF-")
    found = words_of(pdf)
    missing = [text for text in texts if not _stands_in(found, "".join(text.split()))]
    assert missing == [], f"{missing} not in {found[:2000]}"


def _stands_in(found: str, text: str) -> bool:
    """Whether a text is there, in one piece or parted by the end of a page."""
    return any(text[:cut] in found and text[cut:] in found for cut in range(len(text)))
