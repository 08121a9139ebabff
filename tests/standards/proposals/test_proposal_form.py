"""The official 标准项目建议书 on paper."""

from __future__ import annotations

import pypdfium2
from django.utils import translation

from standards.models import Project
from standards.proposals.papers import PROPOSAL_FORM, proposal_data
from standards.states import S
from zsa_portal.documents import forms


def lines_of(data: bytes) -> list[str]:
    """The lines of text on the pages of a PDF."""
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_range() for page in document]
    return [line.strip() for text in texts for line in text.splitlines()]


def test_a_long_mail_address_stands_on_one_line(project_at):
    project = project_at(S.DRAFT_PROPOSAL)
    address = "standardisation.office@research-institute.example.org"
    project = Project.objects.get(pk=project.pk)
    project.contact_email, project.contact_address = address, "北京市海淀区示范路1号云岫大厦6层"
    with translation.override("zh-hans"):
        lines = lines_of(forms.preview(PROPOSAL_FORM, proposal_data(project)))
    assert any(address in line for line in lines)
