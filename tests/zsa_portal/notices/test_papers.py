"""The official papers: 公示 and 征求意见汇总处理表 with what they must show."""

import datetime as dt
import io

import pypdfium2
import pytest
from django.utils import translation

from tests.zsa_portal.notices.making import OBJECTIONS, put_on_notice, say
from zsa_portal.documents import forms
from zsa_portal.documents.access import PUBLIC_KINDS
from zsa_portal.documents.kinds import chinese
from zsa_portal.documents.models import Document, IssuedForm
from zsa_portal.documents.render import html_of_preview
from zsa_portal.notices.actions import Author, opinion_answer, reply_figures_set
from zsa_portal.notices.kinds import KINDS
from zsa_portal.notices.papers import (
    COMMENT_TABLE,
    PUBLIC_NOTICE,
    comment_table_data,
    notice_data,
)
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting

pytestmark = pytest.mark.django_db


def text_of(pdf):
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    words = [page.get_textpage().get_text_bounded() for page in document]
    return "".join("".join(words).split())


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_paper_of_a_notice_is_named_in_the_readers_language(language):
    kinds = [kind for kind in KINDS.values() if kind.form is not None]
    assert len(kinds) > 1
    with translation.override(language):
        for kind in kinds:
            form = IssuedForm(kind=kind.form.key, title=chinese(kind.label))
            assert form.shown_title == str(kind.label)


@pytest.fixture
def answered(consulted):
    """A consultation with three comments of two organisations, all answered."""
    drafter = consulted.people["drafter"]
    said = [
        ("5.10", "甲公司", "accepted", ""),
        ("5.9", "甲公司", "rejected", "见编制说明。"),
        ("", "", "partially_accepted", "改为宜。"),
    ]
    for clause, organisation, disposition, answer in said:
        author = Author("王某", organisation, "13900000000")
        opinion = say(consulted, f"关于{clause or '全文'}的意见", clause=clause, author=author)
        opinion_answer(opinion=opinion, by=drafter, disposition=disposition, answer=answer)
    return consulted


def test_the_comment_table_s_data_by_clause_with_its_figures(answered):
    reply_figures_set(item=answered, sent_to=30, replied=12, by=answered.people["drafter"])
    data = comment_table_data(answered.matter, handler="赵某", phone="010-1")
    assert [row["clause"] for row in data["rows"]] == ["", "5.9", "5.10"]
    assert [row["organisation"] for row in data["rows"]] == ["个人", "甲公司", "甲公司"]
    assert data["figures"] == {
        "sent": 30,
        "replied": 12,
        "commenting": 1,
        "persons": 1,
        "silent": 18,
        "comments": 3,
        "accepted": 1,
        "partially_accepted": 1,
        "rejected": 1,
    }
    assert (data["handler"], data["phone"]) == ("赵某", "010-1")


def test_without_figures_noted_the_silent_are_unknown(answered):
    figures = comment_table_data(answered.matter)["figures"]
    assert (figures["sent"], figures["replied"], figures["silent"]) == (None, 1, None)


def test_the_comment_table_as_pdf(answered):
    words = text_of(forms.preview(COMMENT_TABLE, comment_table_data(answered.matter)))
    for expected in (
        "标准征求意见汇总处理表",
        "附件7",
        "序号",
        "标准章条编号",
        "意见内容",
        "提出单位",
        "处理意见",
        "备注",
        "关于5.10的意见",
        "不采纳",
        "部分采纳",
        "见编制说明。",
        "甲公司",
        "没有回函的单位数",
        "第1页",
    ):
        assert expected in words
    assert words.index("关于5.9的意见") < words.index("关于5.10的意见")


def test_a_consultation_without_comments_says_so(consulted):
    page = html_of_preview(COMMENT_TABLE, comment_table_data(consulted.matter))
    assert "征求意见期间未收到意见。" in page


def test_the_notice_as_pdf(make_noticed):
    matters = [make_noticed(title="边缘网关安全接入"), make_noticed(title="绿色工厂评价")]
    notice = put_on_notice(matters)
    words = text_of(forms.preview(PUBLIC_NOTICE, notice_data(notice)))
    for expected in (
        notice.number,
        "Pleaseread.",
        "边缘网关安全接入",
        "绿色工厂评价",
        "15个自然日",
        "自2026年3月2日起",
        "至2026年3月17日24时止",
        f"/notices/{notice.pk}/",
        "异议",
        "中关村标准化协会",
    ):
        assert expected in words


def test_texts_of_strangers_are_text_on_paper_too(consulted):
    say(consulted, "<b>bold</b><img src='file:///etc/passwd'>", clause="1")
    page = html_of_preview(COMMENT_TABLE, comment_table_data(consulted.matter))
    assert "&lt;b&gt;bold&lt;/b&gt;" in page
    assert "<img" not in page


def test_an_issued_notice_keeps_its_data(noticed):
    form = IssuedForm.objects.get(kind=PUBLIC_NOTICE.key)
    assert form.data == notice_data(noticed.notice)
    assert (OBJECTIONS.form, form.title) == (PUBLIC_NOTICE, OBJECTIONS.label)


def test_the_notice_says_whom_to_ask_and_lists_what_is_attached(
    consulted, monkeypatch, tmp_path, settings
):
    settings.FILES_ROOT = tmp_path
    assert notice_data(consulted.notice)["contacts"] == []
    day = clock.now() - dt.timedelta(days=1)
    Setting.objects.create(key="notices.contact_person", value="王工", valid_from=day)
    Setting.objects.create(key="notices.contact_phone", value="010-12345678", valid_from=day)
    monkeypatch.setitem(PUBLIC_KINDS, "test.open_text", {"notice"})
    for level, title in (("public", "征求意见稿"), ("restricted", "内部稿")):
        Document.objects.create(
            matter_id=consulted.matter.pk,
            kind="test.open_text",
            title=title,
            level=level,
            owner=consulted.matter.owner,
            uploaded_by=consulted.people["staff"],
        )
    data = notice_data(consulted.notice)
    assert data["contacts"] == [
        {"label": "联系人", "value": "王工"},
        {"label": "联系电话", "value": "010-12345678"},
    ]
    assert data["attachments"] == [f"《{consulted.matter.title}》征求意见稿"]
    words = text_of(forms.preview(PUBLIC_NOTICE, data))
    assert "联系电话：010-12345678" in words
    assert "附件：1." in words
    assert "电子邮箱" not in words
