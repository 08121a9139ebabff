"""The official 中关村标准认定申请表 on paper."""

from __future__ import annotations

import io

import docx
import pypdfium2
import pytest

from certification.acceptance.papers import ACCEPTANCE_FORM, COMMENT_DIGEST
from certification.applications.papers import (
    APPLICATION_FORM,
    APPLICATION_WORD,
    application_data,
)
from zsa_portal.documents import forms
from zsa_portal.documents.kinds import FormKind


def text_of(kind: FormKind, data: dict[str, object]) -> str:
    """The text on the pages of a form, without its spaces and line ends."""
    document = pypdfium2.PdfDocument(forms.preview(kind, data))
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return "".join("".join(pages).split())


def test_the_application_prints_every_block_of_the_form(ready):
    ready.enterprise_led, ready.lead_unit, ready.lead_phone = True, "示例科技公司", "13800000000"
    data = application_data(ready) | {"standards": ready.applied_together()}
    text = text_of(APPLICATION_FORM, data)
    for block in (
        "中关村标准认定申请表",
        "团体名称示例产业联盟",
        "法定代表人（或负责人）王会长",
        "团体所属国家中国",
        "团体标准名称边缘计算网关技术要求",
        "子方向：工业互联网",
        "注：若本团体标准为企业牵头制定，请填写此栏；若为联盟牵头，无需填写。",
        "单位名称示例科技公司",
        "该标准的产品/技术信息该标准的技术创新点及先进性描述：",
        "1字标规划：",
        "标准国际化战略：",
        "3.本单位按照按GB/T20004.1开展标准化工作。",
        "团体意见：同意申请。",
        "申请认定的团体标准清单",
    ):
        assert block in text


def test_without_an_enterprise_the_block_of_the_lead_unit_stays_empty(ready):
    text = text_of(APPLICATION_FORM, application_data(ready))
    assert "非企业牵头制定，无需填写。" in text
    assert "企业标准化基础" not in text


@pytest.mark.parametrize(
    ("answer", "printed"), [(None, "□是□否"), (True, "√是□否"), (False, "□是√否")]
)
def test_an_open_question_ticks_neither_box(ready, answer, printed):
    text = text_of(APPLICATION_FORM, application_data(ready) | {"patents": answer})
    assert f"是否涉及必要专利{printed}" in text


def test_the_word_document_ticks_the_declarations_that_were_made(ready):
    ready.declares_no_incident = False
    document = docx.Document(io.BytesIO(APPLICATION_WORD.filled(ready)))
    text = "\n".join(row.cells[0].text for row in document.tables[0].rows)
    assert "☑ 1. 标准化工作符合本团体" in text
    assert "☐ 2. 近二年或成立以来" in text
    assert "☑ 3. 本单位按照按 GB/T 20004.1" in text
    assert "该标准的产品/技术信息\n该标准的技术创新点及先进性描述" in text


def test_the_record_of_the_acceptance_prints_points_and_reasons(ready):
    form = ready.issued_forms.get(kind=ACCEPTANCE_FORM.key)
    text = text_of(ACCEPTANCE_FORM, form.data)
    for words in ("受理审查表", "缺少起草阶段材料。", "退回补充完善", "材料不足。"):
        assert words in text


def test_a_digest_without_comments_says_so():
    data = {"title": "规范", "source_number": "", "applicant": "", "rows": [], "date": "2026-01-05"}
    assert "公示期内未收到公众评议。" in text_of(COMMENT_DIGEST, data)
