"""The papers that people bring along: the demonstration's, and some that must be refused."""

from __future__ import annotations

import datetime as dt
import html
from pathlib import Path
from typing import Any

import pypdfium2

from ops.places import ROOT
from tests.journeys.association import APPLICANT
from zsa_portal.documents import render
from zsa_portal.home.demo import draft_model, paper_docx
from zsa_portal.home.demo.records import records
from zsa_portal.regulations import clock

PROJECT = "edge_gateway"
SAMPLES = ROOT.parent / "shared" / "samples"
DRAFTS = Path(draft_model.DATA) / "draft_standard"
ENQUIRY_DRAFT = DRAFTS / "enquiry_draft.docx"
DISGUISED = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200)
"""The beginning of a Windows program; somebody named it .docx."""


def proposal() -> dict[str, Any]:
    """What the applicant writes into the 标准项目建议书, by field."""
    project, units = records().projects[PROJECT], records().organisations
    applicant, people = units[APPLICANT], records().people
    today = clock.today()
    return {
        "title": project["title"], "title_en": project["title_en"], "purpose": "formulation",
        "ics": project["ics"], "ccs": project["ccs"], "field": project["field"],
        "sub_field": project["sub_field"],
        "participants": "\n".join(units[key]["name"] for key in project["participants"]),
        "adopters": "\n".join(units[key]["name"] for key in project["first_adopters"]),
        "leader": people[project["leader"]]["name"], "leader_phone": applicant["phone"],
        "contact_person": people[project["contact"]]["name"], "contact_phone": applicant["phone"],
        "contact_email": applicant["email"], "contact_address": applicant["address"],
        "planned_start": today + dt.timedelta(days=90), "planned_end": today + dt.timedelta(days=270),
        "patents": "yes", "patents_note": project["patent_note"],
        "justification": project["purpose"] + "\n" + project["feasibility"],
        "scope": project["scope"], "related_standards": project["related_standards"],
        "safeguards": "\n".join(project["safeguards"].values()),
    }  # fmt: skip


def paper(kind: str, **facts: Any) -> tuple[str, bytes]:
    """A paper of the demonstration's project: file name and bytes of a .docx."""
    return f"{kind}.docx", paper_docx.paper_of(PROJECT, kind, date=clock.today(), **facts)


def draft() -> tuple[str, bytes]:
    """The draft standard as its drafters wrote it."""
    return "工业互联网边缘网关安全接入技术要求.docx", ENQUIRY_DRAFT.read_bytes()


def text_as_pdf(name: str) -> bytes:
    """A text of the draft standard as a PDF to publish: ``enquiry_draft`` or ``english``."""
    lines = (DRAFTS / f"{name}.txt").read_text().splitlines()
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines if line.strip())
    return render.pdf(f"<html><body>{body}</body></html>")


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
