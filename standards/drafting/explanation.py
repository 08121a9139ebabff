"""The 编制说明 (附件5) to begin from: its sections, with what the portal knows of the project."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import translation

from standards.papers import purpose_in_chinese
from zsa_portal.documents.kinds import chinese
from zsa_portal.documents.word import WordTemplate
from zsa_portal.notices.models import Opinion
from zsa_portal.notices.papers import by_disposition
from zsa_portal.notices.queries import comment_table
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.workflow.wording import label_of

if TYPE_CHECKING:
    from standards.facts import Project

TO_BE_WRITTEN = "［请填写］"
NO_PATENTS = "未发现本文件的技术内容涉及专利。"


def explanation_data(project: Project) -> dict[str, Any]:
    """What fills the sections; what is not known yet says so in brackets."""
    return {
        "title": project.title,
        "title_en": project.title_en or TO_BE_WRITTEN,
        "plan_number": project.plan_number,
        "purpose": purpose_in_chinese(project),
        "replaces": project.revised_standard,
        "committee": project.committee.name if project.committee else "",
        "stage": chinese(project.state_info.label),
        "date": _day(clock.today()),
        "source": _source(project),
        "justification": project.justification or TO_BE_WRITTEN,
        "units": "、".join(project.drafting_unit_names()),
        "drafters": _drafters(project),
        "history": _history(project),
        "scope": project.scope or TO_BE_WRITTEN,
        "related_standards": project.related_standards or TO_BE_WRITTEN,
        "comments": _comments(project),
        "patents": project.patents_note or TO_BE_WRITTEN if project.patents else NO_PATENTS,
        "safeguards": project.safeguards or TO_BE_WRITTEN,
    }


def _source(project: Project) -> str:
    issued = f"于{_day(project.plan_starts)}" if project.plan_starts else ""
    return (
        f"本项目由{project.applicant}提出，{issued}列入中关村标准化协会标准制修订计划，"
        f"计划编号为{project.plan_number}，由{project.committee}归口。"
    )


def _drafters(project: Project) -> str:
    people = User.objects.filter(pk__in=project.drafter_ids()).order_by("by_pinyin", "pk")
    return "、".join(map(str, people)) or TO_BE_WRITTEN


def _history(project: Project) -> list[dict[str, str]]:
    """Every step so far with its day, oldest first."""
    with translation.override("zh-hans"):
        return [
            {"date": _day(clock.day_of(entry.at)), "what": label_of(project, entry.step)}
            for entry in project.log.exclude(to_state="").order_by("pk")
        ]


def _comments(project: Project) -> str:
    found = list(comment_table(project))
    if not found:
        return "截至目前未收到征求意见的反馈意见。"
    told = "，".join(
        f"{chinese(Opinion.Disposition(code).label)}{number}条"
        for code, number in by_disposition(found).items()
    )
    return f"公开征求意见期间共收到意见{len(found)}条：{told}。"


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


EXPLANATION_TEMPLATE = WordTemplate(
    Path(__file__).with_name("word") / "explanation.docx", explanation_data
)
