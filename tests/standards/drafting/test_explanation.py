"""The 编制说明 begins from a Word document with its sections and what is known filled in."""

from __future__ import annotations

import io

import docx
import pytest
from django.test import Client
from django.urls import reverse

from standards.drafting.papers import EXPLANATION
from standards.states import S
from zsa_portal.documents.word import MEDIA_TYPE
from zsa_portal.regulations import clock

SECTIONS = (
    "一、工作简况",
    "二、编制原则、主要内容及其确定依据",
    "七、重大分歧意见的处理经过和依据",
    "八、涉及专利的有关说明",
    "十、其他应当说明的事项",
)


@pytest.fixture
def template(walker, project_at):
    """The answer to asking for the template, and the project, in a state."""

    def ask(state, who="applicant", kind=EXPLANATION, **fields):
        project = project_at(state)
        if fields:
            type(project).objects.filter(pk=project.pk).update(**fields)
        browser = Client()
        browser.force_login(getattr(walker.cast, who))
        with clock.moved_to(walker.now):
            url = reverse("documents:template", args=[project.pk, kind])
            return browser.get(url), project

    return ask


def lines_of(answer):
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(answer.content)).paragraphs]


def test_its_sections_are_there_with_what_the_portal_knows(template):
    answer, project = template(
        S.DRAFTING,
        scope="本文件规定了甲<乙>。\n本文件适用于丙。",
        patents=True,
        patents_note="发明专利一项",
    )
    assert answer["Content-Type"] == MEDIA_TYPE
    assert ".docx" in answer["Content-Disposition"]
    lines = lines_of(answer)
    assert [one for one in SECTIONS if one not in lines] == []
    text = "\n".join(lines)
    for known in (project.title, project.plan_number, project.applicant.name, "发明专利一项"):
        assert known in text
    assert "本文件规定了甲<乙>。\n本文件适用于丙。" in text
    assert "选举牵头单位" in text or "成立起草工作组" in text
    assert "{{" not in text


def test_a_revision_compares_itself_with_what_it_replaces(template):
    heading = "（四）与被修订标准 T/ZSA 1-2020 的主要差异"
    answer, _project = template(S.DRAFTING, revised_standard="T/ZSA 1-2020")
    assert heading in lines_of(answer)
    answer, _project = template(S.ENQUIRY_READY, revised_standard="")
    assert not any("被修订标准" in line for line in lines_of(answer))


def test_comments_are_counted_by_their_disposition(template):
    answer, _project = template(S.REVIEW_FAILED, kind="standards.review_explanation")
    assert any("共收到意见" in line or "未收到" in line for line in lines_of(answer))


def test_only_who_may_add_the_paper_now_begins_it(template):
    assert template(S.DRAFTING, who="committee_secretary")[0].status_code == 403
    assert template(S.ENQUIRY_OPEN)[0].status_code == 403
    assert template(S.DRAFTING, kind="standards.working_draft")[0].status_code == 404
    assert template(S.DRAFTING, kind="standards.nothing")[0].status_code == 404


def test_the_page_that_asks_for_the_paper_offers_it(walker, project_at):
    project = project_at(S.DRAFTING)
    browser = Client()
    browser.force_login(walker.cast.applicant)
    with clock.moved_to(walker.now):
        page = browser.get(reverse("documents:upload", args=[project.pk, EXPLANATION]))
        tab = browser.get(f"{project.get_absolute_url()}papers/")
    url = reverse("documents:template", args=[project.pk, EXPLANATION])
    assert url in page.content.decode()
    assert url in tab.content.decode()
